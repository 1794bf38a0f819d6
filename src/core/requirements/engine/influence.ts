import { eventWord, factPlace, type Scope } from './facts.ts';
import type { Transition } from './rule.ts';
import { everyRole, rolesOfSymbol, symbolCount, symbolName, symbolOf } from './symbols.ts';

/** The names in a list that is separated by blanks. */
export const list = (names: string | undefined): string[] => (names === undefined || names === '' ? [] : names.split(' '));

/** One name or several, as an array. */
export const asArray = (names: string | readonly string[]): readonly string[] => (typeof names === 'string' ? [names] : names);

/** The calls that end the call before them: the monitor runs CALL END in front of them. */
const beginnings = ['E NdisClMakeCall', 'E ProtocolCmMakeCall', 'E NdisCmDispatchIncomingCall'];

/** Which symbols, and so which roles, change which facts, also through what they raise. */
export class Influence {
  private readonly setting = new Map<string, string[]>();
  private readonly changing = new Map<string, string[]>();
  private readonly raising = new Map<string, string[]>();

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
  events(name: string): string[] {
    const direct = this.raising.get(name);
    if (direct === undefined) return [name];
    return [...new Set([...direct.flatMap((raiser) => this.events(raiser)), ...(name === 'CALL END' ? beginnings : [])])];
  }

  raisers(symbol: number): number[] {
    return this.events(symbolName(symbol)).map(symbolOf);
  }

  setters(scope: Scope, fact: string): string[] {
    return [...new Set((this.setting.get(`${scope} ${fact}`) ?? []).flatMap((name) => this.events(name)))];
  }

  symbolRoles(name: string): number {
    return this.events(name).reduce((roles, event) => roles | (/^[ERS] /.test(event) ? rolesOfSymbol(event) : 0), 0);
  }

  factRoles(scope: Scope, fact: string): number {
    return this.setters(scope, fact).reduce((roles, name) => roles | (/^[ERS] /.test(name) ? rolesOfSymbol(name) : 0), 0);
  }

  /** Roles behind the object facts of a condition. */
  roles(scope: Scope, need: string | undefined): number {
    let roles = 0;
    for (const name of this.changers(scope, need)) roles |= /^[ERS] /.test(name) ? rolesOfSymbol(name) : everyRole;
    // Facts that the monitor keeps by itself: anybody's events may be behind them.
    const kept = list(need).map((name) => name.replace(/^[!?]/, '')).filter((name) => factPlace(scope, name).word < eventWord);
    return kept.some((name) => !this.changing.has(`${scope} ${name}`)) ? everyRole : roles;
  }

  /** Roles behind the object facts of a condition that change at events. */
  changerRoles(scope: Scope, condition: string | undefined): number {
    return this.changers(scope, condition).reduce((roles, name) => roles | (/^[ERS] /.test(name) ? rolesOfSymbol(name) : 0), 0);
  }

  symbols(scope: Scope, need: string | undefined): Uint32Array {
    const bits = new Uint32Array((symbolCount + 31) >> 5);
    for (const name of this.changers(scope, need)) {
      const symbol = symbolOf(name);
      bits[symbol >> 5] = (bits[symbol >> 5] as number) | (1 << (symbol & 31));
    }
    return bits;
  }

  changers(scope: Scope, need: string | undefined): string[] {
    const names = list(need).map((name) => name.replace(/^[!?]/, ''));
    return names.flatMap((name) => (this.changing.get(`${scope} ${name}`) ?? []).flatMap((on) => this.events(on)));
  }
}

function push(map: Map<string, string[]>, key: string, values: readonly string[]): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [...values]);
  else known.push(...values);
}
