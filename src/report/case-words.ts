import { statusText } from '../core/condis/statuses.ts';
import type { CaseRecord, ExpectationRecord } from '../core/scenario/case.ts';
import type { StepExpectationRecord, TimerRecord, UnmetExpectation } from '../core/scenario/watch/watch-record.ts';
import type { LimitRecord } from '../core/timing/limit.ts';
import { causeText } from './cause-text.ts';
import { durationText } from './duration-text.ts';

/** What became of an expectation, in a sentence. */
export function expectationSentence(record: ExpectationRecord): string {
  if (record.what === 'step') return stepSentence(record);
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

/** How an expectation was not met, in a clause. */
export function unmetText({ tookNs, withinNs, wanted = {}, came = {} }: UnmetExpectation): string {
  if (tookNs !== undefined && withinNs !== undefined) {
    return `expected within ${durationText(withinNs)}, it came after ${durationText(tookNs)}`;
  }
  const other = Object.keys(wanted).filter((name) => came[name] !== wanted[name]);
  if (other.length === 0) return 'it did not come';
  const words = (values: Readonly<Record<string, number>>): string => other.map((name) => valueText(name, values[name])).join(' and ');
  return `expected with ${words(wanted)}, it came with ${words(came)}`;
}

function valueText(name: string, value: number | undefined): string {
  if (value === undefined) return `no ${name}`;
  if (name === 'Cause') return `cause ${causeText(value)}`;
  return name.endsWith('Status') ? statusText(value) : `${name} ${value}`;
}

function stepSentence({ expected, met, notMet, open, unseen, events, writtenAt, unmet }: StepExpectationRecord): string {
  const parts = [
    `met ${times(met)}`, ...(notMet > 0 ? [`not met ${times(notMet)}`] : []), ...(open > 0 ? [`left open ${times(open)}`] : []),
    ...(unseen > 0 ? [`not seen ${times(unseen)}, which it may be`] : []),
  ];
  const lines = events.length === 0 ? '' : `; first at ${events.length === 1 ? 'line' : 'lines'} ${events.join(', ')}`;
  const why = unmet === undefined ? '' : `: ${unmetText(unmet)}`;
  return `Expected ${expected}: ${met + notMet + open + unseen === 0 ? 'never due' : parts.join(', ')}${lines}${why} (${writtenAt}).`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** What a named timer measured, in a sentence. */
export function timerSentence({ id, count, min, median, p95, p99, max, clock }: TimerRecord): string {
  const values = [['min', min], ['median', median], ['p95', p95], ['p99', p99], ['max', max]] as const;
  const told = count === 1 ? durationText(min) : values.map(([name, ns]) => `${name} ${durationText(ns)}`).join(', ');
  return `Timer ${id}: ${told}; n ${count}${clock === 'host' ? ', by the host\'s clock' : ''}.`;
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
export function asksMore({ expectations, limits, timers }: CaseRecord): boolean {
  return limits.length > 0 || timers.length > 0 || expectations.some(({ what }) => what === 'requirement' || what === 'step');
}

/** What of a case is to be told in a summary: what is not kept, and what its author asked for by name. */
export function caseSentences({ expectations, limits, timers }: CaseRecord): string[] {
  const steps = expectations.filter(({ what }) => what === 'step');
  const kept = steps.filter(({ verdict }) => verdict === 'pass').length;
  return [
    ...expectations.filter(isToBeTold).map(expectationSentence),
    ...(steps.length > 0 ? [`Of what the steps expect, ${kept} of ${steps.length} ${kept === 1 ? 'is' : 'are'} kept.`] : []),
    ...timers.map(timerSentence),
    ...limits.map(limitSentence),
  ];
}

function isToBeTold(record: ExpectationRecord): boolean {
  if (record.what === 'requirement') return true;
  return record.verdict !== 'pass' && (record.what === 'step' || record.seen !== record.expected);
}

/** What of a case is not kept, in sentences. */
export function unkeptSentences({ expectations, limits }: CaseRecord): string[] {
  return [
    ...expectations.filter(({ verdict }) => verdict !== 'pass').map(expectationSentence),
    ...limits.filter(({ verdict }) => verdict !== 'pass').map(limitSentence),
  ];
}
