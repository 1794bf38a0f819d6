import type { WatchRecord } from '../core/scenario/watch/watch-record.ts';
import type { CallRow } from '../core/timing/call-row.ts';
import { TraceSurvey, type SurveyedTrace } from '../report/story/run-story.ts';
import { CallCounter } from './call-tally.ts';
import { CaptureFacts } from './capture-facts.ts';
import { readCapture, type ReadCapture } from './read-capture.ts';
import { TraceWatch } from './trace-watch.ts';

/** A capture that has been read once: what its events show, and what else stands in it. */
export interface JudgedCapture {
  readonly surveyed: SurveyedTrace;
  readonly calls: CallCounter;
  readonly facts: CaptureFacts;
  readonly read: ReadCapture;
  /** What became of the steps that expect and time something; absent where there are none. */
  readonly watched?: WatchRecord;
}

/** The row of a call, with what steps keep of it. */
export interface KeptRow {
  readonly row: CallRow;
  readonly kept: Float64Array | undefined;
}

/**
 * Judges a capture as it lies on the disk, in bounded memory. `rows` is handed the rows of calls that are over, after each piece of
 * the file, with what steps keep of them; the next one waits for it.
 */
export async function judgeCapture(
  path: string, rows: (rows: readonly KeptRow[]) => Promise<void> = async () => {},
): Promise<JudgedCapture> {
  const calls = new CallCounter();
  const facts = new CaptureFacts();
  const watch = new TraceWatch(facts);
  let gathered: CallRow[] = [];
  const survey = new TraceSurvey((row) => {
    calls.add(row);
    gathered.push(row);
  });
  const handOn = async (): Promise<void> => {
    if (gathered.length === 0) return;
    const whole = gathered;
    gathered = [];
    await rows(whole.map((row) => ({ row, kept: watch.keptOf(row) })));
  };
  const read = await readCapture(path, watch.before(survey), facts, handOn);
  const surveyed = survey.finish(read.ending);
  const watched = watch.finish(read.ending.complete && !facts.interrupted && facts.faults.length === 0);
  await handOn();
  return { surveyed, calls, facts, read, ...(watched !== undefined && { watched }) };
}
