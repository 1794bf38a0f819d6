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
  const device = safeText(facts.device);
  const port = safeText(progress.port ?? '');
  const rest = [
    progress.stage.padEnd(9),
    `${progress.callsDone}/${facts.calls} calls`.padStart(15),
    rate.padStart(8),
    findings,
    ...(progress.lost > 0 ? [`${progress.lost} lost`] : []),
  ].join('  ');
  const line = `${device.padEnd(facts.deviceWidth)}  ${port.padEnd(12)}  ${rest}`;
  if (line.length <= columns) return line;
  // Where it does not fit, it gives up its alignment first, then of its names: the findings stand at its end.
  const tight = rest.replaceAll(/ {3,}/g, '  ');
  const room = Math.max(2 * shortestName, columns - tight.length - 4);
  const portRoom = Math.max(shortestName, room - device.length);
  const shownPort = port.length <= portRoom ? port : `…${port.slice(1 - portRoom)}`;
  const names = [cut(device, room - shownPort.length), shownPort].filter((name) => name !== '');
  return cut([...names, tight].join('  '), columns);
}

/** Of a name, this much is left however narrow the line. */
const shortestName = 12;

/** A count for people: three digits or more, never a fraction above 100. */
function numberText(value: number): string {
  return value >= 99.5 ? String(Math.round(value)) : value.toPrecision(2);
}
