import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import test, { type ImplementationFn, type TestFn } from 'ava';

/** `test` for what needs something that may not be on this machine. */
export interface TestThatNeeds {
  (title: string, implementation: ImplementationFn<[]>): void;
}

/**
 * Gives `test` where a condition holds; else tests that are skipped and told, with the reason, at the end of `npm test`. With CI set
 * `npm test` then fails.
 */
export function needs(holds: boolean, reason: string): TestThatNeeds {
  const declare = (holds ? test : test.skip) as TestFn;
  return (title, implementation) => {
    declare(title, implementation);
    const file = process.env['CONDIS_BENCH_NOT_RUN'];
    if (!holds && file !== undefined) appendFileSync(file, `${title}: ${reason}\n`);
  };
}

/** As {@link needs}, for a program on the path. */
export function needsTool(program: string, words: readonly string[] = ['--version']): TestThatNeeds {
  return needs(spawnSync(program, words).error === undefined, `${program} is not installed`);
}
