import type { RequestName } from '../../../src/core/scenario/steps/acts.ts';
import { stepOutcomes } from '../../../src/core/scenario/steps/stepper.ts';
import type { Act } from '../act.ts';
import type { Thread } from '../thread.ts';
import { closeCall, deleteVc } from './call-acts.ts';
import type { StepAct, StepContext, StepRun } from './step-run.ts';

/** The drivers go, or the adapter. */
export const endingActs = {
  'callManager: unbind': end,
  'miniport: halt': end,
} satisfies Partial<Record<RequestName, StepAct>>;

/** What is open then is closed when the steps of the call are over, which now they are soon. */
function* end(context: StepContext, thread: Thread): Act<number> {
  yield* context.endDrivers(thread);
  return stepOutcomes.succeeded;
}

/** The client closes what a call has left open because the drivers go. False: it could not. */
export function* windUp(context: StepContext, thread: Thread, run: StepRun): Act<boolean> {
  const { call } = run;
  let isClosed = true;
  if (call !== undefined) {
    for (const [number, party] of [...run.parties].slice(0, -1)) {
      run.parties.delete(number);
      yield* context.actors.client.parties.drop(thread, call, party);
    }
    isClosed = (yield* closeCall(context, thread, run)) === stepOutcomes.succeeded;
  }
  yield* deleteVc(context, thread, run);
  return isClosed;
}
