import { delayNames, type Delay, type DelayName } from '../../src/core/scenario/call-program.ts';
import type { Random } from './random.ts';

/** Ticks of the model's clock in a second. */
export const tickHz = 100_000_000;

const nsPerTick = 1_000_000_000 / tickHz;

/** Draws a duration in whole ticks, 0 or more. */
export type DelaySource = (random: Random) => number;

export type DelaySources = Readonly<Record<DelayName, DelaySource>>;

/** How each delay of a program is drawn. */
export function delaySources(delays: Readonly<Record<DelayName, Delay>>): DelaySources {
  return Object.fromEntries(delayNames.map((name) => [name, delaySource(delays[name])])) as Record<DelayName, DelaySource>;
}

/** How one delay is drawn. */
export function delaySource(delay: Delay): DelaySource {
  switch (delay.kind) {
    case 'fixed': {
      const ticks = wholeTicks(delay.ns);
      return () => ticks;
    }
    case 'uniform': {
      const { minNs, maxNs } = delay;
      return (random) => wholeTicks(minNs + random.unit() * (maxNs - minNs));
    }
    case 'normal': {
      const { meanNs, sigmaNs } = delay;
      return (random) => wholeTicks(meanNs + random.normal() * sigmaNs);
    }
    case 'log-normal': {
      const { medianNs, sigma } = delay;
      return (random) => wholeTicks(medianNs * Math.exp(random.normal() * sigma));
    }
  }
}

/** The nearest number of ticks, 0 or more. */
export function wholeTicks(ns: number): number {
  return Math.max(0, Math.round(ns / nsPerTick));
}
