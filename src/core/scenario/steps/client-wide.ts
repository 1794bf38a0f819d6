import type { Fault } from '../../fault.ts';
import { isRequest, requests, requestTraits, type RequestName } from './acts.ts';
import type { CompiledSteps } from './compile.ts';
import { stepFault } from './step-fault.ts';
import { everyStep } from './step-parameters.ts';
import type { ActStep, StepSpec } from './step.ts';

/** How often steps are taken, and how many passes go on at once. */
export interface Passes {
  readonly calls: number;
  readonly concurrency: number;
}

/** Numbers of the acts that concern all of the client. */
export const clientWideNumbers: readonly number[] = (Object.keys(requests) as RequestName[])
  .filter((name) => requestTraits(name).isClientWide === true)
  .map((name) => requests[name].number);

/** The acts among steps that concern all of the client, in the order in which they are written. */
export function clientWideActs(steps: readonly StepSpec[]): ActStep[] {
  return [...everyStep(steps)].flatMap((step) => {
    return step.kind === 'act' && isRequest(step.act) && requestTraits(step.act).isClientWide === true ? [step] : [];
  });
}

/** What cannot be done to the whole client because other passes go on meanwhile, or follow and find it closed. */
export function clientWideFaults(
  steps: readonly StepSpec[], { leavesClosed }: Pick<CompiledSteps, 'leavesClosed'>, { calls, concurrency }: Passes,
): Fault[] {
  const [first] = clientWideActs(steps);
  if (first === undefined) return [];
  if (Math.min(calls, concurrency) > 1) {
    const message = `\`${first.act}\` concerns every call of the client, and here ${concurrency} go on at once`;
    return [stepFault(first, 'concerns-all-calls', message, 'Take `concurrency` out.')];
  }
  if (calls === 1 || leavesClosed === undefined) return [];
  const undo = leavesClosed.act === 'client: deregister SAP' ? 'client: register SAP' : 'client: open address family';
  const message = `after \`${leavesClosed.act}\` the next call does not find the client as this one did`;
  return [stepFault(leavesClosed, 'left-closed', message, `Put \`${undo}\` behind it, and what else is closed with it, or make one call.`)];
}
