import type { Verdict } from '../src/core/verdict.ts';

/** What one run of a pipeline over some streams says of itself. */
export interface RunReport {
  readonly events: number;
  /** One for each stream. */
  readonly verdicts: readonly Verdict[];
  /** Peak of the resident set of the process, in KiB. */
  readonly peakRssKib: number;
}

/** Prints the report as a line of JSON. */
export function printReport(streams: readonly { readonly events: number; readonly verdict: Verdict }[]): void {
  const report: RunReport = {
    events: streams.reduce((sum, { events }) => sum + events, 0),
    verdicts: streams.map(({ verdict }) => verdict),
    peakRssKib: process.resourceUsage().maxRSS,
  };
  console.log(JSON.stringify(report));
}
