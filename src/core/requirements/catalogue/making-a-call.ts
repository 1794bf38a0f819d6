import type { RequirementEntry } from '../requirement.ts';

/** What making-a-call.md asks of the parties to an outgoing call. */
export const makingACall: readonly RequirementEntry[] = [
  {
    id: 'MC-01', actor: 'client', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'Call parameters are filled in (a CO_CALL_PARAMETERS) before the outgoing call is attempted.',
    check: 'ARG(E NdisClMakeCall : CallParameters != NULL and structure readable)',
    source: 'making-a-call.md P3 bullet 1',
  },
  {
    id: 'MC-02', actor: 'CM/MCM', observes: 'A', severity: 'should', modal: 'should',
    severityText: 'should (text: "typically")',
    requirement:
      'The client\'s parameters are the normal input for setting up the call and for working out the media parameters the miniport ' +
      'will use.',
    check:
      'IF(E Ndis[M]CmActivateVc{vc} after E ProtocolCmMakeCall{vc} : CallParameters.MediaParameters != NULL and consistent with ' +
      'CallMgrParameters of the MakeCall)',
    source: 'making-a-call.md P3 bullet 1',
  },
  {
    id: 'MC-03', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A VC is created with NdisCoCreateVc before an outgoing call.',
    check: 'PRE(E NdisClMakeCall{vc} <- E NdisCoCreateVc by same client)',
    source: 'making-a-call.md P3 bullet 2',
  },
  {
    id: 'MC-04', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'NdisClMakeCall is issued only once NdisCoCreateVc has returned successfully.',
    check: 'PRE(E NdisClMakeCall{vc} <- R NdisCoCreateVc->SUCCESS{vc}); NEVER(E NdisClMakeCall in nest of NdisCoCreateVc)',
    source: 'making-a-call.md P4',
  },
  {
    id: 'MC-05', actor: 'client', observes: 'AD', severity: 'must', modal: 'must',
    requirement: 'The pointer given to NdisClMakeCall is the structure initialised earlier (same buffer, not a fresh one).',
    check: 'ARG(E NdisClMakeCall : CallParameters in set of buffers client initialised)',
    source: 'making-a-call.md P5',
  },
  {
    id: 'MC-06', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'The VC handle passed is the one NdisCoCreateVc produced.',
    check: 'ARG(E NdisClMakeCall : NdisVcHandle == *NdisVcHandle of R NdisCoCreateVc)',
    source: 'making-a-call.md P5',
  },
  {
    id: 'MC-07', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'That handle names the VC the client will send on for this call.',
    check: 'ARG(E NdisCoSendNetBufferLists by client : vc in set of VCs with C=CONNECTED)',
    source: 'making-a-call.md P5',
  },
  {
    id: 'MC-08', actor: 'any', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'Reception on the VC is optional (a call may be send-only).',
    check: 'guard: absence of receive indications on a connected VC is not a finding',
    source: 'making-a-call.md P5',
  },
  {
    id: 'MC-09', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A multipoint call (more than one remote party) carries a ProtocolPartyContext in NdisClMakeCall.',
    check: 'IF(test case declares multipoint : ARG(E NdisClMakeCall : ProtocolPartyContext != NULL))',
    source: 'making-a-call.md P5',
  },
  {
    id: 'MC-10', actor: 'client', observes: 'M', severity: 'must', modal: 'must',
    requirement: 'ProtocolPartyContext is client-allocated resident memory holding state of the initial party.',
    check: 'context address belongs to a live client non-paged allocation from E NdisClMakeCall until party is gone',
    source: 'making-a-call.md P5',
  },
  {
    id: 'MC-11', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'Each NdisClMakeCall is forwarded as a ProtocolCmMakeCall.',
    check: 'RESP(E NdisClMakeCall{vc} -> E ProtocolCmMakeCall{vc} by R NdisClMakeCall) exactly once, unless NDIS itself returns an error',
    source: 'making-a-call.md P6',
  },
  {
    id: 'MC-12', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'The handler reached belongs to the CM or MCM that shares the VC with this client.',
    check: 'ARG(E ProtocolCmMakeCall : CallMgrVcContext == context its own ProtocolCoCreateVc returned for vc)',
    source: 'making-a-call.md P6',
  },
  {
    id: 'MC-13', actor: 'CM/MCM', observes: 'AS', severity: 'must', modal: 'must',
    requirement: 'ProtocolCmMakeCall validates the client\'s parameters.',
    check: 'negative test: E ProtocolCmMakeCall with invalid parameters => MKDONE(vc, s) with s != SUCCESS, and no activation of vc',
    source: 'making-a-call.md P6',
  },
  {
    id: 'MC-14', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    severityText: 'must (descriptive)',
    requirement: 'ProtocolCmMakeCall exchanges signalling messages with network control equipment.',
    check: 'IF(SVC : RESP(E ProtocolCmMakeCall{vc} -> S:SETUP tx by MKDONE(vc)))',
    source: 'making-a-call.md P7',
  },
  {
    id: 'MC-15', actor: 'CM', observes: 'TS', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'A stand-alone CM starts that exchange with NdisCoSendNetBufferLists.',
    check: 'PRE(S:SETUP tx <- E NdisCoSendNetBufferLists{sigvc} caller=CM carrying the same octets)',
    source: 'making-a-call.md P7',
  },
  {
    id: 'MC-16', actor: 'MCM', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'An MCM never calls NdisCoSendNetBufferLists.',
    check: 'NEVER(E NdisCoSendNetBufferLists caller=MCM)',
    source: 'making-a-call.md P7',
  },
  {
    id: 'MC-17', actor: 'MCM', observes: 'S', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'An MCM puts signalling on the network directly.',
    check: 'S:SETUP tx exists for the call while no NDIS send event carries it',
    source: 'making-a-call.md P7',
  },
  {
    id: 'MC-18', actor: 'CM/MCM', observes: 'A', severity: 'may', modal: 'may',
    requirement: 'The CM or MCM may alter the client\'s parameters while negotiating.',
    check: 'guard: a difference between MakeCall and MakeCallComplete parameters is not by itself a finding',
    source: 'making-a-call.md P8',
  },
  {
    id: 'MC-19', actor: 'CM/MCM', observes: 'A', severity: 'may', modal: 'may',
    requirement: 'Traffic parameters handed back may differ from those given to NdisClMakeCall.',
    check: 'guard, feeds MC-31 and CC-29',
    source: 'making-a-call.md P8',
  },
  {
    id: 'MC-20', actor: 'NDIS/CM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A non-NULL NdisPartyHandle at ProtocolCmMakeCall means the VC is for a multipoint call.',
    check: 'ARG(E ProtocolCmMakeCall : (NdisPartyHandle != NULL) == (ProtocolPartyContext of E NdisClMakeCall != NULL))',
    source: 'making-a-call.md P9',
  },
  {
    id: 'MC-21', actor: 'CM/MCM', observes: 'AM', severity: 'must', modal: 'must',
    requirement: 'For a multipoint call the CM/MCM allocates and initialises what it needs to keep per-party state and run the call.',
    check: 'IF(party : MKDONE(vc,SUCCESS) => CallMgrPartyContext != NULL and points to live CM memory)',
    source: 'making-a-call.md P9',
  },
  {
    id: 'MC-22', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'When the network exchange is finished a CM calls NdisCmActivateVc.',
    check: 'IF(topo=CM : PRE(MKDONE(vc,SUCCESS) <- E NdisCmActivateVc{vc} since E ProtocolCmMakeCall{vc}))',
    source: 'making-a-call.md P10',
  },
  {
    id: 'MC-23', actor: 'MCM', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'When the network exchange is finished an MCM calls NdisMCmActivateVc.',
    check: 'IF(topo=MCM : PRE(MKDONE(vc,SUCCESS) <- E NdisMCmActivateVc{vc} since E ProtocolCmMakeCall{vc}))',
    source: 'making-a-call.md P10',
  },
  {
    id: 'MC-24', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    requirement: 'Activation comes after all network communication the medium needs.',
    check: 'IF(SVC : PRE(E Ndis[M]CmActivateVc{vc} <- S:CONNECT rx (or last medium-specific confirmation) since E ProtocolCmMakeCall{vc}))',
    source: 'making-a-call.md P10',
  },
  {
    id: 'MC-25', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'The VC activated is the one the call data will use.',
    check: 'ARG(E Ndis[M]CmActivateVc : vc == vc of the open MakeCall)',
    source: 'making-a-call.md P10',
  },
  {
    id: 'MC-26', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement:
      'A CM reports the finished call with NdisCmMakeCallComplete, when the miniport is ready for transfers on the VC (VC activated).',
    check: 'IF(topo=CM : PRE(E NdisCmMakeCallComplete{SUCCESS,vc} <- ACTDONE(vc,SUCCESS)))',
    source: 'making-a-call.md P11',
  },
  {
    id: 'MC-27', actor: 'MCM', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'An MCM reports with NdisMCmMakeCallComplete under the same condition.',
    check: 'IF(topo=MCM : PRE(E NdisMCmMakeCallComplete{SUCCESS,vc} <- ACTDONE(vc,SUCCESS)))',
    source: 'making-a-call.md P11',
  },
  {
    id: 'MC-28', actor: 'CM/MCM', observes: 'S', severity: 'should', modal: 'should',
    requirement: 'By completion time the VC\'s call parameters have been negotiated with the network.',
    check: 'IF(SVC : PRE(E Ndis[M]CmMakeCallComplete{SUCCESS} <- S:CONNECT rx))',
    source: 'making-a-call.md P11',
  },
  {
    id: 'MC-29', actor: 'miniport/MCM', observes: 'T', severity: 'must', modal: 'should',
    severityText: 'should (must for SUCCESS, see CC-15)',
    requirement: 'By completion time the miniport has finished activating the VC.',
    check: 'at E Ndis[M]CmMakeCallComplete{SUCCESS,vc}: A(vc) == ACTIVE (not ACTIVATING or REACTIVATING)',
    source: 'making-a-call.md P11',
  },
  {
    id: 'MC-30', actor: 'CM/MCM', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'The completion call carries the VC\'s parameters as a CO_CALL_PARAMETERS pointer.',
    check: 'ARG(E Ndis[M]CmMakeCallComplete : CallParameters != NULL if Status==SUCCESS)',
    source: 'making-a-call.md P12',
  },
  {
    id: 'MC-31', actor: 'CM/MCM', observes: 'A', severity: 'should', modal: 'may',
    severityText: 'may in making-a-call.md (bench: warn; must for TAPI, MK-26)',
    requirement: 'If parameters were modified the CM can tell the client with CALL_PARAMETERS_CHANGED (0x2).',
    check: 'deep-diff(params at E NdisClMakeCall, params at E Ndis[M]CmMakeCallComplete) non-empty => Flags & 0x2',
    source: 'making-a-call.md P12',
  },
  {
    id: 'MC-32', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'Completion makes NDIS call ProtocolClMakeCallComplete.',
    check: 'RESP(E Ndis[M]CmMakeCallComplete{vc,s} -> E ProtocolClMakeCallComplete{vc,s}) exactly once, same Status and CallParameters',
    source: 'making-a-call.md P13',
  },
  {
    id: 'MC-33', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'The upcall goes to the client that originated the call.',
    check: 'ARG(E ProtocolClMakeCallComplete : ProtocolVcContext == context of E NdisCoCreateVc that created vc)',
    source: 'making-a-call.md P13',
  },
  {
    id: 'MC-34', actor: 'CM/MCM', observes: 'TS', severity: 'should', modal: 'should',
    requirement: 'The upcall means the CM is done with this set-up request.',
    check:
      'NEVER(first-time set-up actions for vc (S:SETUP tx, Ndis[M]CmActivateVc not tied to QoS) after E ' +
      'ProtocolClMakeCallComplete{vc} until next request)',
    source: 'making-a-call.md P13',
  },
  {
    id: 'MC-35', actor: 'client', observes: 'D', severity: 'should', modal: 'should',
    requirement: 'On success the handler looks at CALL_PARAMETERS_CHANGED.',
    check: 'stimulus test: complete with flag set and unacceptable values; client must react per MC-39/MC-40. Direct read not observable',
    source: 'making-a-call.md P14',
  },
  {
    id: 'MC-36', actor: 'client', observes: 'D', severity: 'should', modal: 'should',
    requirement: 'If the flag is set the handler examines the returned parameters for acceptability.',
    check: 'as MC-35 (acceptable modified values => no teardown; unacceptable => reaction)',
    source: 'making-a-call.md P14',
  },
  {
    id: 'MC-37', actor: 'client', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'The flag check applies to successful attempts only.',
    check: 'guard: no reaction required when Status != SUCCESS except MK-15/MK-16',
    source: 'making-a-call.md P14',
  },
  {
    id: 'MC-38', actor: 'client', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'Acceptable parameters: the handler just returns.',
    check: 'guard: E..R ProtocolClMakeCallComplete with no nested Ndis call is legal',
    source: 'making-a-call.md P15',
  },
  {
    id: 'MC-39', actor: 'client', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'Unacceptable parameters with renegotiation allowed by the signalling protocol: the client may call NdisClModifyCallQoS.',
    check: 'guard: E NdisClModifyCallQoS nested in or after ProtocolClMakeCallComplete{SUCCESS} is legal',
    source: 'making-a-call.md P15',
  },
  {
    id: 'MC-40', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Unacceptable parameters without renegotiation: the handler tears the call down with NdisClCloseCall.',
    check:
      'IF(case marks values unacceptable and AF forbids renegotiation : RESP(E ProtocolClMakeCallComplete{SUCCESS,CHANGED} -> E ' +
      'NdisClCloseCall{vc} by R ProtocolClMakeCallComplete; closed later = warn, never closed = fail))',
    source: 'making-a-call.md P15',
  },
  {
    id: 'MC-41', actor: 'all (CM topology)', observes: 'TS', severity: 'must', modal: 'must', topology: 'cm',
    requirement:
      'Order drawn in figure cm-11: create VC, CM and miniport create handlers, make call, CM make handler, signalling out and in, VC ' +
      'activation (request and completion), CM completion, client completion, optional negotiation.',
    check: 'total order check of the 12 steps of section (b) CM-1 for every successful pended call',
    source: 'making-a-call.md P1, figure cm-11',
  },
  {
    id: 'MC-42', actor: 'all (MCM topology)', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement:
      'Order drawn in figure fig1-11: create VC, MCM create handler, make call, make handler, NdisMCmActivateVc, ' +
      'ProtocolCmActivateVcComplete, NdisMCmMakeCallComplete, client completion, optional negotiation; no MiniportCoCreateVc.',
    check: 'total order check of the 9 steps of section (b) MCM-1; NEVER(E MiniportCoCreateVc / MiniportCoActivateVc for topo=MCM)',
    source: 'making-a-call.md P2, figure fig1-11',
  },
];
