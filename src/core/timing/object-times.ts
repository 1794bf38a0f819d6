import type { CallTimes } from './call-times.ts';
import { OpenStamps } from './open-stamps.ts';
import type { TimeSource } from './time-source.ts';

/** Times of one interval that runs from an object's first event to its last: a net buffer list's or a party's. */
export class ObjectTimes {
  private readonly time: TimeSource;
  private readonly calls: CallTimes;
  private readonly interval: number;
  private readonly stamps = new OpenStamps();

  constructor(time: TimeSource, calls: CallTimes, interval: number) {
    this.time = time;
    this.calls = calls;
    this.interval = interval;
  }

  /** Starts that found no room. */
  get dropped(): number {
    return this.stamps.dropped;
  }

  /** Starts an object's time at the present event. `role` is the one whose event ends it. */
  begin(low: number, high: number, role: number, vcLow: number, vcHigh: number): void {
    const { time } = this;
    this.beginAt(low, high, role, vcLow, vcHigh, time.stampPort(), time.at, time.tickLow, time.tickHigh);
  }

  /** Starts an object's time at a moment that has passed: `stampPort` and the rest as in `TimeSource.since`. */
  beginAt(
    low: number, high: number, role: number, vcLow: number, vcHigh: number,
    stampPort: number, at: number, tickLow: number, tickHigh: number,
  ): void {
    const { stamps } = this;
    if ((low | high) === 0) return;
    const slot = stamps.open(low, high);
    if (slot < 0) return;
    stamps.at[slot] = at;
    stamps.tickLow[slot] = tickLow;
    stamps.tickHigh[slot] = tickHigh;
    stamps.port[slot] = stampPort;
    stamps.line[slot] = this.time.line;
    stamps.vcLow[slot] = vcLow;
    stamps.vcHigh[slot] = vcHigh;
    stamps.role[slot] = role;
  }

  /** Ends an object's time at the present event. Says whether the end had its start, measured or not. */
  end(low: number, high: number): boolean {
    const { stamps, time } = this;
    const slot = stamps.handles.find(low, high);
    if (slot < 0) return false;
    stamps.handles.remove(slot);
    const at = stamps.at[slot] as number;
    const hidden = (time.gapOfRole[stamps.role[slot] as number] as number) > (stamps.line[slot] as number);
    if (Number.isNaN(at) || hidden) return true;
    const port = stamps.port[slot] as number;
    const value = time.since(port, at, stamps.tickLow[slot] as number, stamps.tickHigh[slot] as number);
    time.record(this.interval, value);
    const vc = this.calls.find(stamps.vcLow[slot] as number, stamps.vcHigh[slot] as number, false);
    this.calls.keep(vc, this.interval, value, port);
    return true;
  }
}
