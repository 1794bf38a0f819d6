import { roleIds, type Topology } from '../condis/roles.ts';
import { intervalIndex } from './intervals.ts';

/**
 * The intervals of a VC as a state machine. A VC passes *points*; a point ends intervals that are open and starts others. What is
 * open is a mask of one bit an interval, so that passing a point is two table look-ups and a few bit operations.
 */

type Actor = 'client' | 'manager' | 'miniport';

interface OpenInterval {
  readonly id: string;
  /** Whose events start and end it: a gap on their port may hide them. Signals are the call manager's. */
  readonly starts: Actor;
  readonly ends: readonly Actor[];
  /**
   * `call`: the first match in a call; `close`: the first in a call's closing; `each`: every time, and left out where a second
   * start comes before the first one's end, since nothing then says whose end it is.
   */
  readonly scope: 'call' | 'close' | 'each';
}

/** In bit order. TI-26 has two bits: the second is for a close that completes before the deactivation ends, a negative value. */
const openIntervals = [
  { id: 'TI-03', starts: 'client', ends: ['manager'], scope: 'call' },
  { id: 'TI-05', starts: 'manager', ends: ['manager'], scope: 'call' },
  { id: 'TI-06', starts: 'manager', ends: ['manager'], scope: 'call' },
  { id: 'TI-07', starts: 'manager', ends: ['manager'], scope: 'call' },
  { id: 'TI-08', starts: 'manager', ends: ['manager'], scope: 'call' },
  { id: 'TI-09', starts: 'manager', ends: ['manager'], scope: 'call' },
  { id: 'TI-10', starts: 'manager', ends: ['miniport'], scope: 'each' },
  { id: 'TI-11', starts: 'miniport', ends: ['miniport'], scope: 'each' },
  { id: 'TI-12', starts: 'miniport', ends: ['manager'], scope: 'each' },
  { id: 'TI-13', starts: 'manager', ends: ['manager'], scope: 'call' },
  { id: 'TI-14', starts: 'manager', ends: ['client'], scope: 'call' },
  { id: 'TI-15', starts: 'client', ends: ['client'], scope: 'call' },
  { id: 'TI-16', starts: 'client', ends: ['client', 'miniport'], scope: 'call' },
  { id: 'TI-17', starts: 'manager', ends: ['manager'], scope: 'call' },
  { id: 'TI-18', starts: 'manager', ends: ['manager'], scope: 'call' },
  { id: 'TI-19', starts: 'manager', ends: ['manager'], scope: 'call' },
  { id: 'TI-20', starts: 'manager', ends: ['manager'], scope: 'call' },
  { id: 'TI-21', starts: 'client', ends: ['client'], scope: 'close' },
  { id: 'TI-22', starts: 'manager', ends: ['manager'], scope: 'close' },
  { id: 'TI-23', starts: 'manager', ends: ['manager'], scope: 'close' },
  { id: 'TI-24', starts: 'manager', ends: ['manager'], scope: 'close' },
  { id: 'TI-25', starts: 'manager', ends: ['manager'], scope: 'each' },
  { id: 'TI-26', starts: 'manager', ends: ['manager'], scope: 'close' },
  { id: 'TI-26', starts: 'manager', ends: ['manager'], scope: 'close' },
  { id: 'TI-28', starts: 'manager', ends: ['manager'], scope: 'each' },
  { id: 'TI-29', starts: 'manager', ends: ['client'], scope: 'call' },
  { id: 'TI-30', starts: 'client', ends: ['manager'], scope: 'call' },
  { id: 'TI-31', starts: 'client', ends: ['manager', 'client'], scope: 'each' },
  { id: 'TI-33', starts: 'client', ends: ['client'], scope: 'each' },
  { id: 'TI-36', starts: 'manager', ends: ['manager'], scope: 'each' },
  { id: 'TI-37', starts: 'manager', ends: ['manager'], scope: 'call' },
] as const satisfies readonly OpenInterval[];

