/** One run of the naive pipeline in a process of its own: `node main.js STREAM…` prints its report. */
import { printReport } from '../run-report.ts';
import { judgeNaively } from './judge-stream.ts';

const streams = [];
for (const path of process.argv.slice(2)) streams.push(await judgeNaively(path));
printReport(streams);
