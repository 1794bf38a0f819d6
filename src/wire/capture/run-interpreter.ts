import type { TraceHeader } from '../../core/trace/header.ts';
import type { TraceConsumer, TraceEnding } from '../../core/trace/trace-reader.ts';
import { headerOf, type GreetedPort } from '../header-of.ts';
import type { Hello } from '../hello.ts';
import type { PortCounts, PortListener } from '../port-stage.ts';
import { ProbeDecoder } from '../probe-decoder.ts';
import { type DecodingOptions, Timeline } from '../timeline.ts';
import type { ReadBenchNote } from './bench-note.ts';
import type { CaptureAbout } from './section-comment.ts';

/** Ports whose clocks are not aligned with the reference: their order against other ports is open. */
const unalignedNs = Number.MAX_SAFE_INTEGER;

/** A port of the run, and what has become of it. */
interface PortRun {
  readonly name: string;
  readonly decoder: ProbeDecoder;
  hello: Hello | undefined;
  ended: boolean;
}

/**
 * Makes a trace of what a capture holds: the octets of its ports, and what the bench noted. The bench feeds it live with what it
 * records, a replay with what was recorded, so both come to the same trace.
 *
 * The header is handed on with the first batch, or at the end: by then the HELLO of every port that has sent an event is known.
 * Its `complete` is always true: only the ending, which `finish` gives, says whether the run was. A run without any HELLO has the
 * header of topology `cm` that observes nothing and sees no role, so that nothing is judged.
 */
export class RunInterpreter {
  private readonly about: CaptureAbout;
  private readonly consumer: TraceConsumer;
  private readonly timeline: Timeline;
  private readonly ports: readonly PortRun[];
  private headed = false;
  private complete = true;

  /**
   * `ports` are names in the order of the bench. `listeners`, one a port, also hear what is no event. `decoding`: how octets are
   * decoded faster.
   */
  constructor(
    ports: readonly string[], about: CaptureAbout, consumer: TraceConsumer, listeners: readonly PortListener[] = [],
    decoding: DecodingOptions = {},
  ) {
    this.about = about;
    this.consumer = consumer;
    this.timeline = new Timeline((batch) => {
      this.head();
      consumer.batch(batch);
    }, Math.max(1, ports.length), decoding);
    this.ports = ports.map((name, port) => this.portRun(name, port, listeners[port]));
  }

  /** Octets of a port, as one read delivered them. `arrivedNs` may count from any moment, the same for all ports. */
  received(port: number, octets: Uint8Array, arrivedNs: number): void {
    this.port(port).decoder.push(octets, arrivedNs);
  }

  /** Octets of a port are missing here: the bench had no room for them, or a tool has cut them out of the capture. */
  missing(port: number, why: 'overrun' | 'truncated'): void {
    this.port(port);
    this.timeline.lane(port).missing(why, -1);
  }

  /** What the bench noted. Notes that change nothing in the trace, as a stall, are for the run's record. */
  note(note: Pick<ReadBenchNote, 'what' | 'port'>): void {
    const port = this.ports.findIndex((candidate) => candidate.name === note.port);
    if (note.what === 'interrupted') this.complete = false;
    if (note.what === 'port-lost') {
      this.complete = false;
      if (port >= 0) this.end(this.port(port), 'port-lost');
    }
    if (note.what === 'dropped' && port >= 0) this.missing(port, 'overrun');
  }

  /** Hands on every event whose place is certain. */
  flush(): void {
    this.timeline.flush();
  }

  /** Nothing follows. `closed`: the recording ended in order; else every port ends with a gap. */
  finish(closed: boolean): TraceEnding {
    for (const port of this.ports) this.end(port, closed ? 'closed' : 'truncated');
    this.complete &&= closed;
    this.timeline.finish();
    this.head();
    return { complete: this.complete };
  }

  /** What became of the octets of a port. */
  counts(port: number): PortCounts {
    return this.port(port).decoder.counts;
  }

  private portRun(name: string, port: number, listener: PortListener | undefined): PortRun {
    const hear: PortListener = {
      hello: (hello, arrivedNs) => {
        run.hello ??= hello;
        listener?.hello(hello, arrivedNs);
      },
      time: (time, arrivedNs) => listener?.time(time, arrivedNs),
      state: (state, arrivedNs) => listener?.state(state, arrivedNs),
      answer: (answer, arrivedNs) => listener?.answer(answer, arrivedNs),
      malformed: (what, arrivedNs) => listener?.malformed?.(what, arrivedNs),
      ...(listener?.signal && { signal: listener.signal.bind(listener) }),
    };
    const run: PortRun = { name, decoder: new ProbeDecoder(port, this.timeline, hear), hello: undefined, ended: false };
    return run;
  }

  private end(port: PortRun, ending: 'closed' | 'port-lost' | 'truncated'): void {
    if (!port.ended) port.decoder.end(ending);
    port.ended = true;
  }

  private port(port: number): PortRun {
    const run = this.ports[port];
    if (run === undefined) throw new RangeError(`the run has ${this.ports.length} ports, none is number ${port}`);
    return run;
  }

  private head(): void {
    if (this.headed) return;
    this.headed = true;
    this.consumer.header(this.header());
  }

  private header(): TraceHeader {
    const greeted: GreetedPort[] = [];
    for (const { name, hello } of this.ports) if (hello !== undefined) greeted.push({ name, hello, uncertaintyNs: unalignedNs });
    const [first, ...others] = greeted;
    if (first === undefined) return withoutEvidence(this.about, this.ports);
    const header = headerOf([first, ...others], this.about);
    // The events say ports by number, so a port that sent no HELLO keeps its place; it has no events.
    const silent = (name: string) => ({ name, sees: [] });
    const portNamed = (name: string) => header.ports.find((port) => port.name === name) ?? silent(name);
    return { ...header, ports: this.ports.map(({ name }) => portNamed(name)) };
  }
}

function withoutEvidence(about: CaptureAbout, ports: readonly PortRun[]): TraceHeader {
  return {
    declares: {},
    ...about,
    condisTrace: 1,
    topology: 'cm',
    hook: 'source',
    observes: [],
    sees: [],
    begins: 'load',
    ports: ports.map(({ name }) => ({ name })),
    uncertaintyNs: 0,
    complete: true,
    ends: false,
  };
}
