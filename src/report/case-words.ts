import type { CaseRecord, ExpectationRecord } from '../core/scenario/case.ts';
import type { LimitRecord } from '../core/timing/limit.ts';
import { durationText } from './duration-text.ts';

/** What became of an expectation, in a sentence. */
export function expectationSentence(record: ExpectationRecord): string {
  const { expected, seen, verdict } = record;
  const hidden = verdict === 'inconclusive' ? '; some may be hidden' : '';
  if (record.what !== 'requirement') {
    const what = expected === 1 ? record.what.replace('calls', 'call') : record.what;
    return `Expected ${expected} ${what}, saw ${seen}${hidden}.`;
  }
  const { id, alsoBroken, writtenAt } = record;
  if (verdict !== 'pass') return `Expected ${id} to end as ${expected}, saw ${seen}${hidden} (${writtenAt}).`;
  const also = alsoBroken.length === 0 ? '' : `; the same acts break ${alsoBroken.join(', ')}`;
  return `${id} ends as expected, ${seen}${also} (${writtenAt}).`;
}

/** What became of a limit, in a sentence. */
export function limitSentence({ id, statistic, bound, limitNs, foundNs, clock, label, verdict, reason }: LimitRecord): string {
  const limit = `${bound} ${durationText(limitNs)}`;
  const words = { pass: 'kept', fail: 'not kept', inconclusive: 'left open' }[verdict];
  const found = foundNs === null ? 'not measured' : `${durationText(foundNs)}${clock === 'host' ? ' by the host\'s clock' : ''}`;
  const why = reason === undefined || foundNs === null ? '' : `: ${reason}`;
  return `${id} ${statistic} ${found}, ${limit}: ${words}${why}; ${label}.`;
}

/** Whether a case asks more than how calls end. */
export function asksMore({ expectations, limits }: CaseRecord): boolean {
  return limits.length > 0 || expectations.some(({ what }) => what === 'requirement');
}

/** What of a case is to be told in a summary: what is not kept, and what its author asked for by name. */
export function caseSentences({ expectations, limits }: CaseRecord): string[] {
  return [
    ...expectations.filter(({ what, verdict, expected, seen }) => what === 'requirement' || (verdict !== 'pass' && seen !== expected))
      .map(expectationSentence),
    ...limits.map(limitSentence),
  ];
}

/** What of a case is not kept, in sentences. */
export function unkeptSentences({ expectations, limits }: CaseRecord): string[] {
  return [
    ...expectations.filter(({ verdict }) => verdict !== 'pass').map(expectationSentence),
    ...limits.filter(({ verdict }) => verdict !== 'pass').map(limitSentence),
  ];
}
