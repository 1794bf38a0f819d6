import test from 'ava';
import fc from 'fast-check';
import { gapReasonIds, kindIds } from '../../src/core/trace/event-record.ts';
import { Bench, Device, type Delivered, joined, lostOf } from './support.ts';

/** What happens to one frame on its way. */
type Mishap =
  | { readonly kind: 'cut' | 'repeat' | 'swap' }
  | { readonly kind: 'flip'; readonly place: number; readonly bits: number }
  | { readonly kind: 'insert'; readonly place: number; readonly octets: Uint8Array }
  | { readonly kind: 'delete'; readonly place: number; readonly count: number };

const place = fc.double({ min: 0, max: 0.999999, noNaN: true });
const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  fc.constantFrom<Mishap>({ kind: 'cut' }, { kind: 'repeat' }, { kind: 'swap' }),
  fc.record({ kind: fc.constant('flip' as const), place, bits: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('insert' as const), place, octets: fc.uint8Array({ minLength: 1, maxLength: 9 }) }),
  fc.record({ kind: fc.constant('delete' as const), place, count: fc.integer({ min: 1, max: 9 }) }),
);

function suffer(frames: Uint8Array[], index: number, what: Mishap): void {
  const frame = frames[index] as Uint8Array;
  const at = 'place' in what ? Math.floor(what.place * frame.length) : 0;
  switch (what.kind) {
    case 'cut':
      frames[index] = new Uint8Array();
      break;
    case 'repeat':
      frames[index] = joined([frame, frame]);
      break;
    case 'swap':
      [frames[index], frames[index + 1]] = [frames[index + 1] ?? new Uint8Array(), frame];
      break;
    case 'flip':
      frames[index] = frame.map((octet, i) => (i === at ? octet ^ what.bits : octet));
      break;
    case 'insert':
      frames[index] = joined([frame.subarray(0, at), what.octets, frame.subarray(at)]);
      break;
    case 'delete':
      frames[index] = joined([frame.subarray(0, at), frame.subarray(at + what.count)]);
      break;
  }
}

const sizes = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 700 }) }), {
  minLength: 1,
  maxLength: 30,
});

/** A stream of events with the numbers 1 … n between a HELLO and a STATE, and the events as they should arrive. */
function stream(octets: readonly number[]): { hello: Uint8Array; frames: Uint8Array[]; state: Uint8Array } {
  const device = new Device();
  const hello = device.hello();
  const frames = octets.map((size, i) => device.event(6000 + i, i + 1, size));
  return { hello, frames, state: device.state({ tick: 9000n }) };
}

function numbersOf(events: readonly Delivered[]): number[] {
  return events.filter((event) => event.kind === kindIds.enter).map((event) => event.words[4] as number);
}

test('whatever happens to frames, only events that were sent arrive, in order, and a gap stands where one is missing', (t) => {
  fc.assert(
    fc.property(sizes, fc.array(fc.tuple(fc.nat(), mishap), { maxLength: 6 }), (octets, mishaps) => {
      const { hello, frames, state } = stream(octets);
      const whole = new Bench().push(joined([hello, ...frames, state]));
      const sent = new Map(whole.of('enter').map((event) => [event.words[4] as number, event]));
      for (const [index, what] of mishaps) suffer(frames, index % frames.length, what);
      const bench = new Bench().push(joined([hello, ...frames, state]));
      const events = bench.flushed();
      let last = 0;
      let gapSince = false;
      for (const event of events) {
        if (event.kind === kindIds.gap) {
          gapSince = true;
          continue;
        }
        const number = event.words[4] as number;
        const original = sent.get(number);
        t.deepEqual([event.words, event.at, event.seq], [original?.words, original?.at, original?.seq]);
        t.true(number > last);
        if (number !== last + 1) t.true(gapSince, `events between ${last} and ${number} are missing without a gap`);
        last = number;
        gapSince = false;
      }
      // A damaged end of the last event takes the STATE with it: what is missing then shows at the next one.
      const closed = bench.heard.messages.some((message) => message.what === 'state');
      if (closed && last !== octets.length) t.true(gapSince, 'the last events are missing without a gap');
    }),
    { numRuns: 1500 },
  );
});

test('it does not matter how the octets are cut into reads', (t) => {
  const cuts = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(sizes, fc.array(fc.tuple(fc.nat(), mishap), { maxLength: 4 }), cuts, (octets, mishaps, lengths) => {
      const { hello, frames, state } = stream(octets);
      for (const [index, what] of mishaps) suffer(frames, index % frames.length, what);
      const all = joined([hello, ...frames, state]);
      const atOnce = new Bench().push(all);
      const pieces = new Bench();
      for (let at = 0, i = 0; at < all.length; i++) {
        const next = at + (lengths[i % lengths.length] as number);
        pieces.push(all.slice(at, next));
        at = next;
      }
      t.deepEqual(pieces.flushed(), atOnce.flushed());
      t.deepEqual(pieces.port.counts, atOnce.port.counts);
    }),
    { numRuns: 300 },
  );
});

