import { uniTimersNs } from '../../src/core/scenario/uni-timers.ts';
import { wholeTicks } from './delays.ts';

/**
 * Timers of the user side, in ticks. The model runs a timer only in a call whose course, or what happens on the network, lets it
 * expire: in any other it would be stopped, and nothing of it could be seen.
 */
export const timers = {
  t303: wholeTicks(uniTimersNs.T303),
  t308: wholeTicks(uniTimersNs.T308),
  t310: wholeTicks(uniTimersNs.T310),
  t313: wholeTicks(uniTimersNs.T313),
  t398: wholeTicks(uniTimersNs.T398),
  t399: wholeTicks(uniTimersNs.T399),
} as const;
export type TimerName = keyof typeof timers;
