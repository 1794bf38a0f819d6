import { readFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { kindIds } from '../../src/core/trace/event-record.ts';
import { TraceReader } from '../../src/core/trace/trace-reader.ts';
import { crc32 } from '../../src/wire/crc32.ts';
import type { Hello } from '../../src/wire/hello.ts';
import { LineDecoder } from '../../src/wire/line-decoder.ts';
import { Timeline } from '../../src/wire/timeline.ts';
import { copyEvents, type Delivered, Heard, lostOf } from './support.ts';

const utf8 = new TextEncoder();

/** Closes a line as a probe does. */
function closed(text: string): string {
  return `${text} *${crc32(utf8.encode(text)).toString(16).padStart(8, '0')}\n`;
}

const helloLine = closed(
  '@5000 - hello version=1 topology=cm hook=source begins=load observes=calls,arguments sees=client,cm ' +
    'tickHz=10000000 start=1 identity="a console" seq=0',
);

/** An event of a trace file as a line of the text form. */
function lineOf(event: Record<string, unknown>, sequence: number): string {
  const { kind, tick, fn, message, ...rest } = event;
  const word = (fn ?? message ?? '-') as string;
  const values = Object.entries({ ...rest, seq: sequence }).map(([key, value]) => {
    const isWord = typeof value === 'string' && /^[^\s"{[\]}=]+$/.test(value);
    const bare = isWord && (key === 'bytes' || !/^(-?\d+|true|false|null)$/.test(value));
    return `${key}=${bare ? (value as string) : JSON.stringify(value)}`;
  });
  const shownTick = `@${(tick as number | undefined) ?? '-'}`;
  return closed([shownTick, /[\s"]/.test(word) ? JSON.stringify(word) : word, kind as string, ...values].join(' '));
}

class Console {
  readonly events: Delivered[] = [];
  readonly heard = new Heard();
  readonly timeline = new Timeline((batch) => copyEvents(batch, this.events));
  readonly port = new LineDecoder(0, this.timeline, this.heard);

  push(text: string): this {
    this.port.push(utf8.encode(text), 0);
    return this;
  }

  flushed(): readonly Delivered[] {
    this.timeline.flush();
    return this.events;
  }
}

function recordsOf(events: readonly Record<string, unknown>[]): number[][] {
  const records: Delivered[] = [];
  const reader = new TraceReader('expected', { header: () => {}, batch: (batch) => copyEvents(batch, records) });
  reader.push(utf8.encode(`${JSON.stringify({ condisTrace: 1, topology: 'cm', observes: [] })}\n`));
  for (const event of events) reader.push(utf8.encode(`${JSON.stringify({ at: 0, ...event })}\n`));
  reader.finish();
  return records.map((record) => [...record.words]);
}

/** The events of the byte vectors: one of every kind, with arguments of every type. */
const vectors = JSON.parse(readFileSync('test/vectors/events.json', 'utf8')) as { expected: Record<string, unknown> }[];
const events = vectors.map((vector) => vector.expected);

test('every event that a frame can carry, a line can carry too, as the same record', (t) => {
  const console = new Console().push(helloLine + events.map((event, i) => lineOf(event, i + 1)).join(''));
  t.deepEqual(console.flushed().filter((event) => event.seq >= 0).map((event) => event.words), recordsOf(events));
  t.is(console.port.counts.malformed, 0);
  t.is(console.port.counts.events, events.length);
});

test('a hello line says what a HELLO says, and its tick is time 0', (t) => {
  const console = new Console().push(helloLine + closed('@5010 NdisClMakeCall enter by=client vc=0x1 seq=1'));
  const hello = console.heard.messages[0]?.message as Hello;
  t.like(hello, { topology: 'cm', hook: 'source', begins: 'load', tickHz: 10_000_000, start: 1, freeRunning: false, events: 0 });
  t.is(hello.identity, 'a console');
  t.deepEqual(hello.observes, ['calls', 'arguments']);
  t.deepEqual(hello.sees, ['client', 'cm']);
  t.deepEqual(hello.agent, []);
  t.deepEqual(console.flushed().map((event) => event.at), [1000]);
});

test('other output of the console is noise; a line cut, mixed or changed is damage and a gap', (t) => {
  const event = (number: number): string => closed(`@${5000 + number} NdisClMakeCall enter by=client vc=0x${number} seq=${number}`);
  const console = new Console().push(
    `Booting NIC…\r\n${helloLine}mail to a@b\n[3] ${event(1).replace('\n', '\r\n')}\n${event(2).slice(0, 20)}\n${event(3)}` +
      event(4).replace('client', 'cliemt') + event(6),
  );
  t.is(console.port.counts.noise, 2);
  t.is(console.port.counts.damaged, 2);
  const seen = console.flushed().map((delivered) => {
    const isGap = delivered.kind === kindIds.gap;
    return [delivered.kind, isGap ? lostOf(delivered) : delivered.words[4]];
  });
  t.deepEqual(seen, [
    [kindIds.enter, 1], [kindIds.gap, 1], [kindIds.enter, 3], [kindIds.gap, 2], [kindIds.enter, 6],
  ]);
});

test('a line whose event the trace format refuses, or that is not of the form, is a gap and says why', (t) => {
  const lines = [
    '@1 NdisClMakeCall enter by=nobody seq=1', '@2 NdisClMakeCall enter by=client vc=0xZZ seq=2',
    '@3 NdisClMakeCall enter by=client vc=0x1', '@4 NdisClMakeCall enter seq=4 seq=4',
    '@5 NdisClMakeCall enter by=client args={"a seq=5', '@6 - gap lost=1 why=crc seq=6', '@7 - hello version=2 seq=7',
    '@8 - state run=dancing framesSent=8 seq=8',
  ];
  const console = new Console().push(helloLine + lines.map(closed).join('') + closed('@9000 - note text=after seq=9'));
  t.is(console.port.counts.malformed, 7);
  t.is(console.port.counts.unknown, 1);
  t.deepEqual(console.flushed().map((event) => event.kind), [kindIds.gap, kindIds.note]);
  t.true(console.heard.messages.filter((message) => message.what === 'malformed').every((message) => typeof message.message === 'string'));
});

test('state and overrun lines', (t) => {
  const state = '@8000 - state run=done framesSent=5 offered=9 completed=8 failed=1 seq=4';
  const lines = ['@6000 - overrun lost=4 seq=1', '@7000 - overrun seq=2', state];
  const console = new Console().push(helloLine + lines.map(closed).join(''));
  t.deepEqual(console.flushed().map((event) => [lostOf(event), event.at]), [[4, 100_000], [null, 200_000], [1, 300_000]]);
  const expected = { run: 'done', tick: 8000n, framesSent: 5, offered: 9, completed: 8, failed: 1, abandoned: 0 };
  t.deepEqual(console.heard.messages.at(-1)?.message, expected);
});

test('events before the hello line are counted, and a line without an end is damage', (t) => {
  const console = new Console().push(closed('@1 - note text=early seq=0') + helloLine.replace('seq=0', 'seq=1'));
  t.is(console.port.counts.beforeHello, 1);
  const cut = new Console().push(`${helloLine}@5001 NdisClMakeCall ent`);
  cut.port.end('closed');
  t.deepEqual(cut.flushed().map(lostOf), [null]);
});

test('lines longer than any of the probe are noise or damage, and not kept', (t) => {
  const console = new Console().push(helloLine);
  for (let i = 0; i < 40; i++) console.push('x'.repeat(4096));
  console.push(`\n@${'1'.repeat(70_000)}\n${closed('@9000 - note text=after seq=1')}`);
  t.deepEqual(console.flushed().map((event) => event.kind), [kindIds.gap, kindIds.note]);
});

test('it does not matter how lines are cut into reads', (t) => {
  const all = helloLine + events.map((event, i) => lineOf(event, i + 1)).join('noise\n');
  const atOnce = new Console().push(all).flushed();
  const octets = utf8.encode(all);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), (lengths) => {
      const console = new Console();
      for (let at = 0, i = 0; at < octets.length; i++) {
        const next = at + (lengths[i % lengths.length] as number);
        console.port.push(octets.slice(at, next), 0);
        at = next;
      }
      t.deepEqual(console.flushed(), atOnce);
    }),
    { numRuns: 30 },
  );
});
