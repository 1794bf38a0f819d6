import type { Delay } from './call-program.ts';

/** Standard deviations above its middle up to which a distribution without a bound is taken: 1.3 draws of 1,000 lie beyond. */
const deviations = 3;

/** The longest time that a delay is reckoned with, in nanoseconds. */
export function longestNs(delay: Delay): number {
  switch (delay.kind) {
    case 'fixed':
      return delay.ns;
    case 'uniform':
      return delay.maxNs;
    case 'normal':
      return delay.meanNs + deviations * delay.sigmaNs;
    case 'log-normal':
      return delay.medianNs * Math.exp(deviations * delay.sigma);
  }
}

/** The shortest time that a delay can be, in nanoseconds. */
export function leastNs(delay: Delay): number {
  switch (delay.kind) {
    case 'fixed':
      return delay.ns;
    case 'uniform':
      return delay.minNs;
    case 'normal':
    case 'log-normal':
      return 0;
  }
}
