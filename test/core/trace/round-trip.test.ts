import { readdirSync, readFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { statusCode, statusText } from '../../../src/core/condis/statuses.ts';
import { checkRecord } from '../../../src/core/trace/check-record.ts';
import { headerToJson } from '../../../src/core/trace/trace-writer.ts';
import { eventBody } from './event-arbitraries.ts';
import { cmHeader, readTrace, rewrite } from './trace-kit.ts';

const examples = readdirSync('test/examples').filter((name) => name.endsWith('.trace.jsonl'));

/** A JSON value with every status in its one spelling, and without empty `args`, which say no more than none. */
function inOneSpelling(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((element) => inOneSpelling(element, key));
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([name, member]) => name !== 'args' || Object.keys(member as object).length > 0);
    return Object.fromEntries(members.map(([name, member]) => [name, inOneSpelling(member, name)]));
  }
  const isStatus = ['status', 'Status', 'CloseStatus'].includes(key) && typeof value === 'string';
  return isStatus ? statusText(statusCode(value) as number) : value;
}

test('there are examples to read', (t) => t.is(examples.length, 6));

for (const name of examples) {
  test(`${name} is written as it was read`, (t) => {
    const file = readFileSync(`test/examples/${name}`, 'utf8');
    const valuesOf = (text: string): unknown[] => text.trimEnd().split('\n').map((line) => inOneSpelling(JSON.parse(line)));
    t.deepEqual(valuesOf(rewrite(file)), valuesOf(file));
    for (const { record } of readTrace(file).events) t.is(checkRecord(Int32Array.from(record), 0, record.length), undefined);
  });
}

test('records, stamps and ports are the same after writing and reading again', (t) => {
  const file = fc.array(fc.tuple(fc.nat(1e9), eventBody), { maxLength: 8 }).map((events) => {
    let at = 0;
    return [cmHeader, ...events.map(([step, body]) => JSON.stringify({ at: (at += step), ...body }))].join('\n');
  });
  fc.assert(
    fc.property(file, (text) => {
      const first = readTrace(text);
      const again = rewrite(text);
      const second = readTrace(again);
      t.deepEqual(second.events, first.events);
      t.deepEqual(second.header.ports, first.header.ports);
      t.is(rewrite(again), again);
      for (const { record } of first.events) t.is(checkRecord(Int32Array.from(record), 0, record.length, 'cm'), undefined, text);
    }),
    { numRuns: 150 },
  );
});

test('a header is the same after writing and reading again', (t) => {
  const roles = fc.subarray(['client', 'cm', 'mcm', 'miniport']);
  const portSpec = fc.record(
    { sees: roles, clock: fc.constantFrom('device', 'host'), tickHz: fc.integer({ min: 1 }), uncertaintyNs: fc.nat() },
    { requiredKeys: [] },
  );
  const names = fc.uniqueArray(fc.oneof(fc.string().filter((text) => !text.startsWith('x-')), fc.constantFrom('main', '7', '__proto__')));
  const header = fc.record(
    {
      hook: fc.constantFrom('source', 'import'),
      sees: roles,
      begins: fc.constantFrom('load', 'attached'),
      declares: fc.record({ tapi: fc.boolean(), permanentVc: fc.boolean() }, { requiredKeys: [] }),
      uncertaintyNs: fc.nat(),
      complete: fc.boolean(),
      ends: fc.constant(false),
      startedAt: fc.constant('2026-11-21T14:57:00Z'),
      scenario: fc.oneof(fc.string(), fc.dictionary(fc.string(), fc.jsonValue())),
      tool: fc.string(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.constantFrom('cm', 'mcm'), header, names, fc.array(portSpec), (topology, rest, portNames, specs) => {
      const ports = portNames.map((name, i) => `${JSON.stringify(name)}:${JSON.stringify(specs[i] ?? {})}`).join(',');
      const line = `${JSON.stringify({ condisTrace: 1, topology, observes: ['calls'], ...rest }).slice(0, -1)},"ports":{${ports}}}`;
      const first = readTrace(line).header;
      t.deepEqual(first.ports.map(({ name }) => name), portNames);
      t.deepEqual(readTrace(headerToJson(first)).header, first);
    }),
  );
});

test('a header of defaults is short', (t) => {
  t.is(headerToJson(readTrace(cmHeader).header), cmHeader);
});

test('the reference port stays the first, also where no event comes through it', (t) => {
  const file = `${cmHeader.replace('}', ',"ports":{"main":{}}}')}\n{"at":1,"kind":"note","text":"","port":"a"}`;
  t.deepEqual(readTrace(rewrite(file)), readTrace(file));
});

test('what a writer adds and leaves out', (t) => {
  const lines = (...events: readonly string[]): string[] => rewrite([cmHeader, ...events].join('\n')).trimEnd().split('\n').slice(1);
  t.deepEqual(
    lines(
      '{"kind":"enter","at":1,"by":"cm","fn":"Foo","x-a":1,"unknown":2,"args":{},"port":"main","vc":"0x00ff"}',
      '{"at":2,"kind":"signal","dir":"rx","bytes":"09030000014D80"}',
      '{"at":3,"kind":"return","fn":"NdisClMakeCall","by":"client","status":"0X103","tick":"9007199254740991"}',
      '{"at":4,"kind":"return","fn":"NdisClMakeCall","by":"client","status":"0xabc","tick":"9007199254740992"}',
    ),
    [
      '{"at":1,"kind":"enter","fn":"Foo","by":"cm","vc":"0xff"}',
      '{"at":2,"kind":"signal","dir":"rx","message":"RELEASE","bytes":"09030000014d80"}',
      '{"at":3,"kind":"return","fn":"NdisClMakeCall","by":"client","status":"NDIS_STATUS_PENDING","tick":9007199254740991}',
      '{"at":4,"kind":"return","fn":"NdisClMakeCall","by":"client","status":"0x00000abc","tick":"9007199254740992"}',
    ],
  );
});
