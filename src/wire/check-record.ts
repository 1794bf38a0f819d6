import { kindIds, kindOf, recordHeadWords } from '../core/trace/event-record.ts';
import { entryWords } from '../core/trace/tail.ts';

/** Whether `words[start] … words[end - 1]` is laid out as a record that a probe may send. */
export function checkRecord(words: Int32Array, start: number, end: number): boolean {
  if (end - start < recordHeadWords) return false;
  const kind = kindOf(words[start] as number);
  if (kind < kindIds.enter || kind > kindIds.note || kind === kindIds.gap) return false;
  let at = start + recordHeadWords;
  while (at < end) at += entryWords((words[at] as number) >>> 12);
  return at === end;
}
