import type { RequirementEntry } from '../requirement.ts';

/**
 * What the page of NdisMCmMakeCallComplete asks of a miniport call manager. `_S_`, `_VH_`, `_PH_`, `_CC_` and `_CP_` are the macro's
 * parameters: status, VC handle, party handle, call manager's context, call parameters.
 */
export const ndisMCmMakeCallComplete: readonly RequirementEntry[] = [
  {
    id: 'MM-01', actor: 'MCM', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: '`_S_` is SUCCESS or any caller-chosen code but never PENDING.',
    check: 'ARG(E NdisMCmMakeCallComplete : `_S_` != 0x103)',
    source: 'nf-ndis-ndismcmmakecallcomplete param `_S_`',
  },
  {
    id: 'MM-02', actor: 'MCM', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'A pended ProtocolCmMakeCall must be completed with NdisMCmMakeCallComplete.',
    check: 'RESP(R ProtocolCmMakeCall->PENDING{vc} -> E NdisMCmMakeCallComplete{vc}) exactly once; none if the return was not PENDING',
    source: 'nf-ndis-ndismcmmakecallcomplete Remarks',
  },
  {
    id: 'MM-03', actor: 'MCM', observes: 'TS', severity: 'must', modal: 'should', topology: 'mcm',
    severityText: 'should, bench: must',
    requirement: 'SUCCESS only when negotiated with the network, NIC set up for those parameters, and NdisMCmActivateVc called.',
    check: 'PRE(E NdisMCmMakeCallComplete{SUCCESS,vc} <- ACTDONE(vc,SUCCESS) since E ProtocolCmMakeCall{vc})',
    source: 'nf-ndis-ndismcmmakecallcomplete Remarks',
  },
  {
    id: 'MM-04', actor: 'MCM', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: '`_PH_` is the handle from ProtocolCmMakeCall, NULL for point-to-point; `_CC_` NULL when `_PH_` is NULL.',
    check: 'ARG as CC-07..CC-09',
    source: 'nf-ndis-ndismcmmakecallcomplete params `_PH_`, `_CC_`',
  },
  {
    id: 'MM-05', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must', topology: 'mcm',
    severityText: 'must (bench self-check)',
    requirement: 'With a non-SUCCESS status NDIS ignores `_CC_`.',
    check: 'guard; NEVER(later ProtocolCmXxx carrying that `_CC_` after error completion)',
    source: 'nf-ndis-ndismcmmakecallcomplete param `_CC_`',
  },
  {
    id: 'MM-06', actor: 'MCM', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'After an error the party handle is dead when the macro returns (stand-alone CM: already when it is entered, CC-24).',
    check: 'NEVER(E NdisMCm*{party} after R NdisMCmMakeCallComplete{error, party})',
    source: 'nf-ndis-ndismcmmakecallcomplete Remarks',
  },
  {
    id: 'MM-07', actor: 'MCM', observes: 'M', severity: 'must', modal: 'may', topology: 'mcm',
    severityText: 'may (not earlier: must)',
    requirement: 'Per-party resources may be freed or reused after the macro returns.',
    check: 'NEVER(free(`_CC_`) before R NdisMCmMakeCallComplete{error})',
    source: 'nf-ndis-ndismcmmakecallcomplete Remarks',
  },
  {
    id: 'MM-08', actor: 'client', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'No transfers until NdisMCmMakeCallComplete with SUCCESS.',
    check: 'as CC-19 with topo=MCM',
    source: 'nf-ndis-ndismcmmakecallcomplete Remarks',
  },
  {
    id: 'MM-09', actor: 'MCM', observes: 'AS', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'Modified parameters must be passed in `_CP_`.',
    check: 'as CC-29',
    source: 'nf-ndis-ndismcmmakecallcomplete Remarks',
  },
  {
    id: 'MM-10', actor: 'MCM', observes: 'TM', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'Leaving a failed attempt uncompleted leaks in the MCM and blocks the client\'s VC deletion.',
    check: 'as CC-23 with topo=MCM',
    source: 'nf-ndis-ndismcmmakecallcomplete Remarks',
  },
  {
    id: 'MM-11', actor: 'MCM only', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Only an MCM may call it.',
    check: 'source-level trace: ARG(E NdisMCmMakeCallComplete : role(caller)==MCM); binary-level: DD-21',
    source: 'nf-ndis-ndismcmmakecallcomplete Remarks',
  },
];
