import { outcomes, copyStamp, type Stamp, type Strand, type WatchPass } from './watch-pass.ts';
import type { WatchedExpectation, WatchPlan, WatchRow } from './watch-plan.ts';

/** Hears what becomes of expectations. */
export interface FlowListener {
  /** The time of an expectation is over and it was not met. */
  passed(pass: WatchPass, row: number, strand: Strand): void;
  /** The request of a row has begun. */
  began(pass: WatchPass, row: number): void;
}

/** Most rows that are looked at for one event: a guard against plans that go round without doing anything. */
const stepsLimit = 100_000;

/** Takes passes through the rows of a plan. */
export class WatchFlow {
  private readonly rows: readonly WatchRow[];
  private readonly listener: FlowListener;
  private readonly scratch = new Int32Array(32);
  private left = 0;

  constructor(plan: WatchPlan, listener: FlowListener) {
    this.rows = plan.rows;
    this.listener = listener;
  }

  /** Puts a strand on the next row at which something has to be seen. */
  settle(pass: WatchPass, strand: Strand): void {
    for (let left = stepsLimit; left > 0 && strand.row >= 0; left--) {
      const row = this.rows[strand.row];
      switch (row?.op) {
        case 'again':
          this.again(pass.counters, strand, row);
          break;
        case 'jump':
          strand.row = row.to;
          break;
        case 'branch':
          if (strand.outcome === outcomes.unknown) return;
          strand.row = (strand.outcome === outcomes.succeeded) === (row.condition === 'succeeded') ? strand.row + 1 : row.otherwise;
          break;
        case 'fork':
          this.fork(pass, strand, row.strands, row.join);
          return;
        case 'join':
          if (strand.running > 0) return;
          strand.row++;
          break;
        case 'end':
          this.end(pass, strand);
          return;
        default:
          return;
      }
    }
  }

  /** Whether a strand, from where it stands, comes to a request of this number before any other. */
  leadsTo(pass: WatchPass, strand: Strand, act: number): boolean {
    this.scratch.set(pass.counters);
    this.left = stepsLimit;
    return this.finds(pass, strand.row, strand.outcome, act);
  }

  /** Whether a pass can begin with a request of this number. */
  beginsWith(act: number): boolean {
    this.scratch.fill(0);
    this.left = stepsLimit;
    return this.finds(undefined, 0, outcomes.unknown, act);
  }

  /** Takes the strand that {@link leadsTo} a request to it; what had to be seen before has not been. Gives the strand that is in it. */
  enter(pass: WatchPass, strand: Strand, act: number, now: Stamp): Strand | undefined {
    for (let left = stepsLimit; left > 0 && strand.row >= 0; left--) {
      const row = this.rows[strand.row];
      switch (row?.op) {
        case 'expect':
          this.passOver(pass, strand, row);
          break;
        case 'act':
          if (row.act !== act) return undefined;
          strand.act = act;
          strand.fails = row.fails ?? false;
          strand.listsLeft = row.lists ?? 0;
          strand.near = undefined;
          strand.outcome = outcomes.unknown;
          copyStamp(strand.began, now);
          this.listener.began(pass, strand.row);
          strand.row++;
          this.settle(pass, strand);
          return strand;
        case 'branch':
          this.guess(pass, strand, row, act);
          break;
        case 'fork':
          this.settle(pass, strand);
          return this.enterInside(pass, strand, act, now);
        case 'join':
          if (strand.running > 0) {
            const inside = this.enterInside(pass, strand, act, now);
            if (inside !== undefined) return inside;
            for (const other of pass.strands) if (other.parent === pass.strands.indexOf(strand) && other.row >= 0) this.close(pass, other);
          }
          strand.running = 0;
          strand.row++;
          break;
        case 'again':
          this.again(pass.counters, strand, row);
          break;
        case 'jump':
          strand.row = row.to;
          break;
        default:
          return undefined;
      }
    }
    return undefined;
  }

  /** Ends a strand: whatever it still had to see, on the shortest way to its end, has not been seen. */
  close(pass: WatchPass, strand: Strand): void {
    for (let left = stepsLimit; left > 0 && strand.row >= 0; left--) {
      const row = this.rows[strand.row];
      if (row?.op === 'expect') this.passOver(pass, strand, row);
      else if (row?.op === 'jump') strand.row = row.to;
      else if (row?.op === 'branch') {
        if (strand.outcome === outcomes.unknown) strand.row = row.otherwise;
        else this.settle(pass, strand);
      } else if (row?.op === 'fork') {
        // Strands that never began are not gone through: their steps were not reached.
        strand.row = row.join + 1;
      } else if (row?.op === 'join') {
        const own = pass.strands.indexOf(strand);
        for (const other of pass.strands) if (other.row >= 0 && other.parent === own) this.close(pass, other);
        strand.row++;
      } else if (row?.op === 'end' || row === undefined) strand.row = -1;
      else strand.row++;
    }
  }