test('one lost frame is one gap with its number, at the next event', (t) => {
  const device = new Device();
  const hello = device.hello();
  const first = device.event(6000, 1);
  device.event(6001, 2);
  device.event(6002, 3);
  const last = device.event(6500, 4);
  const events = new Bench().push(joined([hello, first, last])).flushed();
  t.deepEqual(events.map((event) => event.kind), [kindIds.enter, kindIds.gap, kindIds.enter]);
  const gap = events[1] as Delivered;
  t.is(lostOf(gap), 2);
  t.is(gap.at, 150_000);
  t.is((gap.words[1] as number) >>> 24, gapReasonIds.sequence);
});

test('damage is one gap of reason crc, with the number that the next frame tells', (t) => {
  const device = new Device();
  const frames = [device.hello(), device.event(6000, 1), device.event(6001, 2), device.event(6002, 3)];
  (frames[2] as Uint8Array)[20] = ((frames[2] as Uint8Array)[20] as number) ^ 0x40;
  const events = new Bench().push(joined(frames)).flushed();
  t.deepEqual(events.map((event) => event.kind), [kindIds.enter, kindIds.gap, kindIds.enter]);
  t.is(lostOf(events[1] as Delivered), 1);
  t.is(((events[1] as Delivered).words[1] as number) >>> 24, gapReasonIds.crc);
});

test('a lost last frame is seen by the next STATE', (t) => {
  const device = new Device();
  const hello = device.hello();
  const first = device.event(6000, 1);
  device.event(6001, 2);
  const bench = new Bench().push(joined([hello, first, device.state({ tick: 8000n })]));
  const [gap] = bench.of('gap');
  t.is(lostOf(gap as Delivered), 1);
  t.is(gap?.at, 300_000);
});

test('noise between frames costs no frame, and is a gap of none', (t) => {
  const device = new Device();
  const hello = device.hello();
  const noise = Uint8Array.of(7, 7, 7, 0, 0, 0, 3, 0);
  const bench = new Bench().push(joined([hello, device.event(6000, 1), noise, device.event(6001, 2)]));
  t.deepEqual(bench.of('gap').map(lostOf), [0]);
  t.deepEqual(numbersOf(bench.flushed()), [1, 2]);
  t.is(bench.port.counts.damaged, 2);
});

test('a frame longer than the protocol allows is damage, and memory for it is bounded', (t) => {
  const device = new Device();
  const hello = device.hello();
  const before = device.event(6000, 1);
  const after = device.event(6001, 2);
  const bench = new Bench().push(joined([hello, before]));
  for (let i = 0; i < 100; i++) bench.push(new Uint8Array(4096).fill(0x55));
  bench.push(joined([Uint8Array.of(0), after])).push(device.event(6002, 3));
  t.deepEqual(numbersOf(bench.flushed()), [1, 2, 3]);
  t.is(bench.port.counts.damaged, 1);
  const atOnce = new Bench().push(joined([hello, before, new Uint8Array(200_000).fill(0xff), Uint8Array.of(0), after]));
  t.deepEqual(numbersOf(atOnce.flushed()), [1, 2]);
});

test('a record that is not laid out as one, in a frame whose checksum holds, becomes a gap', (t) => {
  const device = new Device();
  const frames = [device.hello(), device.event(6000, 1)];
  const bad = new Int32Array(11);
  bad[0] = kindIds.enter << 16;
  bad[10] = 40 << 12;
  frames.push(device.frames.encodeRecord(bad, 11), device.frames.encode(2, new Uint8Array(41)), device.event(6001, 2));
  const bench = new Bench().push(joined(frames));
  t.deepEqual(numbersOf(bench.flushed()), [1, 2]);
  t.deepEqual(bench.of('gap').map(lostOf), [2]);
  t.is(bench.port.counts.malformed, 2);
});

test('a port that is lost, or a capture that is cut, ends in a gap, and only once', (t) => {
  for (const ending of ['port-lost', 'truncated'] as const) {
    const device = new Device();
    const bench = new Bench().push(joined([device.hello(), device.event(6000, 1)]));
    bench.port.end(ending);
    bench.port.end(ending);
    t.deepEqual(bench.of('gap').map((gap) => (gap.words[1] as number) >>> 24), [gapReasonIds[ending]]);
  }
});

test('a frame that was never closed is damage of unknown extent; an ordered end without it is none', (t) => {
  const device = new Device();
  const hello = device.hello();
  const bench = new Bench().push(joined([hello, device.event(6000, 1).subarray(0, 20)]));
  bench.port.end('closed');
  t.deepEqual(bench.of('gap').map(lostOf), [null]);
  const clean = new Bench().push(hello);
  clean.port.end('closed');
  t.is(clean.flushed().length, 0);
});
