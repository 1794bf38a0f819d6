import type { RequirementEntry } from '../requirement.ts';

/** What the page of NdisCmMakeCallComplete asks of a stand-alone call manager and those around it. */
export const ndisCmMakeCallComplete: readonly RequirementEntry[] = [
  {
    id: 'CC-01', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'NdisCmMakeCallComplete reports the final result of an outgoing-call request that the CM had pended.',
    check:
      'IF(E NdisCmMakeCallComplete{vc} : the open ProtocolCmMakeCall{vc} returns PENDING (return may be logged later than the ' +
      'completion))',
    source: 'nf-ndis-ndiscmmakecallcomplete summary',
  },
  {
    id: 'CC-02', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    severityText: 'must (implied by "final status")',
    requirement: 'One final status per pended request.',
    check: 'CNT(E NdisCmMakeCallComplete{vc} per ProtocolCmMakeCall{vc} episode) == 1 if PENDING else 0',
    source: 'nf-ndis-ndiscmmakecallcomplete summary',
  },
  {
    id: 'CC-03', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'Status is never NDIS_STATUS_PENDING.',
    check: 'ARG(E NdisCmMakeCallComplete : Status != 0x00000103)',
    source: 'nf-ndis-ndiscmmakecallcomplete param Status',
  },
  {
    id: 'CC-04', actor: 'CM', observes: 'T', severity: 'may', modal: 'may', topology: 'cm',
    requirement: 'Any other status value is legal, SUCCESS or a CM-chosen code.',
    check: 'guard: do not whitelist failure codes',
    source: 'nf-ndis-ndiscmmakecallcomplete param Status',
  },
  {
    id: 'CC-05', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'NdisVcHandle is the client-created VC\'s handle as given to the CM\'s ProtocolCoCreateVc.',
    check: 'ARG(E NdisCmMakeCallComplete : vc == NdisVcHandle of E ProtocolCoCreateVc{CM} and creator(vc)==client)',
    source: 'nf-ndis-ndiscmmakecallcomplete param NdisVcHandle',
  },
  {
    id: 'CC-06', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'The handle is the one tied to the CallMgrVcContext of the ProtocolCmMakeCall being completed.',
    check: 'ARG(E NdisCmMakeCallComplete : ctx(vc) == CallMgrVcContext of the open ProtocolCmMakeCall)',
    source: 'nf-ndis-ndiscmmakecallcomplete param NdisVcHandle',
  },
  {
    id: 'CC-07', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'NdisPartyHandle is the initial-party handle received by ProtocolCmMakeCall.',
    check: 'ARG(E NdisCmMakeCallComplete : NdisPartyHandle == NdisPartyHandle of E ProtocolCmMakeCall{vc})',
    source: 'nf-ndis-ndiscmmakecallcomplete param NdisPartyHandle',
  },
  {
    id: 'CC-08', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'Point-to-point VC: NdisPartyHandle is NULL.',
    check: 'IF(p2p : ARG(NdisPartyHandle == NULL))',
    source: 'nf-ndis-ndiscmmakecallcomplete param NdisPartyHandle',
  },
  {
    id: 'CC-09', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'NULL NdisPartyHandle goes with NULL CallMgrPartyContext.',
    check: 'ARG(E NdisCmMakeCallComplete : NdisPartyHandle==NULL => CallMgrPartyContext==NULL)',
    source: 'nf-ndis-ndiscmmakecallcomplete param CallMgrPartyContext',
  },
  {
    id: 'CC-10', actor: 'CM', observes: 'M', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'CallMgrPartyContext designates a resident area allocated by the caller for the party\'s state.',
    check: 'context lies in a live CM allocation from the call until the party is dropped or closed',
    source: 'nf-ndis-ndiscmmakecallcomplete param CallMgrPartyContext',
  },
  {
    id: 'CC-11', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'For a multipoint VC that context is handed back in every later ProtocolCmXxx call about the party.',
    check: 'ARG(E ProtocolCmDropParty / ProtocolCmCloseCall{party} : CallMgrPartyContext == value given at completion)',
    source: 'nf-ndis-ndiscmmakecallcomplete param CallMgrPartyContext',
  },
  {
    id: 'CC-12', actor: 'NDIS', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'For a point-to-point VC NDIS disregards the context argument.',
    check: 'guard: a stray value is a CC-09 finding only; ARG(E ProtocolCmCloseCall{p2p} : CallMgrPartyContext==NULL)',
    source: 'nf-ndis-ndiscmmakecallcomplete param CallMgrPartyContext',
  },
  {
    id: 'CC-13', actor: 'CM', observes: 'AS', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'With SUCCESS, CallParameters describes the parameters set up for this connection.',
    check: 'IF(Status==SUCCESS : CallParameters != NULL and equals parameters last passed to NdisCmActivateVc / negotiated in S:CONNECT)',
    source: 'nf-ndis-ndiscmmakecallcomplete param CallParameters',
  },
  {
    id: 'CC-14', actor: 'any', observes: 'T', severity: 'info', modal: 'info',
    requirement: 'The function has no return value.',
    check: 'bench: R event carries no status; nothing to check',
    source: 'nf-ndis-ndiscmmakecallcomplete Syntax, Return value',
  },
  {
    id: 'CC-15', actor: 'CM', observes: 'T', severity: 'must', modal: 'should', topology: 'cm',
    severityText: 'should in text, bench: must (precondition)',
    requirement: 'SUCCESS is reported only when the miniport is ready for data on the VC.',
    check: 'at E NdisCmMakeCallComplete{SUCCESS,vc}: A(vc)==ACTIVE',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 1',
  },
  {
    id: 'CC-16', actor: 'CM', observes: 'S', severity: 'should', modal: 'should', topology: 'cm',
    requirement: 'Ready implies parameters were negotiated with the network.',
    check: 'IF(SVC : PRE(E NdisCmMakeCallComplete{SUCCESS,vc} <- S:CONNECT rx since E ProtocolCmMakeCall{vc}))',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 1',
  },
  {
    id: 'CC-17', actor: 'CM', observes: 'T', severity: 'must', modal: 'should', topology: 'cm',
    severityText: 'should in text, bench: must',
    requirement: 'Ready implies NdisCmActivateVc succeeded.',
    check: 'PRE(E NdisCmMakeCallComplete{SUCCESS,vc} <- ACTDONE(vc,SUCCESS) since E ProtocolCmMakeCall{vc} [no E NdisCmDeactivateVc{vc}])',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 1',
  },
  {
    id: 'CC-18', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'A pended ProtocolCmMakeCall must be completed with NdisCmMakeCallComplete.',
    check:
      'RESP(R ProtocolCmMakeCall->PENDING{vc} -> E NdisCmMakeCallComplete{vc}) before trace end or before bench deadline (no ' +
      'documented limit; derive from T303+T310, section (g))',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 2',
  },
  {
    id: 'CC-19', actor: 'client', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'While pending, the client cannot use the VC for transfers; only a SUCCESS completion opens it.',
    check: 'NEVER(E NdisCoSendNetBufferLists{vc} caller=client after E NdisClMakeCall{vc} until CLMKDONE(vc,SUCCESS))',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 2',
  },
  {
    id: 'CC-20', actor: 'client', observes: 'TM', severity: 'must', modal: 'must',
    requirement: 'Even for a failed attempt the client keeps its resources until ProtocolClMakeCallComplete.',
    check:
      'NEVER(free of CallParameters, party ctx or VC ctx, or E NdisCoDeleteVc{vc}, after R NdisClMakeCall->PENDING until E ' +
      'ProtocolClMakeCallComplete{vc})',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 3',
  },
  {
    id: 'CC-21', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must', topology: 'cm',
    severityText: 'must (bench self-check)',
    requirement: 'NDIS keeps its resources until then as well.',
    check:
      'NEVER(E ProtocolCoDeleteVc{vc} or MiniportCoDeleteVc{vc} after R ProtocolCmMakeCall->PENDING until E ' +
      'NdisCmMakeCallComplete{vc})',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 3',
  },
  {
    id: 'CC-22', actor: 'CM', observes: 'TS', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'A failed attempt still needs the completion call.',
    check:
      'RESP(E ProtocolCmMakeCall pended and S:RELEASE/RELEASE COMPLETE rx or setup timer expiry -> E NdisCmMakeCallComplete{vc, ' +
      'Status != SUCCESS})',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 3',
  },
  {
    id: 'CC-23', actor: 'CM', observes: 'TM', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'Omitting it leaks: the client cannot delete its VC, so the CM\'s ProtocolCoDeleteVc is never reached.',
    check: 'at trace end: open MakeCall(vc) and no ProtocolCoDeleteVc{CM,vc} => report once, attributed to CC-18/CC-22, not to the client',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 3',
  },
  {
    id: 'CC-24', actor: 'CM', observes: 'T', severity: 'must', modal: 'should', topology: 'cm',
    severityText: 'should ("should consider"), bench: must not use',
    requirement: 'With an error status the CM treats NdisPartyHandle as dead from the moment it makes the call.',
    check: 'NEVER(E Ndis[M]Cm*{party} after E NdisCmMakeCallComplete{Status != SUCCESS, party})',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 4',
  },
  {
    id: 'CC-25', actor: 'CM', observes: 'M', severity: 'must', modal: 'may', topology: 'cm',
    severityText: 'may (the "not earlier" half: must)',
    requirement: 'The CM may free or recycle per-party resources once the call has returned.',
    check: 'NEVER(free(CallMgrPartyContext) between E and R NdisCmMakeCallComplete{error}); free after R is legal',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 4',
  },
  {
    id: 'CC-26', actor: 'client/NDIS', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    severityText: 'must ("will be called"; the client\'s step is a should, MK-16)',
    requirement: 'An error completion is followed by the CM\'s ProtocolCoDeleteVc for that VC.',
    check: 'RESP(E NdisCmMakeCallComplete{error,vc} -> E ProtocolCoDeleteVc{CM,vc})',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 4',
  },
  {
    id: 'CC-27', actor: 'CM', observes: 'M', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'The CM releases its per-VC tracking resources in that ProtocolCoDeleteVc.',
    check:
      'NEVER(free(CallMgrVcContext) before E ProtocolCoDeleteVc{CM,vc}); RESP(R ProtocolCoDeleteVc->SUCCESS -> freed or returned to ' +
      'pool)',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 4',
  },
  {
    id: 'CC-28', actor: 'CM', observes: 'A', severity: 'may', modal: 'may', topology: 'cm',
    requirement: 'The CM may modify the client\'s parameters during set-up.',
    check: 'guard, same as MC-18',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 5',
  },
  {
    id: 'CC-29', actor: 'CM', observes: 'AS', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'If it did, the modified values must be in the CallParameters buffer of the completion call.',
    check: 'negotiated set (last ActivateVc parameters, S:CONNECT IEs) == contents of CallParameters at E NdisCmMakeCallComplete',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 5',
  },
  {
    id: 'CC-30', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must ("will"; same act as MC-40)',
    requirement: 'A client that cannot accept the modified parameters tears the call down.',
    check:
      'IF(values unacceptable : RESP(E ProtocolClMakeCallComplete{SUCCESS} -> E NdisClCloseCall{vc})), as MC-40; a later ' +
      'NdisClCloseCall satisfies this row',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 5',
  },
  {
    id: 'CC-31', actor: 'client/NDIS', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must (descriptive; reuse of the VC instead is allowed elsewhere, see DD-03)',
    requirement: 'That teardown also ends in the CM\'s ProtocolCoDeleteVc.',
    check: 'RESP(E NdisClCloseCall{vc} from CC-30 -> E ProtocolCoDeleteVc{CM,vc})',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 5',
  },
  {
    id: 'CC-32', actor: 'CM only', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Only a stand-alone CM registered as a protocol driver may call NdisCmMakeCallComplete.',
    check:
      'source-level trace: ARG(E NdisCmMakeCallComplete : role(caller)==CM). Binary-level trace: not decidable from the symbol, see ' +
      'DD-21',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 6',
  },
  {
    id: 'CC-33', actor: 'MCM', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'A miniport with integrated call management calls NdisMCmMakeCallComplete instead.',
    check:
      'source-level trace: NEVER(E NdisCmMakeCallComplete caller=MCM). Binary-level trace: map NdisCmX by role(caller)=MCM to ' +
      'NdisMCmX (DD-21)',
    source: 'nf-ndis-ndiscmmakecallcomplete Remarks 6',
  },
  {
    id: 'CC-34', actor: 'CM', observes: 'Q', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'Called at IRQL <= DISPATCH_LEVEL.',
    check: 'ARG(E NdisCmMakeCallComplete : irql <= 2)',
    source: 'nf-ndis-ndiscmmakecallcomplete Requirements IRQL',
  },
  {
    id: 'CC-35', actor: 'CM', observes: 'QD', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'Subject to the DDI compliance rule Irql_CallManager_Function.',
    check: 'run the rule (or its dynamic equivalent CC-34) on the CM under test',
    source: 'nf-ndis-ndiscmmakecallcomplete Requirements DDI rule',
  },
  {
    id: 'CC-36', actor: 'build', observes: 'D', severity: 'info', modal: 'info',
    requirement: 'Available to NDIS 6.0 and 5.1 drivers on Vista, 5.1 on XP; desktop target; header ndis.h (via Ndis.h), library Ndis.lib.',
    check: 'configuration check of the driver under test; no trace check',
    source: 'nf-ndis-ndiscmmakecallcomplete Requirements',
  },
];
