import { partyAnswers } from '../../../src/core/scenario/call-program.ts';
import type { RequestName } from '../../../src/core/scenario/steps/acts.ts';
import type { StepRow } from '../../../src/core/scenario/steps/step-program.ts';
import { stepOutcomes } from '../../../src/core/scenario/steps/stepper.ts';
import type { Act } from '../act.ts';
import { Party } from '../party.ts';
import { success } from '../statuses.ts';
import type { Thread } from '../thread.ts';
import type { StepAct, StepContext, StepRun } from './step-run.ts';

const { succeeded, failed } = stepOutcomes;

/** What happens to the parties of a call. */
export const partyActs = {
  'client: add party': add,
  'client: drop party': drop,
  'network: drop party': leave,
} satisfies Partial<Record<RequestName, StepAct>>;

function* add({ actors, parties }: StepContext, thread: Thread, run: StepRun, { a, y, z }: StepRow): Act<number> {
  const called = parties?.[a - 1];
  if (run.call === undefined || called === undefined) return failed;
  const answer = partyAnswers[y] ?? 'accepted';
  const party = new Party(a, { called, answer, droppedBy: 'client', ...(z !== 0 && { cause: z }) });
  const status = yield* actors.client.parties.add(thread, run.call, party);
  if (status !== success) return failed;
  run.parties.set(a, party);
  return succeeded;
}

function* drop({ actors }: StepContext, thread: Thread, run: StepRun, { a, y }: StepRow): Act<number> {
  const party = run.parties.get(a);
  if (run.call === undefined || party === undefined) return failed;
  run.parties.delete(a);
  party.isDropUnanswered = y !== 0;
  return (yield* actors.client.parties.drop(thread, run.call, party)) === success ? succeeded : failed;
}

function* leave({ actors: { client, network } }: StepContext, thread: Thread, run: StepRun, { a }: StepRow): Act<number> {
  const party = run.parties.get(a);
  if (run.call === undefined || party === undefined) return failed;
  run.parties.delete(a);
  network.leave(thread, run.call, party);
  return (yield* client.parties.dropAfterNetwork(thread, run.call, party)) === success ? succeeded : failed;
}
