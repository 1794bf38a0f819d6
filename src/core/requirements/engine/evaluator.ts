import { column, doubts } from './columns.ts';
import type { EventFacts } from './event-facts.ts';
import { eventBit, factWords, knownWords, objectBit, vectorWords, type Scope } from './facts.ts';
import type { Loss } from './losses.ts';
import { ObjectTable } from './object-table.ts';
import type { CompiledCheck, Program, ScopeProgram } from './program.ts';
import { StepMemory } from './step-memory.ts';

/** What became of a check whose need did not hold, or of one on an object whose beginning was not seen. */
export interface EvaluatorListener {
  /**
   * A check applied and its need did (not) hold, in a case that is not plain: it failed, or the object's history is unknown.
   * `doubted`: it did not hold, but rests on facts that a gap or an open order leaves unknown.
   */
  judged(compiled: CompiledCheck, held: boolean, scope: Scope, row: number, doubted: boolean): void;
  /** Facts of an object changed: the words before are given. Called only in traces of several ports. */
  changed(scope: Scope, row: number, before: Int32Array): void;
  /**
   * In traces of several ports, a symbol is about to occur on an object, and has occurred. Gives the facts (a mask a word) whose
   * change lies so close at another port that it is open whether it comes before; undefined: none does.
   */
  arriving(evaluator: Evaluator, row: number): Int32Array | undefined;
  arrived(evaluator: Evaluator, symbol: number, row: number): void;
}

const attachedBits: Readonly<Record<Scope, number>> = {
  vc: objectBit('vc', 'attached') | objectBit('vc', 'afterGap'),
  party: 0,
  list: 0,
  af: objectBit('af', 'attached') | objectBit('af', 'afterGap'),
  sap: objectBit('sap', 'attached') | objectBit('sap', 'afterGap'),
};

/**
 * Facts of an event that may change state though they were not seen: what they would have changed is unknown from then on. Where
 * others are not seen, nothing changes.
 */
const carried = eventBit('success') | eventBit('pending') | eventBit('resources');

/** How sure it is that a symbol occurs on an object. */
const occurs = { surely: 0, probably: 1, perhaps: 2 } as const;
type Occurs = (typeof occurs)[keyof typeof occurs];

/** Runs the compiled checks and transitions of one scope over the rows of its table. */
export class Evaluator {
  readonly scope: Scope;
  readonly table: ObjectTable;
  private readonly program: ScopeProgram;
  private readonly checks: readonly CompiledCheck[];
  private readonly passed: Float64Array;
  private readonly undecided: Float64Array;
  private readonly listener: EvaluatorListener;
  private readonly facts: EventFacts;
  private readonly several: boolean;
  private readonly attached: number;
  private readonly vector = new Int32Array(vectorWords);
  private readonly before = new Int32Array(factWords);
  /** Symbols raised, and how surely. */
  private readonly raised = new Int32Array(128);
  private raisedCount = 0;
  /** Facts that are open for the event alone that is being judged. */
  private momentary: Int32Array | undefined;
  private readonly lasting = new Int32Array(factWords);
  /** Whether any fact of any object has ever been unknown. */
  private doubtful = false;
  private readonly concerned: Uint8Array;
  private readonly memory = new StepMemory();
  private readonly beforeStep = new Int32Array(factWords);
  /** What the step being worked out counts, while it is one to remember. */
  private passedNow: number[] = [];
  private undecidedNow: number[] = [];
  private marked: number[] = [];
  private isPlain = false;

  constructor(
    scope: Scope, program: Program, columns: number, facts: EventFacts, several: boolean,
    counts: { readonly passed: Float64Array; readonly undecided: Float64Array }, listener: EvaluatorListener,
  ) {
    this.scope = scope;
    this.program = program.scopes[scope];
    this.checks = program.checks;
    this.table = new ObjectTable(columns + this.program.registerCount - ObjectTable.columns);
    this.passed = counts.passed;
    this.undecided = counts.undecided;
    this.listener = listener;
    this.facts = facts;
    this.several = several;
    this.attached = attachedBits[scope];
    this.vector.fill(-1, knownWords);
    const { checks, transitions, registers } = this.program;
    this.concerned = Uint8Array.from(registers, (register, symbol) =>
      checks[symbol] !== undefined || transitions[symbol] !== undefined || register !== 0 ? 1 : 0);
  }

