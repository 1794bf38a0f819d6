/** One run of the pipeline in a process of its own: `node ours.js STREAM…` prints its {@link RunReport}. */
import { judgeStream } from './judge-stream.ts';
import { printReport } from './run-report.ts';

printReport(process.argv.slice(2).map((path) => {
  const { events, judgement } = judgeStream(path);
  return { events, verdict: judgement.verdict };
}));
