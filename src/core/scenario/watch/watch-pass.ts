import { watchLimits, type WatchPlan } from './watch-plan.ts';

/** How the last request of a strand ended. */
export const outcomes = { unknown: 0, succeeded: 1, failed: 2 } as const;

/** Where a moment was read: `at` in nanoseconds, and the device's tick where there is one. */
export interface Stamp {
  port: number;
  at: number;
  hasTick: boolean;
  tickLow: number;
  tickHigh: number;
  line: number;
}

export function emptyStamp(): Stamp {
  return { port: 0, at: 0, hasTick: false, tickLow: 0, tickHigh: 0, line: 0 };
}

export function copyStamp(to: Stamp, from: Stamp): void {
  to.port = from.port;
  to.at = from.at;
  to.hasTick = from.hasTick;
  to.tickLow = from.tickLow;
  to.tickHigh = from.tickHigh;
  to.line = from.line;
}

/** An event that was expected at a row, but carried something else: by name, what it was to carry, and what it did. */
export interface NearMiss {
  readonly row: number;
  readonly line: number;
  readonly wanted: Readonly<Record<string, number>>;
  readonly came: Readonly<Record<string, number>>;
}

/** One strand of a pass. */
export interface Strand {
  /** Row at which it stands: an expectation or a request to come, a branch or join that waits; -1: it does not run. */
  row: number;
  /** The strand that waits for it; -1: none. */
  parent: number;
  /** Strands that it waits for. */
  running: number;
  /** Number of the request that it is in, 0 before the first; its beginning; how it ended. */
  act: number;
  fails: boolean;
  readonly began: Stamp;
  outcome: number;
  /** Net buffer lists of the request that have still to come. */
  listsLeft: number;
  /** Of a group in any order at `row`: which of it have been met. */
  met: number;
  /** The last event of its request that is the one expected but for what it carries. */
  near: NearMiss | undefined;
}

/** One pass through the steps, while its calls are watched. Used again when it is over. */
export class WatchPass {
  readonly strands: Strand[];
  readonly counters = new Int32Array(watchLimits.counters);
  readonly timers: Stamp[];
  /** Set: timers that run. */
  running = 0;
  /** Values kept on the VC at hand; NaN: none. */
  readonly kept: Float64Array;
  hasKept = false;
  /** The VC that it is on, or was on last. */
  hasVc = false;
  vcLow = 0;
  vcHigh = 0;
  /** Port and thread on which its VC was asked for; thread -1: not seen. */
  port = 0;
  thread = -1;
  /** Something of it may not have been seen, or may belong to another pass. */
  hidden = false;
  isActive = false;
  /** Its number among those that were made. */
  index = 0;
  readonly last: Stamp = emptyStamp();

  constructor(plan: WatchPlan) {
    this.strands = Array.from({ length: watchLimits.strands }, () => ({
      row: -1, parent: -1, running: 0, act: 0, fails: false, began: emptyStamp(), outcome: outcomes.unknown, listsLeft: 0, met: 0,
      near: undefined,
    }));
    this.timers = plan.timers.map(emptyStamp);
    this.kept = new Float64Array(plan.columns.length).fill(Number.NaN);
  }

  /** Begins at the first row. */
  begin(port: number, thread: number): void {
    for (const strand of this.strands) strand.row = -1;
    const [main] = this.strands as [Strand];
    Object.assign(main, { row: 0, parent: -1, running: 0, act: 0, outcome: outcomes.unknown, listsLeft: 0, met: 0, near: undefined });
    this.counters.fill(0);
    this.running = 0;
    this.forgetKept();
    this.hasVc = false;
    this.vcLow = 0;
    this.vcHigh = 0;
    this.port = port;
    this.thread = thread;
    this.hidden = false;
    this.isActive = true;
  }

  forgetKept(): void {
    this.kept.fill(Number.NaN);
    this.hasKept = false;
  }
}
