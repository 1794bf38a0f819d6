import test from 'ava';
import { example, faultsOf, having, judge, Mutation, outcomeOf, without, type Line } from './judging.ts';

/** Outcomes by id of the rows that are not well, the rows that are only left open among them. */
function unwell(lines: readonly Line[]): { red: string; warned: string; open: string; faults: number[] } {
  const results = judge(lines);
  return {
    red: having(results, 'fail', 'self-check').join(' '),
    warned: having(results, 'warn').join(' '),
    open: having(results, 'inconclusive').join(' '),
    faults: faultsOf(results),
  };
}

const own = 'cm1-pended-octets';
const parametersOf = (m: Mutation, line: number): object => m.line(line).args?.['CallParameters'] as object;
const returns = (fn: string, by: string, status: string, thread = 'd1'): Line => ({ kind: 'return', fn, by, vc: '0x1001', status, thread });

/** A client's request for other parameters, as its call manager answers it. */
const modify = (status: string, meanwhile: readonly Line[] = []): Line[] => [
  { kind: 'enter', fn: 'NdisClModifyCallQoS', by: 'client', vc: '0x1001', thread: 'm1' },
  { kind: 'enter', fn: 'ProtocolCmModifyCallQoS', by: 'cm', vc: '0x1001', thread: 'm1' },
  ...meanwhile,
  { kind: 'return', fn: 'ProtocolCmModifyCallQoS', by: 'cm', vc: '0x1001', status, thread: 'm1' },
  { kind: 'return', fn: 'NdisClModifyCallQoS', by: 'client', vc: '0x1001', status, thread: 'm1' },
  ...(status === 'NDIS_STATUS_PENDING' ? [] : [
    { kind: 'enter', fn: 'ProtocolClModifyCallQoSComplete', by: 'client', from: 'self', vc: '0x1001', args: { Status: status }, thread: 'm1' },
    { kind: 'return', fn: 'ProtocolClModifyCallQoSComplete', by: 'client', vc: '0x1001', thread: 'm1' },
  ]),
];

/** The VC is activated with other parameters, synchronously. */
const activatedAgain: readonly Line[] = [
  { kind: 'enter', fn: 'NdisCmActivateVc', by: 'cm', vc: '0x1001', thread: 'w1' },
  { kind: 'enter', fn: 'MiniportCoActivateVc', by: 'miniport', vc: '0x1001', thread: 'w1' },
  { kind: 'return', fn: 'MiniportCoActivateVc', by: 'miniport', vc: '0x1001', status: 'NDIS_STATUS_SUCCESS', thread: 'w1' },
  { kind: 'return', fn: 'NdisCmActivateVc', by: 'cm', vc: '0x1001', status: 'NDIS_STATUS_SUCCESS', thread: 'w1' },
  { kind: 'enter', fn: 'ProtocolCmActivateVcComplete', by: 'cm', vc: '0x1001', args: { Status: 'NDIS_STATUS_SUCCESS' }, thread: 'w1' },
  { kind: 'return', fn: 'ProtocolCmActivateVcComplete', by: 'cm', vc: '0x1001', thread: 'w1' },
];

const modified: readonly Line[] = [
  { kind: 'enter', fn: 'NdisCmModifyCallQoSComplete', by: 'cm', vc: '0x1001', args: { Status: 'NDIS_STATUS_SUCCESS' }, thread: 'w1' },
  { kind: 'enter', fn: 'ProtocolClModifyCallQoSComplete', by: 'client', vc: '0x1001', args: { Status: 'NDIS_STATUS_SUCCESS' }, thread: 'w1' },
  { kind: 'return', fn: 'ProtocolClModifyCallQoSComplete', by: 'client', vc: '0x1001', thread: 'w1' },
  { kind: 'return', fn: 'NdisCmModifyCallQoSComplete', by: 'cm', vc: '0x1001', thread: 'w1' },
];

