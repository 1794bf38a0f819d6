import test from 'ava';
import type { CourseName } from '../../../src/core/scenario/course.ts';
import { defaultCalled } from '../../../src/core/scenario/defaults.ts';
import { courseOf, multipointProgram, party, pendedOnly } from '../../firmware-stubs/recorded.ts';
import { faultsOf, having, judge, outcomeOf, type Line } from './judging.ts';
import { ModelTrace } from './model-trace.ts';

const saps = { saps: [defaultCalled.digits] };
const trace = (course: CourseName, header: Line = {}): ModelTrace =>
  new ModelTrace({ topology: 'cm', courses: [courseOf(course)], sends: 1, ...saps }, header);
const onMcm = (course: CourseName): ModelTrace => new ModelTrace({ topology: 'mcm', courses: [courseOf(course)], sends: 1, ...saps });
const synchronous = (course: CourseName): ModelTrace =>
  new ModelTrace({ topology: 'cm', courses: [courseOf(course)], sends: 0, pended: pendedOnly(), ...saps });
const reused = (course: CourseName): ModelTrace =>
  new ModelTrace({ topology: 'cm', courses: [courseOf(course)], calls: 2, callsPerVc: 2, sends: 0, ...saps });

const offer = 'E NdisCmDispatchIncomingCall';
const answer = 'E NdisClIncomingCallComplete';
const indicate = 'E NdisCmDispatchIncomingCloseCall';
const told = 'E ProtocolClIncomingCloseCall';

type Change = (m: ModelTrace) => ModelTrace;

/** Takes a call with everything in it away. */
const without = (m: ModelTrace, name: string, n = 1): ModelTrace => m.drop(...m.span(m.at(`E ${name}`, n), m.at(`R ${name}`, n)));
/** An event of the client on a VC, with its return. */
const clientCall = (m: ModelTrace, fn: string, line: number): Line[] => ['enter', 'return'].map((kind) => ({
  kind, fn, by: 'client', vc: m.line(line)['vc'], thread: 'x1', ...(kind === 'return' && { status: 'NDIS_STATUS_INVALID_STATE' }),
}));
const parametersOf = (m: ModelTrace, line: number): object => m.line(line).args?.['CallParameters'] as object;

/** A call is offered on a VC that the client has created, and rejected. */
function offeredOnClients(m: ModelTrace): ModelTrace {
  const vc = m.line(m.at('E NdisClMakeCall'))['vc'];
  const { sap } = m.line(m.at('E ProtocolCmRegisterSap')) as { sap?: string };
  const line = (kind: string, fn: string, by: string): Line => ({
    kind, fn, by, vc, sap, thread: 'x2', ...(kind === 'return' && { status: 'NDIS_STATUS_NOT_SUPPORTED' }),
  });
  return m.insert(m.at('E NdisClMakeCall'), line('enter', 'NdisCmDispatchIncomingCall', 'cm'), line('enter', 'ProtocolClIncomingCall', 'client'),
    line('return', 'ProtocolClIncomingCall', 'client'), line('return', 'NdisCmDispatchIncomingCall', 'cm'));
}

