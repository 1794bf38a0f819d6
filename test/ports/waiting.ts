import { setTimeout as sleep } from 'node:timers/promises';

/** Long enough for something to happen that must not happen; a slower machine can only make such a test easier to pass. */
export const aWhile = (): Promise<void> => sleep(60);

/** Whether a promise has settled, seen without waiting for it. */
export function settling(promise: Promise<unknown>): { settled: boolean } {
  const state = { settled: false };
  const settle = (): void => { state.settled = true; };
  promise.then(settle, settle);
  return state;
}

/** Share of one core that this process uses while nothing is asked of it. */
export async function idleShare(): Promise<number> {
  const [before, start] = [process.cpuUsage(), process.hrtime.bigint()];
  await sleep(200);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (Number(process.hrtime.bigint() - start) / 1e3);
}

/** Runs something and returns the uncaught exceptions it leads to, which then reach nobody else. */
export async function uncaughtIn(run: () => Promise<void>): Promise<unknown[]> {
  const errors: unknown[] = [];
  const others = process.rawListeners('uncaughtException') as NodeJS.UncaughtExceptionListener[];
  const keep = (error: unknown): void => { errors.push(error); };
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', keep);
  try {
    await run();
    await aWhile();
  } finally {
    process.off('uncaughtException', keep);
    for (const other of others) process.on('uncaughtException', other);
  }
  return errors;
}
