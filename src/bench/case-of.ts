import { judgeCase, type CaseRecord } from '../core/scenario/case.ts';
import { caseSpecOf } from '../report/run-about.ts';
import type { FaultRecord } from '../report/run-record.ts';
import type { JudgedCapture } from './judge-capture.ts';

/** Compares what a capture says was asked of its run with what it shows. `faults` are what befell the run. */
export function caseOf(
  { facts, calls, surveyed, watched }: Pick<JudgedCapture, 'facts' | 'calls' | 'surveyed' | 'watched'>, faults: readonly FaultRecord[],
): CaseRecord {
  const isWhole = faults.length === 0 && !facts.interrupted && surveyed.complete;
  return judgeCase(caseSpecOf(facts.about), surveyed.judgement, calls.tally(surveyed.judgement, isWhole), watched);
}
