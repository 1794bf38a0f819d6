import { EventBatch } from '../../core/trace/event-batch.ts';
import type { TraceHeader } from '../../core/trace/header.ts';
import type { TraceConsumer } from '../../core/trace/trace-reader.ts';
import { StorySearch, TraceSurvey } from './run-story.ts';
import { keepRecord, storyEvents, type KeptRecord, type StoryEvent } from './story-event.ts';

/** All events of a short trace, held to be gone through more than once. */
export class HeldTrace implements TraceConsumer {
  private readonly records: KeptRecord[] = [];
  private traceHeader: TraceHeader | undefined;

  header(header: TraceHeader): void {
    this.traceHeader = header;
  }

  batch(batch: EventBatch): void {
    for (let i = 0; i < batch.count; i++) this.records.push(keepRecord(batch, i));
  }

  /** The events of its call; of a trace without a call, all of them. */
  callEvents(): readonly StoryEvent[] {
    const survey = new TraceSurvey();
    this.feed(survey);
    const search = new StorySearch(survey.finish({ complete: true }), () => false);
    this.feed(search.gatherer);
    return search.finish().typical?.call.events ?? storyEvents(this.records, this.traceHeader?.ports ?? []);
  }

  private feed(consumer: TraceConsumer): void {
    if (this.traceHeader === undefined) throw new Error('a trace without a header was held');
    consumer.header(this.traceHeader);
    const batch = new EventBatch();
    for (const { words, at, port } of this.records) {
      if (!batch.fits(words.length)) {
        consumer.batch(batch);
        batch.clear();
      }
      const start = batch.reserve(words.length);
      batch.words.set(words, start);
      batch.append(start, start + words.length, at, port, -1);
    }
    consumer.batch(batch);
  }
}
