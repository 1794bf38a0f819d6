import { factPlace, factWords, type Scope } from './facts.ts';
import { asArray, list, remembered, type Influence } from './influence.ts';
import type { Transition } from './rule.ts';
import { symbolName, symbolOf } from './symbols.ts';

/** Facts of one scope that certain events may set and clear, masks a word. */
export interface Loss {
  readonly settable: Int32Array;
  readonly clearable: Int32Array;
}

/** What events may change that are missing, or are known but not to what object they belong. */
export interface Losses {
  /**
   * What missing events of some roles (bits) may have changed: facts that their symbols set or clear, and those that are set or
   * cleared under conditions that these facts are part of.
   */
  ofRoles(scope: Scope, roles: number): Loss;
  /** What an event of a symbol sets or clears, also through what it raises. */
  ofSymbol(scope: Scope, symbol: number): Loss;
  /** Facts that the monitor keeps by counting: the order of two changes makes no difference to them. */
  counted(scope: Scope, word: number): number;
  /** What an event of a symbol sets or clears only under conditions that an event of another symbol changes. */
  dependentOn(scope: Scope, symbol: number, other: number): Loss;
}

/** `transitions` are those of the trace, with what the monitor keeps by itself. */
export function lossesOf(transitions: readonly Transition[], influence: Influence): Losses {
  const counts = new Int32Array(factWords);
  add(counts, 'vc', 'sendsOut receivesOut manyParties');
  const sources = transitions.map((transition) => {
    const events = asArray(transition.on).flatMap((name) => influence.events(name));
    return {
      transition,
      scope: transition.scope ?? 'vc',
      events,
      roles: asArray(transition.on).reduce((roles, name) => roles | influence.symbolRoles(name), 0),
    };
  });
  const byRoles = new Map<string, Loss>();
  const none = nothing();
  const bySymbol: Readonly<Record<Scope, (Loss | undefined)[]>> = { vc: [], party: [], list: [], af: [], sap: [] };
  for (const { scope, events, transition } of sources) {
    for (const event of events) {
      const loss = (bySymbol[scope][symbolOf(event)] ??= nothing());
      add(loss.settable, scope, transition.set);
      add(loss.clearable, scope, transition.clear);
    }
  }
  const dependent = new Map<string, Loss>();
  return {
    ofRoles: (scope, roles) => remembered(byRoles, `${scope} ${roles & 15}`, () => {
      const loss = nothing();
      const own = sources.filter((source) => source.scope === scope);
      for (let grown = true; grown; ) {
        grown = false;
        for (const source of own) {
          if ((source.roles & roles) === 0 && !list(source.transition.when).some((name) => isOpen(loss, scope, name))) continue;
          grown = add(loss.settable, scope, source.transition.set) || grown;
          grown = add(loss.clearable, scope, source.transition.clear) || grown;
        }
      }
      return loss;
    }),
    ofSymbol: (scope, symbol) => bySymbol[scope][symbol] ?? none,
    counted: (scope, word) => (scope === 'vc' ? counts[word] as number : 0),
    dependentOn: (scope, symbol, other) => remembered(dependent, `${scope} ${symbol} ${other}`, () => {
      const loss = nothing();
      const changed = bySymbol[scope][other] ?? none;
      for (const source of sources) {
        if (source.scope !== scope || !source.events.includes(symbolName(symbol))) continue;
        if (!list(source.transition.when).some((name) => isOpen(changed, scope, name))) continue;
        add(loss.settable, scope, source.transition.set);
        add(loss.clearable, scope, source.transition.clear);
      }
      return loss;
    }),
  };
}

const nothing = (): Loss => ({ settable: new Int32Array(factWords), clearable: new Int32Array(factWords) });

function isOpen(loss: Loss, scope: Scope, condition: string): boolean {
  const place = factPlace(scope, condition.replace(/^[!?]/, ''));
  if (place.word >= factWords) return false;
  return (((loss.settable[place.word] as number) | (loss.clearable[place.word] as number)) & place.bit) !== 0;
}

function add(masks: Int32Array, scope: Scope, names: string | undefined): boolean {
  let grown = false;
  for (const name of list(names)) {
    const { word, bit } = factPlace(scope, name);
    if (((masks[word] as number) & bit) !== 0) continue;
    masks[word] = (masks[word] as number) | bit;
    grown = true;
  }
  return grown;
}
