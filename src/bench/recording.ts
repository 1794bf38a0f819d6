import { crc32 } from 'node:zlib';
import { monotonicClock } from '../ports/monotonic-clock.ts';
import type { Port } from '../ports/port.ts';
import type { RunAbout } from '../report/run-about.ts';
import { CaptureRecorder } from '../wire/capture/capture-recorder.ts';
import { RunInterpreter } from '../wire/capture/run-interpreter.ts';
import type { CaptureAbout } from '../wire/capture/section-comment.ts';
import { CaptureFile } from './capture-file.ts';
import type { DeviceMessage } from './device-message.ts';
import { watchHost } from './host-watch.ts';
import { LiveJudging } from './live-judging.ts';
import { PortPipeline } from './port-pipeline.ts';
import type { RunResidue } from './run-residue.ts';

/** The capture of one run while it grows, with everything that is made of it meanwhile. */
export class Recording {
  readonly judging = new LiveJudging();
  private readonly capture: CaptureFile;
  private readonly portName: string;
  private readonly residue: RunResidue;
  private readonly recorder: CaptureRecorder;
  private readonly interpreter: RunInterpreter;
  private readonly heard: DeviceMessage[] = [];
  private readonly unwatch: () => void;
  private pipeline: PortPipeline | undefined;

  private constructor(capture: CaptureFile, portName: string, about: CaptureAbout, run: RunAbout, residue: RunResidue) {
    this.capture = capture;
    this.portName = portName;
    this.residue = residue;
    const monotonicNs = monotonicClock.nowNs();
    const anchor = { monotonicNs, utcNs: monotonicClock.utcNs(monotonicNs) };
    this.recorder = new CaptureRecorder(about, [portName], anchor, (block) => capture.append(block), run);
    this.interpreter = new RunInterpreter([portName], about, this.judging.consumer, [{
      hello: (hello) => void this.heard.push({ kind: 'hello', hello }),
      time: (time) => void this.heard.push({ kind: 'time', time }),
      state: (state) => void this.heard.push({ kind: 'state', state }),
      answer: (answer) => void this.heard.push({ kind: 'answer', answer }),
      malformed: (what) => void this.heard.push({ kind: 'malformed', what }),
      signal: (words, start, end, arrivedNs) => this.recorder.signal(words, start, end, arrivedNs),
    }], { crc32 });
    this.unwatch = watchHost((incident) => {
      if (incident.what === 'stall') residue.stalls++;
      else residue.clockSteps++;
      this.recorder.note(incident, monotonicClock.nowNs());
    });
  }

  /**
   * Makes the run's folder with the first blocks of its capture in it, before the port is opened. Rejects with a Fault where that
   * fails; then there is no run.
   */
  static async begin(portName: string, about: CaptureAbout, run: RunAbout, residue: RunResidue): Promise<Recording> {
    const growing: { recording?: Recording } = {};
    const capture = new CaptureFile(residue.folder, () => growing.recording?.pipeline?.queueChanged());
    const recording = new Recording(capture, portName, about, run, residue);
    growing.recording = recording;
    try {
      await capture.begin();
    } catch (error) {
      recording.unwatch();
      throw error;
    }
    return recording;
  }

  /** The pipeline for the run's port, which has been reached. */
  pipelineOf(port: Port): PortPipeline {
    const { capture, portName, recorder, interpreter, heard } = this;
    this.pipeline = new PortPipeline({ port, portName, clock: monotonicClock, recorder, capture, interpreter, heard });
    this.recorder.note({ what: 'reached', port: portName, path: port.name }, monotonicClock.nowNs());
    return this.pipeline;
  }

  get events(): number {
    return this.interpreter.counts(0).events;
  }

  /** Frames and events that are known to be missing, and octets that were dropped. */
  get lost(): number {
    const counts = this.interpreter.counts(0);
    return counts.lost + counts.overrunEvents + (this.pipeline?.dropped.octets ?? 0);
  }

  /** After the port is closed: closes the capture and leaves in the residue what was counted. */
  async end(): Promise<void> {
    this.unwatch();
    const { pipeline, capture, recorder, interpreter, residue } = this;
    pipeline?.noteDropped();
    for (const { code, message } of residue.faults) recorder.note({ what: 'fault', code, message }, monotonicClock.nowNs());
    if (capture.failure === undefined) recorder.close(monotonicClock.nowNs());
    await capture.close();
    if (capture.failure !== undefined) residue.failed(capture.failure);
    residue.dropped = pipeline?.dropped ?? residue.dropped;
    residue.counts = interpreter.counts(0);
    residue.live = this.judging.finish(interpreter.finish(capture.failure === undefined));
  }
}
