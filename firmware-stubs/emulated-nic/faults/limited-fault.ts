import { EventSought } from '../../../src/core/scenario/event-sought.ts';
import { isAmong, type FaultUse } from '../../../src/core/scenario/fault-use.ts';
import type { Actors } from '../actors.ts';
import { wholeTicks } from '../delays.ts';
import type { FaultSpec } from './fault.ts';

type Limits = Omit<FaultUse, 'name'>;

/** A fault that a device has only sometimes: at other times the correct behaviour is asked. */
export function limited(fault: FaultSpec, limits: Limits): FaultSpec {
  if (Object.values(limits).every((limit) => limit === undefined || limit === 0)) return fault;
  return {
    ...fault,
    standInFront(actors) {
      const applies = appliesTo(actors, limits);
      const before = replaceableOf(actors).map((actor) => ({ actor, acts: { ...actor } }));
      fault.standInFront(actors);
      for (const { actor, acts } of before) chooseBetween(actor, acts, applies);
    },
  };
}

/** Whether a fault with such limits is there at the moment, for whatever the running thread works for. */
function appliesTo(actors: Actors, limits: Limits): () => boolean {
  const { calls, callOfPass, afterNs = 0, on } = limits;
  const { scheduler, probe, callsOfPasses } = actors.computer;
  const firstTick = wholeTicks(afterNs);
  const isMeant = (): boolean => scheduler.nowTicks >= firstTick && (calls === undefined || isAmong(calls, scheduler.call)) &&
    (callOfPass === undefined || (scheduler.call > 0 && callsOfPasses.callOf(scheduler.call) === callOfPass));
  if (on === undefined) return isMeant;
  const isOfCalls = calls !== undefined || callOfPass !== undefined;
  const place = (): number => (isOfCalls ? scheduler.call : 0);
  const seen = new SeenInCalls();
  const sought = new EventSought(on.event, actors.topology);
  probe.hear((words) => {
    if (sought.matches(words, 0) && isMeant()) seen.add(place());
  });
  return () => isMeant() && seen.of(place()) >= on.count;
}

/** More calls than this are never under way at once. */
const callsKept = 2 * 65_536;

/** How often an event was seen, call by call; call 0 stands for all of them. Of calls long past it forgets. */
class SeenInCalls {
  readonly #counts = new Map<number, number>();

  add(call: number): void {
    this.#counts.set(call, this.of(call) + 1);
    if (this.#counts.size <= callsKept) return;
    const [oldest] = this.#counts.keys();
    if (oldest !== undefined) this.#counts.delete(oldest);
  }

  of(call: number): number {
    return this.#counts.get(call) ?? 0;
  }
}

type Act = (...args: readonly unknown[]) => unknown;
type Replaceable = Record<string, Act>;

/** Everything whose acts a fault may stand in front of. */
function replaceableOf({ client, callManager, miniport, network, ndis, computer }: Actors): Replaceable[] {
  const groups = [client, callManager].flatMap((driver) => [driver, driver.parties, driver.saps, driver.incoming, driver.qos]);
  const { probe, structures, messages } = computer;
  return [...groups, miniport, network, ...Object.values(ndis), probe, structures, messages].filter(isReplaceable);
}

function isReplaceable(group: unknown): group is Replaceable {
  return typeof group === 'object' && group !== null;
}

/** Of each act that was replaced, the new one or the one before, as each call of it decides. */
function chooseBetween(actor: Replaceable, before: Replaceable, applies: () => boolean): void {
  for (const [name, faulty] of Object.entries(actor)) {
    const correct = before[name] ?? (Object.getPrototypeOf(actor) as Replaceable)[name];
    if (faulty === before[name] || typeof faulty !== 'function' || typeof correct !== 'function') continue;
    actor[name] = (...args) => (applies() ? faulty(...args) : correct.apply(actor, [...args]));
  }
}
