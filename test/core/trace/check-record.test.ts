import test from 'ava';
import fc from 'fast-check';
import { compareCallParameters, encodeCallParameters } from '../../../src/core/condis/call-parameters.ts';
import { functionIds } from '../../../src/core/condis/functions.ts';
import { roleIds } from '../../../src/core/condis/roles.ts';
import { checkRecord } from '../../../src/core/trace/check-record.ts';
import { eventToJson } from '../../../src/core/trace/event-json.ts';
import { kindIds, objectKinds, present, recordWordsLimit, unnumberedMessage, word } from '../../../src/core/trace/event-record.ts';
import { RecordWriter } from '../../../src/core/trace/record-writer.ts';
import { argumentIds } from '../../../src/core/condis/argument-names.ts';
import { entryHeader, entryWords, findArgument, tailTags, valueTypes } from '../../../src/core/trace/tail.ts';
import { eventBody } from './event-arbitraries.ts';
import { batchOf, cmHeader, readLines, type SeenEvent } from './trace-kit.ts';

const check = (record: ArrayLike<number>): string | undefined => checkRecord(Int32Array.from(record), 0, record.length, 'cm');
const ports = [{ name: 'main' }];

/** What is wrong with a record that a function builds. */
function fault(build: (writer: RecordWriter) => void): string | undefined {
  const writer = new RecordWriter();
  build(writer);
  return check(writer.words.subarray(0, writer.length));
}

const makeCall = (writer: RecordWriter): void => writer.begin(kindIds.enter, roleIds.client, functionIds.NdisClMakeCall);

/** Uses an accepted record in every way that later code does; throws where that fails. */
function use(t: { is(a: unknown, b: unknown, message?: string): boolean }, record: readonly number[]): void {
  const line = eventToJson(batchOf(record), 0, ports);
  const [read] = readLines(cmHeader, line).events;
  const again = (read as SeenEvent).record;
  t.is(check(again), undefined, line);
  t.is(eventToJson(batchOf(again), 0, ports), line);
  const words = Int32Array.from(record);
  for (const tag of [tailTags.argument, tailTags.out]) {
    const entry = findArgument(words, 0, words.length, tag, argumentIds.CallParameters);
    if (entry < 0) continue;
    const end = entry + entryWords((words[entry] as number) >>> 12);
    t.is(compareCallParameters(words, entry + 2, end, words, entry + 2, end), 0);
  }
}

test('whatever passes the check can be written, read again and used', (t) => {
  const change = fc.record({ at: fc.nat(400), bits: fc.oneof(fc.nat(31).map((bit) => 1 << bit), fc.integer()), drop: fc.nat(20) });
  let accepted = 0;
  fc.assert(
    fc.property(eventBody, fc.array(change, { maxLength: 3 }), (body, changes) => {
      const [event] = readLines(cmHeader, JSON.stringify({ at: 1, ...body })).events;
      const record = [...(event as SeenEvent).record];
      for (const { at, bits, drop } of changes) {
        const i = at % record.length;
        record[i] = (record[i] as number) ^ bits;
        if (drop > 16) record.splice(i, drop - 16);
      }
      if (check(record) !== undefined) return;
      accepted++;
      use(t, record);
    }),
    { numRuns: 300 },
  );
  t.true(accepted > 50, `${accepted}`);
});

test('words from nowhere never make the check throw', (t) => {
  const words = fc.array(fc.oneof(fc.integer(), fc.nat(0xffff), fc.constantFrom(0, 0x01010101, 0x00020202)), { maxLength: 40 });
  const head = fc.tuple(fc.constantFrom(...Object.values(kindIds)), fc.nat(5), fc.constantFrom(0, 5, 0x101, 0xffff), fc.nat(5));
  const entries = fc.array(fc.tuple(fc.nat(66), fc.nat(10), fc.nat(24)), { maxLength: 3 });
  fc.assert(
    fc.property(head, entries, words, ([kind, role, fn, detail], tail, rest) => {
      const record = [fn | (kind << 16) | (role << 24), detail << 24, 0, 0, 0, 0, 0, 0, 0, 0];
      let from = 0;
      for (const [tag, type, octets] of tail) {
        const count = (octets + 3) >> 2;
        record.push(entryHeader(tag, type, octets), ...Array.from({ length: count }, (_, i) => rest[(from + i) % (rest.length || 1)] ?? 0));
        from += count;
      }
      if (check(record) === undefined) use(t, record.map((value) => value | 0));
      check(rest);
    }),
    { numRuns: 2000 },
  );
  t.pass();
});