  /** Whether any rule or transition of this scope is about a symbol. */
  concerns(symbol: number): boolean {
    return this.concerned[symbol] === 1;
  }

  /** A symbol occurs on an object: its checks, its transitions, then what they raise; last, its register. */
  run(symbol: number, row: number, line: number): void {
    if (this.several || (this.doubtful && this.isAnyUnknown(row))) {
      this.workOut(symbol, row, line);
      return;
    }
    const { table, facts, memory, beforeStep } = this;
    const base = row * table.stride;
    const at = base + ObjectTable.facts;
    const step = memory.find(symbol, table.rows, at, facts);
    if (step >= 0) {
      memory.take(step, table.rows, base, at, line);
      return;
    }
    for (let w = 0; w < factWords; w++) beforeStep[w] = table.rows[at + w] as number;
    this.isPlain = memory.hasRoom;
    this.workOut(symbol, row, line);
    if (this.isPlain) {
      const effects = { passed: this.passedNow, undecided: this.undecidedNow, registers: this.marked };
      memory.add(symbol, beforeStep, facts, table.rows, at, effects);
    }
    this.isPlain = false;
    this.passedNow = [];
    this.undecidedNow = [];
    this.marked = [];
  }

  /** Makes the counts of checks complete. */
  addUp(): void {
    this.memory.addUp(this.passed, this.undecided);
  }

  private isAnyUnknown(row: number): boolean {
    const { rows, stride } = this.table;
    const at = row * stride + column.unknown;
    return ((rows[at] as number) | (rows[at + 1] as number) | (rows[at + 2] as number) | (rows[at + 3] as number) |
      (rows[at + 4] as number) | (rows[at + 5] as number)) !== 0;
  }

  private workOut(symbol: number, row: number, line: number): void {
    this.raisedCount = 0;
    if (this.several) this.momentary = this.listener.arriving(this, row);
    if (this.momentary !== undefined) this.doubt(row, doubts.order);
    this.step(symbol, row, occurs.surely);
    for (let next = 0; next < this.raisedCount; next += 2) {
      const raised = this.raised[next] as number;
      const how = this.raised[next + 1] as Occurs;
      this.step(raised, row, how);
      if (how !== occurs.perhaps) this.mark(raised, row, line);
    }
    this.mark(symbol, row, line);
    if (this.several) this.listener.arrived(this, symbol, row);
    this.momentary = undefined;
  }

  private mark(symbol: number, row: number, line: number): void {
    const register = this.program.registers[symbol] as number;
    if (register === 0) return;
    this.table.rows[row * this.table.stride + register] = line;
    if (this.isPlain) this.marked.push(register);
  }

  private step(symbol: number, row: number, how: Occurs): void {
    const { table, vector, facts } = this;
    const base = row * table.stride + ObjectTable.facts;
    const checks = this.program.checks[symbol];
    const transitions = this.program.transitions[symbol];
    if (checks === undefined && transitions === undefined) return;
    for (let w = 0; w < factWords; w++) vector[w] = table.rows[base + w] as number;
    vector[factWords] = facts.first;
    vector[factWords + 1] = facts.second;
    vector[factWords + 2] = facts.third;
    vector[knownWords + factWords] = facts.seenFirst;
    vector[knownWords + factWords + 1] = facts.seenSecond;
    vector[knownWords + factWords + 2] = facts.seenThird;
    const unknown = row * table.stride + column.unknown;
    if (this.doubtful) for (let w = 0; w < factWords; w++) vector[knownWords + w] = ~(table.rows[unknown + w] as number);
    const { momentary } = this;
    if (momentary !== undefined) {
      for (let w = 0; w < factWords; w++) {
        this.lasting[w] = ~(vector[knownWords + w] as number);
        vector[knownWords + w] = (vector[knownWords + w] as number) & ~(momentary[w] as number);
      }
    }
    if (checks !== undefined && how !== occurs.perhaps) this.check(checks, row, how);
    if (transitions === undefined) return;
    if (this.several) this.before.set(vector.subarray(0, factWords));
    this.move(transitions, how, row);
    for (let w = 0; w < factWords; w++) table.rows[base + w] = vector[w] as number;
    if (momentary !== undefined) for (let w = 0; w < factWords; w++) table.rows[unknown + w] = this.lasting[w] as number;
    else if (this.doubtful) for (let w = 0; w < factWords; w++) table.rows[unknown + w] = ~(vector[knownWords + w] as number);
    if (this.several) this.listener.changed(this.scope, row, this.before);
  }