/** What is done to the trace of a course, the rows that are red, the rows that warn, and how many faults that is. */
const mutants: readonly (readonly [what: string, m: () => ModelTrace, change: Change, red: string, warned?: string, faults?: number])[] = [
  ['a call for a SAP that nobody has registered', () => trace('incomingAccepted'),
    (m) => m.edit(m.at(offer), { sap: '0x77' }).edit(m.at('R NdisCmDispatchIncomingCall'), { sap: '0x77' }), 'IC-01'],
  ['a call for no SAP', () => trace('incomingAccepted'),
    (m) => m.edit(m.at(offer), { sap: null }).edit(m.at('R NdisCmDispatchIncomingCall'), { sap: null }), 'IC-01'],
  ['the offer does not reach the client', () => trace('incomingRejected'), (m) => without(m, 'ProtocolClIncomingCall'), 'IC-03'],
  ['the call manager does not run its handler', () => trace('incomingAccepted'), (m) => without(m, 'ProtocolCmIncomingCallComplete'), '', 'IC-04'],
  ['NDIS does not tell the call manager of the answer', () => trace('incomingPended'),
    (m) => without(m, 'ProtocolCmIncomingCallComplete'), 'IC-04'],
  ['NDIS tells the answer to an offer that was not pended', () => trace('incomingAccepted'),
    (m) => m.edit(m.at('E ProtocolCmIncomingCallComplete'), { from: 'ndis' }), '', 'IC-04'],
  ['a call with parameters that are not valid is taken', () => trace('incomingAccepted', { declares: { inputValid: false } }), (m) => m, '', 'IC-05'],
  ['an offer is never answered', () => trace('incomingRejectedLater'),
    (m) => m.drop(m.at(answer), m.at('R NdisClIncomingCallComplete'), ...m.span(m.at('E ProtocolCmIncomingCallComplete'), m.at('R ProtocolCmIncomingCallComplete'))),
    'IC-06'],
  ['an offer is answered that was settled', () => trace('incomingAccepted'),
    (m) => m.insert(m.at('tx CONNECT'), ...clientCall(m, 'NdisClIncomingCallComplete', m.at(offer)).map((line) => ({ ...line, args: { Status: 'NDIS_STATUS_SUCCESS' } }))),
    'IC-06'],
  ['an offer is answered with pending', () => trace('incomingRejectedLater'),
    (m) => m.edit(m.at(answer), { args: { Status: 'NDIS_STATUS_PENDING' } }).edit(m.at('E ProtocolCmIncomingCallComplete'), { args: { Status: 'NDIS_STATUS_PENDING' } }),
    'IC-08'],
  ['other parameters without the flag', () => trace('incomingParametersChanged'),
    (m) => m.edit(m.at(answer), { args: { CallParameters: { ...parametersOf(m, m.at(answer)), Flags: 0 } } }), 'IC-09'],
  ['the parameters of a rejected call are passed on', () => trace('incomingRejectedLater'),
    (m) => m.insert(m.at('tx RELEASE'), ...clientCall(m, 'NdisClModifyCallQoS', m.at(offer)).map((line) => ({
      ...line, ...(line['kind'] === 'enter' && { args: { CallParameters: parametersOf(m, m.at(offer)) } }),
    }))), 'IC-10', 'QS-03', 2],
  ['CONNECT is not sent', () => onMcm('incomingAccepted'), (m) => m.drop(m.at('tx CONNECT'), m.at('rx CONNECT ACKNOWLEDGE')), '', 'IC-11'],
  ['a rejection is not signalled', () => onMcm('incomingRejected'), (m) => m.drop(m.at('tx RELEASE'), m.at('rx RELEASE COMPLETE')), '', 'IC-11'],
  ['connected is not reported', () => synchronous('incomingAccepted'), (m) => without(m, 'NdisCmDispatchCallConnected'), 'IC-12'],
  ['connected is reported before the answer', () => onMcm('incomingPended'),
    (m) => m.move(m.span(m.at('E NdisMCmDispatchCallConnected'), m.at('R NdisMCmDispatchCallConnected')), m.at(answer)), 'IC-12'],
  ['connected does not reach the client', () => synchronous('incomingAccepted'), (m) => without(m, 'ProtocolClCallConnected'), 'IC-12'],
  ['the VC of a rejected call stays active', () => onMcm('incomingRejected'), (m) => without(m, 'NdisMCmDeactivateVc'), 'IC-13'],
  ['the client sends before it is told', () => onMcm('incomingAccepted'),
    (m) => m.move(m.span(m.at('E NdisMCmDispatchCallConnected'), m.at('R NdisMCmDispatchCallConnected')), m.at('E NdisMCoSendNetBufferListsComplete')),
    'MC-07 IC-15'],
  ['a call torn down without a word', () => onMcm('incomingChangesRefused'),
    (m) => m.drop(...m.span(m.at('E NdisMCmDispatchIncomingCloseCall'), m.at('R NdisMCmDispatchIncomingCloseCall'))
      .filter((line) => /IncomingCloseCall|CloseCall$/.test(String(m.line(line)['fn'])))), 'IC-12 IC-17'],
  ['a call is offered on a VC of the client', () => trace('networkCloses'), offeredOnClients, 'CV-18 IC-02', 'AV-22 IC-04 IC-11', 4],
  ['NdisMCmCreateVc does not run the client\'s handler', () => onMcm('incomingAccepted'), (m) => without(m, 'ProtocolCoCreateVc'), 'CV-20'],
  ['the offer comes before the activation', () => onMcm('incomingRejected'), (m) => m.move(m.span(m.at('E NdisMCmActivateVc'), m.at('R ProtocolCmActivateVcComplete')),
    m.at('tx RELEASE')), '', 'AV-22 IC-02'],
  ['the client is not told of RELEASE', () => onMcm('networkCloses'),
    (m) => m.drop(m.at('E NdisMCmDispatchIncomingCloseCall'), m.at(told), m.at('R ProtocolClIncomingCloseCall'), m.at('R NdisMCmDispatchIncomingCloseCall')),
    'IX-01'],
  ['an error for RELEASE', () => reused('incomingNetworkCloses'), (m) => m.edit(m.at(indicate), { args: { CloseStatus: 'NDIS_STATUS_FAILURE' } }), 'IX-01'],
  ['a size without a buffer', () => trace('networkCloses'), (m) => m.edit(m.at(indicate), { args: { Size: 4 } }), 'IX-03'],
  ['NDIS does not tell the client of the closing', () => trace('networkCloses'), (m) => m.drop(m.at(told), m.at('R ProtocolClIncomingCloseCall')), 'IX-04'],
  ['the VC stays active after a closing by the network', () => onMcm('networkCloses'), (m) => without(m, 'NdisMCmDeactivateVc'), 'CL-13 IX-09'],
  ['a VC of the call manager is used after the client has closed', () => trace('incomingNetworkCloses'),
    (m) => m.insert(m.at('E NdisCmCloseCallComplete'), ...clientCall(m, 'NdisClModifyCallQoS', m.at(offer))), '', 'QS-03 IX-08', 2],
  ['another call on a VC that was closed with an error', () => reused('networkCloses'),
    (m) => m.edit(m.at(told), { args: { CloseStatus: 'NDIS_STATUS_FAILURE' } }), 'IX-11'],
  ['the call manager keeps its VC', () => onMcm('incomingAccepted'), (m) => without(m, 'NdisMCmDeleteVc'), '', 'CL-18 DV-14'],
  ['close data are lost', () => trace('networkClosesWithError'),
    (m) => m.edit(m.at('E ProtocolCmCloseCall'), { args: { CloseData: '0xd0000000', Size: 4 } }), 'CL-09'],
  ['a SAP that is in use is taken', () => trace('incomingAccepted'), (m) => {
    const at = m.at('E NdisClDeregisterSap');
    return m.insert(at, ...m.span(m.at('E ProtocolCmRegisterSap'), m.at('R ProtocolCmRegisterSap')).map((line) => ({
      ...structuredClone(m.line(line)), sap: '0x88', ...(m.line(line)['kind'] === 'return' && { status: 'NDIS_STATUS_SUCCESS' }),
    })));
  }, 'AF-16'],
  ['a SAP is used after it was deregistered', () => trace('incomingAccepted'),
    (m) => m.copy(m.span(m.at('E NdisClDeregisterSap'), m.at('E NdisClDeregisterSap')), m.at('R NdisClDeregisterSap') + 1, { thread: 'x1' }), 'AF-19'],
  ['a registration that ends in pending', () => trace('incomingAccepted'),
    (m) => m.edit(m.at('E NdisCmRegisterSapComplete'), { args: { Status: 'NDIS_STATUS_PENDING' } }), 'AF-17'],
  ['a deregistration that fails', () => trace('incomingAccepted'),
    (m) => m.edit(m.at('E NdisCmDeregisterSapComplete'), { args: { Status: 'NDIS_STATUS_FAILURE' } }), 'AF-21'],
];

