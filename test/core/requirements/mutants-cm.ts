import type { Mutation } from './judging.ts';

/** A change to a green trace, and every row that it breaks: those that fail, self-checks among them, then those that warn. */
export type Mutant = readonly [what: string, change: (m: Mutation) => Mutation, broken: string, warned?: string];

const send = (line: number, nbl: string) => (m: Mutation): Mutation => m.copy([84, 85, 86, 87, 88, 89, 90, 91], line, { nbl });
/** Changes the CallParameters of some events. */
function parameters(m: Mutation, lines: readonly number[], change: object): Mutation {
  for (const line of lines) m.edit(line, { args: { CallParameters: { ...(m.line(line).args?.['CallParameters'] as object), ...change } } });
  return m;
}

const error = { Status: 'NDIS_STATUS_FAILURE' };

/** Mutants of the example cm1-pended-octets, by its line numbers. */
export const cmMutants: readonly Mutant[] = [
  ['a call without parameters', (m) => m.edit(32, { args: { CallParameters: null } }), 'MC-01'],
  ['activation without media parameters', (m) => parameters(m, [72, 73, 77, 80, 81], { MediaParameters: null }), '', 'MC-02'],
  ['a call before the creation has returned', (m) => m.move([31], 34), 'MC-04 MC-06'],
  ['a send before the result', send(45, '0x9001'), 'MC-07 CC-19 AV-01'],
  ['a send after the close', send(101, '0x9001'), 'MC-07 SD-01'],
  ['a send while nothing was called', send(32, '0x9001'), 'MC-07 AV-01'],
  ['multipoint declared, no context', (m) => m.edit(1, { declares: { multipoint: true } }), 'MC-09'],
  ['another context at ProtocolCmMakeCall', (m) => m.edit(33, { args: { CallMgrVcContext: '0xbad' } }), 'MC-12 MK-23'],
  ['invalid input succeeds', (m) => m.edit(1, { declares: { inputValid: false } }), 'MC-13'],
  ['activation before CONNECT', (m) => m.move([72, 73, 74, 75, 76, 77, 78, 79], 54), 'MC-24'],
  ['a party handle from nowhere', (m) => m.edit(33, { party: '0x7', args: { NdisPartyHandle: '0x7' } }), 'MC-20'],
  ['success without parameters', (m) => m.edit(80, { args: { CallParameters: null } }), 'MC-30 CC-13'],
  ['a change that is not told', (m) => parameters(m, [80], { Flags: 0 }), '', 'MC-31'],
  ['parameters that are not in force', (m) => parameters(m, [80, 81], { MediaParameters: null }), 'CC-13 CC-29'],
  ['completed twice', (m) => m.copy([80, 83], 84), 'CC-02'],
  ['pending as final status', (m) => m.edit(80, { args: { Status: 'NDIS_STATUS_PENDING' } }), 'CC-03'],
  ['completed without having pended', (m) => m.edit(43, { status: 'NDIS_STATUS_SUCCESS' }), 'MC-22 MK-12'],
  [
    'the wrong party in the completion',
    (m) => m.edit(80, { party: '0x7', args: { NdisPartyHandle: '0x7', CallMgrPartyContext: '0x8' } }), 'CC-07 CC-08',
  ],
  ['a context without a party', (m) => m.edit(80, { args: { CallMgrPartyContext: '0x8' } }), 'CC-09'],
  ['success while the activation pends', (m) => m.move([80, 81, 82, 83], 76), 'MC-26 MC-29 CC-15 CC-17 AV-12'],
  ['success after a failed activation', (m) => m.edit(76, { args: error }).edit(77, { args: error }), 'MC-26 MC-29 CC-15 CC-17 AV-13'],
  ['deletion while the call is made', (m) => m.copy([134, 139], 45, { status: 'NDIS_STATUS_NOT_ACCEPTED' }), 'CC-20 DV-02'],
  ['a failed call that is completed', (m) => m.edit(80, { args: error }).edit(81, { args: error }), 'MC-07'],
  ['a refused call that succeeds', (m) => m.edit(54, { message: 'RELEASE COMPLETE', bytes: undefined }), 'MC-24 CC-22', 'MC-28 CC-16'],
  ['completion above DISPATCH_LEVEL', (m) => m.edit(80, { irql: 5 }), 'CC-34 CC-35 IR-01'],
  [
    'an MCM\'s completion function', (m) => m.edit(80, { fn: 'NdisMCmMakeCallComplete' }).edit(83, { fn: 'NdisMCmMakeCallComplete' }),
    'CC-32 MM-11',
  ],
  ['the handle variable is not NULL', (m) => m.edit(26, { args: { NdisVcHandle: '0x5' } }), 'CV-01'],
  ['a create handler pends', (m) => m.edit(28, { status: 'NDIS_STATUS_PENDING' }), 'CV-05'],
  ['the miniport\'s create handler pends', (m) => m.edit(30, { status: 'NDIS_STATUS_PENDING' }), 'CV-06'],
  ['a create handler without a context', (m) => m.edit(28, { out: { ProtocolVcContext: null } }), '', 'CV-08'],
  ['two handles for one VC', (m) => m.edit(29, { vc: '0x77' }).edit(30, { vc: '0x77' }), 'CV-07'],
  ['a make handler with an odd status', (m) => m.edit(43, { status: 'NDIS_STATUS_FAILURE' }).drop(80, 83), '', 'MK-06 MK-14'],
  ['an activation with an odd status', (m) => m.edit(74, { status: 'NDIS_STATUS_FAILURE' }), '', 'AV-08'],
  ['a pending final activation', (m) => m.edit(76, { args: { Status: 'NDIS_STATUS_PENDING' } }), 'AV-10'],
  ['an MCM\'s activation function', (m) => m.edit(72, { fn: 'NdisMCmActivateVc' }).edit(75, { fn: 'NdisMCmActivateVc' }), 'AV-26'],
  ['a source handle of another VC', (m) => m.edit(84, { args: { SourceHandle: '0x1000' } }), 'SD-02'],
  ['a reception of another VC', (m) => m.edit(92, { args: { SourceHandle: '0x1000' } }), 'SD-12'],
  ['a close with sends outstanding', (m) => m.move([88, 89, 90, 91], 113), 'CL-03'],
  ['a close with a party', (m) => m.edit(100, { party: '0x7', args: { NdisPartyHandle: '0x7' } }), 'CL-04'],
  ['a close with a size', (m) => m.edit(100, { args: { Size: 4 } }), 'CL-05'],
  ['a close completed twice', (m) => m.copy([130, 133], 134), 'CL-11'],
  ['a close completed as pending', (m) => m.edit(130, { args: { Status: 'NDIS_STATUS_PENDING' } }), 'CL-12'],
  ['the close before the deactivation is done', (m) => m.move([130, 131, 132, 133], 126), 'DA-14', 'CL-14 CL-16'],
  ['deactivation before RELEASE', (m) => m.drop(104, 113), 'CL-08', 'DA-01'],
  ['deactivated with a list out', (m) => m.move([96, 97, 98, 99], 130), 'DA-04'],
  [
    'a reception after the deactivation',
    (m) => m.copy([92, 93, 94, 95], 131, { nbl: '0x9002' }).insert(131, { kind: 'enter', fn: 'NdisReturnNetBufferLists', by: 'client',
      nbl: '0x9002' }),
    'AV-01 DA-05', 'DA-08',
  ],
  ['a pending final deactivation', (m) => m.edit(126, { args: { Status: 'NDIS_STATUS_PENDING' } }), 'DA-06'],
  ['deletion by the call manager', (m) => m.edit(134, { by: 'cm' }).edit(139, { by: 'cm' }), 'DV-01'],
  ['deletion before the close is done', (m) => m.move([134, 135, 136, 137, 138, 139], 130), 'DV-02 DV-04'],
  ['deletion of an active VC', (m) => m.drop(122, 123, 124, 125, 126, 127, 128, 129), 'CL-13', 'CL-14 CL-16'],
  ['a delete handler pends', (m) => m.edit(136, { status: 'NDIS_STATUS_PENDING' }), 'DV-08'],
  ['the miniport refuses the deletion', (m) => m.edit(138, { status: 'NDIS_STATUS_FAILURE' }), 'DV-09'],
  ['a call on a deleted VC', (m) => m.copy([134, 139], 140), 'DV-10'],
  [
    'a call on a VC nobody issued',
    (m) => m.insert(84, { kind: 'enter', fn: 'NdisCoSendNetBufferLists', by: 'client', vc: '0x4242', nbl: '0x9003', thread: 'c1' },
      { kind: 'return', fn: 'NdisCoSendNetBufferLists', by: 'client', thread: 'c1' }),
    'CV-14',
  ],
  ['a second call while the first is open', (m) => m.copy([32, 44], 100), 'MK-22'],
  ['CONNECT without acknowledgement', (m) => m.drop(59), 'SG-04'],
];
