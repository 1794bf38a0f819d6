import type { ProgressReporter, RunOutcome, RunPlan, RunProgress, RunStage } from '../bench/run-plan.ts';
import { safeText } from '../core/safe-text.ts';
import { callsMade } from '../core/scenario/program-of.ts';
import { progressLine } from './progress-line.ts';
import type { TextSink } from './text-sink.ts';

const redrawMs = 100;
const plainMs = 5000;

/** Entering one of these is worth a plain line. */
const plainStages: ReadonlySet<RunStage> = new Set(['run', 'close']);

interface Row {
  readonly device: string;
  readonly calls: number;
  progress: RunProgress;
  runningSinceMs: number | undefined;
  tellAtMs: number;
  over: boolean;
}

/**
 * Shows how runs go: on a terminal one line a run that is rewritten, elsewhere a plain line when its calls begin and end, and every five
 * seconds. `nowMs` is a clock for the eye alone.
 */
export class ProgressView implements ProgressReporter {
  private readonly sink: TextSink;
  private readonly nowMs: () => number;
  private readonly rows: readonly Row[];
  private readonly deviceWidth: number;
  private drawn = 0;
  private redrawAtMs = 0;

  constructor(plan: RunPlan, sink: TextSink, nowMs: () => number) {
    this.sink = sink;
    this.nowMs = nowMs;
    const several = new Set(plan.runs.map((run) => run.scenario.name)).size > 1;
    this.rows = plan.runs.map(({ scenario, device, program }) => ({
      device: several ? `${device.name} ${scenario.name}` : device.name,
      calls: callsMade(scenario, program),
      progress: { stage: 'open', callsDone: 0, events: 0, findings: 0, lost: 0 },
      runningSinceMs: undefined,
      tellAtMs: nowMs() + plainMs,
      over: false,
    }));
    this.deviceWidth = Math.max(...this.rows.map((row) => row.device.length));
  }

  progress(run: number, progress: RunProgress): void {
    const row = this.rows[run];
    if (row === undefined) return;
    const entered = progress.stage !== row.progress.stage;
    row.progress = progress;
    if (progress.stage === 'run') row.runningSinceMs ??= this.nowMs();
    if (this.sink.live) this.redraw(entered);
    else if ((entered && plainStages.has(progress.stage)) || this.nowMs() >= row.tellAtMs) {
      row.tellAtMs = this.nowMs() + plainMs;
      this.sink.line(this.line(row));
    }
  }

  notice(run: number | undefined, text: string): void {
    this.erase();
    const whose = run === undefined ? undefined : this.rows[run]?.device;
    this.sink.line(`${whose === undefined ? '' : `${whose}: `}${safeText(text)}`);
    if (this.sink.live) this.redraw(true);
  }

  ended(run: number, _outcome: RunOutcome): void {
    const row = this.rows[run];
    if (row !== undefined) row.over = true;
    if (this.sink.live && this.rows.every((each) => each.over)) this.redraw(true);
  }

  private redraw(now: boolean): void {
    if (!now && this.nowMs() < this.redrawAtMs) return;
    this.redrawAtMs = this.nowMs() + redrawMs;
    this.erase();
    for (const row of this.rows) this.sink.line(this.line(row));
    this.drawn = this.rows.length;
  }

  /** Moves back to the first line drawn and clears from there. */
  private erase(): void {
    if (this.drawn > 0) this.sink.write(`\u001b[${this.drawn}A\u001b[J`);
    this.drawn = 0;
  }

  private line(row: Row): string {
    const runningMs = row.runningSinceMs === undefined ? 0 : this.nowMs() - row.runningSinceMs;
    // One column stays free: a terminal that wraps a full line would count it as two.
    const facts = { device: row.device, deviceWidth: this.deviceWidth, calls: row.calls, runningMs };
    return progressLine(row.progress, facts, this.sink.columns - 1);
  }
}
