import type { RequirementEntry } from '../requirement.ts';

/** Signalling, for a trace with a tap: from open implementations and RFCs, not from the CoNDIS pages. */
export const signalling: readonly RequirementEntry[] = [
  {
    id: 'SG-01', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    requirement:
      'SETUP carries bearer capability, traffic descriptor, called party number and QoS (or extended QoS); point-to-multipoint SETUP ' +
      'also an endpoint reference.',
    check: 'decode S:SETUP : required IEs present',
    source: 'ngatm uni_ie.c / sig_call.c',
  },
  {
    id: 'SG-02', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    requirement: 'Messages of one call share a call reference; flag 0 from the originator, 1 towards it.',
    check: 'decode all S: of vc : value equal, flag consistent with direction',
    source: 'packet-q2931.c; linux-atm proto.c',
  },
  {
    id: 'SG-03', actor: 'network side', observes: 'S', severity: 'must', modal: 'must',
    requirement: 'The first answer to SETUP carries the connection identifier if it was not in SETUP.',
    check: 'first of CALL PROCEEDING/ALERTING/CONNECT has IE 0x5A',
    source: 'ngatm sig_call.c',
  },
  {
    id: 'SG-04', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    requirement: 'CONNECT is acknowledged with CONNECT ACKNOWLEDGE.',
    check: 'RESP(S:CONNECT rx -> S:CONNECT ACK tx)',
    source: 'ngatm sig_call.c; linux-atm proto.c',
  },
  {
    id: 'SG-05', actor: 'CM/MCM', observes: 'S', severity: 'should', modal: 'should',
    severityText: 'should (linux-atm clears without retransmission)',
    requirement: 'No answer to SETUP within T303: one retransmission, then local clearing (cause 18) with nothing more on the wire.',
    check:
      'IF(no answer : SETUP count == 2, spacing about T303 (ngatm default 4 s), then MakeCallComplete{error}; no S:RELEASE tx ' +
      'required)',
    source: 'ngatm sig_call.c, unidef.h; linux-atm timeout.h',
  },
  {
    id: 'SG-06', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    severityText: 'must (clear), should (RELEASE)',
    requirement:
      'CALL PROCEEDING stops T303 and starts T310; expiry of T310 clears the call (ngatm: RELEASE with cause 18; linux-atm: local ' +
      'error only).',
    check: 'IF(CALL PROCEEDING then silence : MakeCallComplete{error} after T310; S:RELEASE tx expected, absence = warn)',
    source: 'ngatm sig_call.c; linux-atm timeout.h; rfc2761',
  },
  {
    id: 'SG-07', actor: 'both', observes: 'S', severity: 'must', modal: 'must',
    requirement: 'RELEASE is answered with RELEASE COMPLETE; T308 guards it (two tries).',
    check: 'RESP(S:RELEASE -> S:RELEASE COMPLETE within T308)',
    source: 'ngatm sig_call.c; linux-atm timeout.h',
  },
  {
    id: 'SG-08', actor: 'called side', observes: 'S', severity: 'must', modal: 'must',
    requirement: 'CONNECT sent starts T313, CONNECT ACK stops it; expiry clears with cause 102, diagnostic "313".',
    check: 'IF(no CONNECT ACK : S:RELEASE tx cause 102)',
    source: 'ngatm sig_call.c',
  },
  {
    id: 'SG-09', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    requirement:
      'ADD PARTY is sent only in call state active (U10) or delivered (U4) and carries an endpoint reference and called number. NDIS ' +
      'adds the stricter MP-01 (MakeCall completed).',
    check: 'PRE(S:ADD PARTY tx <- S:CONNECT rx or S:ALERTING rx); IE 0x54, 0x70 present',
    source: 'ngatm sig_call.c, sig_party.c, msg.def',
  },
  {
    id: 'SG-10', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    requirement: 'T399 guards ADD PARTY, T398 guards DROP PARTY.',
    check: 'IF(no answer : party cleared after T399 / T398)',
    source: 'ngatm sig_party.c; linux-atm timeout.h',
  },
  {
    id: 'SG-14', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    requirement: 'When the last active party goes, the whole call is released (RELEASE), not dropped (DROP PARTY).',
    check: 'IF(parties(vc)==0 next : S:RELEASE, not S:DROP PARTY)',
    source: 'ngatm sig_call.c; consistent with MP-14, MP-25',
  },
  {
    id: 'SG-11', actor: 'CM/MCM', observes: 'S', severity: 'should', modal: 'should',
    requirement: 'Signalling runs over SAAL on VPI 0 / VCI 5 unless configured otherwise.',
    check: 'ARG(signalling frames : VPI==0, VCI==5)',
    source: 'linux-atm atmsigd.8; ngatm',
  },
  {
    id: 'SG-12', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    requirement: 'The call is released with a cause IE in RELEASE.',
    check: 'decode S:RELEASE : IE 0x08 present',
    source: 'ngatm uni_ie.c',
  },
  {
    id: 'SG-13', actor: 'CM/MCM', observes: 'SA', severity: 'must', modal: 'must',
    severityText: 'must (derived)',
    requirement: 'The VPI/VCI activated on the miniport is the one in the connection identifier.',
    check: 'ATM_MEDIA_PARAMETERS.ConnectionId at E Ndis[M]CmActivateVc == IE 0x5A of the answer',
    source: 'ngatm sig_call.c; atm.h (derived)',
  },
];
