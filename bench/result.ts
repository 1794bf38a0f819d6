import { arch, availableParallelism, cpus, platform } from 'node:os';
import { type Material, eventsOf } from './contenders.ts';
import type { Ratio, Rounds } from './ratios.ts';

/** A run of the benchmark, as its JSON file holds it. */
export interface ThroughputResult {
  readonly date: string;
  readonly machine: { readonly processors: number; readonly model: string; readonly platform: string; readonly node: string };
  /** `undefined`: not installed. */
  readonly babeltrace2: string | undefined;
  readonly seed: number;
  readonly material: {
    readonly events: number;
    readonly smallEvents: number;
    /** Octets on the line for an event, framing and all. */
    readonly octetsAnEvent: number;
    readonly recordOctetsAnEvent: number | undefined;
    readonly shareWithTail: number | undefined;
  };
  readonly rounds: Rounds;
  readonly ratios: readonly Ratio[];
}

/** Gathers what is to be kept of a run. */
export function resultOf(material: Material, seed: number, babeltrace2: string | undefined, rounds: Rounds,
  ratios: readonly Ratio[]): ThroughputResult {
  const { large, small, ctf } = material;
  const events = eventsOf(large);
  const octets = large.reduce((sum, stream) => sum + stream.octets, 0);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: { processors: availableParallelism(), model: cpus()[0]?.model ?? 'unknown', platform: `${platform()} ${arch()}`,
      node: process.version },
    babeltrace2,
    seed,
    material: {
      events,
      smallEvents: eventsOf(small),
      octetsAnEvent: octets / events,
      recordOctetsAnEvent: ctf === undefined ? undefined : ctf.recordOctets / events,
      shareWithTail: ctf === undefined ? undefined : ctf.withTail / events,
    },
    rounds,
    ratios,
  };
}
