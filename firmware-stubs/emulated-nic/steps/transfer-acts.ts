import type { RequestName } from '../../../src/core/scenario/steps/acts.ts';
import type { StepRow } from '../../../src/core/scenario/steps/step-program.ts';
import { stepOutcomes } from '../../../src/core/scenario/steps/stepper.ts';
import type { Act } from '../act.ts';
import type { Thread } from '../thread.ts';
import type { StepAct, StepContext, StepRun } from './step-run.ts';

const { succeeded, failed } = stepOutcomes;

/** User data, both ways; none on a call that is closed already, or is to be. */
export const transferActs = {
  'client: send': send,
  'network: send': receive,
} satisfies Partial<Record<RequestName, StepAct>>;

/** Over when the lists, and what the called party sends back, are where they belong. */
function* send({ actors }: StepContext, thread: Thread, { call }: StepRun, { a }: StepRow): Act<number> {
  if (call === undefined || call.isClosing || call.sendsNoMore) return failed;
  yield* actors.client.exchangeData(thread, call, a);
  return succeeded;
}

/** Over when the client has returned the lists. */
function* receive({ actors: { client, network } }: StepContext, thread: Thread, { call }: StepRun, { a }: StepRow): Act<number> {
  if (call === undefined || call.isClosing || call.sendsNoMore) return failed;
  for (let list = 0; list < a; list++) {
    call.transfer.answersDue++;
    network.answerData(thread, call);
  }
  yield* client.exchangeData(thread, call, 0);
  return succeeded;
}
