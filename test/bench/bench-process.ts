import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionContext } from 'ava';
import { packageRoot } from './bench-harness.ts';

/** The program, built. */
export const cli = join(packageRoot, 'build/src/cli/main.js');

/** A bench that runs in a process of its own. */
export interface BenchProcess {
  readonly bench: ChildProcess;
  /** Path of the capture in the first run folder. */
  readonly path: string;
}

/**
 * Starts `run WORDS --out OUTDIR` in a process of its own and waits until a run folder is there. Rejects with what the bench said
 * where it ends before.
 */
export async function benchProcess(t: ExecutionContext, outDir: string, words: readonly string[]): Promise<BenchProcess> {
  const bench = spawn(process.execPath, [cli, 'run', ...words, '--out', outDir], { stdio: ['ignore', 'ignore', 'pipe'] });
  t.teardown(() => bench.kill('SIGKILL'));
  let said = '';
  bench.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)));
  let over = false;
  const ended = once(bench, 'close').then(() => (over = true));
  for (;;) {
    const run = existsSync(outDir) ? readdirSync(outDir).find((name) => !name.startsWith('.')) : undefined;
    if (run !== undefined) return { bench, path: join(outDir, run, 'capture.pcapng') };
    if (over) throw new Error(`the bench ended with ${bench.exitCode ?? bench.signalCode} before a run began: ${said}`);
    await Promise.race([sleep(5), ended]);
  }
}
