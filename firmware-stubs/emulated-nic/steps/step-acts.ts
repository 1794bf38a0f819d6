import type { Topology } from '../../../src/core/condis/roles.ts';
import { requests, requestTraits, type RequestName } from '../../../src/core/scenario/steps/acts.ts';
import { callActs } from './call-acts.ts';
import { endingActs } from './ending-acts.ts';
import { familyActs } from './family-acts.ts';
import { networkActs } from './network-acts.ts';
import { partyActs } from './party-acts.ts';
import { qosActs } from './qos-acts.ts';
import type { StepAct } from './step-run.ts';
import { transferActs } from './transfer-acts.ts';

/** How this NIC carries out what steps ask for. */
const known: Readonly<Record<RequestName, StepAct>> = {
  ...callActs, ...networkActs, ...partyActs, ...qosActs, ...transferActs, ...familyActs, ...endingActs,
};

/** What a NIC of this topology can do, by number in LOAD. */
export function stepActsOf(topology: Topology): ReadonlyMap<number, StepAct> {
  const names = (Object.keys(known) as RequestName[]).filter((name) => [undefined, topology].includes(requestTraits(name).topology));
  return new Map(names.map((name) => [requests[name].number, known[name]]));
}
