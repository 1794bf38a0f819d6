import test from 'ava';
import fc from 'fast-check';
import { EmulatedNic } from '../../../firmware-stubs/emulated-nic/emulated-nic.ts';
import { plainProgram } from '../../../firmware-stubs/emulated-nic/plain-program.ts';
import { EventFacts, type Pair } from '../../../src/core/requirements/engine/event-facts.ts';
import { checkRecord } from '../../../src/core/trace/check-record.ts';
import { functionOf, kindOf } from '../../../src/core/trace/event-record.ts';
import { RecordShapes, shapeless } from '../../../src/core/trace/record-shapes.ts';
import { eventBody } from './event-arbitraries.ts';
import { batchOf, cmHeader, readLines, type SeenEvent } from './trace-kit.ts';

type Record = readonly number[];

const roles = 1;
const isRight = (record: Record): boolean => checkRecord(Int32Array.from(record), 0, record.length, 'cm') === undefined;
const find = (shapes: RecordShapes, record: Record): number => shapes.find(Int32Array.from(record), 0, record.length, roles);
const add = (shapes: RecordShapes, record: Record): number => shapes.add(Int32Array.from(record), 0, record.length, roles);

/** Every record of a few calls of the model. */
function modelled(topology: 'cm' | 'mcm'): Record[] {
  const records: Record[] = [];
  const nic = new EmulatedNic(plainProgram({ topology, calls: 6, concurrency: 2, callsPerVc: 2, sends: 2 }), [], (words, length) => records.push([...words.subarray(0, length)]));
  while (nic.step());
  nic.close();
  while (nic.step());
  return records;
}

/** What the rules are told of an event. */
function told(facts: EventFacts, record: Record, shape: number): unknown {
  const batch = batchOf(record);
  batch.shape[0] = shape;
  const identity = record[0] as number;
  facts.read(batch, 0, kindOf(identity), functionOf(identity));
  const pair = ({ seen, low, high }: Pair): unknown => (seen ? [low, high] : undefined);
  const words = (at: number, end: number): unknown => (end > 0 ? record.slice(at, end) : undefined);
  return {
    facts: [facts.first, facts.second, facts.seenFirst, facts.seenSecond],
    status: facts.statusSeen ? facts.status : undefined,
    pairs: [
      facts.vc, facts.party, facts.af, facts.context, facts.contextOut, facts.partyContext, facts.cmPartyContext, facts.list,
    ].map(pair),
    lists: words(facts.listsAt, facts.listsEnd),
    parameters: words(facts.parametersAt, facts.parametersEnd),
    octets: facts.octetsLength > 0 ? [facts.octetsAt, facts.octetsLength] : undefined,
    callReference: facts.callReference,
  };
}

/** Changes of a word that keep much, little or nothing of it. */
const changes: readonly ((value: number) => number)[] = [
  (value) => value ^ 1, (value) => value ^ 0x80000000, (value) => value ^ 0x00010000, () => 0, () => -1, () => 0x12345678,
];

for (const topology of ['cm', 'mcm'] as const) {
  test(`nearly every record of an emulated ${topology} has a shape, and there are few of them`, (t) => {
    const shapes = new RecordShapes();
    const records = modelled(topology);
    let without = 0;
    for (const record of records) {
      const known = find(shapes, record);
      const shape = known >= 0 ? known : add(shapes, record);
      t.is(find(shapes, record), shape);
      if (shape === shapeless) without++;
    }
    // Those with a structure that travels as JSON.
    t.true(without * 50 < records.length, `${without}`);
    t.true(shapes.count * 3 < records.length, `${shapes.count} shapes of ${records.length} records`);
  });
}

test('a record of a known shape passes the check, and means what a closer look would say', (t) => {
  const shapes = new RecordShapes();
  const facts = new EventFacts();
  const kept: Record[] = [];
  for (const record of modelled('cm')) {
    if (find(shapes, record) >= 0) continue;
    const shape = add(shapes, record);
    told(facts, record, shape);
    kept.push(record);
  }
  let found = 0;
  for (const record of kept) {
    for (let i = 0; i < record.length; i++) {
      for (const change of changes) {
        const changed = record.with(i, change(record[i] as number) | 0);
        const shape = find(shapes, changed);
        if (shape === shapeless) continue;
        found++;
        if (!isRight(changed)) t.fail(`word ${i} of ${record.join()}`);
        t.deepEqual(told(facts, changed, shape), told(facts, changed, shapeless), `word ${i} of ${record.join()}`);
      }
    }
  }
  t.true(found > 1000, `${found}`);
});

test('the same of anything that a trace can say', (t) => {
  const change = fc.record({ at: fc.nat(400), bits: fc.oneof(fc.nat(31).map((bit) => 1 << bit), fc.integer()) });
  let found = 0;
  fc.assert(
    fc.property(eventBody, fc.array(change, { maxLength: 2 }), (body, all) => {
      const [event] = readLines(cmHeader, JSON.stringify({ at: 1, ...body })).events;
      const record = [...(event as SeenEvent).record];
      if (!isRight(record)) return;
      const shapes = new RecordShapes();
      const shape = add(shapes, record);
      if (shape === shapeless) return;
      const facts = new EventFacts();
      t.deepEqual(told(facts, record, shape), told(facts, record, shapeless));
      t.is(find(shapes, record), shape);
      const changed = [...record];
      for (const { at, bits } of all) changed[at % record.length] = ((changed[at % record.length] as number) ^ bits) | 0;
      if (find(shapes, changed) === shapeless) return;
      found++;
      t.true(isRight(changed));
      t.deepEqual(told(facts, changed, shape), told(facts, changed, shapeless));
    }),
    { numRuns: 1000 },
  );
  t.true(found > 20, `${found}`);
});

test('a stream of nothing but different shapes is not remembered without end', (t) => {
  const shapes = new RecordShapes();
  const [first] = modelled('cm') as [Record];
  for (let thread = 0; thread < 5000; thread++) {
    // Another word of presence or status makes another head.
    const record = first.with(9, thread);
    if (find(shapes, record) === shapeless) add(shapes, record);
  }
  t.is(shapes.count, 2048);
});
