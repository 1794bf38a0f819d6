import { Fault } from '../core/fault.ts';
import type { Judgement } from '../core/judgement.ts';
import type { LineFaultRecord } from '../report/run-record.ts';
import type { Hello } from '../wire/hello.ts';
import { PortCounts } from '../wire/port-stage.ts';
import type { Calibration } from './run-phases.ts';

/** What a run has come to when its port is closed, before its capture is judged. Filled in as the run goes on. */
export class RunResidue {
  readonly folder: string;
  readonly startedAt: Date;
  /** Why the run is not whole, the first cause first. */
  readonly faults: Fault[] = [];
  interrupted = false;
  /** The path of the port, when the device has been reached. */
  portPath: string | undefined;
  hello: Hello | undefined;
  calibration: Calibration | undefined;
  /** Reads and octets that the bench had no room for. */
  dropped: { readonly packets: number; readonly octets: number } = { packets: 0, octets: 0 };
  counts = new PortCounts();
  /** What the line did to the octets of the device. */
  line: readonly LineFaultRecord[] = [];
  stalls = 0;
  clockSteps = 0;
  /** What the events came to while they arrived; the capture must say the same. */
  live: Judgement | undefined;

  constructor(folder: string, startedAt: Date) {
    this.folder = folder;
    this.startedAt = startedAt;
  }

  /** Notes what went wrong; anything but a Fault is the bench's own. */
  failed(error: unknown): void {
    const fault = error instanceof Fault ? error : broken(error);
    if (!this.faults.includes(fault)) this.faults.push(fault);
  }
}

function broken(error: unknown): Fault {
  return new Fault('bench-broken', `the bench itself failed: ${(error as Error).message}`, {
    next: 'Run again with CONDIS_BENCH_DEBUG=1 and report what it prints.',
    cause: error,
  });
}
