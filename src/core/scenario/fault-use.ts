/** A fault that an emulated device is given, and when it has it. */
export interface FaultUse {
  readonly name: string;
  /** Numbers of calls, counted from 1 in the order in which they are begun; both ends are meant. Absent: in all calls. */
  readonly calls?: readonly CallRange[];
  /** Nanoseconds of the device's clock from which on it has it; absent: from the start. */
  readonly afterNs?: number;
}

export type CallRange = readonly [first: number, last: number];

/** The first call that a fault is to be in and that is never begun among so many calls; `undefined` where there is none. */
export function callNotMade({ calls: ranges }: Pick<FaultUse, 'calls'>, calls: number): number | undefined {
  return ranges?.find(([first]) => first > calls)?.[0];
}

const rangePattern = /^([1-9][0-9]{0,6})(?:-([1-9][0-9]{0,6}))?$/;
const wordPattern = /^([^@]+)(?:@calls=([0-9,-]+))?(?:@after-ns=([0-9]{1,15}))?$/;

/** A range of calls as it is written: `3`, `7-9`; `undefined` for anything else. */
export function readCallRange(text: string): CallRange | undefined {
  const [, first, last = first] = rangePattern.exec(text) ?? [];
  return first === undefined || Number(last) < Number(first) ? undefined : [Number(first), Number(last)];
}

/** A use of a fault as one word of a command line: `completed-twice@calls=3,7-9@after-ns=1000`. */
export function faultWord({ name, calls, afterNs }: FaultUse): string {
  const ranges = calls?.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
  return `${name}${ranges === undefined ? '' : `@calls=${ranges}`}${afterNs === undefined ? '' : `@after-ns=${afterNs}`}`;
}

/** The use behind a word; `undefined` where it is none. */
export function readFaultWord(word: string): FaultUse | undefined {
  const [, name, ranges, after] = wordPattern.exec(word) ?? [];
  const calls = ranges?.split(',').map(readCallRange);
  if (name === undefined || calls?.includes(undefined) === true) return undefined;
  return { name, ...(calls !== undefined && { calls: calls as CallRange[] }), ...(after !== undefined && { afterNs: Number(after) }) };
}
