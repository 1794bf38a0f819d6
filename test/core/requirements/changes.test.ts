import test from 'ava';
import type { CourseName } from '../../../src/core/scenario/course.ts';
import { pendedOnly } from '../../firmware-stubs/recorded.ts';
import { faultsOf, having, judge, outcomeOf, type Line } from './judging.ts';
import { ModelTrace } from './model-trace.ts';

const trace = (course: CourseName, header: Line = {}): ModelTrace => new ModelTrace({ topology: 'cm', courses: [{ name: course }], sends: 0 }, header);
const synchronous = (course: CourseName): ModelTrace => new ModelTrace({ topology: 'cm', courses: [{ name: course }], sends: 0, pended: pendedOnly() });

const request = 'E NdisClModifyCallQoS';
const complete = 'E NdisCmModifyCallQoSComplete';
const told = 'E ProtocolClModifyCallQoSComplete';
const offer = 'E NdisCmDispatchIncomingCallQoSChange';

type Change = (m: ModelTrace) => ModelTrace;
const parametersOf = (m: ModelTrace, line: number): object => m.line(line).args?.['CallParameters'] as object;

/** What is done to the trace of a course, the rows that are red, the rows that warn. */
const mutants: readonly (readonly [what: string, m: () => ModelTrace, change: Change, red: string, warned?: string])[] = [
  ['a request does not reach the call manager', () => synchronous('clientModifyRefused'),
    (m) => m.drop(...m.span(m.at('E ProtocolCmModifyCallQoS'), m.at('R ProtocolCmModifyCallQoS'))).edit(m.at('R NdisClModifyCallQoS'),
      { status: 'NDIS_STATUS_SUCCESS' }), 'QS-02'],
  ['the client does not run its handler', () => synchronous('clientModifies'),
    (m) => m.drop(m.at(told), m.at('R ProtocolClModifyCallQoSComplete')), '', 'QS-03'],
  ['NDIS does not call the handler', () => trace('clientModifies'),
    (m) => m.drop(m.at(told), m.at('R ProtocolClModifyCallQoSComplete')), 'QS-03'],
  ['the client runs the handler though the request pended', () => trace('clientModifies'), (m) => m.edit(m.at(told), { from: 'self' }), 'QS-03'],
  ['an odd status for a refused change', () => trace('clientModifyRefused'),
    (m) => m.edit(m.at(complete), { args: { Status: 'NDIS_STATUS_RESOURCES' } }), 'QS-06'],
  ['a refused change is a success', () => trace('clientModifyRefused'),
    (m) => m.edit(m.at(complete), { args: { Status: 'NDIS_STATUS_SUCCESS' } }), 'AV-23 QS-05 QS-06'],
  ['a change that the miniport refused is a success', () => trace('clientModifyRefusedByMiniport'),
    (m) => m.edit(m.at(complete), { args: { Status: 'NDIS_STATUS_SUCCESS' } }), 'AV-23 QS-05 QS-06'],
  ['a change in part is not marked', () => trace('clientModifyGrantedInPart'),
    (m) => m.edit(m.at(complete), { args: { CallParameters: { ...parametersOf(m, m.at(complete)), Flags: 0 } } }), '', 'QS-09'],
  ['a change is offered that the miniport refused', () => trace('networkModifies'), (m) => {
    for (const name of ['E NdisMCoActivateVcComplete', 'E ProtocolCmActivateVcComplete']) m.edit(m.at(name, 3), { args: { Status: 'NDIS_STATUS_INVALID_DATA' } });
    return m;
  }, 'QS-14'],
  ['other parameters are offered than were activated', () => trace('networkModifies'),
    (m) => m.edit(m.at(offer), { args: { CallParameters: { ...parametersOf(m, m.at('E NdisClMakeCall')), Flags: 0 } } }), 'QS-14'],
  ['the change is not activated before it is offered', () => trace('networkModifies'),
    (m) => m.drop(...m.span(m.at('E NdisCmActivateVc', 3), m.at('R ProtocolCmActivateVcComplete', 3)).filter((line) => /ActivateVc/.test(String(m.line(line)['fn'])))),
    'QS-14'],
  ['the dispatch does not reach the client', () => trace('networkModifies'),
    (m) => m.drop(m.at('E ProtocolClIncomingCallQoSChange'), m.at('R ProtocolClIncomingCallQoSChange')), 'QS-15'],
  ['the network is not told of the outcome', () => trace('networkModifies'), (m) => m.drop(m.at('tx MODIFY ACKNOWLEDGE')), 'QS-17'],
];

