import type { Topology } from '../../condis/roles.ts';
import type { Observation, TraceHeader } from '../../trace/header.ts';
import { requirementById, requirementIndex } from '../catalogue/catalogue.ts';
import type { Severity } from '../requirement.ts';
import { firstRegister } from './columns.ts';
import { eventWords, factPlace, factWords, knownWords, scopes, type Scope } from './facts.ts';
import { asArray, Influence, list } from './influence.ts';
import { lossesOf, type Losses } from './losses.ts';
import type { Check, Transition } from './rule.ts';
import { roleBits, rolesOf, symbolCount, symbolOf } from './symbols.ts';

/** A check as the engine keeps it beside its compiled conditions. */
export interface CompiledCheck {
  readonly check: Check;
  readonly number: number;
  /** Index of the requirement in the catalogue. */
  readonly requirement: number;
  readonly severity: Severity;
  readonly duty: number;
  /** Duties that excuse, by number. */
  readonly excuse: readonly number[];
  /** Column of the window's register; -1: the object's creation; -2: the event alone. */
  readonly since: number;
  /** Columns of the evidence. */
  readonly show: readonly number[];
  /** Roles whose missing events could explain that what is needed does not hold. */
  readonly explainedBy: number;
  /** Symbols that change what is needed, as bits. */
  readonly influences: Uint32Array;
  /** Judged where something ends: that what is needed came at all is enough, whatever its place. */
  readonly atBound: boolean;
  /** Whether it rests on what has become of a party, whose order across ports is not followed. */
  readonly ofParties: boolean;
  /** Object facts that are needed, set or clear, a mask a word: what an uncertain order of ports may touch. */
  readonly neededFacts: Int32Array;
}

/** Conditions of one scope, compiled: for each symbol the checks and transitions that it runs. */
export interface ScopeProgram {
  readonly checks: readonly (Int32Array | undefined)[];
  readonly transitions: readonly (Int32Array | undefined)[];
  /** For each symbol the column of its register, or 0. */
  readonly registers: Int32Array;
  readonly registerCount: number;
}

export interface Program {
  readonly scopes: Readonly<Record<Scope, ScopeProgram>>;
  readonly checks: readonly CompiledCheck[];
  /** Why a requirement with rules cannot be observed in this trace, by index; absent: it can. */
  readonly unobserved: ReadonlyMap<number, string>;
  /** Requirements that have a rule of either topology. */
  readonly ruled: ReadonlySet<number>;
  /** What missing events may have set and cleared. */
  readonly losses: Losses;
  /** Event facts that any check or transition of a symbol asks for: `eventWords` words a symbol. */
  readonly asked: Int32Array;
}


interface Condition {
  readonly word: number;
  mask: number;
  value: number;
}

/** Conditions by word of the vector; `?f` asks that the event's fact was not seen. */
function conditions(scope: Scope, text: string | undefined): Condition[] {
  const byWord = new Map<number, Condition>();
  for (const name of list(text)) {
    const unseen = name.startsWith('?');
    const negative = name.startsWith('!') || unseen;
    const place = factPlace(scope, negative ? name.slice(1) : name);
    const wordIndex = unseen ? place.word + knownWords : place.word;
    let condition = byWord.get(wordIndex);
    if (condition === undefined) byWord.set(wordIndex, (condition = { word: wordIndex, mask: 0, value: 0 }));
    condition.mask |= place.bit;
    if (!negative) condition.value |= place.bit;
  }
  return [...byWord.values()].toSorted((a, b) => a.word - b.word);
}

const flat = (parts: readonly Condition[]): number[] => parts.flatMap((part) => [part.word, part.mask, part.value]);

/** The number that stands for every duty where a check names what excuses it. */
export const anyDuty = -1;

/** Facts that the monitor keeps by counting, with the symbols at which the counts change. Nothing runs these. */
const keptChanges: readonly Transition[] = [
  { on: ['E NdisCoSendNetBufferLists', 'E NdisMCoSendNetBufferListsComplete', 'E ProtocolCoSendNetBufferListsComplete'],
    set: 'sendsOut', clear: 'sendsOut' },
  {
    on: ['E NdisMCoIndicateReceiveNetBufferLists', 'R ProtocolCoReceiveNetBufferLists', 'E NdisReturnNetBufferLists',
      'E MiniportReturnNetBufferLists'],
    set: 'receivesOut', clear: 'receivesOut',
  },
  {
    on: ['R ProtocolCmMakeCall', 'E NdisCmMakeCallComplete', 'R ProtocolCmAddParty', 'E NdisCmAddPartyComplete', 'R ProtocolCmDropParty',
      'E NdisCmDropPartyComplete', 'R ProtocolCmCloseCall', 'E NdisCmCloseCallComplete', 'R NdisClCloseCall',
      'E ProtocolClCloseCallComplete'],
    set: 'manyParties', clear: 'manyParties',
  },
  // The party that is left goes with the call.
  { scope: 'party', on: ['E NdisClCloseCall', 'R NdisClCloseCall', 'E ProtocolClCloseCallComplete'], set: 'gone' },
  {
    on: ['S DROP PARTY rx', 'E NdisCmDispatchIncomingDropParty', 'E NdisCmDispatchIncomingCloseCall', 'E ProtocolCmDropParty'],
    set: 'dropHeard', clear: 'dropHeard',
  },
];