/** Bits in use: stamps a VC may hold. */
export const openIntervalCount = openIntervals.length;

/** Index in `intervals` of the interval that a bit number stands for. */
export const intervalOfBit = Int32Array.from(openIntervals, (interval) => intervalIndex(interval.id));

function bits(...ids: readonly string[]): number {
  return openIntervals.reduce((mask, interval, bit) => (ids.includes(interval.id) ? mask | (1 << bit) : mask), 0);
}

function scoped(scope: OpenInterval['scope']): number {
  return openIntervals.reduce((mask, interval, bit) => (interval.scope === scope ? mask | (1 << bit) : mask), 0);
}

/** Number of the bit that holds TI-26 where it is negative. */
export const negativeBit = openIntervals.findLastIndex((interval) => interval.id === 'TI-26');
const negative26 = 1 << negativeBit;
const positive26 = bits('TI-26') & ~negative26;

/** Intervals taken once a call, and once a closing. */
const onceInCall = scoped('call');
export const onceInClose = scoped('close');
export const onceMask = onceInCall | onceInClose;

/** RELEASE and what follows it may also end a call that never stood, without NdisClCloseCall. */
export const releaseMask = bits('TI-23', 'TI-24');

/** Masks of single intervals that have rules of their own. */
export const openMasks = {
  activation: bits('TI-36'),
  miniportActivation: bits('TI-11'),
  deactivation: bits('TI-25'),
  finishing: bits('TI-13'),
  addParty: bits('TI-31'),
} as const;

/** What a VC passes, in the words of the life cycles. */
export const points = {
  makeCall: 0,
  managerMakeCall: 1,
  setupSendBegun: 2,
  setupSent: 3,
  proceedingReceived: 4,
  alertingReceived: 5,
  connectReceived: 6,
  connectAcknowledged: 7,
  activate: 8,
  activateByMcm: 9,
  miniportActivate: 10,
  miniportActivateReturned: 11,
  miniportActivateComplete: 12,
  activateComplete: 13,
  activationEnded: 14,
  activationSucceeded: 15,
  makeCallComplete: 16,
  makeCallFailed: 17,
  clientMakeCallComplete: 18,
  data: 19,
  releaseReceived: 20,
  releaseCompleteReceived: 21,
  /** RELEASE COMPLETE while the call is not yet set up. */
  rejected: 22,
  managerDeleteVc: 23,
  closeCall: 24,
  managerCloseCall: 25,
  releaseSent: 26,
  deactivate: 27,
  deactivationEnded: 28,
  closeCallComplete: 29,
  clientCloseCallComplete: 30,
  setupReceived: 31,
  dispatchIncomingCall: 32,
  incomingAnswered: 33,
  incomingAccepted: 34,
  dispatchConnected: 35,
  modifyQos: 36,
  modifyQosComplete: 37,
  addParty: 38,
  addPartyComplete: 39,
} as const;

const pointCount = Object.keys(points).length;

/** By point: intervals that it starts, ends, and gives up unmeasured. */
export const startsAt = new Int32Array(pointCount);
export const endsAt = new Int32Array(pointCount);
export const dropsAt = new Int32Array(pointCount);

function point(number: number, does: { starts?: number; ends?: number; drops?: number }): void {
  startsAt[number] = does.starts ?? 0;
  endsAt[number] = does.ends ?? 0;
  dropsAt[number] = does.drops ?? 0;
}

