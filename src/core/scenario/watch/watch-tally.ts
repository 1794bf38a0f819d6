import { handleText } from '../../octets.ts';
import { PortClocks } from '../../timing/port-clocks.ts';
import { IntervalStatistics } from '../../timing/statistics.ts';
import type { TraceHeader } from '../../trace/header.ts';
import type { KeptByCall } from './kept-by-call.ts';
import type { WatchEvent } from './watch-event.ts';
import { copyStamp, type Stamp, type Strand, type WatchPass } from './watch-pass.ts';
import type { WatchedExpectation, WatchPlan } from './watch-plan.ts';
import { emptyCount, expectationRecord, type ExpectationCount, type WatchRecord } from './watch-record.ts';

/** What runs or ends with a row: timers by their numbers. */
interface Timing {
  readonly starts?: readonly number[];
  readonly stops?: readonly number[];
}

function vcOf({ vcLow, vcHigh }: WatchPass): { readonly vc?: string } {
  return (vcLow | vcHigh) === 0 ? {} : { vc: handleText(vcLow, vcHigh) };
}

/** Counts what becomes of the expectations of a plan, and measures its timers. */
export class WatchTally {
  private readonly plan: WatchPlan;
  private readonly counts: readonly ExpectationCount[];
  private readonly timers: readonly IntervalStatistics[];
  private readonly clocks: PortClocks;
  private readonly kept: KeptByCall;
  private readonly now: Stamp;

  /** `now` is the moment of the event at hand, whenever something is told here. */
  constructor(plan: WatchPlan, header: TraceHeader, now: Stamp, kept: KeptByCall) {
    this.plan = plan;
    this.counts = plan.rows.map(emptyCount);
    this.timers = plan.timers.map(() => new IntervalStatistics());
    this.clocks = new PortClocks(header);
    this.now = now;
    this.kept = kept;
  }

  /** The event at hand is the one that a row expects; `how` is 2 where what would tell was not seen. */
  met(pass: WatchPass, strand: Strand, at: number, how: number, event: WatchEvent): void {
    const row = this.plan.rows[at] as WatchedExpectation;
    const count = this.counts[at] as ExpectationCount;
    const lines = [strand.began.line, this.now.line];
    const time = row.withinNs === undefined ? 'in time' : this.timeliness(strand, row.withinNs);
    if (time === 'late' && !pass.hidden) {
      if (count.notMet++ === 0) {
        count.notMetAt = lines;
        count.unmet = { ...vcOf(pass), tookNs: this.since(strand.began), ...(row.withinNs !== undefined && { withinNs: row.withinNs }) };
      }
    } else if (how === 2 || time !== 'in time') {
      if (count.open++ === 0) count.openAt = lines;
    } else if (count.met++ === 0) count.metAt = lines;
    strand.near = undefined;
    this.time(pass, row);
    for (const [column, name] of row.keeps ?? []) {
      const value = event.valueOf(name);
      if (value !== undefined) this.kept.keep(pass, column, value);
    }
  }

  private timeliness(strand: Strand, withinNs: number): 'in time' | 'late' | 'open' {
    const elapsed = this.since(strand.began);
    const uncertainty = strand.began.port === this.now.port ? 0 : this.clocks.uncertaintyNs(strand.began.port, this.now.port);
    if (Math.abs(elapsed - withinNs) < uncertainty) return 'open';
    return elapsed > withinNs ? 'late' : 'in time';
  }

  /** The time of a row's expectation is over, and it was not met. */
  passed(pass: WatchPass, at: number, strand: Strand): void {
    const row = this.plan.rows[at] as WatchedExpectation;
    const count = this.counts[at] as ExpectationCount;
    const lines = [strand.began.line, pass.last.line].filter((line) => line > 0);
    if (row.optional === true) count.unseen++;
    else if (pass.hidden) {
      if (count.open++ === 0) count.openAt = lines;
    } else if (count.notMet++ === 0) {
      const near = strand.near?.row === at ? strand.near : undefined;
      count.notMetAt = near === undefined ? lines : [...lines.slice(0, 1), near.line];
      count.unmet = { ...vcOf(pass), ...(near !== undefined && { wanted: near.wanted, came: near.came }) };
    }
  }

  /** Timers end and begin with the event at hand. */
  time(pass: WatchPass, { starts = [], stops = [] }: Timing): void {
    for (const timer of stops) {
      const bit = 1 << timer;
      const began = pass.timers[timer];
      if ((pass.running & bit) === 0 || began === undefined) continue;
      pass.running &= ~bit;
      // What was not seen may have been the true end.
      if (pass.hidden) continue;
      const statistics = this.timers[timer] as IntervalStatistics;
      statistics.add(this.since(began));
      if (this.clocks.host) statistics.host = true;
    }
    for (const timer of starts) {
      const began = pass.timers[timer];
      if (began === undefined) continue;
      copyStamp(began, this.now);
      pass.running |= 1 << timer;
    }
  }

  record(): WatchRecord {
    const conditional = this.conditionalRows();
    const expectations = this.plan.rows.flatMap((row, i) => {
      return row.op === 'expect' ? [expectationRecord(row, this.counts[i] as ExpectationCount, conditional.has(i))] : [];
    });
    const timers = this.plan.timers.flatMap((name, i) => {
      const statistics = this.timers[i] as IntervalStatistics;
      if (statistics.count === 0) return [];
      const { id, unit, clock, count, min, median, p95, p99, max } = statistics.measurement(name);
      return [{ id, unit, clock, count, min, median, p95, p99, max }];
    });
    return { expectations, timers };
  }

  private since({ port, at, hasTick, tickLow, tickHigh }: Stamp): number {
    const { now } = this;
    const ticks = hasTick && now.hasTick
      ? ((now.tickHigh >>> 0) - (tickHigh >>> 0)) * 0x1_0000_0000 + ((now.tickLow >>> 0) - (tickLow >>> 0)) : Number.NaN;
    return this.clocks.difference(port, at, now.port, now.at, ticks);
  }

  /** Rows that not every pass gets to. */
  private conditionalRows(): ReadonlySet<number> {
    const conditional = new Set<number>();
    for (const [i, row] of this.plan.rows.entries()) {
      if (row.op !== 'branch') continue;
      const jump = this.plan.rows[row.otherwise - 1];
      const end = jump?.op === 'jump' ? jump.to : row.otherwise;
      for (let at = i; at < end; at++) conditional.add(at);
    }
    return conditional;
  }
}
