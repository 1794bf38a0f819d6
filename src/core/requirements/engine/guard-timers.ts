import { uniTimersNs } from '../../scenario/uni-timers.ts';
import { vcColumn } from './columns.ts';
import type { EventFacts } from './event-facts.ts';
import { eventBit } from './facts.ts';
import { symbolOf } from './symbols.ts';

const setupSent = symbolOf('S SETUP tx');
const proceedingReceived = symbolOf('S CALL PROCEEDING rx');
/** A call of the network has no SETUP that is sent: the time of its CONNECT stands in that place. */
const connectSent = symbolOf('S CONNECT tx');
const releaseSent = symbolOf('S RELEASE tx');
const completed = symbolOf('E NdisCmMakeCallComplete');
const makeReturned = symbolOf('R ProtocolCmMakeCall');
const t303Over = eventBit('t303Over');
const t310Over = eventBit('t310Over');
const t313Over = eventBit('t313Over');

/** Messages are stamped, and outcomes told, a little later or earlier than timers run. */
const tolerance = 0.1;
const unitNs = 10_000_000;
const t303Units = (uniTimersNs.T303 * (1 - tolerance)) / unitNs;
const t310Units = (uniTimersNs.T310 * (1 - tolerance)) / unitNs;
const t313Units = (uniTimersNs.T313 * (1 - tolerance)) / unitNs;

/**
 * Whether, when the outcome of a request to make a call is told, the timers have run that guard the answers to SETUP; and when a call is
 * released, that which guards the answer to CONNECT. `atNs` is when the event was.
 */
export function compareGuards(facts: EventFacts, symbol: number, atNs: number, rows: Int32Array, base: number): void {
  const now = Math.floor(atNs / unitNs) + 1;
  if (symbol === setupSent || symbol === proceedingReceived || symbol === connectSent) {
    const at = base + (symbol === proceedingReceived ? vcColumn.proceedingAt : vcColumn.setupAt);
    if (rows[at] === 0) rows[at] = now;
    return;
  }
  const setupAt = rows[base + vcColumn.setupAt] as number;
  if (symbol === releaseSent) return facts.flagThird(t313Over, setupAt > 0 && now - setupAt >= t313Units);
  const proceedingAt = rows[base + vcColumn.proceedingAt] as number;
  facts.flagThird(t303Over, setupAt > 0 && now - setupAt >= t303Units);
  facts.flagThird(t310Over, proceedingAt > 0 && now - proceedingAt >= t310Units);
}

/** Whether {@link compareGuards} is for a symbol. */
export function hasGuards(symbol: number): boolean {
  if (symbol === connectSent || symbol === releaseSent) return true;
  return symbol === setupSent || symbol === proceedingReceived || symbol === completed || symbol === makeReturned;
}
