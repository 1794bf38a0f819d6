import type { Topology } from '../condis/roles.ts';

/** How a call's set-up ended: `refused` by the client that it was offered to; `unfinished` where its end was not seen. */
export const callResults = ['unfinished', 'connected', 'failed', 'refused'] as const;
export type CallResult = (typeof callResults)[number];

/** One call, as a line of measurements.csv. */
export interface CallRow {
  /** Calls are numbered from 1 in the order of their beginnings; rows come in the order of their ends. */
  readonly call: number;
  /** Port of the event that began it. */
  readonly port: string;
  readonly vc: string;
  readonly topology: Topology;
  readonly result: CallResult;
  /** Nanoseconds since the start of the trace. */
  readonly startedNs: number;
  /**
   * By index of `intervals`: the call's first value in nanoseconds, NaN where nothing was measured. The creation of a VC counts
   * to its first call, its deletion to its last.
   */
  readonly valuesNs: Float64Array;
  /** Expanded uncertainty (k = 2) of each value, in whole nanoseconds, rounded up. */
  readonly uncertaintiesNs: Float64Array;
}
