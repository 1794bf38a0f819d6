import test from 'ava';
import type { Topology } from '../../src/core/condis/roles.ts';
import { faultsOf, having, judge, without, type Line } from '../core/requirements/judging.ts';
import { kindOf, traceOf } from './partial-traces.ts';

/** By scenario: an act that is missing from what it records, and the rows that notice; those of NDIS are self-checks. */
const missing: Readonly<Record<string, readonly (readonly [act: string, rows: string])[]>> = {
  'incoming-rejected': [
    ['enter NdisClIncomingCallComplete client', 'IC-06'], ['signal RELEASE tx', 'IC-11'], ['enter ProtocolClIncomingCall client', 'IC-03'],
    ['enter ProtocolCmIncomingCallComplete CM ndis', 'IC-04'],
  ],
  'incoming-pended': [['enter NdisCmDispatchCallConnected CM', 'IC-12'], ['enter ProtocolClCallConnected client', 'IC-12']],
  'sap-in-use': [['enter NdisCmRegisterSapComplete CM', 'AF-17'], ['enter NdisCmDeregisterSapComplete CM', 'AF-21']],
  'client-modifies': [
    ['enter ProtocolCmModifyCallQoS CM', 'QS-02'], ['enter ProtocolClModifyCallQoSComplete client ndis', 'QS-03'],
    ['enter NdisCoDeleteVc client', 'DV-14 AF-09'],
  ],
  'network-modifies': [['enter ProtocolClIncomingCallQoSChange client', 'QS-15']],
  'multipoint-party-leaves': [
    ['enter NdisClAddParty client', 'MP-27'], ['enter NdisClDropParty client', 'MP-27'], ['enter NdisCmAddPartyComplete CM', 'MP-08'],
    ['enter NdisCmDropPartyComplete CM', 'MP-20'], ['enter ProtocolClAddPartyComplete client ndis', 'MP-03'],
    ['enter ProtocolCmDropParty CM', 'MP-18'], ['enter ProtocolClDropPartyComplete client ndis', 'MP-18'],
  ],
};

/** Whether the rows are self-checks: NDIS runs the handler. */
const isOfNdis = (act: string): boolean => act.startsWith('enter Protocol');

/** The lines without the first act of a kind, its return included. */
function withoutAct(lines: readonly Line[], act: string): Line[] {
  const from = lines.findIndex((line, index) => index > 0 && kindOf(line) === act);
  const enter = lines[from] as Line;
  const returns = (line: Line): boolean => line['kind'] === 'return' && ['fn', 'by', 'thread'].every((key) => line[key] === enter[key]);
  const to = enter['kind'] === 'enter' ? lines.findIndex((line, index) => index > from && returns(line)) : from;
  return lines.filter((_, index) => index !== from && index !== to);
}

for (const topology of ['cm', 'mcm'] as const satisfies readonly Topology[]) {
  for (const [name, acts] of Object.entries(missing)) {
    test(`${name}: an act that is missing is one fault, at the row that asks for it (${topology})`, async (t) => {
      const lines = await traceOf(name, topology, 2);
      for (const [act, rows] of acts) {
        const own = act.replace(/NdisCm(?=.* CM)/, topology === 'cm' ? 'NdisCm' : 'NdisMCm').replace('CM', topology);
        const results = judge(withoutAct(lines, own));
        t.is(having(results, 'fail', 'warn', 'self-check').join(' '), rows, own);
        t.is(having(results, 'self-check').join(' '), isOfNdis(act) ? rows : '', own);
        t.deepEqual(faultsOf(results), [1], own);
      }
    });
  }

  test(`who releases a call that was not acknowledged gives the expiry of a timer as cause (${topology})`, async (t) => {
    const lines = await traceOf('incoming-unacknowledged', topology, 1);
    const isRelease = (line: Line): boolean => line['message'] === 'RELEASE' && line['dir'] === 'tx';
    const judged = (change: (line: Line) => Line): readonly string[] => {
      const results = judge(lines.map((line) => (isRelease(line) ? change(line) : line)));
      return having(results, 'fail', 'warn', 'self-check', 'inconclusive');
    };
    t.deepEqual(judged((line) => line), []);
    const bytes = lines.find(isRelease)?.['bytes'] as string;
    t.true(bytes.endsWith('e6'));
    t.deepEqual(judged((line) => ({ ...line, bytes: `${bytes.slice(0, -2)}90` })), ['SG-08']);
    t.deepEqual(judged((line) => without(line, 'bytes')), []);
  });
}
