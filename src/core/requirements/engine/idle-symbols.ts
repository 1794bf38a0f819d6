import { symbolCount, symbolName } from './symbols.ts';

/**
 * By symbol, 1: an event that no rule asks for and that leaves all state as it is, so that the monitor need not look at it. That is
 * never an enter or a signal, which can show what was not known of; and with several ports any event can make an earlier
 * finding doubtful.
 */
export function idleSymbols(several: boolean, concerns: (symbol: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: symbolCount }, (_, symbol) => {
    const canBeIdle = !several && /^(R |ALLOC|FREE)/.test(symbolName(symbol));
    return canBeIdle && !concerns(symbol) ? 1 : 0;
  });
}
