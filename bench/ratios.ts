import type { ContenderName, Measured } from './contenders.ts';

/** What is to be reached: `least` for a rate against a peer's, `most` for memory. */
export type Goal = { readonly least: number } | { readonly most: number };

/**
 * Goals, and for `--quick` floors that a noisy machine reaches in a run so short that starting up is most of it: they show a
 * landslide, no more.
 */
export interface Goals {
  readonly naive: Goal;
  readonly babeltrace2: Goal;
  /** Left out of the quick form, whose small run is too short to tell. */
  readonly memory: Goal | undefined;
}

export const fullGoals: Goals = { naive: { least: 30 }, babeltrace2: { least: 1 }, memory: { most: 1.15 } };
export const quickGoals: Goals = { naive: { least: 3 }, babeltrace2: { least: 0.1 }, memory: undefined };

/** A ratio over the rounds. */
export interface Ratio {
  readonly name: string;
  /** Ratio of the medians. */
  readonly value: number;
  /** Least and greatest ratio within a round. */
  readonly min: number;
  readonly max: number;
  readonly goal: Goal | undefined;
  readonly met: boolean;
}

export type Rounds = Readonly<Partial<Record<ContenderName, readonly Measured[]>>>;

/** Every ratio that the rounds give, events a second by elapsed time unless the name says otherwise. */
export function ratiosOf(rounds: Rounds, goals: Goals): Ratio[] {
  const ours = rounds['condis-bench'] ?? [];
  const small = rounds['condis-bench, small'] ?? [];
  const ratios: Ratio[] = [];
  for (const [name, goal] of [['naive', goals.naive], ['babeltrace2', goals.babeltrace2]] as const) {
    const peer = rounds[name];
    if (peer === undefined) continue;
    ratios.push(ratio(`events/s against ${name}`, ours.map(rate), peer.map(rate), goal));
    ratios.push(ratio(`events/s of processor time against ${name}`, ours.map(processorRate), peer.map(processorRate), undefined));
  }
  ratios.push(ratio('peak memory, all events against few', ours.map(memory), small.map(memory), goals.memory));
  return ratios;
}

function ratio(name: string, ours: readonly number[], theirs: readonly number[], goal: Goal | undefined): Ratio {
  const each = ours.map((value, round) => value / (theirs[round] as number));
  const value = median(ours) / median(theirs);
  return { name, value, min: Math.min(...each), max: Math.max(...each), goal, met: goal === undefined || isMet(value, goal) };
}

function isMet(value: number, goal: Goal): boolean {
  return 'least' in goal ? value >= goal.least : value <= goal.most;
}

export function rate({ events, wallSeconds }: Measured): number {
  return events / wallSeconds;
}

export function processorRate({ events, cpuSeconds }: Measured): number {
  return events / cpuSeconds;
}

export function memory({ peakRssKib }: Measured): number {
  return peakRssKib ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
