import type { Delay } from '../call-program.ts';

/**
 * The steps of a call as a device carries them out: rows of {@link rowWords} words, begun with row 0 by strand 0, ended by its `end`.
 * Word 0 holds the operation in bits 0 to 7 and up to three small numbers x, y, z in the octets above; words 1 and 2 hold a and b.
 */
export interface StepProgram {
  readonly rows: Int32Array;
  /** What the `wait` rows refer to. */
  readonly delays: readonly Delay[];
  /** Strands that run at most at the same time, with strand 0: 1 to {@link strandLimit}. */
  readonly strands: number;
  /** Counters of `again` rows. */
  readonly counters: number;
  /**
   * Given: every call is a point-to-multipoint call, and these are the numbers of the parties that steps add, the first of them party
   * 1; digits of E.164, or 40 hex digits of an ATM end system address.
   */
  readonly parties?: readonly string[];
}

/** Words of a row. */
export const rowWords = 3;

/** Most rows of a program; most strands at the same time; most counters; most rows that one call takes, repetitions counted. */
export const rowLimit = 4096;
export const strandLimit = 8;
export const counterLimit = 64;
export const workLimit = 1_000_000;

/** What rows do, by name. */
export const operations = {
  /** Somebody does something, and the strand goes on when it is over: x act, y answer, z cause, a and b by act. */
  act: 1,
  /** Device time passes: a delay. */
  wait: 2,
  /** Goes to row a until it has been here b times: x counter. */
  again: 3,
  /** Strand x begins at row a. */
  fork: 4,
  /** Waits until none of the strands of the set a (bit n: strand n) runs. */
  join: 5,
  /** Goes to row a unless the last request of the strand ended as x says: 1 succeeded, 2 failed. */
  branch: 6,
  /** Goes to row a. */
  jump: 7,
  /** The strand is over; x is the strand that began it. Of strand 0: the call is over. */
  end: 8,
  /** While the act of the next row lasts, the requests of the set b are pended where they are in the set a, and otherwise are not. */
  pend: 9,
} as const;

/** Word 0 of a row. */
export function rowHead(operation: number, x = 0, y = 0, z = 0): number {
  return operation | (x << 8) | (y << 16) | (z << 24);
}

/** The numbers of a row by their names. */
export interface StepRow {
  readonly operation: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly a: number;
  readonly b: number;
}

/** Takes a row apart. */
export function rowAt(rows: Int32Array, row: number): StepRow {
  const at = row * rowWords;
  const head = rows[at] as number;
  return {
    operation: head & 0xff, x: (head >>> 8) & 0xff, y: (head >>> 16) & 0xff, z: head >>> 24,
    a: (rows[at + 1] as number) >>> 0, b: (rows[at + 2] as number) >>> 0,
  };
}
