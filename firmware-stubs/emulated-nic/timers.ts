import { uniTimersNs } from '../../src/core/scenario/uni-timers.ts';
import { tickHz } from './delays.ts';

const ticksOf = (ns: number): number => ns * (tickHz / 1e9);

/**
 * Timers of the user side, in ticks. The model runs a timer only in a call whose course lets it expire: in any other it would be
 * stopped, and nothing of it could be seen.
 */
export const timers = {
  t303: ticksOf(uniTimersNs.T303), t308: ticksOf(uniTimersNs.T308), t310: ticksOf(uniTimersNs.T310), t313: ticksOf(uniTimersNs.T313),
  t398: ticksOf(uniTimersNs.T398), t399: ticksOf(uniTimersNs.T399),
} as const;
