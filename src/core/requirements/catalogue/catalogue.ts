import { requirementOf, type Requirement, type RequirementFamily } from '../requirement.ts';
import { activatingAVc } from './activating-a-vc.ts';
import { addressFamiliesAndSaps } from './address-families-and-saps.ts';
import { changingCallParameters } from './changing-call-parameters.ts';
import { closingByTheClient } from './closing-by-the-client.ts';
import { closingByTheNetwork } from './closing-by-the-network.ts';
import { creatingAVc } from './creating-a-vc.ts';
import { deactivatingAVc } from './deactivating-a-vc.ts';
import { deletingAVc } from './deleting-a-vc.ts';
import { incomingCalls } from './incoming-calls.ts';
import { irql } from './irql.ts';
import { makeCallFunctions } from './make-call-functions.ts';
import { makingACall } from './making-a-call.ts';
import { metrics } from './metrics.ts';
import { ndisCmMakeCallComplete } from './ndis-cm-make-call-complete.ts';
import { ndisMCmMakeCallComplete } from './ndis-mcm-make-call-complete.ts';
import { parties } from './parties.ts';
import { permanentVcs } from './permanent-vcs.ts';
import { sendingAndReceiving } from './sending-and-receiving.ts';
import { signalling } from './signalling.ts';

/** The families in the catalogue's order. */
export const requirementFamilies: readonly RequirementFamily[] = [
  { name: 'making-a-call', title: 'Making a call', seed: true, entries: makingACall },
  { name: 'ndis-cm-make-call-complete', title: 'NdisCmMakeCallComplete', seed: true, entries: ndisCmMakeCallComplete },
  { name: 'ndis-mcm-make-call-complete', title: 'NdisMCmMakeCallComplete', seed: false, entries: ndisMCmMakeCallComplete },
  { name: 'creating-a-vc', title: 'Creating a VC', seed: false, entries: creatingAVc },
  { name: 'make-call-functions', title: 'Making a call: functions and handlers', seed: false, entries: makeCallFunctions },
  { name: 'activating-a-vc', title: 'Activating a VC', seed: false, entries: activatingAVc },
  { name: 'sending-and-receiving', title: 'Sending and receiving on a VC', seed: false, entries: sendingAndReceiving },
  { name: 'changing-call-parameters', title: 'Changing call parameters (QoS)', seed: false, entries: changingCallParameters },
  { name: 'incoming-calls', title: 'Incoming calls', seed: false, entries: incomingCalls },
  { name: 'closing-by-the-client', title: 'Closing a call, started by the client', seed: false, entries: closingByTheClient },
  { name: 'closing-by-the-network', title: 'Closing a call, started by the network', seed: false, entries: closingByTheNetwork },
  { name: 'deactivating-a-vc', title: 'Deactivating a VC', seed: false, entries: deactivatingAVc },
  { name: 'deleting-a-vc', title: 'Deleting a VC', seed: false, entries: deletingAVc },
  { name: 'parties', title: 'Multipoint: parties', seed: false, entries: parties },
  { name: 'address-families-and-saps', title: 'Address families and SAPs', seed: false, entries: addressFamiliesAndSaps },
  { name: 'permanent-vcs', title: 'Permanent VCs', seed: false, entries: permanentVcs },
  { name: 'irql', title: 'IRQL', seed: false, entries: irql },
  { name: 'signalling', title: 'Signalling', seed: false, entries: signalling },
  { name: 'metrics', title: 'Metrics with normative definitions', seed: false, entries: metrics },
];

/** Every requirement, in the catalogue's order: the order of a judgement's `requirements`. */
export const requirements: readonly Requirement[] = requirementFamilies.flatMap((family) =>
  family.entries.map((entry) => requirementOf(entry, family)),
);

const byId = new Map(requirements.map((requirement, index) => [requirement.id, { requirement, index }]));

/** The requirement with an id such as `CC-15`, or `undefined`. */
export function requirementById(id: string): Requirement | undefined {
  return byId.get(id)?.requirement;
}

/** Where a requirement stands in {@link requirements}, or -1. */
export function requirementIndex(id: string): number {
  return byId.get(id)?.index ?? -1;
}
