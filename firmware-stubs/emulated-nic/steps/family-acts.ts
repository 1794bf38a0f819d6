import type { RequestName } from '../../../src/core/scenario/steps/acts.ts';
import { stepOutcomes } from '../../../src/core/scenario/steps/stepper.ts';
import type { Act } from '../act.ts';
import { success } from '../statuses.ts';
import type { Thread } from '../thread.ts';
import type { StepAct, StepContext } from './step-run.ts';

const { succeeded, failed } = stepOutcomes;

/** The address family of the client, and its SAPs. */
export const familyActs = {
  'client: open address family': open,
  'client: close address family': close,
  'client: register SAP': register,
  'client: deregister SAP': deregister,
} satisfies Partial<Record<RequestName, StepAct>>;

/** A client opens a family where it is notified of it (AF-05). */
function* open({ actors: { client } }: StepContext, thread: Thread): Act<number> {
  return (yield* client.openAgain(thread)) === success ? succeeded : failed;
}

function* close({ actors: { client } }: StepContext, thread: Thread): Act<number> {
  yield* client.closeAddressFamily(thread);
  return client.isFamilyOpen ? failed : succeeded;
}

/** One that is refused because another has its address is no failure, as long as there is another. */
function* register({ actors: { client }, saps }: StepContext, thread: Thread): Act<number> {
  let registered = 0;
  for (const address of saps) if ((yield* client.registerSap(thread, address)) === success) registered++;
  return registered > 0 ? succeeded : failed;
}

function* deregister({ actors: { client } }: StepContext, thread: Thread): Act<number> {
  yield* client.saps.deregisterAll(thread);
  return succeeded;
}
