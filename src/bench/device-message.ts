import type { Hello } from '../wire/hello.ts';
import type { CommandAnswer, DeviceState, TimeAnswer } from '../wire/messages.ts';

/** What a device says that is no event. */
export type DeviceMessage =
  | { readonly kind: 'hello'; readonly hello: Hello }
  | { readonly kind: 'state'; readonly state: DeviceState }
  | { readonly kind: 'time'; readonly time: TimeAnswer }
  | { readonly kind: 'answer'; readonly answer: CommandAnswer }
  /** An undamaged frame that cannot be understood; `what` says why. */
  | { readonly kind: 'malformed'; readonly what: string };