point(points.makeCall, { starts: bits('TI-03', 'TI-15') });
point(points.managerMakeCall, { ends: bits('TI-03'), starts: bits('TI-05') });
point(points.setupSendBegun, { ends: bits('TI-05') });
point(points.setupSent, { ends: bits('TI-05'), starts: bits('TI-06', 'TI-08', 'TI-18') });
point(points.proceedingReceived, { ends: bits('TI-06'), starts: bits('TI-07') });
point(points.alertingReceived, { ends: bits('TI-07') });
// A call that stands is not denied: what releases it later ends no TI-18.
point(points.connectReceived, { ends: bits('TI-07', 'TI-08'), starts: bits('TI-09', 'TI-17', 'TI-37'), drops: bits('TI-18') });
point(points.connectAcknowledged, { ends: bits('TI-17') });
point(points.activate, { ends: bits('TI-09'), starts: bits('TI-10', 'TI-36') });
point(points.activateByMcm, { ends: bits('TI-09'), starts: bits('TI-36') });
point(points.miniportActivate, { ends: bits('TI-10'), starts: bits('TI-11') });
point(points.miniportActivateReturned, { ends: bits('TI-11') });
point(points.miniportActivateComplete, { ends: bits('TI-11'), starts: bits('TI-12') });
point(points.activateComplete, { ends: bits('TI-12') });
point(points.activationEnded, { ends: bits('TI-36') });
point(points.activationSucceeded, { ends: bits('TI-37'), starts: bits('TI-13') });
point(points.makeCallComplete, { ends: bits('TI-13'), starts: bits('TI-14') });
point(points.makeCallFailed, { ends: bits('TI-19'), starts: bits('TI-20') });
point(points.clientMakeCallComplete, { ends: bits('TI-14', 'TI-15'), starts: bits('TI-16') });
point(points.data, { ends: bits('TI-16') });
point(points.releaseReceived, { ends: bits('TI-18') });
point(points.releaseCompleteReceived, { ends: bits('TI-18', 'TI-23'), starts: bits('TI-24') });
point(points.rejected, { starts: bits('TI-19') });
point(points.managerDeleteVc, { ends: bits('TI-20') });
point(points.closeCall, { starts: bits('TI-21') });
point(points.managerCloseCall, { starts: bits('TI-22') });
point(points.releaseSent, { ends: bits('TI-22'), starts: bits('TI-23'), drops: bits('TI-18', 'TI-19') });
point(points.deactivate, { ends: bits('TI-24'), starts: bits('TI-25') });
point(points.deactivationEnded, { ends: bits('TI-25') | negative26, starts: positive26 });
point(points.closeCallComplete, { ends: positive26, starts: negative26 });
point(points.clientCloseCallComplete, { ends: bits('TI-21') });
point(points.setupReceived, { starts: bits('TI-28') });
point(points.dispatchIncomingCall, { ends: bits('TI-28'), starts: bits('TI-29') });
point(points.incomingAnswered, { ends: bits('TI-29') });
point(points.incomingAccepted, { starts: bits('TI-30') });
point(points.dispatchConnected, { ends: bits('TI-30') });
point(points.modifyQos, { starts: bits('TI-33') });
point(points.modifyQosComplete, { ends: bits('TI-33') });
point(points.addParty, { starts: bits('TI-31') });
point(points.addPartyComplete, { ends: bits('TI-31') });

/** Bits that are done with a bit: the two of TI-26 are one interval. */
export function doneWith(bit: number): number {
  return (1 << bit) & (positive26 | negative26) ? positive26 | negative26 : 1 << bit;
}

/**
 * For each role number: open intervals whose end a gap in that role's events may hide, and intervals whose start it may hide.
 * The manager's and the miniport's are one role, `mcm`, in that topology.
 */
export function hiddenBy(topology: Topology): { readonly ends: Int32Array; readonly starts: Int32Array } {
  const roles =
    topology === 'cm'
      ? { client: roleIds.client, manager: roleIds.cm, miniport: roleIds.miniport }
      : { client: roleIds.client, manager: roleIds.mcm, miniport: roleIds.mcm };
  const ends = new Int32Array(8);
  const starts = new Int32Array(8);
  for (const [bit, interval] of openIntervals.entries()) {
    starts[roles[interval.starts]] = (starts[roles[interval.starts]] as number) | (1 << bit);
    for (const actor of interval.ends) ends[roles[actor]] = (ends[roles[actor]] as number) | (1 << bit);
  }
  return { ends, starts };
}
