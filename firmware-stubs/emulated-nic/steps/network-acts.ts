import type { RequestName } from '../../../src/core/scenario/steps/acts.ts';
import type { StepRow } from '../../../src/core/scenario/steps/step-program.ts';
import { stepOutcomes } from '../../../src/core/scenario/steps/stepper.ts';
import type { Act } from '../act.ts';
import { Call } from '../call.ts';
import { success } from '../statuses.ts';
import type { Thread } from '../thread.ts';
import { awaitClose, lastOf } from './call-acts.ts';
import { courseOf } from './course-of.ts';
import type { StepAct, StepContext, StepRun } from './step-run.ts';

const { succeeded, failed } = stepOutcomes;

/** Calls that come in, and calls that the network releases. */
export const networkActs = {
  'network: call': takeCall,
  'network: release': release,
} satisfies Partial<Record<RequestName, StepAct>>;

function* takeCall(context: StepContext, thread: Thread, run: StepRun, row: StepRow): Act<number> {
  const { computer, network } = context.actors;
  computer.callsOfPasses.begin(run.number);
  const call = new Call(run.number, run.lane, run.stream('call'), courseOf(row));
  context.prepare(call);
  network.call(thread, call);
  if ((yield* context.answerOffer(thread, call)) !== success) {
    yield* call.ended.wait(thread);
    return failed;
  }
  run.call = call;
  if (thread.pass(computer.delays.clientReaction(thread.random))) yield;
  return succeeded;
}

/**
 * The client is told, and closes the call: out of the handler, but a multipoint call on its own thread. What is in flight comes back first,
 * as before a close by the client.
 */
function* release(context: StepContext, thread: Thread, run: StepRun, { z }: StepRow): Act<number> {
  const { call } = run;
  if (call === undefined) return failed;
  const { client, network } = context.actors;
  call.sendsNoMore = true;
  yield* client.exchangeData(thread, call, 0);
  call.lastParty = lastOf(run, call);
  network.release(thread, call, z);
  yield* client.incoming.awaitRemoteClose(thread, call);
  if (call.initialParty !== undefined) yield* client.requestClose(thread, call);
  return (yield* awaitClose(context, thread, run, call)) === success ? succeeded : failed;
}
