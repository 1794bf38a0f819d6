import { fileURLToPath } from 'node:url';
import { readIntoDummy } from './babeltrace.ts';
import { type ProcessRun, runProcess } from './process-run.ts';
import type { RunReport } from './run-report.ts';
import type { Stream } from './streams.ts';
import type { CtfTrace } from './write-ctf.ts';

/** The files of a benchmark. */
export interface Material {
  readonly large: readonly Stream[];
  readonly small: readonly Stream[];
  /** The events of `large`; `undefined` where babeltrace2 is left out. */
  readonly ctf: CtfTrace | undefined;
}

/** One process that was measured. */
export interface Measured extends Omit<ProcessRun, 'output'> {
  readonly events: number;
  /** `undefined` where the process does not say. */
  readonly peakRssKib: number | undefined;
}

/** Who is measured: each run is a fresh process. */
export interface Contender {
  readonly name: ContenderName;
  run(): Measured;
}

export type ContenderName = 'condis-bench' | 'condis-bench, small' | 'naive' | 'babeltrace2';

/** Everybody, in the order in which they take turns. */
export function contenders({ large, small, ctf }: Material): Contender[] {
  const all: Contender[] = [
    { name: 'condis-bench', run: () => judge('./ours.js', large) },
    { name: 'condis-bench, small', run: () => judge('./ours.js', small) },
    { name: 'naive', run: () => judge('./naive/main.js', small) },
  ];
  if (ctf !== undefined) {
    all.push({
      name: 'babeltrace2',
      run: () => {
        const { wallSeconds, cpuSeconds } = readIntoDummy(ctf.folder);
        return { wallSeconds, cpuSeconds, events: ctf.events, peakRssKib: undefined };
      },
    });
  }
  return all;
}

/** One pipeline over the streams. It must see every event and find nothing wrong: the emulated NICs run without a fault. */
function judge(program: string, streams: readonly Stream[]): Measured {
  const script = fileURLToPath(new URL(program, import.meta.url));
  const { wallSeconds, cpuSeconds, output } = runProcess(process.execPath, [script, ...streams.map(({ path }) => path)]);
  const { events, verdicts, peakRssKib } = JSON.parse(output) as RunReport;
  const expected = eventsOf(streams);
  if (events !== expected) throw new Error(`${program} saw ${events} events of ${expected}`);
  if (verdicts.some((verdict) => verdict !== 'pass')) throw new Error(`${program} judges ${verdicts.join(', ')} where nothing is wrong`);
  return { wallSeconds, cpuSeconds, events, peakRssKib };
}

export function eventsOf(streams: readonly Stream[]): number {
  return streams.reduce((sum, { events }) => sum + events, 0);
}