  private check(program: Int32Array, row: number, how: Occurs): void {
    const { vector } = this;
    for (let at = 0; at < program.length; ) {
      const number = program[at] as number;
      const whens = at + 4 + (program[at + 1] as number) * 3;
      const needs = whens + (program[at + 2] as number) * 3;
      const end = needs + (program[at + 3] as number) * 3;
      let p = at + 4;
      at = end;
      let unseen = 0;
      // Facts of the object that are not known: they are taken as they stand, and what comes of it is in doubt.
      let doubted: number = how;
      let differs = 0;
      for (; p < whens; p += 3) {
        const w = program[p] as number;
        const mask = program[p + 1] as number;
        let difference = ((vector[w] as number) ^ (program[p + 2] as number)) & mask;
        if (w < knownWords) {
          const known = vector[w + knownWords] as number;
          if (w < factWords) doubted |= mask & ~known;
          else {
            difference &= known;
            unseen |= mask & ~known;
          }
        }
        differs |= difference;
        if (differs !== 0) break;
      }
      if (differs !== 0) continue;
      for (p = needs; p < end; p += 3) {
        unseen |= ((vector[program[p] as number] as number) ^ (program[p + 2] as number)) & (program[p + 1] as number);
      }
      for (p = whens; p < needs; p += 3) {
        const w = program[p] as number;
        const mask = program[p + 1] as number;
        let difference = ((vector[w] as number) ^ (program[p + 2] as number)) & mask;
        if (w < knownWords) {
          const known = vector[w + knownWords] as number;
          if (w < factWords) doubted |= mask & ~known;
          else {
            difference &= known;
            unseen |= mask & ~known;
          }
        }
        differs |= difference;
      }
      if (doubted !== 0 && !this.isMissing(row)) unseen = 1;
      // A value that was not seen leaves the occurrence undecided.
      if (unseen !== 0) {
        this.undecided[number] = (this.undecided[number] as number) + 1;
        if (this.isPlain) this.undecidedNow.push(number);
      } else if (differs !== 0) {
        this.isPlain = false;
        this.listener.judged(this.checks[number] as CompiledCheck, false, this.scope, row, doubted !== 0);
      } else if (this.several || ((vector[0] as number) & this.attached) !== 0) {
        this.isPlain = false;
        this.listener.judged(this.checks[number] as CompiledCheck, true, this.scope, row, false);
      } else {
        this.passed[number] = (this.passed[number] as number) + 1;
        if (this.isPlain) this.passedNow.push(number);
      }
    }
  }

  /** Whether facts are unknown because events may be missing or out of order, not only because values were not seen. */
  private isMissing(row: number): boolean {
    return ((this.table.rows[row * this.table.stride + column.doubt] as number) & ~doubts.unseen) !== 0;
  }

  private move(program: Int32Array, how: Occurs, row: number): void {
    const { vector } = this;
    for (let at = 0; at < program.length; ) {
      const end = at + 1 + (program[at] as number) * 3;
      // Whether the conditions fail for sure; whether they fail as the facts stand; whether any of these is not known.
      let fails = 0;
      let differs = how === occurs.perhaps ? 1 : 0;
      let unsure: number = how;
      for (let p = at + 1; p < end; p += 3) {
        const w = program[p] as number;
        const mask = program[p + 1] as number;
        const difference = ((vector[w] as number) ^ (program[p + 2] as number)) & mask;
        if (w >= knownWords) {
          fails |= difference;
          unsure |= mask;
          continue;
        }
        const known = vector[w + knownWords] as number;
        fails |= difference & known;
        differs |= difference;
        if ((mask & ~known) === 0) continue;
        unsure |= mask & ~known;
        if (w < factWords) continue;
        differs |= mask & ~known;
        if (w > factWords || (mask & ~known & ~carried) !== 0) fails = 1;
      }
      if (fails === 0) {
        const raise = program[end] as number;
        if (raise >= 0 && this.raisedCount < this.raised.length) {
          this.raised[this.raisedCount++] = raise;
          this.raised[this.raisedCount++] = differs !== 0 ? occurs.perhaps : unsure !== 0 ? occurs.probably : occurs.surely;
        }
        if (unsure !== 0) this.doubt(row, this.momentary === undefined ? doubts.unseen : doubts.order);
        for (let w = 0; w < factWords; w++) {
          const set = program[end + 1 + w] as number;
          const clear = program[end + 1 + factWords + w] as number;
          const now = vector[w] as number;
          const changes = differs !== 0 ? (set & ~now) | (clear & now) : set | clear;
          if (unsure !== 0) {
            vector[w + knownWords] = (vector[w + knownWords] as number) & ~changes;
            this.lasting[w] = (this.lasting[w] as number) | changes;
          } else if (this.doubtful) {
            vector[w + knownWords] = (vector[w + knownWords] as number) | changes;
            this.lasting[w] = (this.lasting[w] as number) & ~changes;
          }
          if (differs === 0) vector[w] = (now & ~clear) | set;
        }
      }
      at = end + 1 + 2 * factWords;
    }
  }

