import test from 'ava';
import fc from 'fast-check';
import { Fault } from '../../../src/core/fault.ts';
import { hexText, utf8Octets } from '../../../src/core/octets.ts';
import { PcapngReader, type PcapngConsumer } from '../../../src/wire/capture/pcapng-reader.ts';
import { PcapngWriter } from '../../../src/wire/capture/pcapng-writer.ts';

/** What a reader told, one text an item. */
class PcapngLog implements PcapngConsumer {
  readonly items: string[] = [];

  section: PcapngConsumer['section'] = (comment, offset) => this.items.push(`section ${comment} @${offset}`);
  interface: PcapngConsumer['interface'] = (id, { linkType, name, description }) => {
    this.items.push(`interface ${id} ${linkType} ${name} ${description}`);
  };
  packet: PcapngConsumer['packet'] = (packet) => {
    this.items.push(`packet ${packet.interfaceId} ${packet.stampNs} ${hexText(packet.octets)}/${packet.originalLength} ${packet.flags}`);
  };
  statistics: PcapngConsumer['statistics'] = (interfaceId) => this.items.push(`statistics ${interfaceId}`);
}

function read(file: Uint8Array, chunk = file.length): { readonly items: string[]; readonly cut: boolean } {
  const log = new PcapngLog();
  const reader = new PcapngReader('x.pcapng', log);
  for (let at = 0; at < file.length; at += chunk) reader.push(file.slice(at, at + chunk));
  return { items: log.items, cut: reader.finish().cut };
}

function write(fill: (writer: PcapngWriter) => void): Uint8Array {
  const octets: number[] = [];
  fill(new PcapngWriter((block) => octets.push(...block)));
  return Uint8Array.from(octets);
}

/** A block of numbers in the byte order asked for; the two lengths are put around it. */
function block(type: number, body: readonly (readonly [octets: 1 | 2 | 4 | 8, value: number | bigint])[], littleEndian: boolean): number[] {
  const length = body.reduce((sum, [octets]) => sum + octets, 0);
  const view = new DataView(new ArrayBuffer(length + 12));
  view.setUint32(0, type, littleEndian);
  view.setUint32(4, length + 12, littleEndian);
  let at = 8;
  for (const [octets, value] of body) {
    if (octets === 1) view.setUint8(at, Number(value));
    if (octets === 2) view.setUint16(at, Number(value), littleEndian);
    if (octets === 4) view.setUint32(at, Number(value), littleEndian);
    if (octets === 8) view.setBigUint64(at, BigInt(value), littleEndian);
    at += octets;
  }
  view.setUint32(at, length + 12, littleEndian);
  return [...new Uint8Array(view.buffer)];
}

/** A file laid out by hand from the format's page: section, interface with options, one packet of 3 octets, an unknown block. */
function byHand(littleEndian: boolean, resolution: number, stamp: readonly [high: number, low: number], offsetSeconds = 0n): Uint8Array {
  return Uint8Array.from([
    ...block(0x0a0d0d0a, [[4, 0x1a2b3c4d], [2, 1], [2, 0], [8, 0xffffffffffffffffn]], littleEndian),
    ...block(1, [
      [2, 147], [2, 0], [4, 0], [2, 9], [2, 1], [1, resolution], [1, 0], [2, 0], [2, 14], [2, 8], [8, offsetSeconds],
      [2, 77], [2, 0], [2, 0], [2, 0],
    ], littleEndian),
    ...block(0x0bad, [[4, 1], [4, 2]], littleEndian),
    ...block(6, [
      [4, 0], [4, stamp[0]], [4, stamp[1]], [4, 3], [4, 5], [1, 0xaa], [1, 0xbb], [1, 0xcc], [1, 0], [2, 2], [2, 4], [4, 2], [2, 0], [2, 0],
    ], littleEndian),
  ]);
}

const packets = fc.array(
  fc.record({
    id: fc.nat(1), stampNs: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), octets: fc.uint8Array({ maxLength: 60 }), direction: fc.nat(2),
  }),
  { maxLength: 12 },
);

test('what is written is read back, in pieces of any size', (t) => {
  fc.assert(fc.property(packets, fc.integer({ min: 1, max: 300 }), fc.string(), (list, chunk, comment) => {
    const file = write((writer) => {
      writer.section(comment, 'test');
      writer.interface({ linkType: 147, name: 'Gerät 1' });
      writer.interface({ linkType: 123, name: 'signalling', description: 'for people' });
      for (const { id, stampNs, octets, direction } of list) writer.packet(id, stampNs, octets, direction);
      writer.statistics(0, 5n, 2 ** 40, 1);
    });
    const packetText = list.map(({ id, stampNs, octets, direction }) => {
      return `packet ${id} ${stampNs} ${hexText(octets)}/${octets.length} ${direction}`;
    });
    const { items, cut } = read(file, chunk);
    t.false(cut);
    const interfaces = ['interface 0 147 Gerät 1 ', 'interface 1 123 signalling for people'];
    t.deepEqual(items, [`section ${comment} @0`, ...interfaces, ...packetText, 'statistics 0']);
  }));
});

