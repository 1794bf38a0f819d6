/** One run of the pipeline in a process of its own: `node ours.js STREAM…` prints its {@link RunReport}. */
import type { Verdict } from '../src/core/verdict.ts';
import { inlineMore } from '../src/engine/inlining.ts';
import { judgeStream } from './judge-stream.ts';
import { printReport } from './run-report.ts';

inlineMore();
const streams: { readonly events: number; readonly verdict: Verdict }[] = [];
for (const path of process.argv.slice(2)) {
  const { events, judgement } = await judgeStream(path);
  streams.push({ events, verdict: judgement.verdict });
}
printReport(streams);
