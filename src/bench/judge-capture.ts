import type { CallRow } from '../core/timing/call-row.ts';
import { TraceSurvey, type SurveyedTrace } from '../report/story/run-story.ts';
import { CallCounter } from './call-tally.ts';
import { CaptureFacts } from './capture-facts.ts';
import { readCapture, type ReadCapture } from './read-capture.ts';

/** A capture that has been read once: what its events show, and what else stands in it. */
export interface JudgedCapture {
  readonly surveyed: SurveyedTrace;
  readonly calls: CallCounter;
  readonly facts: CaptureFacts;
  readonly read: ReadCapture;
}

/**
 * Judges a capture as it lies on the disk, in bounded memory. `rows` is handed the rows of calls that are over, after each piece of
 * the file; the next one waits for it.
 */
export async function judgeCapture(
  path: string, rows: (rows: readonly CallRow[]) => Promise<void> = async () => {},
): Promise<JudgedCapture> {
  const calls = new CallCounter();
  const facts = new CaptureFacts();
  let gathered: CallRow[] = [];
  const survey = new TraceSurvey((row) => {
    calls.add(row);
    gathered.push(row);
  });
  const handOn = async (): Promise<void> => {
    if (gathered.length === 0) return;
    const whole = gathered;
    gathered = [];
    await rows(whole);
  };
  const read = await readCapture(path, survey, facts, handOn);
  const surveyed = survey.finish(read.ending);
  await handOn();
  return { surveyed, calls, facts, read };
}
