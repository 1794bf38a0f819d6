/**
 * The events of a batch as a Common Trace Format 1.8 trace, for babeltrace2. One event class with the fields of a record's head, the
 * time as its stamp, and the tail as a sequence of 64-bit integers: the form in which babeltrace2 reads a tail with the fewest steps
 * (octets or 32-bit words would be more elements, a text may hold no 0x00). Every field lies on whole octets.
 */
import type { EventBatch } from '../src/core/trace/event-batch.ts';
import { recordHeadWords, word } from '../src/core/trace/event-record.ts';

/** The TSDL text that goes into the trace's `metadata` file. */
export const ctfMetadata = `/* CTF 1.8 */
typealias integer { size = 8; align = 8; signed = false; } := uint8_t;
typealias integer { size = 16; align = 8; signed = false; } := uint16_t;
typealias integer { size = 32; align = 8; signed = false; } := uint32_t;
typealias integer { size = 64; align = 8; signed = false; } := uint64_t;
trace {
  major = 1; minor = 8; byte_order = le;
  packet.header := struct { uint32_t magic; uint32_t stream_id; };
};
clock { name = trace; freq = 1000000000; };
typealias integer { size = 64; align = 8; signed = false; map = clock.trace.value; } := stamp_t;
stream {
  id = 0;
  packet.context := struct { uint64_t packet_size; uint64_t content_size; };
  event.header := struct { stamp_t timestamp; };
};
event {
  name = "record"; id = 0; stream_id = 0;
  fields := struct {
    uint16_t fn; uint8_t kind; uint8_t by; uint16_t presence; uint8_t irql; uint8_t detail;
    uint64_t vc; uint64_t object; uint32_t thread; uint32_t status;
    uint16_t tail_length; uint64_t tail[tail_length];
  };
};
`;

const magic = 0xc1fc1fc1;
const packetHeadOctets = 24;
const eventHeadOctets = 42;
const packetOctets = 1 << 20;

/** Gathers the events of one trace after another into packets of about 1 MiB and hands each to `write`. */
export class CtfWriter {
  private readonly packet = Buffer.alloc(packetOctets * 2);
  private used = packetHeadOctets;
  /** Nanoseconds by which the present trace is put off, so that stamps never go back. */
  private offsetNs = 0;
  private lastNs = 0;
  private readonly write: (packet: Uint8Array) => void;

  constructor(write: (packet: Uint8Array) => void) {
    this.write = write;
  }

  push(batch: EventBatch): void {
    for (let i = 0; i < batch.count; i++) {
      this.event(batch, i);
      if (this.used >= packetOctets) this.flush();
    }
  }

  /** What follows is another trace, whose time begins anew. */
  nextTrace(): void {
    this.offsetNs = this.lastNs;
  }

  /** Ends the packet under way. */
  flush(): void {
    if (this.used === packetHeadOctets) return;
    const bits = BigInt(this.used) * 8n;
    this.packet.writeUInt32LE(magic, 0);
    this.packet.writeUInt32LE(0, 4);
    this.packet.writeBigUInt64LE(bits, 8);
    this.packet.writeBigUInt64LE(bits, 16);
    this.write(this.packet.subarray(0, this.used));
    this.used = packetHeadOctets;
  }

  private event(batch: EventBatch, i: number): void {
    const { packet } = this;
    const start = batch.starts[i] as number;
    const end = batch.ends[i] as number;
    const record = batch.octets.subarray(start * 4, end * 4);
    const at = this.used;
    this.lastNs = this.offsetNs + (batch.at[i] as number);
    packet.writeUInt32LE(this.lastNs >>> 0, at);
    packet.writeUInt32LE(Math.floor(this.lastNs / 0x1_0000_0000), at + 4);
    packet.set(record.subarray(0, word.tick * 4), at + 8);
    packet.set(record.subarray(word.vc * 4, recordHeadWords * 4), at + 16);
    const pairs = (end - start - recordHeadWords + 1) >> 1;
    packet.writeUInt16LE(pairs, at + eventHeadOctets - 2);
    packet.fill(0, at + eventHeadOctets, at + eventHeadOctets + pairs * 8);
    packet.set(record.subarray(recordHeadWords * 4), at + eventHeadOctets);
    this.used = at + eventHeadOctets + pairs * 8;
  }
}