/** Facts that rest on what has become of a party, on what is kept of it and on what its client was told. */
const ofParties = /\b(partyLive|partyOver|cmPartyOver|cmContextFreed|addPended|clientDropPended)\b/;

/** Compiles the rules for one trace. */
export function compile(checks: readonly Check[], transitions: readonly Transition[], header: TraceHeader): Program {
  const fits = (topology: Topology | undefined): boolean => topology === undefined || topology === header.topology;
  const active = transitions.filter(
    (transition) => fits(transition.topology) && (transition.blind !== true || !header.sees.includes('client')),
  );
  const influence = new Influence([...active, ...keptChanges]);
  const registers = collectRegisters(checks);
  const duties = new Map<string, number>();
  const duty = (name: string): number => {
    if (name === '*') return anyDuty;
    let number = duties.get(name);
    if (number === undefined) duties.set(name, (number = duties.size));
    return number;
  };
  const seen = rolesOf(header.sees);
  const compiled: CompiledCheck[] = [];
  const programs = new Map<Scope, { checks: number[][]; transitions: number[][] }>(
    scopes.map((scope) => [scope, { checks: perSymbol(), transitions: perSymbol() }]),
  );
  const reasons = new Map<number, string>();
  const observed = new Set<number>();
  const ruled = new Set<number>();
  const asked = new Int32Array(symbolCount * eventWords);
  const ask = (symbol: number, parts: readonly Condition[]): void => {
    for (const part of parts) {
      if (part.word < factWords) continue;
      const at = symbol * eventWords + ((part.word - factWords) % knownWords);
      asked[at] = (asked[at] as number) | part.mask;
    }
  };

  const tapi = header.declares.tapi === true;
  for (const check of checks) {
    const requirement = requirementIndex(check.id);
    if (requirement < 0) throw new RangeError(`no requirement is called ${check.id}`);
    ruled.add(requirement);
    if (!fits(check.topology) || (check.tapi !== undefined && check.tapi !== tapi)) continue;
    const scope = check.scope ?? 'vc';
    const reason = whyUnobserved(check, scope, header, seen, influence);
    if (reason !== undefined) {
      reasons.set(requirement, reason);
      continue;
    }
    observed.add(requirement);
    const number = compiled.length;
    const need = conditions(scope, check.need);
    const when = conditions(scope, check.when);
    const known = conditions(scope, check.known);
    const neededFacts = new Int32Array(factWords);
    for (const part of need) if (part.word < factWords) neededFacts[part.word] = part.mask;
    const comparesIssue = list(`${check.when ?? ''} ${check.need ?? ''}`.trim()).some((name) => ofIssue.has(name.replace(/^[!?]/, '')));
    const usesState = comparesIssue || [...need, ...when].some((part) => part.word < factWords);
    const columns = registers.get(scope) as Map<string, number>;
    compiled.push({
      check,
      number,
      requirement,
      severity: check.severity ?? (requirementById(check.id)?.severity as Severity),
      duty: duty(check.duty ?? check.id),
      excuse: list(check.excuse).map(duty),
      since: windowOf(check.since, usesState, columns),
      show: (check.show ?? []).map((name) => columns.get(name) as number),
      explainedBy: influence.roles(scope, check.need) | influence.changerRoles(scope, check.when) | (check.roles ?? 0) |
        (comparesIssue ? issuers : 0),
      ofParties: ofParties.test(check.need ?? ''),
      influences: influence.symbols(scope, `${check.when ?? ''} ${check.need ?? ''}`.trim()),
      neededFacts,
      atBound: asArray(check.on).every((name) => name.endsWith(' END')),
    });
    const words = [number, when.length, need.length, known.length, ...flat(when), ...flat(need), ...flat(known)];
    for (const name of asArray(check.on)) {
      (programs.get(scope) as { checks: number[][] }).checks[symbolOf(name)]?.push(...words);
      for (const symbol of influence.raisers(symbolOf(name))) ask(symbol, [...when, ...need, ...known]);
    }
  }
  for (const transition of active) {
    const scope = transition.scope ?? 'vc';
    const when = conditions(scope, transition.when);
    const set = setMasks(scope, transition.set);
    const clear = setMasks(scope, transition.clear);
    const raise = transition.raise === undefined ? -1 : symbolOf(transition.raise);
    const words = [when.length, ...flat(when), raise, ...set, ...clear];
    for (const name of asArray(transition.on)) {
      (programs.get(scope) as { transitions: number[][] }).transitions[symbolOf(name)]?.push(...words);
      for (const symbol of influence.raisers(symbolOf(name))) ask(symbol, when);
    }
  }
  const unobserved = new Map([...reasons].filter(([requirement]) => !observed.has(requirement)));
  const scopePrograms = Object.fromEntries(
    scopes.map((scope) => {
      const program = programs.get(scope) as { checks: number[][]; transitions: number[][] };
      const columns = registers.get(scope) as Map<string, number>;
      const bySymbol = new Int32Array(symbolCount);
      for (const [name, column] of columns) bySymbol[symbolOf(name)] = column;
      const pack = (words: number[]): Int32Array | undefined => (words.length === 0 ? undefined : Int32Array.from(words));
      return [
        scope,
        {
          checks: program.checks.map(pack),
          transitions: program.transitions.map(pack),
          registers: bySymbol,
          registerCount: columns.size,
        },
      ];
    }),
  ) as unknown as Record<Scope, ScopeProgram>;
  return { scopes: scopePrograms, checks: compiled, unobserved, ruled, asked, losses: lossesOf([...active, ...keptChanges], influence) };
}

