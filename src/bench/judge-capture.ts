import { open } from 'node:fs/promises';
import { Judge } from '../core/judge.ts';
import type { Judgement } from '../core/judgement.ts';
import type { CallRow } from '../core/timing/call-row.ts';
import { CaptureReplay } from '../wire/capture/capture-replay.ts';

/** Small, so that devices whose runs still go on are heard in between. */
const chunkOctets = 1 << 16;

/**
 * Judges a capture as it lies on the disk, in bounded memory. `rows` is handed the rows of calls that are over, after each chunk of
 * the file; the next chunk waits for it.
 */
export async function judgeCapture(path: string, rows: (rows: readonly CallRow[]) => Promise<void>): Promise<Judgement> {
  const judging: { judge?: Judge } = {};
  let gathered: CallRow[] = [];
  const replay = new CaptureReplay(path, {
    header: (header) => {
      judging.judge = new Judge(header, { onCall: (row) => void gathered.push(row) });
    },
    batch: (batch) => judging.judge?.push(batch),
  });
  const handOn = async (): Promise<void> => {
    if (gathered.length === 0) return;
    const whole = gathered;
    gathered = [];
    await rows(whole);
  };
  const file = await open(path);
  try {
    const chunk = new Uint8Array(chunkOctets);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunkOctets);
      if (bytesRead === 0) break;
      replay.push(chunk.subarray(0, bytesRead));
      await handOn();
    }
  } finally {
    await file.close();
  }
  const ending = replay.finish();
  const judgement = judging.judge?.finish(ending);
  await handOn();
  if (judgement === undefined) throw new Error('a replay ended without a header');
  return judgement;
}