/** What happens, the change to the example of a stand-alone call manager, the rows that are red, those that warn, the faults. */
const cases: readonly (readonly [what: string, change: (m: Mutation) => Mutation, red: string, warned?: string])[] = [
  ['the call is closed when a send is completed but not back', (m) => m.move([89, 90, 91], 113), 'CL-03'],
  ['an activation is completed twice', (m) => m.copy([76, 77, 78, 79], 80), 'AV-09'],
  ['a deactivation is completed twice', (m) => m.copy([126, 127, 128, 129], 130), 'DA-06'],
  ['a call is completed that was refused at once', (m) => m.edit(43, { status: 'NDIS_STATUS_NOT_SUPPORTED' }), 'CC-01 CC-02'],
  ['a call goes on whose handler returned an odd status', (m) => m.edit(43, { status: 'NDIS_STATUS_FAILURE' }), 'CC-01 CC-02'],
  [
    'NDIS calls the activation handler though it returned success',
    (m) => m.edit(75, { status: 'NDIS_STATUS_SUCCESS' }), '', 'AV-05',
  ],
  [
    'NDIS calls the deactivation handler though it returned success',
    (m) => m.edit(125, { status: 'NDIS_STATUS_SUCCESS' }), '', 'DA-03',
  ],
  ['NDIS calls the close handler though it returned success', (m) => m.edit(112, { status: 'NDIS_STATUS_SUCCESS' }), '', 'CL-07'],
  ['NDIS calls the make handler though it returned success', (m) => m.edit(44, { status: 'NDIS_STATUS_SUCCESS' }), '', 'MK-01'],
  ['the client runs its make handler though it pended', (m) => m.edit(81, { from: 'self' }), 'MK-02'],
  ['the client runs its close handler though it pended', (m) => m.edit(131, { from: 'self' }), 'CL-07'],
  ['the make handler is called twice', (m) => m.copy([81, 82], 83), 'MC-32 MK-02'],
  ['the close handler is called twice', (m) => m.copy([131, 132], 133), 'CL-07'],
  ['the activation handler is called twice', (m) => m.copy([77, 78], 79), '', 'AV-05'],
  [
    'the client is told other parameters',
    (m) => m.edit(81, { args: { CallParameters: { ...parametersOf(m, 81), MediaParameters: null } } }), 'MC-32',
  ],
  ['the client is told no parameters', (m) => m.edit(81, { args: { CallParameters: null } }), 'MC-32'],
  [
    'the miniport is given other parameters',
    (m) => m.edit(73, { args: { CallParameters: { ...parametersOf(m, 73), MediaParameters: null } } }), 'AV-04',
  ],
  ['the miniport is given no parameters', (m) => m.edit(73, { args: { CallParameters: null } }), 'AV-04'],
  ['a failed creation is reported as success', (m) => m.edit(30, { status: 'NDIS_STATUS_RESOURCES', out: {} }), 'CV-11'],
  [
    'unacceptable parameters, closed only later',
    (m) => m.edit(1, { declares: { returnedParametersAcceptable: false, renegotiationAllowed: false } }), '', 'MC-40',
  ],
  ['a deletion of NULL', (m) => m.edit(134, { vc: null }).edit(139, { vc: null }).drop(135, 136, 137, 138), 'CV-14'],
  ['a completion for NULL', (m) => m.edit(80, { vc: null }).edit(83, { vc: null }), 'CC-05 CV-14'],
  ['a completion for a VC that was never issued', (m) => m.edit(80, { vc: '0xdead' }).edit(83, { vc: '0xdead' }), 'CC-05 CV-14'],
  ['a deletion of a VC that was never issued', (m) => m.edit(134, { vc: '0xdead' }).edit(139, { vc: '0xdead' }), 'CV-14'],
  [
    'a handle in use is issued again without handlers',
    (m) => m.copy([26, 31], 32), 'CV-02',
  ],
  ['the VC is never deleted', (m) => m.drop(134, 135, 136, 137, 138, 139), 'AF-09', 'DV-14'],
  ['the call manager registers when it is bound already', (m) => m.move([15, 16], 18), 'AF-01'],
  ['the call manager registers before it has opened the adapter', (m) => m.move([3, 4], 17), 'AF-01'],
  ['the opening of the adapter failed', (m) => m.edit(4, { status: 'NDIS_STATUS_ADAPTER_NOT_READY' }), 'AF-01'],
  ['the call manager registers no address family', (m) => m.drop(15, 16), 'AF-01'],
  ['no client is told of the address family', (m) => m.drop(18, 25), 'AF-04'],
  ['the client opens the address family after its handler returned', (m) => m.move([25], 19), '', 'AF-05'],
  [
    'the client asks for other parameters while its call is being made',
    (m) => m.insert(45, ...modify('NDIS_STATUS_FAILURE')), 'QS-01',
  ],
  ['the client asks for other parameters of a call that is closed', (m) => m.insert(134, ...modify('NDIS_STATUS_FAILURE')), 'QS-01'],
  ['the change of a connected call is refused', (m) => m.insert(92, ...modify('NDIS_STATUS_FAILURE')), '', ''],
  ['it is refused with an odd status', (m) => m.insert(92, ...modify('NDIS_STATUS_CLOSING')), '', 'QS-04'],
  [
    'its final status is no final one', (m) => m.insert(92, ...modify('NDIS_STATUS_PENDING'),
      { kind: 'enter', fn: 'NdisCmModifyCallQoSComplete', by: 'cm', vc: '0x1001', args: { Status: 'NDIS_STATUS_PENDING' }, thread: 'd2' },
      { kind: 'return', fn: 'NdisCmModifyCallQoSComplete', by: 'cm', vc: '0x1001', thread: 'd2' }),
    'QS-08',
  ],
  ['the change is completed with the VC activated again', (m) => m.insert(92, ...modify('NDIS_STATUS_PENDING'), ...activatedAgain, ...modified), ''],
  ['and answered at once', (m) => m.insert(92, ...modify('NDIS_STATUS_SUCCESS', activatedAgain)), ''],
  ['the VC is not activated again', (m) => m.insert(92, ...modify('NDIS_STATUS_PENDING'), ...modified), 'AV-23 QS-05'],
  ['nor for a change that is answered at once', (m) => m.insert(92, ...modify('NDIS_STATUS_SUCCESS')), 'AV-23 QS-05'],
  ['it is completed twice', (m) => m.insert(92, ...modify('NDIS_STATUS_PENDING'), ...activatedAgain, ...modified, ...modified), 'QS-07'],
  ['it is completed though it was answered at once', (m) => m.insert(92, ...modify('NDIS_STATUS_SUCCESS', activatedAgain), ...modified), 'QS-07'],
  ['a send is never completed', (m) => m.drop(88, 89, 90, 91), 'SD-05'],
  ['a list is never returned', (m) => m.drop(96, 97, 98, 99), 'SD-13'],
  [
    'a second call is refused while the first is being made',
    (m) => m.copy([32], 45).insert(45, returns('NdisClMakeCall', 'client', 'NDIS_STATUS_FAILURE', 'c1')), 'MK-22',
  ],
  [
    'a second call while the first is being closed',
    (m) => m.copy([32], 113).insert(113, returns('NdisClMakeCall', 'client', 'NDIS_STATUS_FAILURE', 'c1')), 'MK-22',
  ],
  [
    'the call manager signals on a VC that it made elsewhere',
    (m) => m.move([5, 6, 7, 8, 9, 10, 11, 12, 13, 14], 18), '', 'MK-11',
  ],
  [
    'a call that is declared point-to-point carries a party context',
    (m) => m.edit(1, { declares: { multipoint: false } }).edit(32, { args: { ProtocolPartyContext: '0xb001' } }), 'MK-05',
  ],
];

