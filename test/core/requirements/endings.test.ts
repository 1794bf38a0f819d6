import test from 'ava';
import type { CourseName } from '../../../src/core/scenario/course.ts';
import { callParametersOf } from '../../../src/core/scenario/call-parameters-of.ts';
import { defaultCalled } from '../../../src/core/scenario/defaults.ts';
import { pendedOnly } from '../../firmware-stubs/recorded.ts';
import { having, judge, outcomeOf, type Line } from './judging.ts';
import { ModelTrace } from './model-trace.ts';

const failing = ['fail', 'self-check', 'warn', 'inconclusive'] as const;
const plain = (course: CourseName = 'connects'): ModelTrace => new ModelTrace({ courses: [{ name: course }] });
const ending = (): ModelTrace => new ModelTrace({ calls: 2, concurrency: 2, endingAfter: 2 });

/** Calls on permanent VCs; `isNamed`: the client gives VPI and VCI. */
function permanent(isNamed: boolean, course: CourseName = 'connects'): ModelTrace {
  const direction = { maxSduOctets: 9188, peakCellRate: 10_000 };
  const permanentVc = { vpi: 0, vci: 100, isNamed };
  const setup = { called: defaultCalled, serviceCategory: 'UBR', forward: direction, backward: direction } as const;
  return new ModelTrace({ courses: [{ name: course }], permanentVc, callParameters: callParametersOf(setup, permanentVc) },
    { declares: { permanentVc: true } });
}

type Change = (m: ModelTrace) => ModelTrace;

function withParameters(m: ModelTrace, line: number, from: string, to: string): ModelTrace {
  return m.edit(line, { args: JSON.parse(JSON.stringify(m.line(line).args).replace(from, to)) as Record<string, unknown> });
}

const setup: Line = { kind: 'signal', dir: 'tx', message: 'SETUP' };

/** What is done to the trace, the rows that are red, the rows that warn. */
const mutants: readonly (readonly [what: string, m: () => ModelTrace, change: Change, red: string, warned?: string])[] = [
  ['the client uses an address family that it has closed', plain,
    (m) => m.copy([m.at('E NdisClCloseAddressFamily')], m.at('E ProtocolUnbindAdapterEx')), 'AF-10'],
  ['the close of an address family is never completed', plain, (m) => {
    const first = m.at('E NdisCmCloseAddressFamilyComplete');
    return m.drop(...m.span(first, m.at('R NdisCmCloseAddressFamilyComplete')));
  }, 'AF-12'],
  ['an address family with calls is closed at once', ending, (m) => {
    const line = m.at('E NdisClCloseAddressFamily');
    const close = m.span(line, m.at('R NdisCmCloseAddressFamilyComplete'));
    return m.edit(m.at('R ProtocolCmCloseAf'), { status: 'NDIS_STATUS_SUCCESS' }).move(close, m.at('E NdisClCloseCall'));
  }, 'AF-09 AF-12', 'AF-13'],
  ['a notice is never answered', ending, (m) => {
    const first = m.at('E NdisClNotifyCloseAddressFamilyComplete');
    return m.drop(...m.span(first, m.at('R NdisClNotifyCloseAddressFamilyComplete')));
  }, 'AF-14'],
  ['the call manager goes without a notice', ending, (m) => m.drop(m.at('E NdisCmNotifyCloseAddressFamily'),
    m.at('E ProtocolClNotifyCloseAf'), m.at('R ProtocolClNotifyCloseAf'), m.at('R NdisCmNotifyCloseAddressFamily')), 'AF-15'],
  ['SETUP for a permanent VC', () => permanent(false), (m) => m.insert(m.at('R ProtocolCmMakeCall'), { ...setup, vc: String(m.line(m.at('E NdisClMakeCall'))['vc']) }),
    'MC-15 PV-01'],
  ['another connection than the client names', () => permanent(true),
    (m) => withParameters(m, m.at('E NdisCmActivateVc', 2), '"Vci":100', '"Vci":101'), 'CC-13 CC-29 AV-04 PV-03', ''],
  ['no permanent VC, and another status', () => permanent(false, 'noPermanentVc'), (m) => {
    for (const fn of ['E NdisCmMakeCallComplete', 'E ProtocolClMakeCallComplete']) m.edit(m.at(fn), { args: { Status: 'NDIS_STATUS_INVALID_DATA' } });
    return m;
  }, 'PV-02'],
  ['completed without PERMANENT_VC', () => permanent(true), (m) => {
    for (const fn of ['E NdisCmMakeCallComplete', 'E ProtocolClMakeCallComplete']) withParameters(m, m.at(fn), '"Flags":1', '"Flags":0');
    return m;
  }, 'PV-04', 'MC-31'],
  ['a permanent VC is negotiated', () => permanent(true), (m) => m.insert(m.at('E NdisClCloseCall'),
    { kind: 'signal', dir: 'tx', message: 'MODIFY REQUEST', vc: String(m.line(m.at('E NdisClMakeCall'))['vc']) }), 'PV-05'],
  ['a list is completed as pending', plain,
    (m) => m.edit(m.at('E NdisMCoSendNetBufferListsComplete', 2), { args: { Status: 'NDIS_STATUS_PENDING' } }), 'SD-10'],
];

