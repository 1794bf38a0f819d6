import test from 'ava';
import fc from 'fast-check';
import { gapReasonIds, kindIds } from '../../src/core/trace/event-record.ts';
import { ticksToNs } from '../../src/core/timing/ticks.ts';
import { frameTypes } from '../../src/wire/frame.ts';
import { encodeOverrun } from '../../src/wire/messages.ts';
import { PortDecoder } from '../../src/wire/port-decoder.ts';
import { Timeline } from '../../src/wire/timeline.ts';
import { Bench, copyEvents, type Delivered, Device, Heard, joined, lostOf, reasonOf } from './support.ts';

const ns = 1_000_000_000n;

/** round-half-up(ticks × 10⁹ / hz) in integers of any size. */
function exactNs(ticks: number, hz: number): bigint {
  const dividend = 2n * BigInt(ticks) * ns + BigInt(hz);
  const divisor = 2n * BigInt(hz);
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

test('ticks become nanoseconds exactly, rounded half up, for every rate', (t) => {
  const rate = fc.oneof(
    fc.constantFrom(1, 2, 3, 7, 1000, 32_768, 3_579_545, 10_000_000, 24_000_000, 2_999_999_999, 281_474_976_710, 281_474_976_711),
    fc.integer({ min: 1, max: 4_000_000_000 }),
    fc.maxSafeInteger().map((value) => Math.abs(value) + 1).filter(Number.isSafeInteger),
  );
  fc.assert(
    fc.property(fc.maxSafeInteger(), rate, (ticks, hz) => {
      const exact = exactNs(ticks, hz);
      if (exact <= BigInt(Number.MAX_SAFE_INTEGER) && exact >= -BigInt(Number.MAX_SAFE_INTEGER)) t.is(BigInt(ticksToNs(ticks, hz)), exact);
    }),
    { numRuns: 3000 },
  );
  t.is(ticksToNs(1, 2_000_000_000), 1, 'half a nanosecond is rounded up');
  t.is(ticksToNs(-1, 2_000_000_000), 0, 'also below zero');
  t.is(ticksToNs(3, 2_000_000_000), 2);
});

test('time 0 is the tick of the first HELLO, and a later HELLO of the same start does not move it', (t) => {
  const device = new Device();
  const frames = [device.hello({ tick: 5000n }), device.event(5010), device.hello({ tick: 9999n }), device.event(5020)];
  const bench = new Bench().push(joined(frames));
  t.deepEqual(bench.flushed().map((event) => event.at), [1000, 2000]);
  t.is(bench.heard.messages.length, 2);
});

test('the whole 64 bits of a tick count', (t) => {
  const device = new Device();
  const high = 0xffff_ffff_ffff_f000n;
  const hello = device.hello({ tick: high });
  const record = new Int32Array(10);
  record[0] = 0x0107 | (kindIds.enter << 16) | (1 << 24);
  record[1] = 1;
  record[2] = -1;
  record[3] = -1;
  const bench = new Bench().push(joined([hello, device.frames.encodeRecord(record, 10)]));
  t.deepEqual(bench.flushed().map((event) => event.at), [0xfff * 100]);
});

test('a clock that steps back is told once, counted, and never makes time decrease', (t) => {
  const device = new Device();
  const ticks = [6000, 7000, 6500, 6600, 6400, 8000];
  const bench = new Bench().push(joined([device.hello({ tick: 5000n }), ...ticks.map((tick) => device.event(tick))]));
  const lane = bench.timeline.lane(0);
  t.deepEqual(bench.of('enter').map((event) => event.at), [100_000, 200_000, 200_000, 200_000, 200_000, 300_000]);
  t.deepEqual(bench.of('enter').map((event) => event.words[2]), ticks);
  t.is(bench.of('note').length, 1);
  t.is(lane.clockSteps, 2);
  t.is(lane.clamped, 3);
});

test('an event from before HELLO has time 0, one out of all range that of the event before it', (t) => {
  const device = new Device();
  const frames = [device.hello({ tick: 5000n, tickHz: 1 }), device.event(4000), device.event(5001), device.event(2 ** 50)];
  const bench = new Bench().push(joined(frames));
  t.deepEqual(bench.of('enter').map((event) => event.at), [0, 1e9, 1e9]);
  t.is(bench.timeline.lane(0).clamped, 2);
});

test('an event without a tick has the time of the one before it', (t) => {
  const device = new Device();
  const frames = [device.hello({ tick: 5000n }), device.event(undefined), device.event(6000), device.event(undefined)];
  const bench = new Bench().push(joined(frames), 99);
  t.deepEqual(bench.flushed().map((event) => event.at), [0, 100_000, 100_000]);
});

test('where ticks have no length, an event has the time of its arrival', (t) => {
  const device = new Device();
  const bench = new Bench().push(device.hello({ tickHz: 0, freeRunning: false }), 1000);
  bench.push(device.event(77), 1500).push(device.event(70), 1800);
  t.deepEqual(bench.flushed().map((event) => event.at), [500, 800]);
  t.is(bench.of('note').length, 0);
});

test('events before the first HELLO are counted; they are missing if the device says that it began with load', (t) => {
  for (const begins of ['load', 'attached'] as const) {
    const device = new Device();
    const bench = new Bench().push(joined([device.event(1), device.event(2), device.hello({ begins, events: 2 }), device.event(6000)]));
    t.is(bench.port.counts.beforeHello, 2);
    t.deepEqual(bench.of('gap').map(lostOf), begins === 'load' ? [2] : []);
    t.is(bench.of('enter').length, 1);
  }
});

test('damage before the first HELLO is no gap', (t) => {
  const device = new Device();
  device.event(1);
  const bench = new Bench().push(joined([Uint8Array.of(1, 2, 3, 4, 0), device.hello(), device.event(6000)]));
  t.is(bench.of('gap').length, 0);
  t.is(bench.port.counts.damaged, 1);
});

test('a new start begins numbers and ticks anew; time goes on, and what was lost is a gap', (t) => {
  const device = new Device();
  const before = [device.hello({ tick: 5000n }), device.event(6000)];
  device.frames.restart();
  const after = [device.hello({ start: 2, tick: 10n }), device.event(20)];
  const bench = new Bench().push(joined([...before, ...after]));
  t.deepEqual(bench.flushed().map((event) => [event.kind, event.at]), [
    [kindIds.enter, 100_000], [kindIds.gap, 100_000], [kindIds.note, 100_000], [kindIds.enter, 101_000],
  ]);
  t.is(lostOf(bench.of('gap')[0] as Delivered), null);
  t.is(bench.port.counts.restarts, 1);
  t.is(bench.port.counts.repeated, 0);
});

test('a RESET before anything was seen leaves no trace', (t) => {
  const device = new Device();
  const hello = device.hello({ tick: 5000n });
  device.frames.restart();
  const bench = new Bench().push(joined([hello, device.hello({ start: 2, tick: 0n }), device.event(10)]));
  t.deepEqual(bench.flushed().map((event) => [event.kind, event.at]), [[kindIds.enter, 1000]]);
});

test('frame numbers run over without a gap, and go on growing in the events', (t) => {
  const device = new Device();
  device.frames.framesSent = 0xffff_fffd;
  const frames = [device.hello(), device.event(6000), device.event(6001), device.event(6002), device.event(6003)];
  const bench = new Bench().push(joined(frames));
  t.deepEqual(bench.flushed().map((event) => event.seq), [0xffff_fffe, 0xffff_ffff, 0x1_0000_0000, 0x1_0000_0001]);
  const missing = new Bench().push(joined([...frames.slice(0, 2), ...frames.slice(4)]));
  t.deepEqual(missing.flushed().map((event) => event.seq), [0xffff_fffe, -1, 0x1_0000_0001]);
  t.deepEqual(missing.of('gap').map(lostOf), [2]);
});

test('a repeated frame is not used twice', (t) => {
  const device = new Device();
  const hello = device.hello();
  const event = device.event(6000, 1);
  const bench = new Bench().push(joined([hello, event, event, device.event(6001, 2)]));
  t.deepEqual(bench.of('enter').map((delivered) => delivered.words[4]), [1, 2]);
  t.deepEqual(bench.of('gap').map(lostOf), [0]);
  t.is(bench.port.counts.repeated, 1);
});

test('a number far behind is an old frame, and not four billion lost ones', (t) => {
  const device = new Device();
  const hello = device.hello();
  const old = device.event(6000, 1);
  const frames = Array.from({ length: 500 }, (_, i) => device.event(6001 + i, i + 2));
  const bench = new Bench().push(joined([hello, old, ...frames, old, device.event(7000, 502)]));
  t.is(bench.of('enter').length, 502);
  t.is(bench.port.counts.lost, 0);
  t.is(bench.port.counts.repeated, 1);
  t.deepEqual(bench.of('gap').map(lostOf), [0]);
});

test('an overrun is a gap of its own, beside one that damage made', (t) => {
  const device = new Device();
  const hello = device.hello({ tick: 5000n });
  const lost = device.event(6000);
  lost[9] = (lost[9] as number) ^ 1;
  const overrun = device.frames.encode(frameTypes.overrun, encodeOverrun({ lost: 7, tick: 7000n }));
  const bench = new Bench().push(joined([hello, lost, overrun, device.event(8000)]));
  t.deepEqual(bench.of('gap').map((gap) => [reasonOf(gap), lostOf(gap), gap.at]), [
    [gapReasonIds.crc, 1, 200_000], [gapReasonIds.overrun, 7, 200_000],
  ]);
  t.is(bench.port.counts.overrunEvents, 7);
});

test('lines count over batches that are handed on', (t) => {
  const device = new Device();
  const bench = new Bench().push(device.hello());
  for (let i = 0; i < 10_000; i++) bench.push(device.event(6000 + i, i));
  t.deepEqual(bench.flushed().map((event) => event.line), Array.from({ length: 10_000 }, (_, i) => i + 2));
  t.deepEqual(bench.events.map((event) => event.words[4]), Array.from({ length: 10_000 }, (_, i) => i));
});

/** Two ports of one device with a shared clock; gives the events in order. */
function twoPorts(
  pushes: readonly (readonly [port: number, octets: Uint8Array])[], finish = true,
): { events: Delivered[]; timeline: Timeline } {
  const events: Delivered[] = [];
  const timeline = new Timeline((batch) => copyEvents(batch, events), 2);
  const ports = [0, 1].map((port) => new PortDecoder(port, timeline, new Heard()));
  for (const [port, octets] of pushes) (ports[port] as PortDecoder).push(octets, 0);
  if (finish) for (const port of ports) port.end('closed');
  timeline.flush();
  return { events, timeline };
}

test('events of several ports with one clock are put in order of time, however their reads alternate', (t) => {
  const ticks = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }).map((list) => list.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(ticks, ticks, fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), (a, b, turns) => {
      const devices = [new Device(), new Device()];
      const queues = [a, b].map((list, port) => [
        (devices[port] as Device).hello({ tick: 0n }), ...list.map((tick, i) => (devices[port] as Device).event(tick, 100 * port + i)),
      ]);
      const pushes = queues.map((queue, port): [number, Uint8Array] => [port, queue.shift() as Uint8Array]);
      for (let i = 0; (queues[0]?.length ?? 0) + (queues[1]?.length ?? 0) > 0; i++) {
        const wanted = turns[i % turns.length] === true ? 1 : 0;
        const port = (queues[wanted] as Uint8Array[]).length > 0 ? wanted : 1 - wanted;
        pushes.push([port, (queues[port] as Uint8Array[]).shift() as Uint8Array]);
      }
      const expected = [...a.map((tick) => [tick * 100, 0]), ...b.map((tick) => [tick * 100, 1])].toSorted(
        (x, y) => (x[0] as number) - (y[0] as number) || (x[1] as number) - (y[1] as number),
      );
      const { events, timeline } = twoPorts(pushes);
      t.deepEqual(events.map((event) => [event.at, event.port]), expected);
      t.is(timeline.late, 0);
    }),
    { numRuns: 200 },
  );
});

test('events wait for a silent port until its STATE, and a flood is put in order without it', (t) => {
  const devices = [new Device(), new Device()] as const;
  const begin = devices.map((device, port): [number, Uint8Array] => [port, device.hello({ tick: 0n })]);
  const first: [number, Uint8Array] = [0, devices[0].event(10, 1)];
  t.is(twoPorts([...begin, first], false).events.length, 0);
  const state: [number, Uint8Array] = [1, devices[1].state({ tick: 11n })];
  t.is(twoPorts([...begin, first, state], false).events.length, 1);
  const flood: [number, Uint8Array] = [0, joined(Array.from({ length: 300_000 }, (_, i) => devices[0].event(20 + i)))];
  const late: [number, Uint8Array] = [1, devices[1].event(15, 2)];
  const { events, timeline } = twoPorts([...begin, first, state, flood, late]);
  t.is(events.length, 300_002);
  t.true(events.every((event, i) => i === 0 || event.at >= (events[i - 1] as Delivered).at));
  t.is(timeline.late, 1);
});
