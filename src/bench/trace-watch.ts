import { StepWatcher } from '../core/scenario/watch/step-watcher.ts';
import type { WatchRecord } from '../core/scenario/watch/watch-record.ts';
import type { CallRow } from '../core/timing/call-row.ts';
import type { TraceConsumer } from '../core/trace/trace-reader.ts';
import type { CaptureFacts } from './capture-facts.ts';

/** Watches a trace for what the steps of its scenario expect, where the capture says that there is something to watch. */
export class TraceWatch {
  private watcher: StepWatcher | undefined;
  private readonly facts: CaptureFacts;

  constructor(facts: CaptureFacts) {
    this.facts = facts;
  }

  /** Takes the events before `consumer` does. */
  before(consumer: TraceConsumer): TraceConsumer {
    return {
      header: (header) => {
        const { watch } = this.facts.about;
        if (watch !== undefined) this.watcher = new StepWatcher(watch, header);
        consumer.header(header);
      },
      batch: (batch) => {
        this.watcher?.batch(batch);
        consumer.batch(batch);
      },
    };
  }

  /** What was kept of a call, by column, NaN for nothing; each row is given once. */
  keptOf({ vc, startedNs }: CallRow): Float64Array | undefined {
    return this.watcher?.kept.take(vc, startedNs);
  }

  /** `undefined` where nothing was to be watched. `isWhole` is false where something may not have been seen. */
  finish(isWhole: boolean): WatchRecord | undefined {
    return this.watcher?.finish(isWhole);
  }
}
