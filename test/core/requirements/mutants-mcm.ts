import type { Mutant } from './mutants-cm.ts';

const error = { Status: 'NDIS_STATUS_FAILURE' };

/** Mutants of the example mcm1-activation-pended, by its line numbers. */
export const mcmMutants: readonly Mutant[] = [
  [
    'an MCM sends through NDIS',
    (m) => m.insert(20, { kind: 'enter', fn: 'NdisCoSendNetBufferLists', by: 'mcm', vc: '0x1001', nbl: '0x9001', thread: 'c1' },
      { kind: 'enter', fn: 'MiniportCoSendNetBufferLists', by: 'mcm', vc: '0x1001', nbl: '0x9001', thread: 'c1' }, { kind: 'return',
      fn: 'MiniportCoSendNetBufferLists', by: 'mcm', vc: '0x1001', nbl: '0x9001', thread: 'c1' }, { kind: 'return',
      fn: 'NdisCoSendNetBufferLists', by: 'mcm', vc: '0x1001', nbl: '0x9001', thread: 'c1' }) .copy([37, 38, 39, 40], 22,
      { nbl: '0x9001' }),
    'MC-16 MC-17',
  ],
  ['success while the activation pends', (m) => m.move([29, 30, 31, 32], 27), 'MC-27 MC-29 MM-03'],
  ['pending as final status', (m) => m.edit(29, { args: { Status: 'NDIS_STATUS_PENDING' } }), 'MM-01'],
  ['completed twice', (m) => m.copy([29, 32], 33), 'MM-02'],
  ['a party from nowhere', (m) => m.edit(29, { party: '0x7', args: { NdisPartyHandle: '0x7', CallMgrPartyContext: '0x8' } }), 'MM-04'],
  ['a context without a party', (m) => m.edit(29, { args: { CallMgrPartyContext: '0x8' } }), 'MM-04'],
  ['a send before the result', (m) => m.copy([33, 34, 35, 36, 37, 38, 39, 40], 22, { nbl: '0x9001' }), 'MC-07 MM-08 AV-01'],
  ['parameters that are not in force', (m) => m.edit(29, { args: { CallParameters: { Flags: 2, MediaParameters: null } } })
    .edit(30, { args: { CallParameters: { Flags: 2, MediaParameters: null } } }), 'MM-09'],
  [
    'a call manager\'s completion function',
    (m) => m.edit(29, { fn: 'NdisCmMakeCallComplete' }).edit(32, { fn: 'NdisCmMakeCallComplete' }), 'CC-32 CC-33',
  ],
  ['success after a failed activation', (m) => m.edit(27, { args: error }), 'MC-27 MC-29 MM-03 AV-13'],
  ['an unknown result of the deactivation', (m) => m.edit(56, { status: 'NDIS_STATUS_FAILURE' }), 'DA-13'],
  ['a MiniportCoCreateVc of an MCM', (m) => m.insert(17, { kind: 'enter', fn: 'MiniportCoCreateVc', by: 'mcm', vc: '0x1001', thread: 'c1' },
    { kind: 'return', fn: 'MiniportCoCreateVc', by: 'mcm', vc: '0x1001', status: 'NDIS_STATUS_SUCCESS', thread: 'c1' }), 'MC-42 CV-04'],
];
