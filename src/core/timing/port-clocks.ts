import type { TraceHeader } from '../trace/header.ts';
import { ticksToNs } from './ticks.ts';

/**
 * Differences between two moments, with the clock that they rest on and their uncertainty.
 *
 * Inside one port of known tick rate a difference is that of the ticks, where both events have one; else, and wherever ticks run
 * backwards (the device's counter was reset), it is that of `at`.
 */
export class PortClocks {
  /** Of the last {@link difference}: whether it rests on a host's clock. */
  host = false;

  private readonly header: TraceHeader;
  private known = 0;
  private readonly tickHz: number[] = [];
  /** Where 10⁹ is a multiple of the tick rate; else 0. */
  private readonly nsPerTick: number[] = [];
  private readonly hosts: boolean[] = [];
  private readonly halfWidths: number[] = [];

  constructor(header: TraceHeader) {
    this.header = header;
    this.read();
  }

  /**
   * Nanoseconds from an earlier event to a later one in the order of the timeline. `ticks` is the difference of their ticks, or
   * NaN where one has none.
   */
  difference(fromPort: number, fromAt: number, toPort: number, toAt: number, ticks: number): number {
    if (fromPort >= this.known || toPort >= this.known) this.read();
    if (fromPort === toPort && ticks >= 0 && ticks <= Number.MAX_SAFE_INTEGER) {
      const nsPerTick = this.nsPerTick[fromPort] as number;
      if (nsPerTick > 0) {
        this.host = false;
        return ticks * nsPerTick;
      }
      const hz = this.tickHz[fromPort];
      if (hz !== undefined && hz > 0) {
        this.host = false;
        return ticksToNs(ticks, hz);
      }
    }
    this.host = this.hosts[fromPort] === true || this.hosts[toPort] === true;
    return toAt - fromAt;
  }

  /**
   * Expanded uncertainty (k = 2) of a difference, in whole nanoseconds, rounded up. Each stamp is a reading of a clock with a
   * resolution of one tick (one nanosecond where the rate is unknown), taken as rectangular: tick / √12. What a port's
   * `uncertaintyNs` says counts once a stamp as half-width / √3, unless both stamps are of one device's clock: there it is the
   * same unknown shift in both, and cancels.
   */
  uncertaintyNs(fromPort: number, toPort: number): number {
    const shared = fromPort === toPort && this.hosts[fromPort] !== true;
    const variance = this.variance(fromPort, shared) + this.variance(toPort, shared);
    return Math.ceil(2 * Math.sqrt(variance));
  }

  private variance(port: number, shared: boolean): number {
    const hz = this.tickHz[port] ?? 0;
    const resolution = hz > 0 ? 1_000_000_000 / hz : 1;
    const halfWidth = shared ? 0 : (this.halfWidths[port] ?? this.header.uncertaintyNs);
    return (resolution * resolution) / 12 + (halfWidth * halfWidth) / 3;
  }

  /** A trace's ports become more while it is read. */
  private read(): void {
    const { ports, uncertaintyNs } = this.header;
    for (const [index, port] of ports.entries()) {
      const hz = port.tickHz ?? 0;
      this.tickHz[index] = hz;
      this.nsPerTick[index] = hz > 0 && 1_000_000_000 % hz === 0 ? 1_000_000_000 / hz : 0;
      this.hosts[index] = port.clock === 'host';
      this.halfWidths[index] = port.uncertaintyNs ?? uncertaintyNs;
    }
    this.known = ports.length;
  }
}
