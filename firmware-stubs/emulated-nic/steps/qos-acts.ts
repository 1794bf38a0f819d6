import type { RequestName } from '../../../src/core/scenario/steps/acts.ts';
import type { StepRow } from '../../../src/core/scenario/steps/step-program.ts';
import { stepOutcomes } from '../../../src/core/scenario/steps/stepper.ts';
import type { Act } from '../act.ts';
import type { Call } from '../call.ts';
import { changeOf, modifyByClient, modifyByNetwork } from '../parameter-change.ts';
import type { Rates } from '../rates.ts';
import { success } from '../statuses.ts';
import type { Thread } from '../thread.ts';
import { awaitClose } from './call-acts.ts';
import { courseOf } from './course-of.ts';
import type { StepAct, StepContext, StepRun } from './step-run.ts';

const { succeeded, failed, spent } = stepOutcomes;

/** Other parameters for a call that is connected. */
export const qosActs = {
  'client: modify QoS': modify,
  'network: modify': modifyFromNetwork,
} satisfies Partial<Record<RequestName, StepAct>>;

function* modify(context: StepContext, thread: Thread, run: StepRun, row: StepRow): Act<number> {
  const { call } = run;
  if (call === undefined) return failed;
  prepare(context, call, row);
  return (yield* modifyByClient(context.actors, thread, call, ratesOf(row))) === success ? succeeded : failed;
}

function* modifyFromNetwork(context: StepContext, thread: Thread, run: StepRun, row: StepRow): Act<number> {
  const { call } = run;
  if (call === undefined) return failed;
  prepare(context, call, row);
  const rates = ratesOf(row);
  yield* modifyByNetwork(context.actors, thread, call, rates);
  if (call.isClosing) return (yield* awaitClose(context, thread, run, call)) === success ? spent : failed;
  return call.rates === rates ? succeeded : failed;
}

function prepare(context: StepContext, call: Call, row: StepRow): void {
  call.course = courseOf(row);
  context.prepare(call);
  call.vc.refusals = changeOf(call.course)?.refusals ?? 0;
}

function ratesOf({ a }: StepRow): Rates {
  return a === 0 ? 'half' : a;
}
