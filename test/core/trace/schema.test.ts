import { readdirSync, readFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { statusCodes } from '../../../src/core/condis/statuses.ts';
import { kindIds, type Kind } from '../../../src/core/trace/event-record.ts';
import { commonKeys, declarations, headerKeys, keysByKind, portKeys } from '../../../src/core/trace/trace-keys.ts';
import { eventBody } from './event-arbitraries.ts';
import { isValid, type Schema } from './schema-check.ts';
import { cmHeader, faultOf, readLines } from './trace-kit.ts';

interface ObjectSchema {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, ObjectSchema>>;
}
type LineSchema = Schema & { readonly $defs: Readonly<Record<string, ObjectSchema>> };
const schema = JSON.parse(readFileSync('docs/trace-format.schema.json', 'utf8')) as LineSchema;
const page = readFileSync('docs/trace-format.md', 'utf8');
const keysOf = (part: ObjectSchema | undefined): string[] => Object.keys(part?.properties ?? {}).toSorted();

test('the schema and the reader know the same keys', (t) => {
  t.deepEqual(keysOf(schema.$defs['header']), headerKeys.toSorted());
  t.deepEqual(keysOf(schema.$defs['portSpec']), portKeys.toSorted());
  t.deepEqual(keysOf(schema.$defs['header']?.properties['declares']), declarations.toSorted());
  for (const kind of Object.keys(kindIds) as Kind[]) {
    t.deepEqual(keysOf(schema.$defs[kind]), [...commonKeys, ...keysByKind[kind]].toSorted(), kind);
  }
});

test('the reader asks for what the schema requires', (t) => {
  const whole: Record<string, unknown> = {
    fn: 'A', by: 'cm', dir: 'tx', message: 'SETUP', address: '0x1', size: 1, vc: '0x1', lost: null, why: 'crc', text: '', events: 0, at: 1,
  };
  for (const kind of Object.keys(kindIds) as Kind[]) {
    const required = schema.$defs[kind]?.required ?? [];
    const keys = kind === 'signal' ? [...required, 'message'] : required;
    const event = Object.fromEntries(keys.map((key) => [key, key === 'kind' ? kind : whole[key]]));
    t.notThrows(() => readLines(cmHeader, JSON.stringify(event)), kind);
    for (const key of required) {
      const { [key]: _, ...rest } = event;
      t.is(faultOf(`${cmHeader}\n${JSON.stringify(rest)}\n`).code, 'missing-key', `${kind} without ${key}`);
    }
  }
});

test('the example traces are valid', (t) => {
  for (const name of readdirSync('test/examples').filter((file) => file.endsWith('.jsonl'))) {
    const lines = readFileSync(`test/examples/${name}`, 'utf8').trimEnd().split('\n');
    for (const line of lines) t.true(isValid(JSON.parse(line), schema, schema), line);
  }
});

test('what the reader reads is valid', (t) => {
  fc.assert(fc.property(eventBody, (body) => t.true(isValid({ at: 1, ...body }, schema, schema), JSON.stringify(body))), { numRuns: 300 });
  for (const status of Object.keys(statusCodes)) t.true(isValid({ at: 1, kind: 'return', fn: 'A', by: 'cm', status }, schema, schema));
});

test('what one line shows to be wrong is invalid', (t) => {
  const head = { condisTrace: 1, topology: 'cm', observes: [] };
  for (const line of [
    { ...head, condisTrace: 2 }, { ...head, extra: 1 }, { ...head, observes: ['all'] }, { ...head, ports: { a: { hz: 1 } } },
    { ...head, declares: { a: true } },
    { kind: 'note', text: '' }, { at: -1, kind: 'note', text: '' }, { at: 1.5, kind: 'note', text: '' }, { at: 1, kind: 'leave' }, [], null,
    { at: 1, kind: 'enter', fn: 'A', by: 'nobody' }, { at: 1, kind: 'enter', fn: 'A', by: 'cm', vc: '0x0' },
    { at: 1, kind: 'signal', dir: 'tx' },
    { at: 1, kind: 'enter', fn: 'A', by: 'cm', args: { Status: 0 } },
    { at: 1, kind: 'enter', fn: 'A', by: 'cm', args: { NdisVcHandle: '1' } },
    { at: 1, kind: 'gap', lost: 'many', why: 'crc' }, { at: 1, kind: 'free', by: 'cm', address: null },
  ]) t.false(isValid(line, schema, schema), JSON.stringify(line));
});

test('the page names every key, and every code of a refusal', (t) => {
  const keys = [...headerKeys, ...portKeys, ...declarations, ...commonKeys, ...Object.values(keysByKind).flat()];
  for (const key of keys) t.true(page.includes(`\`${key}\``), key);
  const sources = readdirSync('src/core/trace').map((name) => readFileSync(`src/core/trace/${name}`, 'utf8')).join('\n');
  const firstWords = 'unknown|not|no|end|wrong|bad|missing|malformed|duplicate|blank|line|value|too|empty|time|handles|message';
  const codes = [...sources.matchAll(new RegExp(`'((?:${firstWords})-[a-z-]+)'`, 'g'))];
  t.true(codes.length > 25);
  for (const [, code] of codes) t.true(page.includes(`\`${code}\``), code);
});
