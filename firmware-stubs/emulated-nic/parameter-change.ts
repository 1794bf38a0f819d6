import type { Course, CourseName } from '../../src/core/scenario/course.ts';
import type { Act } from './act.ts';
import type { Actors } from './actors.ts';
import type { Call } from './call.ts';
import { Completion } from './completion.ts';
import type { Rates } from './rates.ts';
import type { Thread } from './thread.ts';

/** Who asks for the change, and how many activations of the VC with it fail. */
interface Change {
  readonly by: 'client' | 'network';
  readonly refusals: number;
}

const changes: Readonly<Partial<Record<CourseName, Change>>> = {
  clientModifies: { by: 'client', refusals: 0 },
  clientModifyGrantedInPart: { by: 'client', refusals: 0 },
  clientModifyRefused: { by: 'client', refusals: 0 },
  clientModifyRefusedByMiniport: { by: 'client', refusals: 1 },
  networkModifies: { by: 'network', refusals: 0 },
  networkModifyRenegotiated: { by: 'network', refusals: 0 },
  networkModifyUnacceptable: { by: 'network', refusals: 0 },
  networkModifyRefusedByMiniport: { by: 'network', refusals: 1 },
};

/** The change of parameters that a course has in mid-call; `undefined`: none. */
export function changeOf({ name }: Course): Change | undefined {
  return changes[name];
}

/** Somebody asks for half of the rates of a call, as its course says; waits until that is settled. */
export function* changeParameters(actors: Actors, thread: Thread, call: Call): Act {
  const change = changeOf(call.course);
  if (change === undefined) return;
  call.vc.refusals = change.refusals;
  yield* change.by === 'client' ? modifyByClient(actors, thread, call, 'half') : modifyByNetwork(actors, thread, call, 'half');
}

/** The client asks for other rates and waits for the outcome. */
export function* modifyByClient({ client }: Actors, thread: Thread, call: Call, rates: Rates): Act<number> {
  yield* client.qos.ask(thread, call, rates);
  return yield* client.qos.await(thread, call);
}

/** The network asks for other rates; waits until it knows the outcome. */
export function* modifyByNetwork({ network }: Actors, thread: Thread, call: Call, rates: Rates): Act {
  call.changeSettled = new Completion();
  network.modify(thread, call, rates);
  yield* call.changeSettled.wait(thread);
}