test('a block many times larger than a piece is put together', (t) => {
  const file = write((writer) => {
    writer.section('', 'test');
    writer.interface({ linkType: 147, name: 'main' });
    writer.packet(0, 1n, new Uint8Array(50_000).fill(7));
    writer.packet(0, 2n, Uint8Array.of(8));
  });
  const { items, cut } = read(file, 777);
  t.false(cut);
  t.deepEqual(items.slice(2), [`packet 0 1 ${'07'.repeat(50_000)}/50000 0`, 'packet 0 2 08/1 0']);
});

test('both byte orders, other resolutions, and blocks and options that are not known', (t) => {
  const packetAt = (ns: bigint) => ['section undefined @0', 'interface 0 147  ', `packet 0 ${ns} aabbcc/5 2`];
  for (const littleEndian of [true, false]) {
    t.deepEqual(read(byHand(littleEndian, 9, [1, 2])), { items: packetAt(0x1_0000_0002n), cut: false });
    t.deepEqual(read(byHand(littleEndian, 6, [0, 7])).items, packetAt(7000n));
    t.deepEqual(read(byHand(littleEndian, 0x80 | 10, [0, 512])).items, packetAt(500_000_000n));
    t.deepEqual(read(byHand(littleEndian, 9, [0, 7], 2n)).items, packetAt(2_000_000_007n));
    t.deepEqual(read(byHand(littleEndian, 12, [0, 7999])).items, packetAt(7n));
  }
});

test('a section of the other byte order may follow', (t) => {
  const { items } = read(Uint8Array.from([...byHand(true, 9, [0, 1]), ...byHand(false, 9, [0, 2])]), 5);
  t.is(items.filter((item) => item.startsWith('packet')).join(), 'packet 0 1 aabbcc/5 2,packet 0 2 aabbcc/5 2');
});

test('cut anywhere, the whole blocks before are given', (t) => {
  for (const littleEndian of [true, false]) {
    const file = byHand(littleEndian, 9, [0, 1]);
    const whole = read(file).items;
    let boundaries = 0;
    for (let length = 0; length < file.length; length++) {
      const { items, cut } = read(file.subarray(0, length), 9);
      t.deepEqual(items, whole.slice(0, items.length));
      if (!cut) boundaries++;
    }
    // After the section header, the interface and the unknown block.
    t.is(boundaries, 3);
  }
});

/** `file` with the 32-bit word at an offset replaced. */
function patched(file: Uint8Array, offset: number, value: number): Uint8Array {
  const copy = file.slice();
  new DataView(copy.buffer).setUint32(offset, value, true);
  return copy;
}

const whole = byHand(true, 9, [0, 1]);
/** Offsets of the blocks of `whole`. */
const at = { section: 0, interface: 28, unknown: 76, packet: 96 };
const malformed: readonly (readonly [title: string, file: Uint8Array, offset: number, message: RegExp])[] = [
  ['no byte order', patched(whole, 8, 1), at.section, /byte order/],
  ['another major version', patched(whole, 12, 2), at.section, /version 2/],
  ['a length that is no multiple of four', patched(whole, at.interface + 4, 61), at.interface, /61 octets/],
  ['a length without room for itself', patched(whole, at.interface + 4, 8), at.interface, /8 octets/],
  ['a length beyond all reason', patched(whole, at.unknown + 4, 0x7ffffffc), at.unknown, /exceeds/],
  ['two lengths that differ', patched(whole, at.packet - 4, 24), at.unknown, /differ/],
  ['an option past its block', patched(whole, at.interface + 16, 0x00ff0009), at.interface, /option/],
  ['a packet of no interface', patched(whole, at.packet + 8, 1), at.packet, /interface 1/],
  ['a packet longer than its block', patched(whole, at.packet + 20, 100), at.packet, /100 octets/],
  ['a packet block that is too short', Uint8Array.from([...whole, ...block(6, [[4, 0]], true)]), whole.length, /too short/],
  ['statistics of no interface', Uint8Array.from([...whole, ...block(5, [[4, 9], [8, 0]], true)]), whole.length, /interface 9/],
  ['a resolution finer than any clock', byHand(true, 100, [0, 1]), at.interface, /resolution/],
];

for (const [title, file, offset, message] of malformed) {
  test(`refused with its offset: ${title}`, (t) => {
    const fault = t.throws(() => read(file, 30), { instanceOf: Fault, message });
    t.is(fault?.code, 'capture-malformed');
    t.deepEqual(fault?.place, { file: 'x.pcapng', offset });
  });
}

test('another kind of file is refused, a beginning of a capture is not', (t) => {
  for (const text of ['{"condisTrace":1}', 'GIF', '\n\r\r\r']) {
    const fault = t.throws(() => read(utf8Octets(text)), { instanceOf: Fault });
    t.is(fault?.code, 'capture-not-pcapng');
  }
  t.deepEqual(read(Uint8Array.of(0x0a, 0x0d, 0x0d)), { items: [], cut: true });
});

test('any change of one octet is read or refused, never worse', (t) => {
  const flips = fc.integer({ min: 1, max: 255 });
  fc.assert(fc.property(fc.nat(whole.length - 1), flips, fc.integer({ min: 1, max: 200 }), (where, flip, chunk) => {
    const file = whole.map((octet, i) => (i === where ? octet ^ flip : octet));
    try {
      t.true(read(file, chunk).items.length <= 4);
    } catch (fault) {
      t.true(fault instanceof Fault);
    }
  }), { numRuns: 1000 });
});
