import { crc32 } from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import { EmulatedNic } from '../../firmware-stubs/emulated-nic/emulated-nic.ts';
import { plainProgram } from '../../firmware-stubs/emulated-nic/plain-program.ts';
import { word } from '../../src/core/trace/event-record.ts';
import { type DecodingOptions } from '../../src/wire/timeline.ts';
import { Bench, Device, joined } from './support.ts';

type Record = readonly number[];

function modelled(topology: 'cm' | 'mcm'): Record[] {
  const records: Record[] = [];
  const program = plainProgram({ topology, calls: 6, concurrency: 3, callsPerVc: 2, sends: 3 });
  const nic = new EmulatedNic(program, [], (words, length) => records.push([...words.subarray(0, length)]));
  while (nic.step());
  nic.close();
  while (nic.step());
  return records;
}

const records = { cm: modelled('cm'), mcm: modelled('mcm') } as const;
const topology = fc.constantFrom('cm' as const, 'mcm' as const);
const kernels: readonly DecodingOptions[] = [{ kernelAtOnce: true }, { kernelAtOnce: true, crc32 }];

/** How many frames a decoder looked at one by one. */
function watched(bench: Bench): () => number {
  let frames = 0;
  const look = bench.port.frame.bind(bench.port);
  bench.port.frame = (...frame) => {
    frames++;
    look(...frame);
  };
  return () => frames;
}

function frames(device: Device, of: readonly Record[]): Uint8Array[] {
  return of.map((words) => device.frames.encodeRecord(Int32Array.from(words), words.length));
}

/** The same events once more. */
function later(of: readonly Record[]): Record[] {
  return of.map((record) => record.map((value, i) => (i === word.tick + 1 ? value + 1000 : value)));
}

function pushed(bench: Bench, octets: Uint8Array, cuts: readonly number[]): Bench {
  for (let at = 0, i = 0; at < octets.length; i++) {
    const next = at + (cuts[i % cuts.length] as number);
    bench.push(octets.slice(at, next));
    at = next;
  }
  return bench;
}

/** One change of what is sent: of a record before it is framed, or of the octets on the line. */
type Change =
  | { readonly kind: 'word'; readonly frame: number; readonly place: number; readonly value: number }
  | { readonly kind: 'flip'; readonly frame: number; readonly place: number; readonly bits: number }
  | { readonly kind: 'lose' | 'twice'; readonly frame: number };

const frameNumber = fc.nat(10_000);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('word' as const), frame: frameNumber, place: fc.nat(200),
    value: fc.oneof(fc.constantFrom(0, 1, -1, 0xa5a5a5a5 | 0, 0xa5), fc.integer()),
  }),
  fc.record({ kind: fc.constant('flip' as const), frame: frameNumber, place: fc.nat(1000), bits: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constantFrom('lose' as const, 'twice' as const), frame: frameNumber }),
);

function changed(of: readonly Record[], changes: readonly Change[], device: Device): Uint8Array[] {
  const sent = of.map((record) => [...record]);
  for (const { kind, frame, ...how } of changes) {
    const record = sent[frame % sent.length] as number[];
    if (kind === 'word' && 'value' in how) record[how.place % record.length] = how.value;
  }
  const line = frames(device, sent);
  for (const one of changes) {
    const at = one.frame % line.length;
    const octets = line[at] as Uint8Array;
    if (one.kind === 'lose') line[at] = new Uint8Array();
    else if (one.kind === 'twice') line[at] = joined([octets, octets]);
    else if (one.kind === 'flip' && octets.length > 0) {
      const place = one.place % octets.length;
      line[at] = octets.map((octet, i) => (i === place ? octet ^ one.bits : octet));
    }
  }
  return line;
}

for (const options of kernels) {
  const name = options.crc32 === undefined ? 'its own checksum' : 'a checksum from outside';
  test(`whatever is sent and however it is cut, the kernel with ${name} changes nothing`, (t) => {
    const cuts = fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(topology, fc.array(change, { maxLength: 8 }), cuts, (which, changes, lengths) => {
        const device = new Device();
        const line = [device.hello({ topology: which, tick: 0n }), ...changed(records[which], changes, device), device.state()];
        const plain = pushed(new Bench(), joined(line), lengths);
        const bench = pushed(new Bench(options), joined(line), lengths);
        t.deepEqual(bench.flushed(), plain.flushed());
        t.deepEqual(bench.port.counts, plain.port.counts);
        t.deepEqual(bench.heard.messages, plain.heard.messages);
      }),
      { numRuns: 60 },
    );
  });
}

test('the kernel takes nearly every frame of a shape that has been met', (t) => {
  for (const which of ['cm', 'mcm'] as const) {
    const device = new Device();
    const bench = new Bench({ kernelAtOnce: true });
    bench.push(joined([device.hello({ topology: which, tick: 0n }), ...frames(device, records[which])]));
    const looked = watched(bench);
    const { events } = bench.port.counts;
    bench.push(joined(frames(device, later(records[which]))));
    t.is(bench.port.counts.events - events, records[which].length);
    t.true(looked() * 20 < records[which].length, `${looked()} of ${records[which].length}`);
  }
});

test('damage in one of many frames costs that frame', (t) => {
  const device = new Device();
  const bench = new Bench({ kernelAtOnce: true, crc32 });
  bench.push(joined([device.hello({ tick: 0n }), ...frames(device, records.cm)]));
  const line = frames(device, later(records.cm));
  const middle = line[line.length >> 1] as Uint8Array;
  middle[30] = (middle[30] as number) ^ 0x10;
  const { events } = bench.port.counts;
  bench.push(joined(line));
  t.is(bench.port.counts.events - events, line.length - 1);
  t.is(bench.port.counts.damaged, 1);
  t.is(bench.port.counts.lost, 1);
  t.is(bench.of('gap').length, 1);
});

test('a signal that the kernel decodes is heard', (t) => {
  const heard: number[][] = [[], []];
  for (const [i, options] of [{}, { kernelAtOnce: true }].entries()) {
    const device = new Device();
    const bench = new Bench(options);
    bench.heard.signal = (words, start) => heard[i]?.push(words[start] as number);
    const line = frames(device, records.cm);
    const hello = device.hello({ tick: 0n });
    bench.push(hello).push(joined(line)).push(joined(frames(device, later(records.cm))));
  }
  t.true((heard[0] as number[]).length > 0);
  t.deepEqual(heard[1], heard[0]);
});

test('a device that starts anew as one of another kind is checked as that', (t) => {
  const bench = new Bench({ kernelAtOnce: true });
  const plain = new Bench();
  for (const [start, which] of [[1, 'cm'], [2, 'mcm'], [3, 'cm']] as const) {
    const device = new Device();
    const line = joined([device.hello({ topology: which, start, tick: 0n }), ...frames(device, [...records.cm, ...records.mcm])]);
    bench.push(line);
    plain.push(line);
  }
  t.deepEqual(bench.flushed(), plain.flushed());
  t.deepEqual(bench.port.counts, plain.port.counts);
  t.true(plain.port.counts.malformed > 0);
});