for (const [what, made, change, red, warned = ''] of mutants) {
  test(what, (t) => {
    t.deepEqual(having(judge(made().result), 'fail', 'self-check', 'warn', 'inconclusive'), [], 'without the change it is green');
    const results = judge(change(made()).result);
    t.is(having(results, 'fail', 'self-check').join(' '), red);
    t.is(having(results, 'warn').join(' '), warned);
    t.is(having(results, 'inconclusive').join(' '), '');
    t.deepEqual(faultsOf(results), [1]);
  });
}

/** Requests that fail one after another, as the first one does. */
function insisting(times: number): ModelTrace {
  const m = synchronous('clientModifyRefused');
  const all = m.span(m.at(request), m.at('R ProtocolClModifyCallQoSComplete'));
  const end = (all.at(-1) as number) + 1;
  for (let i = 1; i < times; i++) m.copy(all, end);
  return m;
}

test('eight requests in a row may fail, a ninth is one too many', (t) => {
  t.is(outcomeOf(judge(insisting(8).result), 'QS-12'), 'pass');
  const results = judge(insisting(9).result);
  t.is(having(results, 'warn').join(' '), 'QS-12');
  t.is(having(results, 'fail', 'self-check').join(' '), '');
});

test('a client that finds no agreement on parameters that it cannot do with closes the call', (t) => {
  const declares = { returnedParametersAcceptable: false, renegotiationAllowed: true };
  const closed = trace('clientModifyRefused', { declares });
  t.is(outcomeOf(judge(closed.result), 'QS-13'), 'pass');
  const kept = trace('clientModifyRefused', { declares });
  kept.drop(...kept.span(kept.at('E NdisClCloseCall'), kept.at('R ProtocolClCloseCallComplete')));
  t.is(outcomeOf(judge(kept.result), 'QS-13'), 'fail');
  t.is(outcomeOf(judge(trace('clientModifyRefused').result), 'QS-13'), 'vacuous');
});

const courses: readonly CourseName[] = [
  'clientModifies', 'clientModifyGrantedInPart', 'clientModifyRefused', 'clientModifyRefusedByMiniport', 'networkModifies',
  'networkModifyRenegotiated', 'networkModifyUnacceptable', 'networkModifyRefusedByMiniport',
];

test('data moves on an active VC while it is activated again, and AV-14 holds', (t) => {
  const m = new ModelTrace({ topology: 'cm', courses: [{ name: 'networkModifies' }], sends: 1 });
  const send = m.span(m.at('E NdisCoSendNetBufferLists'), m.at('R ProtocolCoSendNetBufferListsComplete'));
  const results = judge(m.move(send, m.at('R ProtocolCmActivateVcComplete', 3)).result);
  t.is(outcomeOf(results, 'AV-14'), 'pass');
});

test('a gap anywhere in a change, with or without one event lost, blames nobody', (t) => {
  for (const course of courses) {
    const whole = trace(course);
    const first = whole.at('E ProtocolClMakeCallComplete');
    const last = whole.at('E NdisCoDeleteVc');
    for (let line = first; line < last; line += 5) {
      for (const lost of [[], [line, line + 1]]) {
        const m = trace(course);
        m.drop(...lost).insert(line + lost.length, { kind: 'gap', lost: lost.length + 1, why: 'overrun' });
        t.deepEqual(having(judge(m.result), 'fail', 'self-check', 'warn'), [], `${course}, line ${line}, ${lost.length} lost`);
      }
    }
  }
});

test('arguments that were not seen blame nobody', (t) => {
  for (const course of courses) {
    for (const name of ['CallParameters', 'Status', 'Flags']) {
      const m = trace(course);
      for (let line = 2, end = m.at('E NdisCoDeleteVc'); line < end; line++) m.blank(line, name);
      t.deepEqual(having(judge(m.result), 'fail', 'self-check', 'warn'), [], `${course} without ${name}`);
    }
    const m = trace(course, { observes: ['calls'] });
    t.deepEqual(having(judge(m.result), 'fail', 'self-check', 'warn'), [], course);
  }
});