  private enterInside(pass: WatchPass, parent: Strand, act: number, now: Stamp): Strand | undefined {
    const own = pass.strands.indexOf(parent);
    const inside = pass.strands.find((each) => each.row >= 0 && each.parent === own && this.leadsTo(pass, each, act));
    return inside === undefined ? undefined : this.enter(pass, inside, act, now);
  }

  /** `pass`: as it stands now; `undefined`: one that has not begun. */
  private finds(pass: WatchPass | undefined, from: number, outcome: number, act: number): boolean {
    let at = from;
    const { rows, scratch } = this;
    while (at >= 0 && this.left-- > 0) {
      const row = rows[at];
      switch (row?.op) {
        case 'act':
          return row.act === act;
        case 'expect':
          at++;
          break;
        case 'jump':
          at = row.to;
          break;
        case 'again': {
          const done = (scratch[row.counter] as number) + 1;
          scratch[row.counter] = done < row.times ? done : 0;
          at = done < row.times ? row.to : at + 1;
          break;
        }
        case 'branch': {
          if (outcome === outcomes.unknown) return this.finds(pass, at + 1, outcome, act) || this.finds(pass, row.otherwise, outcome, act);
          at = (outcome === outcomes.succeeded) === (row.condition === 'succeeded') ? at + 1 : row.otherwise;
          break;
        }
        case 'fork':
          if (row.strands.some((strand) => this.finds(pass, strand, outcome, act))) return true;
          // No strand begins with it: where none does anything, what follows may.
          if (row.strands.some((strand) => this.hasAct(strand))) return false;
          at = row.join + 1;
          break;
        case 'join':
          // Its strands are asked for themselves; where none has anything left to do, what follows may begin.
          if (pass !== undefined && this.strandsOf(pass, at).some((strand) => this.hasAct(strand.row))) return false;
          at++;
          break;
        default:
          return false;
      }
    }
    return false;
  }

  /** Whether a request is still to come in a strand. */
  private hasAct(from: number): boolean {
    let depth = 0;
    for (let at = from; at >= 0 && at < this.rows.length; at++) {
      const row = this.rows[at] as WatchRow;
      if (row.op === 'act') return true;
      if (row.op === 'fork') depth += row.strands.length;
      if (row.op === 'end' && depth-- === 0) return false;
    }
    return false;
  }

  /** The running strands of the strand that waits at a join. */
  private strandsOf(pass: WatchPass, join: number): Strand[] {
    const parent = pass.strands.findIndex(({ row }) => row === join);
    return pass.strands.filter((strand) => strand.row >= 0 && strand.parent === parent && parent >= 0);
  }

  private again(counters: Int32Array, strand: Strand, row: WatchRow & { op: 'again' }): void {
    const done = (counters[row.counter] as number) + 1;
    counters[row.counter] = done < row.times ? done : 0;
    strand.row = done < row.times ? row.to : strand.row + 1;
  }

  private fork(pass: WatchPass, strand: Strand, starts: readonly number[], join: number): void {
    const parent = pass.strands.indexOf(strand);
    const { act, fails, outcome } = strand;
    strand.row = join;
    strand.outcome = outcomes.unknown;
    const begun: Strand[] = [];
    for (const start of starts) {
      const free = pass.strands.find(({ row }) => row < 0);
      if (free === undefined) return;
      Object.assign(free, { row: start, parent, running: 0, act, fails, outcome, listsLeft: 0, met: 0, near: undefined });
      copyStamp(free.began, strand.began);
      strand.running++;
      begun.push(free);
    }
    for (const each of begun) this.settle(pass, each);
  }

  private end(pass: WatchPass, strand: Strand): void {
    strand.row = -1;
    const parent = pass.strands[strand.parent];
    if (parent === undefined) return;
    parent.running--;
    // What failed decides how the whole ended.
    if (parent.outcome !== outcomes.failed) parent.outcome = strand.outcome;
    parent.act = strand.act;
    copyStamp(parent.began, strand.began);
    this.settle(pass, parent);
  }

  private passOver(pass: WatchPass, strand: Strand, row: WatchedExpectation): void {
    const { group } = row;
    if (group === undefined) {
      this.listener.passed(pass, strand.row, strand);
      strand.row++;
      return;
    }
    for (let i = 0; this.isOfGroup(strand.row, group); i++, strand.row++) {
      if ((strand.met & (1 << i)) === 0) this.listener.passed(pass, strand.row, strand);
    }
    strand.met = 0;
  }

  private isOfGroup(at: number, group: number): boolean {
    const row = this.rows[at];
    return row?.op === 'expect' && row.group === group;
  }

  private guess(pass: WatchPass, strand: Strand, row: WatchRow & { op: 'branch' }, act: number): void {
    if (strand.outcome !== outcomes.unknown) {
      strand.row = (strand.outcome === outcomes.succeeded) === (row.condition === 'succeeded') ? strand.row + 1 : row.otherwise;
      return;
    }
    this.scratch.set(pass.counters);
    strand.row = this.finds(pass, strand.row + 1, outcomes.unknown, act) ? strand.row + 1 : row.otherwise;
  }
}
