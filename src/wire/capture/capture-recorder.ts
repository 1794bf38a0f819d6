import { findEntry, entryLength, tailTags } from '../../core/trace/tail.ts';
import { directionIds, word } from '../../core/trace/event-record.ts';
import { encodeBenchNote, type BenchNote } from './bench-note.ts';
import { linkTypes, packetDirections } from './pcapng-format.ts';
import { PcapngWriter } from './pcapng-writer.ts';
import { aboutText, type CaptureAbout } from './section-comment.ts';
import { sunAtmPacket } from './sun-atm.ts';

/** One moment on two clocks: what turns a monotonic stamp into wall-clock time, once for a whole capture. */
export interface ClockAnchor {
  /** Nanoseconds of the host's monotonic clock. */
  readonly monotonicNs: number;
  /** Nanoseconds since 1970 UTC at that moment. */
  readonly utcNs: bigint;
}

interface PortPackets {
  readonly name: string;
  readonly id: number;
  /** Reads and writes, those that were dropped included. */
  received: number;
  dropped: number;
}

/** Packets of a port hold no more octets than this; Wireshark takes at most 262,144. */
const packetOctetsLimit = 65_536;

/**
 * Makes the blocks of `capture.pcapng` while a run goes on. The first blocks, section header and interfaces, are written when it
 * is made; a file that holds a prefix of the blocks is readable up to its last whole one. All times it is given are nanoseconds
 * of the host's monotonic clock.
 */
export class CaptureRecorder {
  private readonly writer: PcapngWriter;
  private readonly anchor: ClockAnchor;
  private readonly ports: readonly PortPackets[];
  private readonly benchId: number;
  private readonly signallingId: number;
  private readonly signals = { tx: 0, rx: 0 };

  /**
   * `ports` are the ports' names in the order of the bench, the reference first. `write` is handed whole blocks in order. `run` is
   * what reports need to know of the run beside what a trace's header says; any JSON.
   */
  constructor(about: CaptureAbout, ports: readonly string[], anchor: ClockAnchor, write: (block: Uint8Array) => void, run?: unknown) {
    this.writer = new PcapngWriter(write);
    this.anchor = anchor;
    this.writer.section(aboutText(about, run), 'condis-bench');
    this.ports = ports.map((name) => this.newPort(name));
    this.benchId = this.writer.interface({ linkType: linkTypes.bench, name: 'bench' });
    this.signallingId = this.writer.interface({ linkType: linkTypes.signalling, name: 'signalling' });
  }

  /** What one read of a port delivered. */
  received(port: number, octets: Uint8Array, arrivedNs: number): void {
    this.portPackets(port, octets, arrivedNs, packetDirections.inbound);
  }

  /** What was written to a port. */
  sent(port: number, octets: Uint8Array, sentNs: number): void {
    this.portPackets(port, octets, sentNs, packetDirections.outbound);
  }

  /** What no octet shows. A `dropped` note also counts in the statistics of the port it names. */
  note(note: BenchNote, atNs: number): void {
    const port = note.what === 'dropped' ? this.ports.find(({ name }) => name === note.port) : undefined;
    if (note.what === 'dropped' && port !== undefined) {
      port.received += note.packets;
      port.dropped += note.packets;
    }
    this.writer.packet(this.benchId, this.utcNs(atNs), encodeBenchNote(note));
  }

  /**
   * The signal in the record at `words[start] … words[end - 1]`. One of which only the name is known has no octets that Wireshark
   * could decode, and is left out.
   */
  signal(words: Int32Array, start: number, end: number, arrivedNs: number): void {
    const at = findEntry(words, start, end, tailTags.octets);
    if (at < 0) return;
    const message = new Uint8Array(words.buffer, words.byteOffset + (at + 1) * 4, entryLength(words[at] as number));
    const direction = (words[start + word.presence] as number) >>> 24;
    const sequence = direction === directionIds.tx ? this.signals.tx++ : this.signals.rx++;
    this.writer.packet(this.signallingId, this.utcNs(arrivedNs), sunAtmPacket(direction, message, sequence));
  }

  /** Closes the capture in order. Without this the reader takes it as cut. */
  close(atNs: number): void {
    for (const { id, received, dropped } of this.ports) this.writer.statistics(id, this.utcNs(atNs), received, dropped);
  }

  private portPackets(port: number, octets: Uint8Array, atNs: number, direction: number): void {
    const counts = this.port(port);
    for (let at = 0; at < octets.length; at += packetOctetsLimit) {
      this.writer.packet(counts.id, this.utcNs(atNs), octets.subarray(at, at + packetOctetsLimit), direction);
      counts.received++;
    }
  }

  private newPort(name: string): PortPackets {
    return { name, id: this.writer.interface({ linkType: linkTypes.port, name }), received: 0, dropped: 0 };
  }

  private port(port: number): PortPackets {
    const counts = this.ports[port];
    if (counts === undefined) throw new RangeError(`the capture has ${this.ports.length} ports, none is number ${port}`);
    return counts;
  }

  private utcNs(monotonicNs: number): bigint {
    return this.anchor.utcNs + BigInt(monotonicNs - this.anchor.monotonicNs);
  }
}