for (const [what, made, change, red, warned = ''] of mutants) {
  test(what, (t) => {
    t.deepEqual(having(judge(made().result), ...failing), [], 'without the change it is green');
    const results = judge(change(made()).result);
    t.is(having(results, 'fail', 'self-check').join(' '), red);
    t.is(having(results, 'warn').join(' '), warned);
    t.is(having(results, 'inconclusive').join(' '), '');
  });
}

test('a name for a VC that was not created, and one that an MCM gives', (t) => {
  const name = (vc: string, by: string): Line[] => [
    { kind: 'enter', fn: 'NdisCoAssignInstanceName', by, vc }, { kind: 'return', fn: 'NdisCoAssignInstanceName', by, vc },
  ];
  const cm = plain();
  const own = String(cm.line(cm.at('E NdisClMakeCall'))['vc']);
  t.is(outcomeOf(judge(cm.insert(cm.at('E NdisClMakeCall'), ...name(own, 'client')).result), 'CV-25'), 'pass');
  const unknown = plain();
  t.is(outcomeOf(judge(unknown.insert(unknown.at('E NdisClMakeCall'), ...name('0xbad', 'client')).result), 'CV-25'), 'fail');
  const mcm = new ModelTrace({ topology: 'mcm' });
  const vc = String(mcm.line(mcm.at('E NdisClMakeCall'))['vc']);
  t.is(outcomeOf(judge(mcm.insert(mcm.at('E NdisClMakeCall'), ...name(vc, 'mcm')).result), 'CV-25'), 'fail');
});

test('lost events and unseen arguments of permanent VCs and of endings blame nobody', (t) => {
  const traces = [() => permanent(true), () => permanent(false), () => permanent(false, 'noPermanentVc'), ending];
  for (const [i, made] of traces.entries()) {
    const last = made().at('R ProtocolUnbindAdapterEx');
    for (let line = 20; line < last; line += 7) {
      const m = made().drop(line, line + 1).insert(line + 2, { kind: 'gap', lost: 2, why: 'overrun' });
      t.deepEqual(having(judge(m.result), 'fail', 'self-check', 'warn'), [], `${i}, line ${line}`);
    }
    for (const name of ['CallParameters', 'Status', 'Flags', 'MediaParameters']) {
      const m = made();
      for (let line = 2; line < last; line++) m.blank(line, name);
      t.deepEqual(having(judge(m.result), 'fail', 'self-check', 'warn'), [], `${i} without ${name}`);
    }
  }
});

test('everything synchronous, the call manager goes with calls open', (t) => {
  const m = new ModelTrace({ calls: 2, concurrency: 2, endingAfter: 2, pended: pendedOnly() });
  const results = judge(m.result);
  t.deepEqual(having(results, ...failing), []);
  t.is(outcomeOf(results, 'AF-15'), 'pass');
});
