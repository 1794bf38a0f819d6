import { z } from 'zod';
import { faultyMessages, networkFaultKinds, type NetworkFault } from '../core/scenario/network-fault.ts';
import { networkRefusals, type NetworkFaultContext } from '../core/scenario/network-refusals.ts';
import { occasionKeys } from './occasion-schema.ts';
import { durationNs } from './quantities.ts';
import type { Refusal } from './refusal.ts';

const faultsLimit = 20;
const message = z.enum(faultyMessages);

const networkFault = z
  .strictObject({
    duplicate: message.optional().meta({ description: 'The message that arrives twice' }),
    delay: message.optional().meta({ description: 'The message that the network sends later' }),
    lose: message.optional().meta({ description: 'The message that does not arrive' }),
    by: durationNs.optional().meta({ description: 'With `delay`: by how much, in the time of the device' }),
    calls: occasionKeys.calls,
    after: durationNs.exactOptional().meta({ description: 'From when on, in the time of the device; default from the start' }),
  })
  .superRefine((file, context) => {
    const refuse = (what: string, next: string, path: string[] = []): void => {
      context.addIssue({ code: 'custom', path, message: what, params: { next } });
    };
    const kinds = networkFaultKinds.filter((kind) => file[kind] !== undefined);
    if (kinds.length !== 1) refuse('a network fault is one of `duplicate`, `delay` and `lose`', 'Give exactly one of them.');
    else if (file.delay !== undefined && (file.by ?? 0) === 0) refuse('nothing says by how much', 'Add `by: 3 s`.', ['delay']);
    else if (file.delay === undefined && file.by !== undefined) refuse('only a delay has a length', 'Take it out.', ['by']);
  })
  .transform(({ duplicate, delay, lose, by, calls, after }): NetworkFault => ({
    kind: duplicate !== undefined ? 'duplicate' : delay !== undefined ? 'delay' : 'lose',
    message: duplicate ?? delay ?? lose ?? 'SETUP',
    byNs: by ?? 0,
    ...(calls !== undefined && { calls }),
    ...(after !== undefined && { afterNs: after }),
  }));

/** The key `network` of a scenario file. */
export const network = z
  .array(networkFault)
  .min(1)
  .max(faultsLimit)
  .meta({ description: 'What happens to messages of some calls on the network' });

/** What in `network` can never happen, or has no effect that could be told. */
export function refusalsOfNetwork(faults: readonly NetworkFault[], context: NetworkFaultContext): Refusal[] {
  return networkRefusals(faults, context).map(([i, key, ...why]) => [[i, key === 'kind' ? (faults[i] as NetworkFault).kind : key], ...why]);
}
