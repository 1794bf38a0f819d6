import { column } from './columns.ts';
import type { EventFacts } from './event-facts.ts';
import { eventWord, factWords, objectBit, seenWord, vectorWords, type Scope } from './facts.ts';
import { ObjectTable } from './object-table.ts';
import type { CompiledCheck, Program, ScopeProgram } from './program.ts';

/** What became of a check whose need did not hold, or of one on an object whose beginning was not seen. */
export interface EvaluatorListener {
  /** A check applied and its need did (not) hold, in a case that is not plain: it failed, or the object's history is unknown. */
  judged(compiled: CompiledCheck, held: boolean, scope: Scope, row: number): void;
  /** Facts of an object changed: the words before are given. Called only in traces of several ports. */
  changed(scope: Scope, row: number, before: Int32Array): void;
}

const attachedBits: Readonly<Record<Scope, number>> = {
  vc: objectBit('vc', 'attached') | objectBit('vc', 'afterGap'),
  party: 0,
  list: 0,
  af: objectBit('af', 'attached') | objectBit('af', 'afterGap'),
};

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
  private readonly raised = new Int32Array(64);
  private raisedCount = 0;

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
  }

  /** Whether any rule or transition of this scope is about a symbol. */
  concerns(symbol: number): boolean {
    return this.program.checks[symbol] !== undefined || this.program.transitions[symbol] !== undefined ||
      this.program.registers[symbol] !== 0;
  }

  /** A symbol occurs on an object: its checks, its transitions, then what they raise; last, its register. */
  run(symbol: number, row: number, line: number): void {
    this.raisedCount = 0;
    this.step(symbol, row);
    for (let next = 0; next < this.raisedCount; next++) {
      const raised = this.raised[next] as number;
      this.step(raised, row);
      this.mark(raised, row, line);
    }
    this.mark(symbol, row, line);
  }

  private mark(symbol: number, row: number, line: number): void {
    const register = this.program.registers[symbol] as number;
    if (register !== 0) this.table.rows[row * this.table.stride + register] = line;
  }

  private step(symbol: number, row: number): void {
    const { table, vector, facts } = this;
    const base = row * table.stride + ObjectTable.facts;
    const checks = this.program.checks[symbol];
    const transitions = this.program.transitions[symbol];
    if (checks === undefined && transitions === undefined) return;
    for (let w = 0; w < factWords; w++) vector[w] = table.rows[base + w] as number;
    vector[eventWord] = facts.first;
    vector[eventWord + 1] = facts.second;
    vector[seenWord] = facts.seenFirst;
    vector[seenWord + 1] = facts.seenSecond;
    if (checks !== undefined) this.check(checks, row);
    if (transitions === undefined) return;
    if (this.several) this.before.set(vector.subarray(0, factWords));
    this.move(transitions);
    for (let w = 0; w < factWords; w++) table.rows[base + w] = vector[w] as number;
    if (this.several) this.listener.changed(this.scope, row, this.before);
  }

  private check(program: Int32Array, row: number): void {
    const { vector } = this;
    for (let at = 0; at < program.length; ) {
      const number = program[at] as number;
      const whens = at + 4 + (program[at + 1] as number) * 3;
      const needs = whens + (program[at + 2] as number) * 3;
      const end = needs + (program[at + 3] as number) * 3;
      let p = at + 4;
      at = end;
      let unseen = 0;
      let differs = 0;
      for (; p < whens; p += 3) {
        const w = program[p] as number;
        const mask = program[p + 1] as number;
        let difference = ((vector[w] as number) ^ (program[p + 2] as number)) & mask;
        if (w >= eventWord && w < seenWord) {
          const seen = vector[w + 2] as number;
          difference &= seen;
          unseen |= mask & ~seen;
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
        if (w >= eventWord && w < seenWord) {
          const seen = vector[w + 2] as number;
          difference &= seen;
          unseen |= mask & ~seen;
        }
        differs |= difference;
      }
      // A value that was not seen leaves the occurrence undecided.
      if (unseen !== 0) this.undecided[number] = (this.undecided[number] as number) + 1;
      else if (differs !== 0) this.listener.judged(this.checks[number] as CompiledCheck, false, this.scope, row);
      else if (this.several || ((vector[0] as number) & this.attached) !== 0) {
        this.listener.judged(this.checks[number] as CompiledCheck, true, this.scope, row);
      } else this.passed[number] = (this.passed[number] as number) + 1;
    }
  }

  private move(program: Int32Array): void {
    const { vector } = this;
    for (let at = 0; at < program.length; ) {
      const end = at + 1 + (program[at] as number) * 3;
      let holds = true;
      for (let p = at + 1; p < end; p += 3) {
        const w = program[p] as number;
        const mask = program[p + 1] as number;
        if ((((vector[w] as number) ^ (program[p + 2] as number)) & mask) !== 0) holds = false;
        if (w >= eventWord && w < seenWord && (mask & ~(vector[w + 2] as number)) !== 0) holds = false;
      }
      if (holds) {
        if ((program[end] as number) >= 0 &&
          this.raisedCount < this.raised.length) this.raised[this.raisedCount++] = program[end] as number;
        for (let w = 0; w < factWords; w++) {
          vector[w] = ((vector[w] as number) & ~(program[end + 5 + w] as number)) | (program[end + 1 + w] as number);
        }
      }
      at = end + 1 + 2 * factWords;
    }
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
