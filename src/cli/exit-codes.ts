import type { Verdict } from '../core/verdict.ts';

/** What the process says to scripts. A partial run is never 0. */
export const exitCodes = {
  pass: 0,
  fail: 1,
  /** Bad arguments, or an invalid scenario, device, trace or capture: nothing ran. */
  refused: 2,
  inconclusive: 3,
  /** The bench, the line or the device broke or is not there, or a file could not be written. */
  error: 4,
  interrupted: 130,
} as const;

/** The exit code that stands for a verdict. */
export function exitCodeOf(verdict: Verdict): number {
  return exitCodes[verdict];
}
