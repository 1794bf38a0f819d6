/**
 * The events of a batch as a Common Trace Format 1.8 trace, for babeltrace2. One event class with the fields of a record's head, the
 * tick as its time stamp, and the tail as a sequence of 64-bit integers: the form in which babeltrace2 reads a tail with the fewest steps.
 */
import { type EventBatch } from '../src/core/trace/event-batch.ts';
import { recordHeadWords, word } from '../src/core/trace/event-record.ts';

/** The TSDL text that goes into the trace's `metadata` file. */
export function ctfMetadata(tickHz: number): string {
  return `/* CTF 1.8 */
typealias integer { size = 8; align = 8; signed = false; } := uint8_t;
typealias integer { size = 16; align = 8; signed = false; } := uint16_t;
typealias integer { size = 32; align = 8; signed = false; } := uint32_t;
typealias integer { size = 64; align = 8; signed = false; } := uint64_t;
trace {
  major = 1; minor = 8; byte_order = le;
  packet.header := struct { uint32_t magic; uint32_t stream_id; };
};
clock { name = device; freq = ${tickHz}; };
typealias integer { size = 64; align = 8; signed = false; map = clock.device.value; } := tick_t;
stream {
  id = 0;
  packet.context := struct { uint64_t packet_size; uint64_t content_size; };
  event.header := struct { tick_t timestamp; };
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
}

const magic = 0xc1fc1fc1;
const packetHeadOctets = 24;
const eventHeadOctets = 42;
const packetOctets = 1 << 20;

/** Gathers events into packets of about 1 MiB and hands each to `write`. */
export class CtfWriter {
  private readonly packet = Buffer.alloc(packetOctets * 2);
  private used = packetHeadOctets;
  private readonly write: (packet: Uint8Array) => void;

  constructor(write: (packet: Uint8Array) => void) {
    this.write = write;
  }

  push(batch: EventBatch): void {
    for (let i = 0; i < batch.count; i++) {
      this.event(batch, batch.starts[i] as number, batch.ends[i] as number);
      if (this.used >= packetOctets) this.flush();
    }
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

  private event(batch: EventBatch, start: number, end: number): void {
    const { packet } = this;
    const record = batch.octets.subarray(start * 4, end * 4);
    const at = this.used;
    packet.set(record.subarray(word.tick * 4, word.tick * 4 + 8), at);
    packet.set(record.subarray(0, 8), at + 8);
    packet.set(record.subarray(word.vc * 4, recordHeadWords * 4), at + 16);
    const pairs = (end - start - recordHeadWords + 1) >> 1;
    packet.writeUInt16LE(pairs, at + 40);
    packet.fill(0, at + eventHeadOctets, at + eventHeadOctets + pairs * 8);
    packet.set(record.subarray(recordHeadWords * 4), at + eventHeadOctets);
    this.used = at + eventHeadOctets + pairs * 8;
  }
}
