import { courses } from '../../../src/core/scenario/course.ts';
import type { RequestName } from '../../../src/core/scenario/steps/acts.ts';
import type { StepRow } from '../../../src/core/scenario/steps/step-program.ts';
import { stepOutcomes } from '../../../src/core/scenario/steps/stepper.ts';
import type { Act } from '../act.ts';
import { Call } from '../call.ts';
import { Party } from '../party.ts';
import { pending, success } from '../statuses.ts';
import type { Thread } from '../thread.ts';
import { courseOf } from './course-of.ts';
import type { StepAct, StepContext, StepRun } from './step-run.ts';

const { succeeded, failed, spent } = stepOutcomes;

/** From the VC to the end of a call. */
export const callActs = {
  'client: create VC': createVc,
  'client: make call': makeCall,
  'client: close call': closeCall,
  'client: delete VC': deleteVc,
} satisfies Partial<Record<RequestName, StepAct>>;

function* createVc({ actors }: StepContext, thread: Thread, run: StepRun, { y }: StepRow): Act<number> {
  actors.computer.callsOfPasses.prepare(run.number);
  const { random } = thread;
  thread.drawFrom(run.stream('create'));
  run.vc = yield* actors.client.createVc(thread, run.lane, y === courses.creationFails.number);
  thread.drawFrom(random);
  return run.vc === undefined ? failed : succeeded;
}

export function* deleteVc({ actors }: StepContext, thread: Thread, run: StepRun): Act<number> {
  const { vc } = run;
  if (vc === undefined) return failed;
  const { random } = thread;
  thread.drawFrom(run.stream('delete'));
  yield* actors.client.deleteVc(thread, vc);
  thread.drawFrom(random);
  run.vc = undefined;
  return succeeded;
}

function* makeCall(context: StepContext, thread: Thread, run: StepRun, row: StepRow): Act<number> {
  const { actors: { client, computer }, parties } = context;
  if (run.vc === undefined) return failed;
  computer.callsOfPasses.begin(run.number);
  const initialParty = parties === undefined ? undefined : new Party(0, undefined);
  const call = new Call(run.number, run.vc, run.stream('call'), courseOf(row), initialParty);
  context.prepare(call);
  const status = yield* client.makeCall(thread, call);
  if (status === success && (yield* context.keeps(thread, call))) {
    run.call = call;
    if (initialParty !== undefined) run.parties.set(0, initialParty);
    if (thread.pass(computer.delays.clientReaction(thread.random))) yield;
    return succeeded;
  }
  // NDIS_STATUS_PENDING is no outcome: the call may exist, so it has to be closed before its VC can go.
  if (status === pending) yield* client.requestClose(thread, call);
  const isOver = status === success || status === pending ? (yield* client.awaitClose(thread, call)) === success : false;
  forget(context, call);
  return status === success && isOver ? spent : failed;
}

/** What is in flight comes back first. Without a row it is closed as any call; one that the client has closed already is awaited. */
export function* closeCall(context: StepContext, thread: Thread, run: StepRun, row?: StepRow): Act<number> {
  const { call } = run;
  const { client } = context.actors;
  if (call === undefined) return failed;
  if (call.isClosing) return (yield* awaitClose(context, thread, run, call)) === success ? succeeded : failed;
  call.sendsNoMore = true;
  yield* client.exchangeData(thread, call, 0);
  call.lastParty = lastOf(run, call);
  call.course = row === undefined ? { name: 'connects' } : courseOf(row);
  yield* client.requestClose(thread, call);
  return (yield* awaitClose(context, thread, run, call)) === success ? succeeded : failed;
}

/** Of a multipoint call: the party that is left to be closed with it. */
export function lastOf({ parties }: StepRun, { initialParty }: Call): Party | undefined {
  return initialParty === undefined ? undefined : [...parties.values()].at(-1);
}

/** Waits until a call is closed, however that came; then it is over. */
export function* awaitClose(context: StepContext, thread: Thread, run: StepRun, call: Call): Act<number> {
  const status = yield* context.actors.client.awaitClose(thread, call);
  run.call = undefined;
  run.parties.clear();
  if (call.isIncoming) yield* call.ended.wait(thread);
  else forget(context, call);
  return status;
}

function forget({ actors: { client } }: StepContext, call: Call): void {
  client.forget(call);
  client.parties.forgetLast(call);
}

