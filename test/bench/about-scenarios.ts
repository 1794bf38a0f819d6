import type { Topology } from '../../src/core/condis/roles.ts';
import { requirementById } from '../../src/core/requirements/catalogue/catalogue.ts';

/** Rows of every multipoint call, of adding parties and of dropping them. */
const multipoint = 'MC-09 MC-10 MC-20 MC-21 CC-11 MK-18 MK-19 CL-01 CL-04 CL-10 MP-11 MP-14 MP-27 MP-28 SG-01'.split(' ');
const pendedMultipoint = [...multipoint, 'CC-07', 'CC-10', 'MM-04'];
const adding = 'MP-01 MP-02 MP-03 MP-04 MP-05 MP-07 SG-09'.split(' ');
const dropping = 'MP-16 MP-17 MP-18 MP-19 MP-21'.split(' ');
const pendedParties = [...pendedMultipoint, ...adding, ...dropping, 'MP-08', 'MP-09', 'MP-20', 'MP-22'];
const leaving = ['MP-24', 'MP-25', 'MP-26'];

/** Rows that a scenario is about: they are decided in it, where the row has the topology. Not every scenario is about some. */
export const about: Readonly<Record<string, readonly string[]>> = {
  'outgoing-call': ['AF-07', 'AF-10', 'AF-12', 'SG-03', 'MC-41', 'MC-42', 'CC-18', 'MM-02', 'CC-15', 'MM-03'],
  'many-vcs': ['CC-06', 'MC-06'],
  'vc-reuse': ['MC-03', 'MK-22'],
  'cbr-call': ['MC-02', 'CC-13', 'CC-29', 'MM-09', 'SG-12'],
  'bearer-classes': ['MC-02', 'CC-13', 'CC-29', 'MM-09'],
  'circuit-emulation': ['MC-02', 'CC-13', 'CC-29', 'MM-09'],
  'slow-network': ['CC-19', 'MM-08'],
  'line-stands-still': ['CC-19', 'MM-08'],
  'synchronous-activation': ['AV-05', 'CC-15', 'MM-03', 'CL-13'],
  'synchronous-calls': ['MK-01', 'MK-12', 'MK-14', 'AV-05'],
  'synchronous-failures': ['MK-01', 'MK-06', 'MK-16', 'MC-13', 'AV-13'],
  'refused-at-once': ['MK-01', 'MK-06', 'MK-14', 'MK-15', 'MK-16'],
  'refused-after-pending': ['CC-02', 'CC-26', 'MM-02', 'MK-15', 'MK-16'],
  'invalid-parameters': ['MC-13', 'MK-01', 'MK-16'],
  'network-rejects': ['CC-22', 'CC-26', 'MM-02', 'MK-16'],
  'network-releases': ['SG-07', 'CC-22', 'CC-26', 'MM-02', 'MK-16'],
  'no-answer': ['CC-22', 'CC-26', 'MM-02', 'MK-16', 'SG-05'],
  'no-connect': ['CC-22', 'CC-26', 'SG-06', 'SG-12', 'MK-16'],
  'activation-retried': ['AV-13', 'CC-17', 'MM-03', 'CC-29', 'MM-09', 'MC-31'],
  'activation-fails': ['AV-13', 'CC-26', 'MK-16', 'SG-12'],
  'creation-fails': ['CV-05', 'CV-17'],
  'fails-when-active': ['CC-26', 'MK-16', 'DV-03'],
  'parameters-accepted': ['MC-31', 'CC-13', 'CC-29', 'MM-09'],
  'parameters-renegotiated': ['QS-01', 'QS-05', 'QS-07', 'CC-30', 'CC-31', 'MC-31'],
  'renegotiation-refused': ['QS-04', 'QS-07', 'QS-13', 'CC-30', 'CC-31', 'MC-31'],
  'parameters-unacceptable': ['MC-40', 'CC-30', 'CC-31'],
  'client-modifies': ['QS-01', 'QS-02', 'QS-03', 'QS-04', 'QS-05', 'QS-07', 'QS-08', 'QS-09', 'QS-12', 'AV-23', 'AV-24'],
  'client-modify-granted-in-part': ['QS-05', 'QS-09'],
  'client-modify-refused': ['QS-04', 'QS-06', 'QS-12', 'AV-25'],
  'client-modify-not-activated': ['QS-06', 'AV-16', 'AV-25'],
  'network-modifies': ['QS-14', 'QS-15', 'QS-17'],
  'network-modify-renegotiated': ['QS-01', 'QS-05', 'QS-14', 'QS-17', 'AV-23', 'AV-24'],
  'network-modify-unacceptable': ['QS-14', 'QS-17'],
  'network-modify-not-activated': ['AV-13', 'AV-16'],
  'synchronous-changes': ['QS-03', 'QS-05', 'QS-06', 'QS-14', 'QS-17'],
  'multipoint-call': pendedMultipoint,
  'multipoint-parties': [...pendedParties, 'SG-14'],
  'multipoint-initial-party-leaves': [...pendedParties, 'SG-14'],
  'multipoint-party-rejected': [...pendedParties, 'MP-10'],
  'multipoint-party-leaves': [...pendedParties, ...leaving],
  'multipoint-synchronous': [...multipoint, ...adding, ...dropping, ...leaving, 'MK-10', 'MP-10', 'MP-13'],
  'permanent-vc': ['PV-01', 'PV-03', 'PV-04', 'PV-05'],
  'permanent-vc-by-address': ['PV-01', 'PV-04', 'PV-05'],
  'permanent-vc-missing': ['PV-01', 'PV-02', 'MK-16'],
  'permanent-vc-unchanged': ['PV-05', 'QS-04'],
  'unbind-with-calls': ['AF-10', 'AF-12', 'AF-13', 'AF-14', 'AF-15'],
  'release-unanswered': ['SG-07', 'CL-11'],
  'multipoint-party-unanswered': [...pendedMultipoint, ...adding, 'SG-10', 'MP-08', 'MP-10'],
  'multipoint-drop-unanswered': [...pendedParties, 'SG-10'],
  'multipoint-rejected': ['CC-22', 'CC-24', 'CC-25', 'MM-05', 'MM-06', 'MM-07', 'MK-04', 'MK-15'],
  'multipoint-failures': ['MC-09', 'MC-10', 'MC-20', 'MK-04', 'MK-15', 'CC-24', 'CC-25', 'MM-05', 'MM-06', 'MM-07'],
  'set-up-within-limits': ['MC-24', 'MC-29'],
  'incoming-call': ['IC-01', 'IC-03', 'IC-04', 'IC-11', 'IC-12', 'IC-15', 'CV-18', 'CV-19', 'CV-20', 'AV-22', 'CL-18', 'CL-20', 'AF-17', 'AF-21'],
  'incoming-pended': ['IC-04', 'IC-06', 'IC-08', 'IC-09', 'IC-12', 'IC-15'],
  'incoming-rejected': ['IC-06', 'IC-08', 'IC-10', 'IC-11', 'IC-13'],
  'incoming-not-supported': ['IC-11', 'IC-13'],
  'incoming-not-established': ['IC-11', 'IC-14', 'IX-01', 'IX-04', 'IX-07', 'IX-08', 'IX-09'],
  'incoming-parameters-changed': ['IC-09', 'IC-12', 'AV-12'],
  'incoming-changes-refused': ['IC-09', 'IC-17', 'IX-07', 'IX-09'],
  'incoming-vc-reuse': ['IC-02', 'IC-13', 'CL-18', 'CL-20', 'SG-02'],
  'incoming-synchronous': ['IC-04', 'IC-06', 'IC-14', 'IC-17', 'CL-07', 'CL-20'],
  'incoming-network-closes': ['IX-01', 'IX-05', 'IX-07', 'IX-08', 'IX-09', 'CL-20'],
  'network-closes': ['IX-01', 'IX-03', 'IX-04', 'IX-05', 'IX-07', 'IX-09'],
  'network-closes-with-error': ['IX-07', 'IX-09', 'IX-11'],
  'multipoint-network-closes': ['IX-01', 'IX-06', 'IX-07', 'MP-27'],
  'sap-in-use': ['AF-16', 'AF-17', 'AF-19', 'AF-21', 'AF-09', 'IC-01'],
  'both-directions': ['IC-12', 'IC-13', 'IX-01', 'IX-09', 'IX-11', 'CL-20'],
  'steps-make-call': ['SG-03', 'MC-41', 'CC-15', 'MM-03'],
  'steps-multipoint': [...pendedMultipoint, ...adding, ...dropping, ...leaving, 'MP-10', 'MP-08', 'MP-09', 'MP-20'],
  'steps-busy-then-free': ['CC-22', 'CC-26', 'MM-02', 'MK-16', 'SG-03', 'MC-41'],
  'steps-rejected-for-causes': ['CC-22', 'CC-26', 'MM-02', 'MK-16'],
  'steps-answered-both-ways': ['MK-01', 'MK-12', 'MK-14', 'AV-05', 'CL-13'],
  'steps-changed-parameters': ['QS-01', 'QS-04', 'QS-05', 'QS-06', 'QS-12', 'QS-14', 'QS-17', 'AV-16', 'AV-25'],
  'steps-incoming-answers': ['IC-06', 'IC-08', 'IC-11', 'IC-12', 'IC-13', 'IC-14', 'IC-17', 'IX-01', 'IX-07', 'SG-08'],
  'steps-unanswered': ['SG-07', 'SG-10', 'MP-08', 'MP-10'],
  'steps-family-reopened': ['AF-05', 'AF-06', 'AF-07', 'AF-08', 'AF-09', 'AF-10', 'AF-17', 'AF-19'],
  'steps-sap-given-up': ['AF-17', 'AF-19', 'AF-20', 'AF-21', 'IC-01'],
  'steps-unbind': ['AF-10', 'AF-12', 'AF-13', 'AF-14', 'AF-15'],
  'steps-halt': ['AF-10', 'AF-12', 'AF-13', 'AF-14', 'AF-15'],
  'incoming-abandoned': ['IX-01', 'IX-04', 'IX-07', 'IX-08', 'IX-09', 'CL-18', 'CL-20', 'SG-07'],
  'incoming-unacknowledged': ['SG-08', 'IC-11'],
  'repeated-messages': ['CC-02', 'MM-02', 'IC-11', 'IC-12', 'IX-01', 'SG-07'],
  'setup-lost': ['CC-02', 'CC-18', 'MM-02', 'SG-03', 'MC-41'],
  'answers-lost': ['SG-06', 'SG-08', 'CC-22', 'MK-16'],
  'mixed-courses': ['MC-13', 'MC-40', 'CC-22', 'CC-26', 'MK-01', 'MK-16', 'AV-13'],
};

/** Rows that a scenario is about, too, though a correct device gives no occasion to judge them: what must not happen does not. */
export const aboutBreaches: Readonly<Record<string, readonly string[]>> = {
  'refused-at-once': ['CC-01', 'CC-02', 'MM-02'],
  'synchronous-calls': ['CC-01', 'CC-02', 'MM-02'],
  'steps-answered-both-ways': ['CC-01', 'CC-02', 'MM-02'],
  'network-modify-not-activated': ['QS-14'],
  'incoming-abandoned': ['IC-06', 'IC-12', 'IC-14'],
};

/** Whether a topology has a row. An MCM signals around NDIS: no VC to the switch is seen. */
export function isOf(id: string, topology: Topology): boolean {
  const row = requirementById(id);
  if (id === 'SG-11' && topology === 'mcm') return false;
  return row !== undefined && (row.topology === 'both' || row.topology === topology);
}
