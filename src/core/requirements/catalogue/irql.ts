import type { RequirementEntry } from '../requirement.ts';

/** IRQL at which functions and handlers run. */
export const irql: readonly RequirementEntry[] = [
  {
    id: 'IR-01', actor: 'CM', observes: 'Q', severity: 'must', modal: 'must', topology: 'cm',
    requirement:
      'NdisCm functions of rule Irql_CallManager_Function run at <= DISPATCH_LEVEL, except NdisCmNotifyCloseAddressFamily and ' +
      'NdisCmRegisterAddressFamilyEx (PASSIVE_LEVEL).',
    check: 'ARG(E NdisCm* : irql <= 2; those two: irql == 0)',
    source: 'ndis-irql-callmanager-function.md; nf-ndis-ndiscm*.md IRQL',
  },
  {
    id: 'IR-02', actor: 'MCM', observes: 'Q', severity: 'must', modal: 'must', topology: 'mcm',
    requirement:
      'NdisMCm functions of rule Irql_MCM_Function run at <= DISPATCH_LEVEL, except NdisMCmNotifyCloseAddressFamily and ' +
      'NdisMCmRegisterAddressFamilyEx (PASSIVE_LEVEL).',
    check: 'ARG(E NdisMCm* : irql <= 2; those two: irql == 0)',
    source: 'ndis-irql-mcm-function.md; nf-ndis-ndismcm*.md IRQL',
  },
  {
    id: 'IR-03', actor: 'client', observes: 'Q', severity: 'must', modal: 'must',
    requirement: 'NdisCl functions: <= DISPATCH_LEVEL, except NdisClOpenAddressFamilyEx (PASSIVE_LEVEL).',
    check: 'ARG(E NdisCl* : irql <= 2; open: irql == 0)',
    source: 'ndis-irql-protocol-driver-function.md; nf-ndis-ndiscl*.md IRQL',
  },
  {
    id: 'IR-04', actor: 'client/CM', observes: 'Q', severity: 'must', modal: 'must',
    requirement: 'NdisCoCreateVc, NdisCoDeleteVc, NdisCoSendNetBufferLists: <= DISPATCH_LEVEL.',
    check: 'ARG(E NdisCo* : irql <= 2)',
    source: 'ndis-irql-connection-function.md; nf-ndis-ndisco*.md IRQL',
  },
  {
    id: 'IR-05', actor: 'miniport', observes: 'Q', severity: 'must', modal: 'must',
    requirement: 'NdisMCo functions: <= DISPATCH_LEVEL.',
    check: 'ARG(E NdisMCo* : irql <= 2)',
    source: 'ndis-irql-mco-function.md; nf-ndis-ndismco*.md IRQL',
  },
  {
    id: 'IR-06', actor: 'NDIS', observes: 'Q', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'Handlers are entered at <= DISPATCH_LEVEL; ProtocolClOpenAfCompleteEx and ProtocolCoAfRegisterNotify at PASSIVE_LEVEL.',
    check: 'ARG(E Protocol*/MiniportCo* : irql <= 2; those two: irql == 0)',
    source: 'nc-ndis-*.md IRQL',
  },
  {
    id: 'IR-07', actor: 'sender', observes: 'QA', severity: 'must', modal: 'must',
    requirement: 'NDIS_SEND_FLAGS_DISPATCH_LEVEL and its receive/complete twins are set only when IRQL is DISPATCH_LEVEL.',
    check: 'ARG(E ..NetBufferLists.. with flag : irql == 2)',
    source: 'nf-ndis-ndiscosendnetbufferlists; nf-ndis-ndismcosendnetbufferlistscomplete; nf-ndis-ndismcoindicatereceivenetbufferlists',
  },
];
