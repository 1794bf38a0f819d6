import { Fault } from '../../core/fault.ts';
import type { TraceConsumer, TraceEnding } from '../../core/trace/trace-reader.ts';
import type { Hello } from '../hello.ts';
import type { PortCounts, PortListener } from '../port-stage.ts';
import type { DecodingOptions } from '../timeline.ts';
import { decodeBenchNote, type ReadBenchNote } from './bench-note.ts';
import { linkTypes, packetDirections } from './pcapng-format.ts';
import { PcapngReader, type CapturedInterface, type CapturedPacket, type PcapngConsumer } from './pcapng-reader.ts';
import { RunInterpreter } from './run-interpreter.ts';
import { readAbout, type CaptureAbout } from './section-comment.ts';

/** A batch numbers ports in one octet. */
const portsLimit = 256;

/** Hears what a capture says beside the trace. */
export interface CaptureListener {
  /** What the bench said of the run when it began; nothing in it has been checked. */
  run?(run: unknown): void;
  note?(note: ReadBenchNote): void;
  /** The device behind a port has said who it is. */
  hello?(port: number, hello: Hello): void;
}

/**
 * Reads `capture.pcapng` as a trace, with the face of a TraceReader. What the octets of the ports say is decoded anew; the
 * interface `signalling` is derived from them and not read. A file that ends in the middle, or without the statistics that close
 * every port, is cut: not complete, and every port ends with a gap. Refused with a Fault at a byte offset: what is no capture, and
 * blocks that are malformed.
 */
export class CaptureReplay implements PcapngConsumer {
  private readonly file: string;
  private readonly consumer: TraceConsumer;
  private readonly listener: CaptureListener;
  private readonly decoding: DecodingOptions;
  private readonly reader: PcapngReader;
  private about: CaptureAbout | undefined;
  private readonly interfaces: CapturedInterface[] = [];
  /** Names of the ports, and the port's number by interface. */
  private readonly ports: string[] = [];
  private readonly portOf = new Map<number, number>();
  private readonly closed = new Set<number>();
  private interpreter: RunInterpreter | undefined;
  private firstStampNs: bigint | undefined;

  /** `file` is for messages. */
  constructor(file: string, consumer: TraceConsumer, listener: CaptureListener = {}, decoding: DecodingOptions = {}) {
    this.file = file;
    this.decoding = decoding;
    this.consumer = consumer;
    this.listener = listener;
    this.reader = new PcapngReader(file, this);
  }

  /** Takes the next octets of the file; they may end anywhere, and may be used again afterwards. */
  push(octets: Uint8Array): void {
    this.reader.push(octets);
  }

  /** The file is at its end. */
  finish(): TraceEnding {
    const { cut } = this.reader.finish();
    return this.run().finish(!cut && this.closed.size === this.ports.length && this.ports.length > 0);
  }

  /** What became of the octets of each port, in the order of the ports. */
  get counts(): readonly PortCounts[] {
    const { interpreter } = this;
    return interpreter === undefined ? [] : this.ports.map((_, port) => interpreter.counts(port));
  }

  section(comment: string | undefined, offset: number): void {
    const place = { file: this.file, offset };
    if (this.about !== undefined) {
      throw new Fault('capture-joined', 'a second section begins here', { place, next: 'Judge the captures that were joined one by one.' });
    }
    const { about, run } = readAbout(comment, place);
    this.about = about;
    if (run !== undefined) this.listener.run?.(run);
  }

  interface(id: number, description: CapturedInterface, offset: number): void {
    this.interfaces[id] = description;
    if (description.linkType !== linkTypes.port) return;
    if (this.interpreter !== undefined) this.refuse('port-late', `port '${description.name}' is described after packets of others`, offset);
    if (this.ports.length === portsLimit) this.refuse('too-many-ports', `more than ${portsLimit} ports`, offset);
    if (this.ports.includes(description.name)) this.refuse('port-twice', `port '${description.name}' stands twice`, offset);
    this.portOf.set(id, this.ports.push(description.name) - 1);
  }

  packet(packet: CapturedPacket): void {
    const run = this.run();
    const port = this.portOf.get(packet.interfaceId);
    if (port !== undefined) this.portPacket(run, port, packet);
    else if (this.interfaces[packet.interfaceId]?.linkType === linkTypes.bench) {
      const note = decodeBenchNote(packet.octets) ?? this.refuse('bench-note', 'a packet of the bench that is no note', packet.offset);
      run.note(note);
      this.listener.note?.(note);
    }
  }

  statistics(interfaceId: number): void {
    const port = this.portOf.get(interfaceId);
    if (port !== undefined) this.closed.add(port);
  }

  private portPacket(run: RunInterpreter, port: number, packet: CapturedPacket): void {
    const direction = packet.flags & packetDirections.mask;
    if (direction === packetDirections.outbound) return;
    if (direction !== packetDirections.inbound) {
      this.refuse('packet-direction', 'a packet of a port without a direction (epb_flags)', packet.offset);
    }
    this.firstStampNs ??= packet.stampNs;
    run.received(port, packet.octets, Number(packet.stampNs - this.firstStampNs));
    if (packet.originalLength > packet.octets.length) run.missing(port, 'truncated');
  }

  /** Made at the first packet: by then every port is described. */
  private run(): RunInterpreter {
    const { ports, about = {}, consumer } = this;
    this.interpreter ??= new RunInterpreter(ports, about, consumer, ports.map((_, port) => this.portListener(port)), this.decoding);
    return this.interpreter;
  }

  private portListener(port: number): PortListener {
    return {
      hello: (hello) => this.listener.hello?.(port, hello),
      time: () => undefined,
      state: () => undefined,
      answer: () => undefined,
    };
  }

  private refuse(code: string, message: string, offset: number): never {
    throw new Fault(`capture-${code}`, message, { place: { file: this.file, offset } });
  }
}
