import type { CaseRecord } from '../core/scenario/case.ts';
import { type Verdict, worst } from '../core/verdict.ts';
import type { RunAbout } from './run-about.ts';
import type { FaultRecord, Losses } from './run-record.ts';
import type { RunStory } from './story/run-story.ts';

/** A port of the run, and the device behind it. */
export interface PortFacts {
  readonly name: string;
  /** What people call it; absent where it was never reached. */
  readonly path?: string;
  /** What the device said of itself; absent without a HELLO. */
  readonly identity?: string;
  readonly firmware?: string;
  /** The clock behind the events' times, in words. */
  readonly clock: string;
}

/** What the reports of a run are made of. All of it comes from the capture, but for faults that befell the run after it was closed. */
export interface RunReport {
  readonly story: RunStory;
  /** What the scenario asks beside what was seen. */
  readonly asked: CaseRecord;
  /** What kept the run from being whole, the first cause first. */
  readonly faults: readonly FaultRecord[];
  readonly interrupted: boolean;
  /** Names, as the capture has them. */
  readonly scenario: string;
  readonly device: string;
  readonly tool: string;
  /** RFC 3339, as the capture has it. */
  readonly startedAt: string | undefined;
  readonly about: Partial<RunAbout>;
  readonly ports: readonly PortFacts[];
  readonly losses: Losses;
  readonly stalls: number;
  readonly clockSteps: number;
  readonly capture: { readonly octets: number; readonly sha256: string };
}

/**
 * The verdict of a run: the worst of the judgement after what the scenario expects, of its expectations, of its limits, and of the run's
 * own health. `asked` is absent where no event could be judged.
 */
export function verdictOfRun(asked: CaseRecord | undefined, faults: readonly unknown[], interrupted: boolean): Verdict {
  const parts: Verdict[] = asked === undefined ? ['inconclusive'] : [asked.remaining.verdict, verdictOfCase(asked)];
  if (interrupted) parts.push('inconclusive');
  if (faults.length > 0) parts.push('error');
  return worst(parts);
}

/** The worst of the expectations and limits of a case; where there are none, nothing speaks against it. */
export function verdictOfCase({ expectations, limits }: CaseRecord): Verdict {
  return worst(['pass', ...expectations.map(({ verdict }) => verdict), ...limits.map(({ verdict }) => verdict)]);
}
