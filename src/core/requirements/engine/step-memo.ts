import { factWords, vectorWords } from './facts.ts';

/** Steps that are remembered, and places to look for them: a quarter full at most. */
const stepsLimit = 4096;
const places = 4 * stepsLimit;

/** What a remembered step does besides: room for the checks that it counts and the symbols that it raises. */
const effectsLimit = 64;

/**
 * Steps that have been taken before. What a symbol does to an object follows from the symbol, the object's facts and the event's facts
 * alone, and calls are much alike: a trace of any length has some hundred different steps. Each is worked out once by checks and
 * transitions and then looked up, as an automaton is made deterministic while it runs. Only steps without a finding are
 * remembered; when there is no room, the others are worked out each time.
 */
export class StepMemo {
  /** Facts of the object after a remembered step: those of step `n` begin at `n * factWords`. */
  readonly after = new Int32Array(stepsLimit * factWords);
  /** How often a step was looked up. */
  readonly times = new Float64Array(stepsLimit);
  private readonly slots = new Int32Array(places).fill(-1);
  private readonly keys = new Int32Array(stepsLimit * (vectorWords + 1));
  private readonly effects: Int32Array[] = [];
  private readonly effectWords = new Int32Array(effectsLimit);
  private effectCount = 0;
  private count = 0;

  /** The step of a symbol with the facts of `vector`, or -1. */
  find(symbol: number, vector: Int32Array): number {
    const { slots, keys } = this;
    for (let place = placeOf(symbol, vector); ; place = (place + 1) & (places - 1)) {
      const step = slots[place] as number;
      if (step < 0) return -1;
      const base = step * (vectorWords + 1);
      if (keys[base] !== symbol) continue;
      let w = 0;
      while (w < vectorWords && keys[base + 1 + w] === vector[w]) w++;
      if (w === vectorWords) return step;
    }
  }

  /** Begins to note what a step does. */
  begin(): void {
    this.effectCount = 0;
  }

  /** Notes an effect of the step that is being worked out. */
  note(effect: number): void {
    if (this.effectCount < effectsLimit) this.effectWords[this.effectCount] = effect;
    this.effectCount++;
  }

  /** Remembers the step that was worked out: `before` is the vector as {@link find} got it, `vector` holds the facts after it. */
  add(symbol: number, before: Int32Array, vector: Int32Array): void {
    if (this.count === stepsLimit || this.effectCount > effectsLimit) return;
    const step = this.count++;
    const base = step * (vectorWords + 1);
    this.keys[base] = symbol;
    for (let w = 0; w < vectorWords; w++) this.keys[base + 1 + w] = before[w] as number;
    for (let w = 0; w < factWords; w++) this.after[step * factWords + w] = vector[w] as number;
    this.effects.push(this.effectWords.slice(0, this.effectCount));
    let place = placeOf(symbol, before);
    while ((this.slots[place] as number) >= 0) place = (place + 1) & (places - 1);
    this.slots[place] = step;
  }

  /** The effects of a remembered step, as they were noted. */
  effectsOf(step: number): Int32Array {
    return this.effects[step] as Int32Array;
  }

  /** Steps remembered so far. */
  get size(): number {
    return this.count;
  }
}

function placeOf(symbol: number, vector: Int32Array): number {
  let hash = symbol;
  for (let w = 0; w < vectorWords; w++) hash = Math.imul(hash ^ (vector[w] as number), 0x9e3779b1) ^ (hash >>> 15);
  return (hash ^ (hash >>> 13)) & (places - 1);
}
