import { operations, rowAt, rowWords, type StepProgram } from '../../../../src/core/scenario/steps/step-program.ts';
import {
  beginCall, effectRoom, effectWords, endStep, stateWords, stepEffects, stepOutcomes,
} from '../../../../src/core/scenario/steps/stepper.ts';

/** What became of the calls of a drive. */
export interface Driven {
  readonly offered: number;
  readonly completed: number;
  readonly failed: number;
  readonly abandoned: number;
  /** Acts done. */
  readonly acts: number;
  /** Octets of everything that the calls were kept in. */
  readonly octets: number;
}

/** How an act of a call ends: a number of `stepOutcomes`, 1 or more. */
export type Ending = (call: number, act: number, answer: number) => number;

export interface DriveOptions {
  readonly calls: number;
  /** Calls at once. */
  readonly concurrency: number;
  readonly ending?: Ending;
  /** Nothing more is done after so many acts: the calls that are under way then are left. */
  readonly mostActs?: number;
  /** Hears of every act, in order. */
  readonly heard?: (call: number, strand: number, act: number) => void;
}

/**
 * Drives calls through a program with a clock of its own: every act and every wait takes some ticks that follow from the call and the
 * row. What is due lies in a heap of numbers; nothing is made while the calls go on.
 */
export function drive(program: StepProgram, { calls, concurrency, ending, mostActs = Infinity, heard }: DriveOptions): Driven {
  const words = stateWords(program);
  const states = new Int32Array(words * concurrency);
  const numbers = new Int32Array(concurrency);
  const effects = effectRoom();
  /** What each strand of each call is at. */
  const rowsOf = new Int32Array(concurrency * program.strands);
  const queue = new DueHeap(concurrency * program.strands);
  const counts = { offered: 0, completed: 0, failed: 0, acts: 0 };
  const begin = (lane: number): void => {
    if (counts.offered === calls) return;
    numbers[lane] = ++counts.offered;
    follow(lane, beginCall(program, states, lane * words, effects));
  };
  const follow = (lane: number, count: number): void => {
    for (let i = 0; i < count; i++) {
      const head = effects[i * effectWords] as number;
      const row = effects[i * effectWords + 1] as number;
      if ((head & 0xff) === stepEffects.over) {
        if (row === 0) counts.completed++;
        else counts.failed++;
        begin(lane);
        return;
      }
      const ticks = 1 + (((numbers[lane] as number) * 31 + row * 17) % 97);
      const slot = lane * program.strands + (head >>> 8);
      rowsOf[slot] = row;
      queue.push(queue.now + ticks, slot);
    }
  };
  for (let lane = 0; lane < Math.min(concurrency, calls); lane++) begin(lane);
  while (queue.length > 0 && counts.acts < mostActs) {
    const slot = queue.pop();
    const lane = Math.floor(slot / program.strands);
    const strand = slot % program.strands;
    const head = program.rows[(rowsOf[slot] as number) * rowWords] as number;
    let outcome: number = stepOutcomes.waited;
    if ((head & 0xff) === operations.act) {
      const number = (head >>> 8) & 0xff;
      counts.acts++;
      heard?.(numbers[lane] as number, strand, number);
      outcome = ending?.(numbers[lane] as number, number, (head >>> 16) & 0xff) ?? stepOutcomes.succeeded;
    }
    follow(lane, endStep(program, states, lane * words, strand, outcome, effects));
  }
  const sizes = [states, numbers, rowsOf, effects];
  const abandoned = counts.offered - counts.completed - counts.failed;
  return { ...counts, abandoned, octets: sizes.reduce((sum, { byteLength }) => sum + byteLength, queue.octets) };
}

/** What is due, by tick, then by order of entry: a binary heap in arrays that never grow. */
class DueHeap {
  now = 0;
  length = 0;
  private readonly ticks: Float64Array;
  private readonly orders: Float64Array;
  private readonly slots: Int32Array;
  private entered = 0;

  constructor(room: number) {
    this.ticks = new Float64Array(room);
    this.orders = new Float64Array(room);
    this.slots = new Int32Array(room);
  }

  get octets(): number {
    return this.ticks.byteLength + this.orders.byteLength + this.slots.byteLength;
  }

  push(tick: number, slot: number): void {
    if (this.length === this.ticks.length) throw new Error('more is due than there are strands');
    let at = this.length++;
    const order = this.entered++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.isBefore(tick, order, above)) break;
      this.move(above, at);
      at = above;
    }
    this.set(at, tick, order, slot);
  }

  pop(): number {
    const slot = this.slots[0] as number;
    this.now = this.ticks[0] as number;
    const last = --this.length;
    const tick = this.ticks[last] as number;
    const order = this.orders[last] as number;
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      if (child + 1 < last && this.isBefore(this.ticks[child + 1] as number, this.orders[child + 1] as number, child)) child++;
      if (this.isBefore(tick, order, child)) break;
      this.move(child, at);
      at = child;
    }
    this.set(at, tick, order, this.slots[last] as number);
    return slot;
  }

  private isBefore(tick: number, order: number, other: number): boolean {
    const difference = tick - (this.ticks[other] as number);
    return difference < 0 || (difference === 0 && order < (this.orders[other] as number));
  }

  private move(from: number, to: number): void {
    this.set(to, this.ticks[from] as number, this.orders[from] as number, this.slots[from] as number);
  }

  private set(at: number, tick: number, order: number, slot: number): void {
    this.ticks[at] = tick;
    this.orders[at] = order;
    this.slots[at] = slot;
  }
}

/** Every act of a program in the order of its rows. */
export function actsOf({ rows }: StepProgram): number[] {
  const all = Array.from({ length: rows.length / rowWords }, (_, row) => rowAt(rows, row));
  return all.filter(({ operation }) => operation === operations.act).map(({ x }) => x);
}
