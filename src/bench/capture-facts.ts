import type { TraceHeader } from '../core/trace/header.ts';
import { readRunAbout, type RunAbout } from '../report/run-about.ts';
import type { FaultRecord } from '../report/run-record.ts';
import type { PortFacts } from '../report/run-report.ts';
import type { ReadBenchNote } from '../wire/capture/bench-note.ts';
import type { CaptureListener } from '../wire/capture/capture-replay.ts';
import type { Hello } from '../wire/hello.ts';

/** What a capture says of its run beside the events. */
export class CaptureFacts implements CaptureListener {
  about: Partial<RunAbout> = {};
  interrupted = false;
  stalls = 0;
  clockSteps = 0;
  /** What kept the run from being whole, as far as it was known when the capture was closed. */
  readonly faults: FaultRecord[] = [];
  /** Reads and octets that the bench had no room for. */
  readonly dropped = { packets: 0, octets: 0 };
  private readonly paths = new Map<string, string>();
  private readonly hellos = new Map<number, Hello>();

  run(run: unknown): void {
    this.about = readRunAbout(run);
  }

  hello(port: number, hello: Hello): void {
    if (!this.hellos.has(port)) this.hellos.set(port, hello);
  }

  note({ what, port, said }: ReadBenchNote): void {
    const { path, code, message, packets, octets } = said;
    if (what === 'interrupted') this.interrupted = true;
    if (what === 'stall') this.stalls++;
    if (what === 'clock-step') this.clockSteps++;
    if (what === 'reached' && port !== undefined && typeof path === 'string') this.paths.set(port, path);
    if (what === 'fault' && typeof code === 'string' && typeof message === 'string') this.faults.push({ code, message });
    if (what === 'dropped') {
      if (typeof packets === 'number') this.dropped.packets += packets;
      if (typeof octets === 'number') this.dropped.octets += octets;
    }
  }

  /** The ports of the run, with what their devices said of themselves. */
  ports(header: TraceHeader): PortFacts[] {
    return header.ports.map(({ name, tickHz }, index) => {
      const hello = this.hellos.get(index);
      const path = this.paths.get(name);
      return {
        name,
        ...(path !== undefined && { path }),
        ...(hello !== undefined && { identity: hello.identity, firmware: hello.firmware }),
        clock: clockText(tickHz ?? 0, hello?.freeRunning ?? false),
      };
    });
  }
}

function clockText(tickHz: number, freeRunning: boolean): string {
  if (tickHz === 0) return 'times are those of the host';
  return `device clock of ${tickHz} ticks a second${freeRunning ? ', free of the host\'s' : ''}`;
}
