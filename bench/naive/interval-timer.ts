import type { ProbeEvent } from './event.ts';

/** Times from the enter of one function to that of another on the same VC. An MCM's functions count as their NdisCm twins. */
export class IntervalTimer {
  readonly durations: number[] = [];
  private readonly starts = new Map<string, bigint>();
  private readonly from: string;
  private readonly to: string;

  constructor(from: string, to: string) {
    this.from = from;
    this.to = to;
  }

  next({ kind, name, vc, tick }: ProbeEvent): void {
    if (kind !== 'enter' || vc === undefined || tick === undefined) return;
    const twin = name.replace('NdisMCm', 'NdisCm');
    if (twin === this.from) this.starts.set(vc, tick);
    const start = this.starts.get(vc);
    if (twin !== this.to || start === undefined) return;
    this.durations.push(Number(tick - start));
    this.starts.delete(vc);
  }
}
