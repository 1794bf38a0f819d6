import type { Delay } from '../core/scenario/call-program.ts';
import { exactText } from '../files/exact-duration.ts';

/** A delay in words. */
export function delayText(delay: Delay): string {
  switch (delay.kind) {
    case 'fixed':
      return exactText(delay.ns);
    case 'uniform':
      return `${exactText(delay.minNs)} to ${exactText(delay.maxNs)}, evenly`;
    case 'normal':
      return `about ${exactText(delay.meanNs)} (normal, sigma ${exactText(delay.sigmaNs)})`;
    case 'log-normal':
      return `about ${exactText(delay.medianNs)} (log-normal, sigma ${delay.sigma})`;
  }
}