test('records without a tail', (t) => {
  t.is(check([]), 'a record is shorter than its head');
  t.is(check(new Int32Array(recordWordsLimit + 1)), 'a record has more than 32768 words');
  t.is(fault((w) => w.begin(12, 0, 0)), 'there is no kind 12 of event');
  t.is(fault((w) => w.begin(kindIds.enter, roleIds.mcm, functionIds.NdisClMakeCall)), 'there is no role 3');
  t.is(fault((w) => w.begin(kindIds.enter, roleIds.ndis, functionIds.NdisClMakeCall)), 'there is no role 5');
  t.is(fault((w) => w.begin(kindIds.note, roleIds.cm, 0)), 'this kind of event has no role');
  t.is(fault((w) => w.begin(kindIds.enter, roleIds.cm, 0x0fff)), 'there is no function 4095');
  t.is(fault((w) => w.begin(kindIds.enter, roleIds.cm, functionIds.NdisClMakeCall, 3)), 'detail 3 means nothing in this kind of event');
  t.is(fault((w) => w.begin(kindIds.gap, 0, 0, 0)), 'detail 0 means nothing in this kind of event');
  t.is(fault((w) => (makeCall(w), w.status(0))), 'the presence bits do not fit the kind of event');
  t.is(fault((w) => (makeCall(w), w.object(objectKinds.address, 1))), 'the presence bits do not fit the kind of event');
  t.is(fault((w) => (makeCall(w), (w.words[word.thread] = 1))), 'a field that is absent is not zero');
  t.is(
    fault((w) => (makeCall(w), (w.words[word.presence] = present.party))),
    'the presence bit of the party does not tell what the tail holds',
  );
  t.is(fault((w) => w.begin(kindIds.signal, 0, 0x99, 1)), 'a message without a name or octets');
  t.is(fault((w) => w.begin(kindIds.signal, 0, 0x100, 1)), 'there is no message type 256');
  t.is(fault((w) => w.begin(kindIds.end, 0, 0)), 'an end without its count of events');
  t.is(fault((w) => w.begin(kindIds.note, 0, 0)), 'a note without a text');
  t.is(fault((w) => (w.begin(kindIds.free, roleIds.ndis, 0), w.object(objectKinds.address, 0))), 'memory at address NULL');
  t.is(fault((w) => (w.begin(kindIds.declare, 0, 0), w.vc(0))), 'a declaration without a VC');
  t.is(fault((w) => (w.begin(kindIds.free, roleIds.ndis, 0), w.object(objectKinds.address, 1))), undefined);
  const words = Int32Array.from([0, 0, 0x04020107, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  t.is(checkRecord(words, 2, 12, 'cm'), undefined);
  t.is(checkRecord(words, 2, 12, 'mcm'), 'there is no role 4');
  t.is(checkRecord(words, 2, 12), undefined);
});

test('entries of a tail', (t) => {
  const { argument, out } = tailTags;
  const withEntry = (header: number, ...words: readonly number[]): string | undefined =>
    fault((w) => {
      makeCall(w);
      w.words.set([header, ...words], w.length);
      w.length += 1 + words.length;
    });
  t.is(withEntry(entryHeader(tailTags.span, valueTypes.unsigned, 8), 1), 'a tail entry runs past the record');
  t.is(withEntry(entryHeader(out, valueTypes.null, 4), argumentIds.Size), 'tag 65 has no place in this kind of event');
  t.is(withEntry(entryHeader(200, valueTypes.null, 0)), 'tag 200 has no place in this kind of event');
  t.is(withEntry(entryHeader(tailTags.thread, valueTypes.text, 1), 0x6161), 'the padding of an entry is not zero');
  t.is(withEntry(entryHeader(tailTags.span, valueTypes.json, 1), 0x35), 'this is no integer, or one that has a form of its own');
  t.is(withEntry(entryHeader(argument, valueTypes.null, 0)), 'an argument without a name');
  t.is(withEntry(entryHeader(argument, valueTypes.null, 4), 31), 'there is no argument 31');
  t.is(withEntry(entryHeader(argument, valueTypes.null, 4), 0x8ffff), 'an argument whose name runs past its entry');
  t.is(withEntry(entryHeader(argument, valueTypes.text, 4), argumentIds.Status), 'this argument is a status');
  t.is(withEntry(entryHeader(argument, valueTypes.unsigned, 8), argumentIds.NdisAfHandle, 1), 'this argument is a handle');
  t.is(withEntry(entryHeader(argument, valueTypes.handle, 12), argumentIds.NdisAfHandle, 0, 0), 'a handle of zero is sent as NULL');
  t.is(fault((w) => (makeCall(w), w.unsignedEntry(tailTags.span, 1), w.unsignedEntry(tailTags.span, 1))), 'tag 5 stands twice');
  t.is(fault((w) => (makeCall(w), w.nullArgument(argument, 'Size'), w.nullArgument(argument, 'Size'))), 'an argument stands twice');
  t.is(fault((w) => (makeCall(w), w.nullArgument(argument, 'Foo'), w.nullArgument(argument, 'Foo'))), 'an argument stands twice');
  t.is(fault((w) => (makeCall(w), w.jsonArgument(argument, 'Foo', 5))), 'a value with a form of its own is not sent as JSON');
  t.is(fault((w) => (makeCall(w), w.textArgument(argument, 'Foo', '0x12'))), 'a handle is not sent as text');
  t.is(fault((w) => (makeCall(w), w.textEntry(tailTags.fn, 'Foo'))), 'a function goes either by its number or by its name');
  t.is(
    fault((w) => (w.begin(kindIds.enter, 1, 0xffff), w.textEntry(tailTags.fn, 'NdisClMakeCall'))),
    'the function NdisClMakeCall goes by its number',
  );
  t.is(fault((w) => (makeCall(w), w.thread(1), w.textEntry(tailTags.thread, 'a'))), 'the thread stands both in the head and in the tail');
  t.is(
    fault((w) => (w.begin(kindIds.enter, 1, functionIds.NdisClCloseCall), w.vc(1), w.handleArgument(argument, 'NdisVcHandle', 2))),
    'NdisVcHandle contradicts the event\'s handle',
  );
  t.is(fault((w) => (makeCall(w), w.party(1), w.nullArgument(argument, 'NdisPartyHandle'))), undefined);
  t.is(
    fault((w) => (makeCall(w), w.object(objectKinds.nbl, 1), w.handlesEntry(tailTags.nbl, [2, 0]))),
    'the head does not hold the first net buffer list',
  );
  t.is(
    fault((w) => (makeCall(w), w.object(objectKinds.nbl, 1), w.handlesEntry(tailTags.nbl, []))),
    'the head does not hold the first net buffer list',
  );
  t.is(
    fault((w) => (w.begin(kindIds.declare, 0, 0), w.vc(1), w.declaresEntry(1, 2))),
    'there are values of declarations that are not given',
  );
});

test('signals whose message and octets disagree', (t) => {
  const setup = Uint8Array.of(9, 3, 0, 0, 1, 5, 0x80);
  t.is(
    fault((w) => (w.begin(kindIds.signal, 0, 7, 1), w.octetsEntry(tailTags.octets, setup))),
    'the octets of a message show another message type',
  );
  t.is(fault((w) => (w.begin(kindIds.signal, 0, 5, 1), w.octetsEntry(tailTags.octets, setup))), undefined);
  t.is(
    fault((w) => (w.begin(kindIds.signal, 0, unnumberedMessage, 1), w.octetsEntry(tailTags.octets, setup))),
    'a message without its type',
  );
  t.is(
    fault((w) => (w.begin(kindIds.signal, 0, unnumberedMessage, 1), w.textEntry(tailTags.message, 'SETUP'))),
    'a known message goes by its type',
  );
  t.is(
    fault((w) => (w.begin(kindIds.signal, 0, 5, 1), w.textEntry(tailTags.message, 'SETUP'))),
    'a message goes either by its type or by its name',
  );
});

test('call parameters', (t) => {
  const withWords = (words: readonly number[]): string | undefined =>
    fault((w) => (makeCall(w), w.callParametersArgument(tailTags.argument, 'CallParameters', Int32Array.from(words))));
  const group = (id: number, octets: number): number => id | (octets << 16);
  const root = [group(1, 4), 0];
  t.is(withWords([]), 'call parameters without their first group');
  t.is(withWords([...encodeCallParameters({ Flags: 1, MediaParameters: null, Foo: [1] })]), undefined);
  t.is(withWords([...root, group(9, 400), 0]), 'call parameters run past their entry');
  t.is(withWords([...root, group(9, 4), 0, group(2, 4), 0]), 'groups of call parameters are out of order');
  t.is(withWords([...root, ...root]), 'groups of call parameters are out of order');
  t.is(withWords([...root, group(20, 0)]), 'there is no group 20 of call parameters');
  t.is(withWords([...root, group(3, 4), 0]), 'group 3 of call parameters without group 2 around it');
  t.is(withWords([...root, group(9, 4), 8]), 'group 9 of call parameters has fields that are not known');
  t.is(withWords([...root, group(9, 4), 1]), 'a group of call parameters has 4 octets instead of 8');
  t.is(withWords([...root, group(9, 4), 0, group(33, 0)]), 'group 33 of call parameters contradicts the others');
  t.is(withWords([...root, group(63, 8), 0, 0]), 'call parameters at address NULL');
  t.is(withWords([...root, group(62, 2), 0x5b5b]), 'other call parameters are no JSON');
  t.is(withWords([...root, group(62, 2), 0x7d7b]), 'other call parameters are no list of paths and values');
  const media = [...root, group(9, 4), 0, group(10, 4), 0];
  t.is(withWords([...media, group(35, 152), ...new Array<number>(38).fill(0)]), 'a known structure is sent as fields, not as octets');
  t.is(withWords([...media, group(35, 2), 0x10000]), 'the padding of a group is not zero');
  t.is(withWords([...media, group(35, 2), 0xffff]), undefined);
  const other = encodeCallParameters({ Foo: 1 });
  const renamed = new TextDecoder().decode(new Uint8Array(other.buffer, 12)).replace('"Foo"', '"Flags"');
  const octets = Buffer.from(renamed.replaceAll('\0', ''));
  const padded = Buffer.alloc((octets.length + 3) & ~3);
  octets.copy(padded);
  const words = Array.from({ length: padded.length / 4 }, (_, i) => padded.readInt32LE(4 * i));
  t.is(withWords([...root, group(62, octets.length), ...words]), 'other call parameters hold what has a group of its own');
});
