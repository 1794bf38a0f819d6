import { eventNamed } from './event-name.ts';

/** A fault that an emulated device is given, and when it has it. Where several limits are given, it has it where all of them hold. */
export interface FaultUse {
  readonly name: string;
  /** Numbers of calls, counted from 1 in the order in which they are begun; both ends are meant. Absent: in all calls. */
  readonly calls?: readonly CallRange[];
  /** Of a scenario of steps: in which call of each pass through them, from 1. Absent: in all of them. */
  readonly callOfPass?: number;
  /** Nanoseconds of the device's clock from which on it has it; absent: from the start. */
  readonly afterNs?: number;
  /** What it begins with: in the run, or in each of the calls that are meant. Absent: it is there from the start. */
  readonly on?: Occasion;
}

export type CallRange = readonly [first: number, last: number];

/** An event of the device. */
export interface Occasion {
  /** In the words of a scenario file (`event-name.ts`). */
  readonly event: string;
  /** The how-manieth of them it is, from 1. */
  readonly count: number;
}

/** Calls of a pass are counted up to this. */
export const callsOfPassLimit = 65_535;
/** Events are counted up to this. */
export const occasionsLimit = 1_000_000;

/** What a fault can be limited to, as it is written behind its name in one word. */
export const limitForms = ['@calls=3,7-9', '@call-of-pass=2', '@after-ns=10000000', '@on=CONNECT received', '@count=2'] as const;

/** Whether a call is among those that are meant. */
export function isAmong(ranges: readonly CallRange[] | undefined, call: number): boolean {
  return ranges === undefined || ranges.some(([first, last]) => call >= first && call <= last);
}

/** The first call that a fault is to be in and that is never begun among so many calls; `undefined` where there is none. */
export function callNotMade({ calls: ranges }: Pick<FaultUse, 'calls'>, calls: number): number | undefined {
  return ranges?.find(([first]) => first > calls)?.[0];
}

const rangePattern = /^([1-9][0-9]{0,6})(?:-([1-9][0-9]{0,6}))?$/;
const wordPattern = new RegExp([
  '^(?<name>[^@]+)', '(?:@calls=(?<calls>[0-9,-]+))?', '(?:@call-of-pass=(?<callOfPass>[1-9][0-9]{0,4}))?',
  '(?:@after-ns=(?<after>[0-9]{1,15}))?', '(?:@on=(?<event>[^@]+)(?:@count=(?<count>[1-9][0-9]{0,6}))?)?$',
].join(''));

/** A range of calls as it is written: `3`, `7-9`; `undefined` for anything else. */
export function readCallRange(text: string): CallRange | undefined {
  const [, first, last = first] = rangePattern.exec(text) ?? [];
  return first === undefined || Number(last) < Number(first) ? undefined : [Number(first), Number(last)];
}

/** Ranges of calls as they are written: `3,7-9`. */
export function rangesText(ranges: readonly CallRange[]): string {
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** A use of a fault as one word of a command line: `completed-twice@calls=3,7-9@after-ns=1000@on=CONNECT received`. */
export function faultWord({ name, calls, callOfPass, afterNs, on }: FaultUse): string {
  return [
    name,
    ...(calls === undefined ? [] : [`calls=${rangesText(calls)}`]),
    ...(callOfPass === undefined ? [] : [`call-of-pass=${callOfPass}`]),
    ...(afterNs === undefined ? [] : [`after-ns=${afterNs}`]),
    ...(on === undefined ? [] : [`on=${on.event}`, ...(on.count === 1 ? [] : [`count=${on.count}`])]),
  ].join('@');
}

/** The use behind a word; `undefined` where it is none. */
export function readFaultWord(word: string): FaultUse | undefined {
  const { name, calls, callOfPass, after, event, count = '1' } = wordPattern.exec(word)?.groups ?? {};
  const ranges = calls?.split(',').map(readCallRange);
  if (name === undefined || ranges?.includes(undefined) === true) return undefined;
  if (Number(callOfPass ?? 1) > callsOfPassLimit || Number(count) > occasionsLimit) return undefined;
  if (event !== undefined && eventNamed(event) === undefined) return undefined;
  return {
    name,
    ...(ranges !== undefined && { calls: ranges as CallRange[] }),
    ...(callOfPass !== undefined && { callOfPass: Number(callOfPass) }),
    ...(after !== undefined && { afterNs: Number(after) }),
    ...(event !== undefined && { on: { event, count: Number(count) } }),
  };
}
