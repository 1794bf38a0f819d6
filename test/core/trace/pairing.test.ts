import test from 'ava';
import { utf8Octets } from '../../../src/core/octets.ts';
import { fromIds } from '../../../src/core/trace/event-record.ts';
import { frameFlags } from '../../../src/core/trace/frames.ts';
import { Pairing } from '../../../src/core/trace/pairing.ts';
import { TraceReader } from '../../../src/core/trace/trace-reader.ts';

interface Paired {
  readonly pairing: Pairing;
  /** For each event the line of the enter that it opens or closes, or -1. */
  readonly enters: number[];
  readonly parents: number[];
  readonly from: number[];
  readonly flags: number[];
}

function pair(events: readonly object[], header: object = {}): Paired {
  let pairing: Pairing | undefined;
  const enters: number[] = [];
  const parents: number[] = [];
  const from: number[] = [];
  const flags: number[] = [];
  const reader = new TraceReader('test.trace.jsonl', {
    header: (read) => (pairing = new Pairing(read)),
    batch: (batch) => {
      for (let i = 0; i < batch.count; i++) {
        const slot = (pairing as Pairing).event(batch, i);
        const { frames } = pairing as Pairing;
        const parent = slot < 0 ? -1 : (frames.parent[slot] as number);
        enters.push(slot < 0 ? -1 : (frames.line[slot] as number));
        parents.push(parent < 0 ? -1 : (frames.line[parent] as number));
        from.push(slot < 0 ? -1 : (frames.from[slot] as number));
        flags.push(slot < 0 ? 0 : (frames.flags[slot] as number));
      }
    },
  });
  const lines = [{ condisTrace: 1, topology: 'cm', observes: ['calls'], ...header }, ...events.map((event, at) => ({ at, ...event }))];
  reader.push(utf8Octets(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
  reader.finish();
  return { pairing: pairing as Pairing, enters, parents, from, flags };
}

const enter = (fn: string, by: string, more: object = {}): object => ({ kind: 'enter', fn, by, ...more });
const back = (fn: string, by: string, more: object = {}): object => ({ kind: 'return', fn, by, ...more });

test('a return closes the innermost enter of its thread, function and role', (t) => {
  const on = (thread: string | number): object => ({ thread });
  const { enters, parents, pairing } = pair([
    enter('NdisClMakeCall', 'client', on('c1')), enter('NdisClMakeCall', 'client', on(7)), enter('NdisClMakeCall', 'client', on('c1')),
    enter('ProtocolCmMakeCall', 'cm', on('c1')), back('NdisClMakeCall', 'client', on(7)), back('ProtocolCmMakeCall', 'cm', on('c1')),
    back('NdisClMakeCall', 'client', on('c1')), back('NdisClMakeCall', 'client', on('c1')),
  ]);
  t.deepEqual(enters, [2, 3, 4, 5, 3, 5, 4, 2]);
  t.deepEqual(parents, [-1, -1, 2, 4, -1, 4, 2, -1]);
  t.is(pairing.open, 0);
  t.is(pairing.orphans, 0);
});

test('a lost return inside does not stop the one around it', (t) => {
  const { enters, pairing } = pair([
    enter('NdisClMakeCall', 'client', { thread: 1 }), enter('ProtocolCmMakeCall', 'cm', { thread: 1 }),
    back('NdisClMakeCall', 'client', { thread: 1 }), back('NdisClMakeCall', 'client', { thread: 1 }),
  ]);
  t.deepEqual(enters, [2, 3, 2, -1]);
  t.is(pairing.open, 1);
  t.is(pairing.orphans, 1);
});

test('equal threads of two ports are two threads', (t) => {
  const { enters } = pair([
    enter('NdisClMakeCall', 'client', { thread: 1, port: 'a' }), enter('NdisClMakeCall', 'client', { thread: 1, port: 'b' }),
    back('NdisClMakeCall', 'client', { thread: 1, port: 'a' }), back('NdisClMakeCall', 'client', { thread: 1, port: 'b' }),
  ]);
  t.deepEqual(enters, [2, 3, 2, 3]);
});

test('a span on both decides, also across threads', (t) => {
  const { enters } = pair([
    enter('NdisClMakeCall', 'client', { thread: 1, span: 5 }), enter('NdisClMakeCall', 'client', { thread: 1, span: 6 }),
    back('NdisClMakeCall', 'client', { thread: 1, span: 5 }), back('NdisClMakeCall', 'client', { thread: 2, span: 6 }),
  ]);
  t.deepEqual(enters, [2, 3, 2, 3]);
});

test('without thread and span the handles decide, and nesting is not observed', (t) => {
  const { enters, flags, parents } = pair([
    enter('NdisClMakeCall', 'client', { vc: '0x1' }), enter('NdisClMakeCall', 'client', { vc: '0x2' }),
    enter('NdisClDropParty', 'client', { party: '0x9' }), back('NdisClMakeCall', 'client', { vc: '0x1' }),
    back('NdisClDropParty', 'client', { party: '0x8' }), back('NdisClMakeCall', 'client'),
  ]);
  t.deepEqual(enters, [2, 3, 4, 2, -1, 3]);
  t.is((flags[0] as number) & frameFlags.nestingObserved, 0);
  t.true(parents.every((parent) => parent === -1));
});

test('two functions without a number are told apart by name', (t) => {
  const { enters } = pair([
    enter('NdisCoFoo', 'client', { thread: 1 }), enter('NdisCoBar', 'client', { thread: 1 }),
    back('NdisCoFoo', 'client', { thread: 1 }), back('NdisCoBar', 'client', { thread: 1 }),
  ]);
  t.deepEqual(enters, [2, 3, 2, 3]);
});

test('what gaps and a late tracer hide is no orphan', (t) => {
  t.is(pair([back('NdisClMakeCall', 'client')]).pairing.orphans, 1);
  t.is(pair([{ kind: 'gap', lost: 1, why: 'crc' }, back('NdisClMakeCall', 'client')]).pairing.orphans, 0);
  t.is(pair([back('NdisClMakeCall', 'client')], { begins: 'attached' }).pairing.orphans, 0);
});

test('a handler inside the completion of its request was run by NDIS; elsewhere nesting does not say', (t) => {
  const handler = (more: object = {}): object => enter('ProtocolClMakeCallComplete', 'client', { thread: 1, ...more });
  const completion = enter('NdisCmMakeCallComplete', 'cm', { thread: 1 });
  t.is(pair([completion, handler()]).from[1], fromIds.ndis);
  t.is(pair([handler()]).from[0], fromIds.absent);
  t.is(pair([completion, handler({ from: 'self' })]).from[1], fromIds.self);
  t.is(pair([completion, enter('NdisClCloseCall', 'client', { thread: 1 }), handler()]).from[2], fromIds.absent);
  const mcm = { topology: 'mcm', hook: 'import' };
  t.is(pair([enter('NdisCmMakeCallComplete', 'mcm', { thread: 1 }), handler()], mcm).from[1], fromIds.ndis);
});

test('slots are used again after the event that follows a return', (t) => {
  const events = Array.from({ length: 2000 }, () => [enter('NdisClMakeCall', 'client', { thread: 1 }), back('NdisClMakeCall', 'client', { thread: 1 })]);
  t.true(pair(events.flat()).pairing.frames.size <= 2);
});
