import type { BranchCondition, ExpectedEvent } from '../steps/step.ts';

/** What is watched of a scenario's steps: rows, begun with row 0. It travels in the capture as JSON, so that a capture is enough. */
export interface WatchPlan {
  readonly rows: readonly WatchRow[];
  readonly timers: readonly string[];
  /** Columns of values that are kept, without their `keep.`. */
  readonly columns: readonly string[];
  /** Passes follow each other: no two go on at the same time. */
  readonly isAlone?: true;
  /** Passes of a plan with acts that concern all of the client: what it does to its address family afterwards belongs to none of them. */
  readonly passes?: number;
}

/** Timers by their numbers in the plan. */
interface Timed {
  readonly starts?: readonly number[];
  readonly stops?: readonly number[];
}

export type WatchRow =
  /** A request. `fails`: it counts as failed, however its completion reads; `lists`: net buffer lists that belong to it. */
  | ({ readonly op: 'act'; readonly act: number; readonly fails?: true; readonly lists?: number } & Timed)
  | WatchedExpectation
  /** Goes to row `to` until it has been here `times` times. */
  | { readonly op: 'again'; readonly to: number; readonly times: number; readonly counter: number }
  /** Strands that begin at rows; goes on at `join` when all of them are over. */
  | { readonly op: 'fork'; readonly strands: readonly number[]; readonly join: number }
  | { readonly op: 'join' }
  /** Goes on where the last request ended so, else at row `otherwise`. */
  | { readonly op: 'branch'; readonly condition: BranchCondition; readonly otherwise: number }
  | { readonly op: 'jump'; readonly to: number }
  /** A strand, or all of it, is over. */
  | { readonly op: 'end' };

/** An event that has to be seen. */
export interface WatchedExpectation extends Timed {
  readonly op: 'expect';
  readonly event: ExpectedEvent;
  /** The event in the words of the scenario. */
  readonly text: string;
  /** `file:line` */
  readonly writtenAt: string;
  readonly withinNs?: number;
  readonly optional?: true;
  /** Neighbours with one number are met in any order. */
  readonly group?: number;
  /** Column by number, and the name of the value. */
  readonly keeps?: readonly (readonly [column: number, name: string])[];
}

/** Strands at the same time; expectations in any order; counters; timers; columns; rows: most that a plan can have. */
export const watchLimits = { strands: 8, group: 30, counters: 32, timers: 32, columns: 32, rows: 4096 } as const;

/** A plan takes up to this many characters of JSON: it stands in the head of the capture beside everything else that is said of the run. */
export const watchTextLimit = 30_000;
