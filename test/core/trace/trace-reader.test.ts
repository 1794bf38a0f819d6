import { readFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { argumentIds } from '../../../src/core/condis/argument-names.ts';
import { functionIds } from '../../../src/core/condis/functions.ts';
import { roleIds } from '../../../src/core/condis/roles.ts';
import { utf8Octets } from '../../../src/core/octets.ts';
import { batchEvents } from '../../../src/core/trace/event-batch.ts';
import { kindIds, kindOf, objectKinds, present, word } from '../../../src/core/trace/event-record.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import { RecordWriter } from '../../../src/core/trace/record-writer.ts';
import { cmHeader, readLines, readTrace, type SeenEvent } from './trace-kit.ts';

const note = (at: number, more = ''): string => `{"at":${at},"kind":"note","text":""${more}}`;
const kindsOf = (events: readonly SeenEvent[]): number[] => events.map(({ record }) => kindOf(record[0] as number));
const gapWhy = ({ record }: SeenEvent): number => (record[word.presence] as number) >>> 24;

test('a header alone is a trace, its defaults filled in', (t) => {
  const { header, events, ending } = readTrace(cmHeader);
  t.deepEqual(header, {
    condisTrace: 1, topology: 'cm', hook: 'source', observes: ['calls'], sees: ['client', 'cm', 'miniport'], begins: 'load', declares: {},
    ports: [], uncertaintyNs: 0, complete: true, ends: false,
  });
  t.deepEqual(events, []);
  t.deepEqual(ending, { complete: true });
});

test('a header with everything', (t) => {
  const given = {
    condisTrace: 1, topology: 'mcm', hook: 'import', observes: ['calls', 'memory'], sees: ['mcm'], begins: 'attached',
    declares: { tapi: true, multipoint: false }, uncertaintyNs: 50, complete: false, ends: true, startedAt: '2026-11-21T14:57:00.5+01:00',
    scenario: 'a', device: { name: 'é', n: [1, null] }, tool: '',
  };
  const ports = '{"2":{"tickHz":1e9},"1":{"sees":["mcm"],"clock":"host","uncertaintyNs":7}}';
  const { header } = readTrace(`${JSON.stringify({ ...given, 'x-a': 1 }).slice(0, -1)},"ports":${ports}}`);
  const { ports: seen, ...rest } = header;
  t.deepEqual(rest, given as unknown as typeof rest);
  t.deepEqual(seen.slice(0, 2), [
    { name: '2', tickHz: 1e9 },
    { name: '1', sees: ['mcm'], clock: 'host', uncertaintyNs: 7 },
  ]);
});

test('the octets may come in pieces of any size', (t) => {
  const file = readFileSync('test/examples/cm1-pended-octets.trace.jsonl');
  const whole = readTrace(file);
  t.is(whole.events.length, 154);
  for (const pieceOctets of [1, 7, 1000]) t.deepEqual(readTrace(file, pieceOctets), whole);
});

test('a byte order mark and CRLF are accepted, also in pieces', (t) => {
  const plain = readLines(cmHeader, note(1), note(2));
  const decorated = `\uFEFF${[cmHeader, note(1), note(2)].join('\r\n')}\r\n`;
  t.deepEqual(readTrace(decorated), plain);
  t.deepEqual(readTrace(decorated, 1), plain);
});

test('the record of a call', (t) => {
  const { events, header } = readLines(
    cmHeader,
    `{"at":7,"kind":"return","fn":"NdisClMakeCall","by":"client","vc":"0x1000000ff","party":null,"sap":"0x3","af":"0x2","nbl":["0x9","0xa"],
    "from":"self","status":"0x103","thread":4294967295,"span":3,"irql":2,"tick":4294967297,"seq":5,"port":"p","x-a":{},"unknown":[],
    "args":{"Status":["NDIS_STATUS_SUCCESS","0XC0000001"],"Size":1e3,"Foo":-1,"Buffer":"0x8","x-b":1},
    "out":{"NdisPartyHandle":null}}`.replaceAll('\n', ''),
  );
  const expected = new RecordWriter();
  expected.begin(kindIds.return, roleIds.client, functionIds.NdisClMakeCall, 2);
  expected.vc(0x1000000ff);
  expected.object(objectKinds.nbl, 9);
  expected.handlesEntry(tailTags.nbl, [9, 0, 10, 0]);
  expected.object(objectKinds.af, 2);
  expected.object(objectKinds.sap, 3);
  expected.party(0);
  expected.irql(2);
  expected.thread(0xffffffff);
  expected.unsignedEntry(tailTags.span, 3);
  expected.statusesArgument(tailTags.argument, 'Status', [0, 0xc0000001]);
  expected.unsignedArgument(tailTags.argument, 'Size', 1000);
  expected.jsonArgument(tailTags.argument, 'Foo', -1);
  expected.handleArgument(tailTags.argument, 'Buffer', 8);
  expected.status(0x103);
  expected.nullArgument(tailTags.out, 'NdisPartyHandle');
  expected.tick(4294967297);
  const record = [...expected.words.subarray(0, expected.length)];
  t.deepEqual(events, [{ line: 2, at: 7, port: 0, seq: 5, record }]);
  t.deepEqual(header.ports, [{ name: 'p' }]);
});

test('numbers with a fraction of zero or an exponent are integers, and minus zero is zero', (t) => {
  const { events } = readLines(cmHeader, '{"at":-0,"kind":"note","text":""}', '{"at":1.50e1,"kind":"note","text":"","seq":2.0}');
  t.true(Object.is(events[0]?.at, 0));
  t.like(events[1], { at: 15, seq: 2 });
});

test('ports that only events name are appended, and a trace of one port needs no name', (t) => {
  const header = cmHeader.replace('}', ',"ports":{"b":{},"a":{}}}');
  const { events, header: seen } = readLines(header, note(1, ',"port":"a"'), note(1), note(1, ',"port":"c"'), note(1, ',"port":"main"'));
  t.deepEqual(seen.ports.map(({ name }) => name), ['b', 'a', 'main', 'c']);
  t.deepEqual(events.map(({ port }) => port), [1, 2, 3, 2]);
});

test('a trace of more than 256 ports is refused', (t) => {
  const events = Array.from({ length: 257 }, (_, i) => note(i, `,"port":"p${i}"`));
  t.throws(() => readLines(cmHeader, ...events), { message: 'this is one port too many' });
});

test('a last line without its line feed counts if it parses', (t) => {
  const { events, ending } = readTrace(`${cmHeader}\n${note(1)}`);
  t.is(events.length, 1);
  t.true(ending.complete);
});

test('a cut anywhere in the last line is a gap of every port', (t) => {
  const header = cmHeader.replace('}', ',"ports":{"a":{},"b":{}}}');
  const last = '{"at":9,"kind":"note","text":"é\\u0041","x-n":[1.5e3,true,{"a":null}]}';
  const octets = utf8Octets(last);
  for (let length = 1; length < octets.length; length++) {
    const { events, ending } = readTrace(Uint8Array.of(...utf8Octets(`${header}\n${note(3)}\n`), ...octets.subarray(0, length)));
    t.deepEqual(kindsOf(events), [kindIds.note, kindIds.gap, kindIds.gap, kindIds.gap], `${length}`);
    const places = events.map(({ line, at, port, seq }) => [line, at, port, seq]);
    t.deepEqual(places, [[2, 3, 2, -1], [3, 3, 0, -1], [4, 3, 1, -1], [5, 3, 2, -1]]);
    t.deepEqual(events.slice(1).map(gapWhy), [5, 5, 5]);
    t.is((events[1]?.record[word.presence] as number) & present.status, 0);
    t.false(ending.complete);
  }
});

test('a cut behind the header alone is a gap of the default port', (t) => {
  const { events, header } = readTrace(`${cmHeader}\n{`);
  t.deepEqual(kindsOf(events), [kindIds.gap]);
  t.deepEqual(header.ports, [{ name: 'main' }]);
});

test('a line that parses but is none of the format is refused, not cut', (t) => {
  t.throws(() => readTrace(`${cmHeader}\n{"at":1}`), { message: 'this event has no "kind"' });
  t.throws(() => readTrace(`${cmHeader}\n{"at":1,"at":2}`), { message: 'this key stands twice in its object' });
});

test('where the header says so, a file without its end is cut', (t) => {
  const header = cmHeader.replace('}', ',"ends":true}');
  const cut = readLines(header, note(4));
  t.deepEqual(kindsOf(cut.events), [kindIds.note, kindIds.gap]);
  t.false(cut.ending.complete);
  const whole = readLines(header, note(4), '{"at":5,"kind":"end","events":1}');
  t.deepEqual(kindsOf(whole.events), [kindIds.note, kindIds.end]);
  t.true(whole.ending.complete);
  t.true(readLines(cmHeader, '{"at":5,"kind":"end","events":0}').ending.complete);
});

test('a header that is not complete stays so', (t) => {
  t.false(readTrace(cmHeader.replace('}', ',"complete":false}')).ending.complete);
});

test('batches are full before the last, and number their lines through', (t) => {
  const count = 2 * batchEvents + 3;
  const { events, batches } = readLines(cmHeader, ...Array.from({ length: count }, (_, i) => note(i)));
  t.is(batches, 3);
  t.true(events.every(({ line, at }, i) => line === i + 2 && at === i));
  t.is(events.length, count);
});

test('a record larger than an empty batch is kept whole', (t) => {
  const text = 'é'.repeat(300_000);
  const large = `{"at":2,"kind":"note","text":"${text}"}`;
  const { events } = readLines(cmHeader, note(1), large, large, note(3));
  t.deepEqual(events.map(({ record }) => record.length), [11, 11 + 150_000, 11 + 150_000, 11]);
});

test('no octets make the reader throw anything but a fault', (t) => {
  const example = readFileSync('test/examples/mcm1-activation-pended.trace.jsonl');
  const change = fc.record({ at: fc.nat(example.length - 1), octet: fc.integer({ min: 0, max: 255 }), drop: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const octets = [...example];
      for (const { at, octet, drop } of changes) octets.splice(at, drop, octet);
      try {
        readTrace(Uint8Array.from(octets));
      } catch (error) {
        t.is((error as Error).name, 'Fault');
      }
    }),
    { numRuns: 200 },
  );
  t.pass();
});

test('arguments keep their numbers', (t) => {
  // Numbers of names are bits of a word where duplicates are looked for.
  t.true(Math.max(...Object.values(argumentIds)) < 32);
});
