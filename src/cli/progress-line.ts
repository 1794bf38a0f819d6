import type { RunProgress } from '../bench/run-plan.ts';
import { safeText } from '../core/safe-text.ts';
import { cut } from './interval-table.ts';

/** What a progress line says beside what the bench reports. */
export interface ProgressFacts {
  readonly device: string;
  /** Width of the column of devices. */
  readonly deviceWidth: number;
  readonly calls: number;
  /** Milliseconds since the calls began; 0 before. */
  readonly runningMs: number;
}

/** One line for one device: its port, stage, calls, rate and findings; at most `columns` characters. */
export function progressLine(progress: RunProgress, facts: ProgressFacts, columns: number): string {
  const rate = facts.runningMs >= 100 ? `${numberText((progress.callsDone * 1000) / facts.runningMs)}/s` : '';
  const findings = `${progress.findings} finding${progress.findings === 1 ? '' : 's'}`;
  const parts = [
    safeText(facts.device).padEnd(facts.deviceWidth),
    safeText(progress.port ?? '').padEnd(12),
    progress.stage.padEnd(9),
    `${progress.callsDone}/${facts.calls} calls`.padStart(15),
    rate.padStart(8),
    findings,
    ...(progress.lost > 0 ? [`${progress.lost} lost`] : []),
  ];
  const line = parts.join('  ').trimEnd();
  // Where it does not fit, it gives up its alignment before its end: that is where the findings stand.
  return cut(line.length <= columns ? line : line.replaceAll(/ {3,}/g, '  '), columns);
}

/** A count for people: three digits or more, never a fraction above 100. */
function numberText(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(2);
}