for (const [what, change, red, warned = ''] of cases) {
  test(what, (t) => {
    const faults = red === '' && warned === '' ? [] : [1];
    t.deepEqual(unwell(change(new Mutation(example(own))).result), { red, warned, open: '', faults });
  });
}

test('NdisMCmDeactivateVc on an inactive VC is redundant', (t) => {
  const lines = example('mcm1-activation-pended');
  const at = lines.findIndex((line) => line['kind'] === 'enter' && line['fn'] === 'NdisMCmDeactivateVc');
  const end = lines.findIndex((line) => line['kind'] === 'return' && line['fn'] === 'NdisMCmDeactivateVc');
  const told = (line: Line): boolean => line['kind'] === 'return' && line['fn'] === 'ProtocolCmDeactivateVcComplete';
  const handler = lines.findIndex((line, index) => index > end && told(line));
  const again = new Mutation(lines).copy([at + 1], handler + 2).copy([end + 1], handler + 2, { status: 'NDIS_STATUS_NOT_ACCEPTED' });
  t.deepEqual(unwell(again.result), { red: '', warned: 'DA-13', open: '', faults: [1] });
});

test('an MCM registers twice', (t) => {
  const again = new Mutation(example('mcm1-activation-pended')).copy([3, 4], 5);
  t.deepEqual(unwell(again.result), { red: 'AF-02', warned: '', open: '', faults: [1] });
});