for (const [what, made, change, red, warned = '', faults = 1] of mutants) {
  test(what, (t) => {
    if (!what.startsWith('a call with parameters')) t.deepEqual(having(judge(made().result), 'fail', 'self-check', 'warn', 'inconclusive'), [], 'green without the change');
    const results = judge(change(made()).result);
    t.is(having(results, 'fail', 'self-check').join(' '), red);
    t.is(having(results, 'warn').join(' '), warned);
    t.is(having(results, 'inconclusive').join(' '), '');
    t.is(faultsOf(results).length, faults);
  });
}

test('deregistering a SAP closes no call that came in on it', (t) => {
  const deregistered = (): ModelTrace => {
    const m = trace('incomingNetworkCloses');
    return m.move(m.span(m.at('E NdisClDeregisterSap'), m.at('R NdisCmDeregisterSapComplete')), m.at('rx RELEASE'));
  };
  const kept = judge(deregistered().result);
  t.is(outcomeOf(kept, 'AF-20'), 'pass');
  t.deepEqual(having(kept, 'fail', 'self-check', 'warn', 'inconclusive'), []);
  const m = deregistered();
  t.is(outcomeOf(judge(m.drop(m.at('rx RELEASE')).result), 'AF-20'), 'fail');
});

test('parties of a call that the network closes are dropped before it is closed', (t) => {
  const m = new ModelTrace(multipointProgram({ parties: [party(1)] }, {
    topology: 'cm', courses: [courseOf('networkCloses')], sends: 0, pended: pendedOnly(),
  }), { declares: { multipoint: true } });
  t.is(outcomeOf(judge(m.result), 'IX-06'), 'pass');
  m.drop(...m.span(m.at('E NdisClDropParty'), m.at('R ProtocolClDropPartyComplete')));
  t.is(outcomeOf(judge(m.result), 'IX-06'), 'fail');
});

