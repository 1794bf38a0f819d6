import { filter, map, mergeMap, type Observable, ReplaySubject, Subject, tap } from 'rxjs';
import type { Fault } from '../core/fault.ts';
import type { MonotonicClock } from '../ports/monotonic-clock.ts';
import type { Port, PortListener, ReceivedBatch } from '../ports/port.ts';
import type { BenchNote } from '../wire/capture/bench-note.ts';
import type { CaptureRecorder } from '../wire/capture/capture-recorder.ts';
import type { RunInterpreter } from '../wire/capture/run-interpreter.ts';
import { type CaptureFile, pauseAboveOctets, refuseAboveOctets } from './capture-file.ts';
import type { DeviceMessage } from './device-message.ts';

/** What the stages of a port's pipeline work with. */
export interface PipelineParts {
  readonly port: Port;
  /** The port's name in the capture. */
  readonly portName: string;
  readonly clock: MonotonicClock;
  readonly recorder: CaptureRecorder;
  readonly capture: CaptureFile;
  /** Decodes what is recorded, and hands events to whoever judges them. */
  readonly interpreter: RunInterpreter;
  /** Where the interpreter's listener leaves what is no event while a batch is decoded. */
  readonly heard: DeviceMessage[];
}

/**
 * The pipeline of one port: read → admit → record → decode → messages. An item is what one read delivered, with all that was
 * decoded from it; never an octet, never an event. Back-pressure goes to the port: it is paused while the disk is behind. A port
 * that does not heed its pause loses what exceeds the limit; the loss is counted, recorded and seen as a gap.
 */
export class PortPipeline {
  /** What the device says that is no event. */
  readonly messages$: Observable<DeviceMessage>;
  /** Emits once, when the port has gone or its capture can no longer be written. */
  readonly lost$: Observable<Fault>;
  /** Emits after each read has gone through all stages. */
  readonly turned$: Observable<void>;
  /** Reads and octets for which there was no room. */
  readonly dropped = { packets: 0, octets: 0 };
  /** Host's monotonic clock at the last read, ns. */
  lastArrivedNs: number;
  private readonly parts: PipelineParts;
  private readonly arrivals$ = new Subject<ReceivedBatch>();
  private readonly lostSubject = new ReplaySubject<Fault>(1);
  private refused = { packets: 0, octets: 0 };
  private paused = false;

  constructor(parts: PipelineParts) {
    this.parts = parts;
    this.lastArrivedNs = parts.clock.nowNs();
    const decoded$ = new Subject<readonly DeviceMessage[]>();
    this.messages$ = decoded$.pipe(mergeMap((messages) => messages));
    this.turned$ = decoded$.pipe(map(() => undefined));
    // Subscribed for good: what arrives is recorded and judged whether anybody listens to what comes of it or not.
    this.arrivals$
      .pipe(
        filter((batch) => this.admit(batch)),
        tap((batch) => this.record(batch)),
        map((batch) => this.decode(batch)),
      )
      .subscribe(decoded$);
    this.lost$ = this.lostSubject.asObservable();
  }

  /** What the port is opened with. */
  get listener(): PortListener {
    return {
      received: (batch) => this.arrivals$.next(batch),
      ended: (reason) => {
        if (reason !== undefined) this.lose(reason);
        this.arrivals$.complete();
      },
    };
  }

  /** Records and sends. */
  async write(octets: Uint8Array): Promise<void> {
    const { port, clock, recorder } = this.parts;
    recorder.sent(0, octets, clock.nowNs());
    await port.write(octets);
  }

  /** Records what no octet shows, and lets the interpretation know. */
  note(note: BenchNote): void {
    const { recorder, interpreter, clock } = this.parts;
    recorder.note(note, clock.nowNs());
    interpreter.note(note);
  }

  /** To be called when the capture's queue has become shorter, or a write of it has failed. */
  queueChanged(): void {
    const { capture, port } = this.parts;
    if (capture.failure !== undefined) this.lostSubject.next(capture.failure);
    if (this.paused && capture.queuedOctets < pauseAboveOctets / 4) {
      this.paused = false;
      port.resume();
    }
  }

  /** Notes what was refused since the last read that was taken. To be called once more when the port is closed. */
  noteDropped(): void {
    const { packets, octets } = this.refused;
    if (packets === 0) return;
    this.refused = { packets: 0, octets: 0 };
    this.dropped.packets += packets;
    this.dropped.octets += octets;
    this.note({ what: 'dropped', port: this.parts.portName, packets, octets });
  }

  private lose(reason: Fault): void {
    this.note({ what: 'port-lost', port: this.parts.portName, reason: reason.message });
    this.lostSubject.next(reason);
  }

  private admit(batch: ReceivedBatch): boolean {
    this.lastArrivedNs = batch.arrivedNs;
    const { capture, port } = this.parts;
    if (capture.queuedOctets > refuseAboveOctets) {
      this.refused.packets++;
      this.refused.octets += batch.octets.length;
      return false;
    }
    if (!this.paused && capture.queuedOctets > pauseAboveOctets) {
      this.paused = true;
      port.pause();
    }
    return true;
  }

  private record(batch: ReceivedBatch): void {
    this.noteDropped();
    this.parts.recorder.received(0, batch.octets, batch.arrivedNs);
  }

  private decode(batch: ReceivedBatch): DeviceMessage[] {
    const { interpreter, heard } = this.parts;
    interpreter.received(0, batch.octets, batch.arrivedNs);
    interpreter.flush();
    return heard.splice(0);
  }
}
