import { spawnSync } from 'node:child_process';

/** A process that ran to its end. */
export interface ProcessRun {
  /** From its start to its end, start-up included. */
  readonly wallSeconds: number;
  /** Of all its threads, in user mode and in the kernel. */
  readonly cpuSeconds: number;
  readonly output: string;
}

/** Runs a command inside `sh`, whose `times` tells what its child used in the last line of standard error. */
const timed = '"$@"; code=$?; times >&2; exit $code';

/** Runs a program to its end. Throws when it fails. */
export function runProcess(program: string, words: readonly string[]): ProcessRun {
  const began = performance.now();
  const done = spawnSync('/bin/sh', ['-c', timed, 'sh', program, ...words], { encoding: 'utf8' });
  const wallSeconds = (performance.now() - began) / 1000;
  if (done.status !== 0) throw new Error(`${program} ended with ${done.status}: ${done.stderr}`);
  return { wallSeconds, cpuSeconds: cpuSecondsOf(done.stderr), output: done.stdout };
}

/** The sum of two durations as `times` prints them: `0m1.230s 0m0.045s`. */
function cpuSecondsOf(text: string): number {
  const pairs = [...(text.trimEnd().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return pairs.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}
