import { tickHz } from './delays.ts';

/**
 * Timers of the user side (Q.2931; values of UNI 3.1 and RFC 2761), in ticks. The model runs a timer only in a call whose course lets
 * it expire: in any other it would be stopped, and nothing of it could be seen.
 */
export const timers = {
  /** SETUP sent to the first answer. It runs twice. */
  t303: 4 * tickHz,
  /** CALL PROCEEDING received to the next message. */
  t310: 10 * tickHz,
} as const;
