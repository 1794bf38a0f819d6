import type { Topology } from '../condis/roles.ts';

/**
 * Durations worth recording, in the order in which every table and report lists them. `from` and `to` are events: `E f` enter,
 * `R f` return, `S:` a signalling message, `f{…}` with such arguments; ACTDONE, DEACTDONE and INDONE are the ends of an
 * activation, a deactivation and the answer to an incoming call, by the final return or by the completion, whichever comes first.
 */
export interface IntervalSpec {
  /** `TI-..` */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** What the duration tells. */
  readonly question: string;
  /** A limit that a document gives; `undefined` where there is none, so that any limit is a lab's own. */
  readonly documentedLimit?: string;
  readonly note?: string;
  /** The one topology whose drivers call these functions; absent: both. */
  readonly topology?: Topology;
}

/** Every interval that is a duration. TI-35 is counts; a judgement's `behaviour` holds them. */
export const intervals: readonly IntervalSpec[] = [
  {
    id: 'TI-01', from: 'E NdisCoCreateVc', to: 'R NdisCoCreateVc',
    question: 'VC creation cost (all synchronous)',
    note: '"as quickly as possible" for the handler',
  },
  { id: 'TI-02', from: 'E NdisClMakeCall', to: 'R NdisClMakeCall', question: 'blocking time of the caller' },
  { id: 'TI-03', from: 'E NdisClMakeCall', to: 'E ProtocolCmMakeCall', question: 'NDIS dispatch' },
  {
    id: 'TI-04', from: 'E ProtocolCmMakeCall', to: 'R ProtocolCmMakeCall',
    question: 'synchronous part of the CM',
    note: '"as quickly as possible" after success',
  },
  {
    id: 'TI-05', from: 'E ProtocolCmMakeCall', to: 'first E NdisCoSendNetBufferLists on signalling VC / S:SETUP tx',
    question: 'CM parameter validation and SETUP building',
  },
  { id: 'TI-06', from: 'S:SETUP tx', to: 'S:CALL PROCEEDING rx', question: 'network first answer', documentedLimit: 'T303 (4 s)' },
  {
    id: 'TI-07', from: 'S:CALL PROCEEDING rx', to: 'S:CONNECT rx (or ALERTING)',
    question: 'remote processing',
    documentedLimit: 'T310 (ngatm user 30 s, network 10 s; linux-atm and rfc2761 10 s)',
  },
  {
    id: 'TI-08', from: 'S:SETUP tx', to: 'S:CONNECT rx',
    question: 'RFC 2761 Connection Establishment Time',
    documentedLimit: '18 s or 20 s derived in rfc2761 1.2.43 from the timers',
  },
  { id: 'TI-09', from: 'S:CONNECT rx', to: 'E Ndis[M]CmActivateVc', question: 'CM reaction ("immediately following")' },
  { id: 'TI-10', from: 'E NdisCmActivateVc', to: 'E MiniportCoActivateVc', question: 'NDIS dispatch', topology: 'cm' },
  {
    id: 'TI-11', from: 'E MiniportCoActivateVc', to: 'R (final) or E NdisMCoActivateVcComplete',
    question: 'miniport activation time', topology: 'cm',
  },
  { id: 'TI-12', from: 'E NdisMCoActivateVcComplete', to: 'E ProtocolCmActivateVcComplete', question: 'NDIS dispatch', topology: 'cm' },
  { id: 'TI-13', from: 'ACTDONE SUCCESS', to: 'E Ndis[M]CmMakeCallComplete', question: 'CM finishing' },
  { id: 'TI-14', from: 'E Ndis[M]CmMakeCallComplete', to: 'E ProtocolClMakeCallComplete', question: 'NDIS dispatch' },
  {
    id: 'TI-15', from: 'E NdisClMakeCall', to: 'E ProtocolClMakeCallComplete',
    question: 'client-visible set-up time',
    documentedLimit: 'bench deadline = 2 x T303 + T310 + margin (derived; 18 s + margin with 4 s and 10 s)',
  },
  {
    id: 'TI-16', from: 'E ProtocolClMakeCallComplete', to: 'first E NdisCoSendNetBufferLists / first receive',
    question: 'time to first data',
  },
  {
    id: 'TI-17', from: 'S:CONNECT rx', to: 'S:CONNECT ACK tx',
    question: 'acknowledgement delay',
    documentedLimit: 'T313 at the other side (4 s)',
  },
  {
    id: 'TI-18', from: 'S:SETUP tx', to: 'S:RELEASE COMPLETE / RELEASE rx',
    question: 'RFC 2761 CAC Denial Time',
    documentedLimit: 'below 4 s with CALL PROCEEDING, else 10 s (rfc2761 2.2.4.1 discussion)',
  },
  { id: 'TI-19', from: 'S:RELEASE COMPLETE rx (rejection)', to: 'E ..MakeCallComplete{error}', question: 'CM failure reporting' },
  { id: 'TI-20', from: 'E ..MakeCallComplete{error}', to: 'E ProtocolCoDeleteVc{CM}', question: 'clean-up after failure' },
  { id: 'TI-21', from: 'E NdisClCloseCall', to: 'E ProtocolClCloseCallComplete', question: 'client-visible teardown' },
  { id: 'TI-22', from: 'E ProtocolCmCloseCall', to: 'S:RELEASE tx', question: 'CM reaction' },
  {
    id: 'TI-23', from: 'S:RELEASE tx', to: 'S:RELEASE COMPLETE rx',
    question: 'RFC 2761 Connection Teardown Time',
    documentedLimit: 'T308 (30 s, twice)',
  },
  { id: 'TI-24', from: 'S:RELEASE COMPLETE rx', to: 'E Ndis[M]CmDeactivateVc', question: 'CM reaction' },
  { id: 'TI-25', from: 'E Ndis[M]CmDeactivateVc', to: 'DEACTDONE', question: 'drain plus deactivation' },
  { id: 'TI-26', from: 'DEACTDONE', to: 'E ..CloseCallComplete', question: 'CM finishing (negative = DD-01 order)' },
  { id: 'TI-27', from: 'E NdisCoDeleteVc', to: 'R NdisCoDeleteVc', question: 'deletion cost' },
  {
    id: 'TI-28', from: 'S:SETUP rx', to: 'E Ndis[M]CmDispatchIncomingCall',
    question: 'incoming processing',
    documentedLimit: 'T303 at the network (4 s) until a first answer is sent',
  },
  { id: 'TI-29', from: 'E ..DispatchIncomingCall', to: 'INDONE', question: 'client decision', note: 'T310 of the network bounds it' },
  { id: 'TI-30', from: 'INDONE SUCCESS', to: 'E ..DispatchCallConnected', question: 'handshake', documentedLimit: 'T313 (4 s)' },
  {
    id: 'TI-31', from: 'E NdisClAddParty', to: 'E ProtocolClAddPartyComplete',
    question: 'add party',
    documentedLimit: 'T399 (ngatm user 34 s, network 14 s; linux-atm 14 s)',
  },
  { id: 'TI-32', from: 'E NdisClDropParty', to: 'E ProtocolClDropPartyComplete', question: 'drop party', documentedLimit: 'T398 (4 s)' },
  {
    id: 'TI-33', from: 'E NdisClModifyCallQoS', to: 'E ProtocolClModifyCallQoSComplete',
    question: 'QoS change',
    documentedLimit: 'T360 30 s (linux-atm, modification)',
  },
  {
    id: 'TI-34', from: 'E NdisCoSendNetBufferLists', to: 'E ProtocolCoSendNetBufferListsComplete',
    question: 'send turnaround',
    note: 'completion is not transmission (SD-11)',
  },
  {
    id: 'TI-36', from: 'E Ndis[M]CmActivateVc', to: 'ACTDONE',
    question: 'activation as the call manager sees it (on an MCM: NDIS\'s part, since an MCM programs its NIC before the call)',
  },
  {
    id: 'TI-37', from: 'S:CONNECT rx', to: 'ACTDONE',
    question: 'from the network\'s answer to a ready VC; on an MCM the only interval that holds its NIC\'s programming',
  },
];

const indices = new Map(intervals.map((interval, index) => [interval.id, index]));

/** Where an interval stands in {@link intervals}, or -1. */
export function intervalIndex(id: string): number {
  return indices.get(id) ?? -1;
}
