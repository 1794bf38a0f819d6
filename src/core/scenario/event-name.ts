import { isOfStandAloneMiniport } from '../condis/function-results.ts';
import { functionId, functionIds, mcmTwin } from '../condis/functions.ts';
import type { Topology } from '../condis/roles.ts';
import { messageTypeOf } from '../signalling/message-types.ts';
import type { ExpectedEvent } from './steps/step.ts';

/** Of calls that the two kinds of call manager make by different names: the one name for both. */
export const bothNames: ReadonlyMap<string, number> = new Map(
  Object.entries(functionIds).filter(([, id]) => mcmTwin(id) !== id).map(([name, id]) => [name.replace('NdisCm', 'Ndis[M]Cm'), id]),
);

/** What follows the name of a function whose return is meant. */
export const returnsWord = / returns$/;

const directions = { sent: 'tx', received: 'rx' } as const;

/**
 * The event that a scenario file calls so: a function or handler (its enter), one with `returns` behind it, or a message with `sent` or
 * `received`; `undefined` where there is none.
 */
export function eventNamed(text: string): ExpectedEvent | undefined {
  const [, message = '', direction] = /^(.*) (sent|received)$/.exec(text) ?? [];
  if (direction !== undefined) {
    const type = messageTypeOf(message);
    return type === undefined ? undefined : { kind: 'signal', dir: directions[direction as keyof typeof directions], message: type };
  }
  const name = text.replace(returnsWord, '');
  const fn = functionId(name) ?? bothNames.get(name);
  return fn === undefined ? undefined : { kind: returnsWord.test(text) ? 'return' : 'enter', fn };
}

/** Whether devices of a topology have the event that is called so. */
export function existsOn(text: string, event: ExpectedEvent, topology: Topology): boolean {
  if (event.kind === 'signal' || text.startsWith('Ndis[M]Cm')) return true;
  const { fn } = event;
  if (topology === 'cm') return fn >> 8 !== 4;
  return fn >> 8 !== 3 && !isOfStandAloneMiniport(fn);
}