/** The column of the line where a check's window opens: -1 the creation of the object, -2 the event itself. */
function windowOf(since: string | undefined, usesState: boolean, columns: ReadonlyMap<string, number>): number {
  if (since === undefined) return usesState ? -1 : -2;
  return since === 'event' ? -2 : (columns.get(since) as number);
}

/** What is known of a VC or party from when its handle was issued: where later events may be missing, that may be another one's by now. */
const ofIssue: ReadonlySet<string> = new Set(['contextRight', 'ofClient', 'ofCm', 'cmPartyContextRight']);
/** Who creates and deletes VCs. */
const issuers = roleBits.client | roleBits.cm;

const perSymbol = (): number[][] => Array.from({ length: symbolCount }, () => []);

function setMasks(scope: Scope, text: string | undefined): number[] {
  const masks = new Array<number>(factWords).fill(0);
  for (const name of list(text)) {
    const place = factPlace(scope, name);
    masks[place.word] = (masks[place.word] as number) | place.bit;
  }
  return masks;
}

/** Symbols that any check names as window or evidence get a column each, in every trace the same. */
function collectRegisters(checks: readonly Check[]): Map<Scope, Map<string, number>> {
  const columns = new Map<Scope, Map<string, number>>(scopes.map((scope) => [scope, new Map()]));
  for (const check of checks) {
    const own = columns.get(check.scope ?? 'vc') as Map<string, number>;
    const named = [...(check.since === undefined || check.since === 'event' ? [] : [check.since]), ...(check.show ?? [])];
    for (const name of named) if (!own.has(name)) own.set(name, firstRegister + own.size);
  }
  return columns;
}

function whyUnobserved(check: Check, scope: Scope, header: TraceHeader, seen: number, influence: Influence): string | undefined {
  if (check.hook !== undefined && header.hook !== check.hook) return `the trace hooks ${header.hook}, not ${check.hook}`;
  const classes = new Set<Observation>();
  for (const name of asArray(check.on)) classes.add(classOf(name));
  for (const name of [...list(check.when), ...list(check.need)]) {
    const plain = name.replace(/^[!?]/, '');
    const place = factPlace(scope, plain);
    if (place.needs !== undefined) classes.add(place.needs);
    else for (const symbol of influence.setters(scope, plain)) if (influence.setters(scope,
      plain).length === 1) classes.add(classOf(symbol));
  }
  for (const name of classes) if (!header.observes.includes(name)) return `the trace does not observe ${name}`;
  const needed = check.roles ?? 0;
  if ((needed & ~seen) !== 0) return 'the trace does not see every role that this needs';
  for (const name of asArray(check.on)) {
    if (influence.symbolRoles(name) !== 0 &&
      (influence.symbolRoles(name) & seen) === 0) return 'the trace does not see the role that this is about';
  }
  for (const name of [...list(check.when), ...list(check.need)]) {
    const plain = name.replace(/^[!?]/, '');
    if (factPlace(scope, plain).needs !== undefined) continue;
    const roles = influence.factRoles(scope, plain);
    if (roles !== 0 && (roles & seen) === 0) return 'the trace does not see a role that this needs';
  }
  return undefined;
}

function classOf(symbol: string): Observation {
  if (symbol.startsWith('S ')) return 'signalling';
  return symbol === 'ALLOC' || symbol === 'FREE' ? 'memory' : 'calls';
}
