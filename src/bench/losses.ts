import type { Losses } from '../report/run-record.ts';
import type { PortCounts } from '../wire/port-stage.ts';

/** What did not arrive, or arrived damaged, over all ports. */
export function lossesOf(ports: readonly PortCounts[], dropped: { readonly packets: number; readonly octets: number }): Losses {
  const sum = (of: (counts: PortCounts) => number): number => ports.reduce((total, counts) => total + of(counts), 0);
  return {
    droppedReads: dropped.packets,
    droppedOctets: dropped.octets,
    damagedFrames: sum((counts) => counts.damaged),
    lostFrames: sum((counts) => counts.lost),
    repeatedFrames: sum((counts) => counts.repeated),
    malformedFrames: sum((counts) => counts.malformed),
    unknownFrames: sum((counts) => counts.unknown),
    eventsBeforeHello: sum((counts) => counts.beforeHello),
    deviceOverruns: sum((counts) => counts.overruns),
    deviceOverrunEvents: sum((counts) => counts.overrunEvents),
    deviceRestarts: sum((counts) => counts.restarts),
  };
}
