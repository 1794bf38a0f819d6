import type { FaultUse } from '../../../src/core/scenario/fault-use.ts';
import type { Actors } from '../actors.ts';
import { wholeTicks } from '../delays.ts';
import type { FaultSpec } from './fault.ts';

/** A fault that a device has only sometimes: at other times the correct behaviour is asked. */
export function limited(fault: FaultSpec, { calls, afterNs = 0 }: Pick<FaultUse, 'calls' | 'afterNs'>): FaultSpec {
  if (calls === undefined && afterNs === 0) return fault;
  return {
    ...fault,
    standInFront(actors) {
      const { scheduler } = actors.computer;
      const firstTick = wholeTicks(afterNs);
      const applies = (): boolean => scheduler.nowTicks >= firstTick &&
        (calls === undefined || calls.some(([first, last]) => scheduler.call >= first && scheduler.call <= last));
      const before = replaceableOf(actors).map((actor) => ({ actor, acts: { ...actor } }));
      fault.standInFront(actors);
      for (const { actor, acts } of before) chooseBetween(actor, acts, applies);
    },
  };
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
