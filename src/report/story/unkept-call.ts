import type { CaseRecord } from '../../core/scenario/case.ts';
import { intervalIndex } from '../../core/timing/intervals.ts';
import { expectationSentence, limitSentence } from '../case-words.ts';
import type { WantedCall } from './call-gatherer.ts';
import type { CallSurvey } from './call-survey.ts';

/** A call in which something that the scenario asks for was not kept, and what that is, in a sentence. */
export interface UnkeptCall {
  readonly told: string;
  readonly wanted: WantedCall;
}

/**
 * The call in which a step's expectation was first not met; where all were, the one that is farthest beyond a limit that is not kept.
 * `undefined` where neither is, or no call is known for it.
 */
export function unkeptCallOf({ expectations, limits }: CaseRecord, survey: CallSurvey): UnkeptCall | undefined {
  for (const record of expectations) {
    const vc = record.what === 'step' && record.verdict === 'fail' ? record.unmet?.vc : undefined;
    if (record.what !== 'step' || vc === undefined) continue;
    return { told: expectationSentence(record), wanted: { vc, lines: record.events, startedNs: undefined } };
  }
  for (const record of limits) {
    if (record.verdict !== 'fail') continue;
    const call = (record.statistic === 'min' ? survey.shortest : survey.longest)[intervalIndex(record.id)];
    if (call !== undefined) return { told: limitSentence(record), wanted: { vc: call.vc, lines: [], startedNs: call.startedNs } };
  }
  return undefined;
}