  /** Notes why facts of an object are not known. */
  doubt(row: number, why: number): void {
    this.doubtful = true;
    this.isPlain = false;
    const at = row * this.table.stride + column.doubt;
    this.table.rows[at] = (this.table.rows[at] as number) | why;
  }

  /** From now on it is not known whether a fact holds. */
  hide(row: number, wordIndex: number, bit: number, why: number): void {
    const at = row * this.table.stride + column.unknown + wordIndex;
    this.table.rows[at] = (this.table.rows[at] as number) | bit;
    this.doubt(row, why);
  }

  /** Events may be missing that set or clear facts: where that would make a difference, they are not known, on any object. */
  hideAll(loss: Loss, why: number): void {
    for (let row = 0; row < this.table.size; row++) if (this.table.isTaken(row)) this.hideLost(row, loss, why);
  }

  /** As {@link hideAll}, on one object. */
  hideLost(row: number, { settable, clearable }: Loss, why: number): void {
    const { table } = this;
    const base = row * table.stride;
    let any = 0;
    for (let w = 0; w < factWords; w++) {
      const now = table.rows[base + ObjectTable.facts + w] as number;
      const hidden = ((settable[w] as number) & ~now) | ((clearable[w] as number) & now);
      table.rows[base + column.unknown + w] = (table.rows[base + column.unknown + w] as number) | hidden;
      any |= hidden;
    }
    if (any !== 0) this.doubt(row, why);
  }

  /** Nothing is known of an object. */
  hideEverything(row: number): void {
    for (let w = 0; w < factWords; w++) this.hide(row, w, -1, doubts.unseen);
  }

  /** Whether a check of a symbol asks for facts of the object. */
  asksState(symbol: number): boolean {
    const program = this.program.checks[symbol] ?? new Int32Array(0);
    for (let at = 0; at < program.length; ) {
      const end = at + 4 + ((program[at + 1] as number) + (program[at + 2] as number) + (program[at + 3] as number)) * 3;
      for (let p = at + 4; p < end; p += 3) if ((program[p] as number) < factWords) return true;
      at = end;
    }
    return false;
  }

  /** Why facts of an object are not known: bits of `doubts`. */
  doubtOf(row: number): number {
    return this.table.rows[row * this.table.stride + column.doubt] as number;
  }

  /** Whether it is known if an object fact holds. */
  knows(row: number, wordIndex: number, bit: number): boolean {
    return ((this.table.rows[row * this.table.stride + column.unknown + wordIndex] as number) & bit) === 0;
  }

  /** Whether an object fact holds. */
  has(row: number, wordIndex: number, bit: number): boolean {
    return ((this.table.rows[row * this.table.stride + ObjectTable.facts + wordIndex] as number) & bit) !== 0;
  }

  /** Sets or clears an object fact that the monitor keeps itself. */
  put(row: number, wordIndex: number, bit: number, value: boolean): void {
    const at = row * this.table.stride + ObjectTable.facts + wordIndex;
    const { rows } = this.table;
    rows[at] = value ? (rows[at] as number) | bit : (rows[at] as number) & ~bit;
  }

  life(row: number): number {
    return this.table.rows[row * this.table.stride + column.life] as number;
  }
}
