import { factPlace, factWords, type Scope } from './facts.ts';
import type { Transition } from './rule.ts';
import { everyRole, rolesOfSymbol, symbolCount, symbolName, symbolOf } from './symbols.ts';

/** The names in a list that is separated by blanks. */
export const list = (names: string | undefined): string[] => (names === undefined || names === '' ? [] : names.split(' '));

/** One name or several, as an array. */
export const asArray = (names: string | readonly string[]): readonly string[] => (typeof names === 'string' ? [names] : names);

/** The calls that end the call before them: the monitor runs CALL END in front of them. */
const beginnings = ['E NdisClMakeCall', 'E ProtocolCmMakeCall', 'E NdisCmDispatchIncomingCall', 'E ProtocolClIncomingCall'];

/** Which symbols, and so which roles, change which facts, also through what they raise. */
export class Influence {
  private readonly setting = new Map<string, string[]>();
  private readonly changing = new Map<string, string[]>();
  private readonly raising = new Map<string, string[]>();
  private readonly knownEvents = new Map<string, readonly string[]>();
  private readonly knownSetters = new Map<string, readonly string[]>();
  private readonly knownChangers = new Map<string, readonly string[]>();
  private readonly knownRoles = new Map<string, number>();

  constructor(transitions: readonly Transition[]) {
    for (const transition of transitions) {
      const on = asArray(transition.on);
      const scope = transition.scope ?? 'vc';
      for (const name of list(transition.set)) push(this.setting, `${scope} ${name}`, on);
      for (const name of [...list(transition.set), ...list(transition.clear)]) push(this.changing, `${scope} ${name}`, on);
      if (transition.raise !== undefined) push(this.raising, transition.raise, on);
    }
  }

  /** Symbols of events that end in a symbol: itself, or those that raise it. */
  events(name: string): readonly string[] {
    return remembered(this.knownEvents, name, () => {
      const direct = this.raising.get(name);
      if (direct === undefined) return [name];
      return [...new Set([...direct.flatMap((raiser) => this.events(raiser)), ...(name === 'CALL END' ? beginnings : [])])];
    });
  }

  raisers(symbol: number): number[] {
    return this.events(symbolName(symbol)).map(symbolOf);
  }

  setters(scope: Scope, fact: string): readonly string[] {
    const key = `${scope} ${fact}`;
    return remembered(this.knownSetters, key, () => [...new Set((this.setting.get(key) ?? []).flatMap((name) => this.events(name)))]);
  }

  symbolRoles(name: string): number {
    return remembered(this.knownRoles, name, () => rolesOfEvents(this.events(name)));
  }

  factRoles(scope: Scope, fact: string): number {
    return rolesOfEvents(this.setters(scope, fact));
  }

  /** Roles behind the object facts of a condition. */
  roles(scope: Scope, need: string | undefined): number {
    let roles = 0;
    for (const name of this.changers(scope, need)) roles |= isEvent(name) ? rolesOfSymbol(name) : everyRole;
    // Facts that the monitor keeps by itself: anybody's events may be behind them.
    const kept = list(need).map((name) => name.replace(/^[!?]/, '')).filter((name) => factPlace(scope, name).word < factWords);
    return kept.some((name) => !this.changing.has(`${scope} ${name}`)) ? everyRole : roles;
  }

  /** Roles behind the object facts of a condition that change at events. */
  changerRoles(scope: Scope, condition: string | undefined): number {
    return rolesOfEvents(this.changers(scope, condition));
  }

  symbols(scope: Scope, need: string | undefined): Uint32Array {
    const bits = new Uint32Array((symbolCount + 31) >> 5);
    for (const name of this.changers(scope, need)) {
      const symbol = symbolOf(name);
      bits[symbol >> 5] = (bits[symbol >> 5] as number) | (1 << (symbol & 31));
    }
    return bits;
  }

  /** Symbols of the events that change the object facts of a condition. */
  changers(scope: Scope, need: string | undefined): readonly string[] {
    return [...new Set(list(need).flatMap((name) => this.changersOf(`${scope} ${name.replace(/^[!?]/, '')}`)))];
  }

  private changersOf(key: string): readonly string[] {
    return remembered(this.knownChangers, key, () => [...new Set((this.changing.get(key) ?? []).flatMap((on) => this.events(on)))]);
  }
}

/** What a map holds under a key; made when it is asked for first. */
export function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

const isEvent = (name: string): boolean => /^[ERS] /.test(name);

function rolesOfEvents(names: readonly string[]): number {
  let roles = 0;
  for (const name of names) if (isEvent(name)) roles |= rolesOfSymbol(name);
  return roles;
}

function push(map: Map<string, string[]>, key: string, values: readonly string[]): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [...values]);
  else known.push(...values);
}
