import { Judge } from '../core/judge.ts';
import type { Judgement } from '../core/judgement.ts';
import type { TraceConsumer, TraceEnding } from '../core/trace/trace-reader.ts';

/** Judges events as they arrive: for the progress that is shown, and as a check of the capture. */
export class LiveJudging {
  /** Calls that are over. */
  callsDone = 0;
  private judge: Judge | undefined;
  readonly consumer: TraceConsumer = {
    header: (header) => {
      this.judge = new Judge(header, { onCall: () => this.callsDone++ });
    },
    batch: (batch) => this.judge?.push(batch),
  };

  get findings(): number {
    return this.judge?.findings ?? 0;
  }

  /** `undefined` where no header ever came. */
  finish(ending: TraceEnding): Judgement | undefined {
    return this.judge?.finish(ending);
  }
}
