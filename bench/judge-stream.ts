import { Judge } from '../src/core/judge.ts';
import type { Judgement } from '../src/core/judgement.ts';
import { readStream } from './read-stream.ts';

/** What became of a stream. */
export interface StreamResult {
  /** Events that the probe sent, all of which were judged. */
  readonly events: number;
  readonly judgement: Judgement;
}

/** From the octets of a device to the verdict, by the stages of a live run. */
export async function judgeStream(path: string): Promise<StreamResult> {
  let judge = undefined as Judge | undefined;
  const events = await readStream(path, {
    header: (header) => {
      judge = new Judge(header);
    },
    batch: (batch) => judge?.push(batch),
  });
  if (judge === undefined) throw new Error(`${path} holds no HELLO`);
  return { events, judgement: judge.finish({ complete: true }) };
}