const courses: readonly CourseName[] = [
  'incomingAccepted', 'incomingPended', 'incomingRejected', 'incomingRejectedLater', 'incomingNotSupported', 'incomingNotEstablished',
  'incomingParametersChanged', 'incomingChangesRefused', 'incomingNetworkCloses', 'networkCloses', 'networkClosesWithError',
];

for (const course of courses) {
  test(`${course}: a gap anywhere, with or without one event lost, blames nobody`, (t) => {
    for (const made of [trace, onMcm]) {
      const whole = made(course);
      const last = whole.result.length - 2;
      for (let line = 3; line < last; line += 17) {
        const lost = line % 2 === 0 ? [] : [line, line + 1];
        const m = made(course);
        m.drop(...lost).insert(line + lost.length, { kind: 'gap', lost: lost.length + 1, why: 'overrun' });
        t.deepEqual(having(judge(m.result), 'fail', 'self-check', 'warn'), [], `line ${line}, ${lost.length} lost`);
      }
    }
  });

  test(`${course}: values that were not seen blame nobody`, (t) => {
    for (const made of [trace, onMcm]) {
      for (const key of ['sap', 'status', 'Status', 'CloseStatus', 'CallParameters', 'bytes', 'af']) {
        const m = made(course);
        const lines = m.result.map((line) => {
          const { [key]: _, ...rest } = line;
          return { ...rest, ...(line.args !== undefined && { args: Object.fromEntries(Object.entries(line.args).filter(([name]) => name !== key)) }) };
        });
        t.deepEqual(having(judge(lines), 'fail', 'self-check', 'warn'), [], key);
      }
    }
  });
}
