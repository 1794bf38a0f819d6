import { roleIds, type RoleId } from '../condis/roles.ts';
import type { Measurement } from '../judgement.ts';
import type { EventBatch } from '../trace/event-batch.ts';
import { present, word } from '../trace/event-record.ts';
import type { TraceHeader } from '../trace/header.ts';
import { intervals } from './intervals.ts';
import { PortClocks } from './port-clocks.ts';
import { IntervalStatistics } from './statistics.ts';

/** The moment of the event at hand, what lies between it and an earlier one, and the statistics of what was measured. */
export class TimeSource {
  at = 0;
  line = 0;
  /** Port index. */
  port = 0;
  hasTick = false;
  tickLow = 0;
  tickHigh = 0;
  /** Line of the last gap that may hide events of a role, by role number; 0: none. */
  readonly gapOfRole = new Float64Array(8);

  private readonly header: TraceHeader;
  private readonly clocks: PortClocks;
  private readonly gapOfPort = new Float64Array(256);
  private readonly statistics: readonly IntervalStatistics[];

  constructor(header: TraceHeader) {
    this.header = header;
    this.clocks = new PortClocks(header);
    this.statistics = intervals.map(() => new IntervalStatistics());
  }

  /** Makes event `i` the present. */
  now(batch: EventBatch, i: number, start: number): void {
    const { words } = batch;
    this.at = batch.at[i] as number;
    this.line = batch.firstLine + i;
    this.port = batch.port[i] as number;
    this.hasTick = ((words[start + word.presence] as number) & present.tick) !== 0;
    this.tickLow = words[start + word.tick] as number;
    this.tickHigh = words[start + word.tick + 1] as number;
  }

  /** Takes a gap of a port at a line. */
  gap(port: number, line: number): void {
    this.gapOfPort[port] = line;
    for (const role of this.rolesBehind(port)) this.gapOfRole[role] = line;
  }

  /** Whether a gap of a port came after a line. */
  gapSince(port: number, line: number): boolean {
    return (this.gapOfPort[port] as number) > line;
  }

  /** Role numbers whose events arrive through a port. */
  rolesBehind(port: number): readonly RoleId[] {
    return (this.header.ports[port]?.sees ?? this.header.sees).map((role) => roleIds[role]);
  }

  /** The present event's port as a stamp keeps it: its complement where the event has no tick. */
  stampPort(): number {
    return this.hasTick ? this.port : ~this.port;
  }

  /** Nanoseconds from a stamp to the present. */
  since(stampPort: number, at: number, tickLow: number, tickHigh: number): number {
    const from = stampPort < 0 ? ~stampPort : stampPort;
    const ticked = stampPort >= 0 && this.hasTick;
    const ticks = ticked ? ((this.tickHigh >>> 0) - (tickHigh >>> 0)) * 0x1_0000_0000 + ((this.tickLow >>> 0) - (tickLow >>> 0)) : NaN;
    return this.clocks.difference(from, at, this.port, this.at, ticks);
  }

  /** Uncertainty (k = 2) of a time from a stamp to the present, in whole nanoseconds. */
  uncertaintyNs(stampPort: number): number {
    return this.clocks.uncertaintyNs(stampPort < 0 ? ~stampPort : stampPort, this.port);
  }

  /** Adds what {@link since} has just given to an interval's statistics; `value` may have changed its sign. */
  record(interval: number, value: number): void {
    const statistics = this.statistics[interval] as IntervalStatistics;
    statistics.add(value);
    if (this.clocks.host) statistics.host = true;
  }

  /** The intervals that had a value, in table order. */
  measurements(): Measurement[] {
    return intervals.flatMap((interval, index) => {
      const statistics = this.statistics[index] as IntervalStatistics;
      return statistics.count === 0 ? [] : [statistics.measurement(interval.id)];
    });
  }
}
