import { grown } from '../../grown.ts';
import { eventWords, factWords } from './facts.ts';

/** Words of a key: symbol, the object's facts, the event's facts and which of them were seen. */
const keyWords = 1 + factWords + 2 * eventWords;
const stepWords = keyWords + factWords;
/** Above this many steps none is added: a trace of thousands of different steps gains nothing by them. */
const stepsLimit = 4096;
const slotCount = 4 * stepsLimit;

/** What a step counted and where it left its line, for {@link StepMemory.add}. */
export interface StepEffects {
  readonly passed: readonly number[];
  readonly undecided: readonly number[];
  /** Columns of registers. */
  readonly registers: readonly number[];
}

/** The event's part of a key. */
export interface StepEvent {
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly seenFirst: number;
  readonly seenSecond: number;
  readonly seenThird: number;
}

/**
 * Remembers plain steps: where everything is known and nothing is wrong, what a symbol does to an object follows from the words of
 * facts alone. A trace of millions of events takes a few hundred different ones, so each is worked out once; what a step counts
 * is kept as how often it was taken, and added up when the counts are wanted.
 */
export class StepMemory {
  private readonly slots = new Int32Array(slotCount).fill(-1);
  private words = new Int32Array(64 * stepWords);
  private readonly times = new Float64Array(stepsLimit);
  private readonly effects: StepEffects[] = [];
  /** Up to three registers a step, 0 where there are fewer; a step with more is not remembered. */
  private readonly registers = new Int32Array(3 * stepsLimit);
  private hash = 0;

  /** The step that a symbol takes an object with the facts at `rows[facts] …`, or -1; {@link add} then adds the one asked for. */
  find(symbol: number, rows: Int32Array, facts: number, event: StepEvent): number {
    const { words, slots } = this;
    const { first, second, third, seenFirst, seenSecond, seenThird } = event;
    const a = rows[facts] as number;
    const b = rows[facts + 1] as number;
    const c = rows[facts + 2] as number;
    const d = rows[facts + 3] as number;
    const e = rows[facts + 4] as number;
    const f = rows[facts + 5] as number;
    // One multiplication for each few words: which of them differ between two steps is not foreseen, only that few do.
    const state = Math.imul(a ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35), 0x9e3779b1) ^
      Math.imul(d ^ Math.imul(e, 0x27d4eb2f) ^ f, 0x165667b1);
    const occurrence = Math.imul(first ^ Math.imul(second, 0x7feb352d) ^ third, 0x2545f491) ^
      Math.imul(seenFirst ^ Math.imul(seenSecond, 0x58f38ded) ^ seenThird, 0x846ca68b);
    const mixed = Math.imul(state ^ (state >>> 15), 0x61c88647) ^ occurrence ^ Math.imul(symbol + 1, 0x5bd1e995);
    this.hash = (mixed ^ (mixed >>> 16)) & (slotCount - 1);
    for (let at = this.hash; ; at = (at + 1) & (slotCount - 1)) {
      const step = slots[at] as number;
      if (step < 0) return -1;
      const k = step * stepWords;
      if (words[k] === symbol && words[k + 1] === a && words[k + 2] === b && words[k + 3] === c && words[k + 4] === d &&
        words[k + 5] === e && words[k + 6] === f && words[k + 7] === first && words[k + 8] === second && words[k + 9] === third &&
        words[k + 10] === seenFirst && words[k + 11] === seenSecond && words[k + 12] === seenThird) return step;
    }
  }

  /** Takes a step on the row whose words begin at `base` and whose facts begin at `rows[facts]`, at a line. */
  take(step: number, rows: Int32Array, base: number, facts: number, line: number): void {
    const { words, registers } = this;
    const k = step * stepWords + keyWords;
    rows[facts] = words[k] as number;
    rows[facts + 1] = words[k + 1] as number;
    rows[facts + 2] = words[k + 2] as number;
    rows[facts + 3] = words[k + 3] as number;
    rows[facts + 4] = words[k + 4] as number;
    rows[facts + 5] = words[k + 5] as number;
    this.times[step] = (this.times[step] as number) + 1;
    for (let at = 3 * step, end = at + 3; at < end; at++) {
      const register = registers[at] as number;
      if (register === 0) return;
      rows[base + register] = line;
    }
  }

  /** Whether another step can be added. */
  get hasRoom(): boolean {
    return this.effects.length < stepsLimit;
  }

  /** Adds a step; `before` are the words of the object's facts, `rows[facts] …` what they became. */
  add(symbol: number, before: Int32Array, event: StepEvent, rows: Int32Array, facts: number, effects: StepEffects): void {
    const registers = [...new Set(effects.registers)];
    if (registers.length > 3) return;
    if (this.find(symbol, before, 0, event) >= 0) return;
    const step = this.effects.length;
    if ((step + 1) * stepWords > this.words.length) this.words = grown(this.words, new Int32Array(this.words.length * 2));
    const { first, second, third, seenFirst, seenSecond, seenThird } = event;
    this.words.set([symbol, ...before, first, second, third, seenFirst, seenSecond, seenThird], step * stepWords);
    this.words.set(rows.subarray(facts, facts + factWords), step * stepWords + keyWords);
    this.registers.set(registers, 3 * step);
    this.effects.push(effects);
    let at = this.hash;
    while ((this.slots[at] as number) >= 0) at = (at + 1) & (slotCount - 1);
    this.slots[at] = step;
  }

  /** Adds what the steps taken since the last time counted. */
  addUp(passed: Float64Array, undecided: Float64Array): void {
    for (const [step, effects] of this.effects.entries()) {
      const times = this.times[step] as number;
      for (const check of effects.passed) passed[check] = (passed[check] as number) + times;
      for (const check of effects.undecided) undecided[check] = (undecided[check] as number) + times;
    }
    this.times.fill(0);
  }
}
