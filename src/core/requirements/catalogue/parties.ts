import type { RequirementEntry } from '../requirement.ts';

/** Parties of a multipoint call. */
export const parties: readonly RequirementEntry[] = [
  {
    id: 'MP-01', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A party is added only to a call that was made with a ProtocolPartyContext.',
    check: 'PRE(E NdisClAddParty{vc} <- CLMKDONE(vc,SUCCESS) with ProtocolPartyContext != NULL)',
    source: 'adding-a-party-to-a-multipoint-call.md; nf-ndis-ndiscladdparty',
  },
  {
    id: 'MP-02', actor: 'client', observes: 'M', severity: 'must', modal: 'must',
    requirement: 'The party context is allocated and initialised before NdisClAddParty.',
    check: 'ARG(E NdisClAddParty : ProtocolPartyContext in live client allocation)',
    source: 'adding-a-party-to-a-multipoint-call.md; nf-ndis-ndiscladdparty',
  },
  {
    id: 'MP-03', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'It is forwarded to ProtocolCmAddParty with the CM\'s VC context, the parameters and a new party handle.',
    check: 'RESP(E NdisClAddParty{vc} -> E ProtocolCmAddParty{vc, CallParameters same, NdisPartyHandle new})',
    source: 'adding-a-party-to-a-multipoint-call.md',
  },
  {
    id: 'MP-04', actor: 'CM/MCM', observes: 'AM', severity: 'must', modal: 'must',
    requirement: 'It allocates per-party state, stores the party handle and returns its context.',
    check: 'IF(ADDDONE(party,SUCCESS) : CallMgrPartyContext != NULL)',
    source: 'nc-ndis-protocol_cm_add_party Remarks',
  },
  {
    id: 'MP-05', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    severityText: 'must (descriptive)',
    requirement: 'It communicates with the network to add the party.',
    check: 'RESP(E ProtocolCmAddParty -> S:ADD PARTY tx)',
    source: 'adding-a-party-to-a-multipoint-call.md',
  },
  {
    id: 'MP-06', actor: 'CM/MCM', observes: 'A', severity: 'may', modal: 'may',
    requirement: 'Traffic parameters that differ from the VC\'s: per-party set-up, reset to the VC\'s values, change for all, or refuse.',
    check: 'guard: any of the four; record which',
    source: 'adding-a-party-to-a-multipoint-call.md; nf-ndis-ndiscmaddpartycomplete',
  },
  {
    id: 'MP-07', actor: 'CM/MCM', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'Documented results: SUCCESS, PENDING, RESOURCES, NOT_SUPPORTED.',
    check: 'RET(ProtocolCmAddParty in that set); other = warn',
    source: 'nc-ndis-protocol_cm_add_party Returns',
  },
  {
    id: 'MP-08', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A pended add must be completed with Ndis[M]CmAddPartyComplete, success or not; Status never PENDING.',
    check: 'RESP(R ProtocolCmAddParty->PENDING{party} -> E Ndis[M]CmAddPartyComplete{party, Status != 0x103}) exactly once',
    source: 'nf-ndis-ndiscmaddpartycomplete; nf-ndis-ndismcmaddpartycomplete',
  },
  {
    id: 'MP-09', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'SUCCESS needs an explicit CallMgrPartyContext.',
    check: 'ARG(E Ndis[M]CmAddPartyComplete{SUCCESS} : CallMgrPartyContext != NULL)',
    source: 'nf-ndis-ndiscmaddpartycomplete; nf-ndis-ndismcmaddpartycomplete',
  },
  {
    id: 'MP-10', actor: 'client', observes: 'T', severity: 'should', modal: 'should',
    requirement:
      'ProtocolClAddPartyComplete checks Status first; on error it may free the party context and parameters and treats the handle as ' +
      'invalid.',
    check: 'NEVER(E NdisCl*{party} after ADDDONE(party,error))',
    source: 'nf-ndis-ndiscladdparty; nc-ndis-protocol_cl_add_party_complete',
  },
  {
    id: 'MP-11', actor: 'client', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'On success it saves the handle for a later drop.',
    check: 'ARG(E NdisClDropParty / NdisClCloseCall : party in live parties)',
    source: 'nc-ndis-protocol_cl_add_party_complete',
  },
  {
    id: 'MP-12', actor: 'client', observes: 'D', severity: 'must', modal: 'should',
    severityText: 'should / must',
    requirement:
      'If CALL_PARAMETERS_CHANGED is set it should test it, and must update its party state or (usually) drop the party if ' +
      'unacceptable.',
    check: 'stimulus test',
    source: 'adding-a-party-to-a-multipoint-call.md; nc-ndis-protocol_cl_add_party_complete',
  },
  {
    id: 'MP-13', actor: 'client', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'Non-PENDING returns of NdisClAddParty / NdisClDropParty: client runs its own completion handler.',
    check: 'as MK-01',
    source: 'nf-ndis-ndiscladdparty; nf-ndis-ndiscldropparty',
  },
  {
    id: 'MP-14', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Every party is eventually dropped: all but the last with NdisClDropParty, the last with NdisClCloseCall.',
    check: 'for each vc at deletion: live parties == 0; last one removed by NdisClCloseCall',
    source: 'dropping-a-party-from-a-multipoint-call.md; nf-ndis-ndiscldropparty',
  },
  {
    id: 'MP-15', actor: 'client', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'Parties may be dropped in any order; the initial party is not special.',
    check: 'guard',
    source: 'nf-ndis-ndiscldropparty Remarks',
  },
  {
    id: 'MP-16', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must ("should consider")',
    requirement: 'The handle is invalid as soon as NdisClDropParty is called.',
    check: 'NEVER(E NdisCl*{party} after E NdisClDropParty{party}); handlers are not calls',
    source: 'nf-ndis-ndiscldropparty Remarks',
  },
  {
    id: 'MP-17', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Size is 0 when Buffer is NULL.',
    check: 'ARG(E NdisClDropParty : Buffer==NULL => Size==0)',
    source: 'nf-ndis-ndiscldropparty param Size',
  },
  {
    id: 'MP-18', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'It leads to ProtocolCmDropParty.',
    check: 'RESP(E NdisClDropParty{party} -> E ProtocolCmDropParty{party})',
    source: 'dropping-a-party-from-a-multipoint-call.md',
  },
  {
    id: 'MP-19', actor: 'CM/MCM', observes: 'SM', severity: 'must', modal: 'must',
    severityText: 'must / should',
    requirement: 'It tells the network, sends any close data first (or returns INVALID_DATA) and frees the per-party memory.',
    check:
      'RESP(E ProtocolCmDropParty -> S:DROP PARTY tx) unless the remote party already dropped (then S:DROP PARTY ACK tx); freed by ' +
      'DROPDONE',
    source: 'dropping-a-party-from-a-multipoint-call.md; nc-ndis-protocol_cm_drop_party',
  },
  {
    id: 'MP-20', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A pended drop must be completed with Ndis[M]CmDropPartyComplete; Status never PENDING.',
    check: 'RESP(R ProtocolCmDropParty->PENDING{party} -> E Ndis[M]CmDropPartyComplete{party, Status != 0x103}) exactly once',
    source: 'nf-ndis-ndiscmdroppartycomplete; nf-ndis-ndismcmdroppartycomplete',
  },
  {
    id: 'MP-21', actor: 'client/NDIS', observes: 'M', severity: 'must', modal: 'must',
    requirement: 'Per-party resources stay until ProtocolClDropPartyComplete.',
    check: 'NEVER(free(party ctx) after R NdisClDropParty->PENDING until E ProtocolClDropPartyComplete)',
    source: 'nf-ndis-ndiscmdroppartycomplete Remarks',
  },
  {
    id: 'MP-22', actor: 'CM / MCM', observes: 'T', severity: 'must', modal: 'should',
    severityText: 'should / must',
    requirement: 'After SUCCESS the party handle is dead: for a CM from the call, for an MCM from its return.',
    check: 'NEVER(E Ndis[M]Cm*{party} after E NdisCmDropPartyComplete{SUCCESS} / R NdisMCmDropPartyComplete{SUCCESS})',
    source: 'nf-ndis-ndiscmdroppartycomplete; nf-ndis-ndismcmdroppartycomplete',
  },
  {
    id: 'MP-23', actor: 'client', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'FAILURE in ProtocolClDropPartyComplete means it was the last party; use NdisClCloseCall.',
    check: 'IF(Status==0xC0000001 : RESP(-> E NdisClCloseCall{vc, party}))',
    source: 'nc-ndis-protocol_cl_drop_party_complete param Status',
  },
  {
    id: 'MP-24', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    requirement: 'Remote drop, not last party: DispatchIncomingDropParty.',
    check: 'IF(S:DROP PARTY rx and parties(vc)>1 : RESP(-> E Ndis[M]CmDispatchIncomingDropParty{party}))',
    source: 'incoming-request-to-drop-a-party-from-a-multipoint-call.md; nf-ndis-ndiscmdispatchincomingdropparty',
  },
  {
    id: 'MP-25', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Remote drop of the last party: DispatchIncomingCloseCall instead.',
    check: 'NEVER(E Ndis[M]CmDispatchIncomingDropParty{party} while parties(vc)==1)',
    source: 'incoming-request-to-drop-a-party-from-a-multipoint-call.md; nf-ndis-ndiscmdispatchincomingdropparty',
  },
  {
    id: 'MP-26', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'ProtocolClIncomingDropParty must call NdisClDropParty, or NdisClCloseCall for the last party.',
    check: 'RESP(E ProtocolClIncomingDropParty{party} -> E NdisClDropParty{party} or E NdisClCloseCall{vc, party})',
    source: 'incoming-request-to-drop-a-party-from-a-multipoint-call.md; nc-ndis-protocol_cl_incoming_drop_party',
  },
  {
    id: 'MP-27', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must (guideline)',
    requirement:
      'As many NdisClDropParty calls as NdisClAddParty calls before the close (less those dropped remotely, which also go through ' +
      'NdisClDropParty).',
    check: 'CNT per vc: drops == adds at E NdisClCloseCall',
    source: 'nf-ndis-ndiscldropparty Remarks',
  },
  {
    id: 'MP-28', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'For media without per-party transfer, data goes on the VC handle.',
    check: 'ARG(E NdisCoSendNetBufferLists : handle is a vc)',
    source: 'nf-ndis-ndiscladdparty Remarks',
  },
];
