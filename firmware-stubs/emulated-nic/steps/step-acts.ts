import { requests, type RequestName } from '../../../src/core/scenario/steps/acts.ts';
import { callActs } from './call-acts.ts';
import { networkActs } from './network-acts.ts';
import { partyActs } from './party-acts.ts';
import { qosActs } from './qos-acts.ts';
import type { StepAct } from './step-run.ts';
import { transferActs } from './transfer-acts.ts';

/** How this NIC carries out what steps ask for; what is not here, it cannot do. */
const known: Readonly<Partial<Record<RequestName, StepAct>>> = { ...callActs, ...networkActs, ...partyActs, ...qosActs, ...transferActs };

/** By number in LOAD. */
export const stepActs: ReadonlyMap<number, StepAct> = new Map(
  Object.entries(known).map(([name, act]) => [requests[name as RequestName].number, act]),
);