test('an MCM registers when it is initialised already', (t) => {
  const late = new Mutation(example('mcm1-activation-pended')).move([3, 4], 6);
  t.deepEqual(unwell(late.result), { red: 'AF-02', warned: '', open: '', faults: [1] });
});

test('where threads are not seen, nobody registers in the wrong place', (t) => {
  const lines = example('cm1-pended-octets').map((line) => without(line, 'thread'));
  t.is(unwell(lines).red, '');
  t.is(unwell(new Mutation(lines).move([25], 19).result).warned, '');
});

test('a close that fails is tried again', (t) => {
  const failure = { Status: 'NDIS_STATUS_FAILURE' };
  const first = [100, 101, 111, 112, 130, 131, 132, 133];
  const m = new Mutation(example(own)).copy(first, 100);
  const { result } = m;
  for (const index of [103, 104]) (result[index] as Line).args = { ...(result[index] as Line).args, ...failure };
  t.deepEqual(unwell(result).red, '');
});

test('another VC than that of the call is activated', (t) => {
  const lines = example(own);
  const m = new Mutation(lines);
  const second = [26, 27, 28, 29, 30, 31].map((line) => {
    const copy = structuredClone(m.line(line));
    delete copy['at'];
    if (copy['vc'] !== undefined) copy['vc'] = '0x1002';
    if (copy.out !== undefined) for (const key of Object.keys(copy.out)) copy.out[key] = '0xd002';
    if (copy.args?.['ProtocolVcContext'] !== undefined) copy.args['ProtocolVcContext'] = '0xa002';
    return copy;
  });
  m.insert(32, ...second);
  for (let line = 72; line <= 79; line++) m.edit(line, { vc: '0x1002' });
  for (const line of [77]) m.edit(line, { args: { CallMgrVcContext: '0xd002' } });
  const found = judge(m.result);
  t.true(having(found, 'fail').includes('MC-25'));
  for (const id of ['MC-22', 'MC-26', 'CC-15', 'CC-17']) t.false(having(found, 'fail').includes(id), id);
});

test('a party\'s context comes back changed', (t) => {
  const lines = example('cm5-multipoint');
  const drop = lines.findIndex((line) => line['kind'] === 'enter' && line['fn'] === 'ProtocolCmDropParty');
  const result = unwell(new Mutation(lines).edit(drop + 1, { args: { CallMgrPartyContext: '0xbad' } }).result);
  t.deepEqual(result, { red: 'CC-11', warned: '', open: '', faults: [1] });
});

test('a change that is never completed is a fault, unless the call was closed over it', (t) => {
  const change = () => new Mutation(example('cm1-pended-octets')).insert(100, ...modify('NDIS_STATUS_PENDING'));
  t.is(outcomeOf(judge(change().result), 'QS-07'), 'vacuous', 'a change beside a close is not documented');
  const open = judge(change().drop(...Array.from({ length: 56 }, (_, i) => 100 + i)).result);
  t.is(outcomeOf(open, 'QS-07'), 'fail');
  t.deepEqual(having(open, 'fail'), ['QS-07']);
});
