import type { Topology } from '../../condis/roles.ts';
import type { Fault } from '../../fault.ts';
import { isRequest, requests, requestTraits, type RequestName } from './acts.ts';
import { stepFault } from './step-fault.ts';
import { everyStep } from './step-parameters.ts';
import type { StepSpec } from './step.ts';

/** Acts that devices of a scenario's topologies have nobody to do. */
export function topologyFaults(steps: readonly StepSpec[], topologies: readonly Topology[]): Fault[] {
  return [...everyStep(steps)].flatMap((step) => {
    if (step.kind !== 'act' || !isRequest(step.act)) return [];
    const { topology } = requestTraits(step.act);
    const other = topologies.find((each) => topology !== undefined && each !== topology);
    if (topology === undefined || other === undefined) return [];
    const instead = (Object.keys(requests) as RequestName[]).find((name) => requestTraits(name).topology === other);
    const hint = instead === undefined ? '' : `; on a device of topology ${other} it is \`${instead}\``;
    const next = `Write \`topology: ${topology}\`${hint}.`;
    return [stepFault(step, 'act-of-other-topology', `\`${step.act}\` cannot be done on a device of topology ${other}`, next)];
  });
}
