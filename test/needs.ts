import { appendFileSync } from 'node:fs';
import test, { type ImplementationFn } from 'ava';

/** `test` for what needs something that may not be on this machine. */
export interface TestThatNeeds {
  (title: string, implementation: ImplementationFn<[]>): void;
}

/**
 * Gives `test` where a condition holds; else tests that are skipped and told, with the reason, at the end of `npm test`. With CI set
 * they fail instead: a server that cannot run a test must not look green.
 */
export function needs(holds: boolean, reason: string): TestThatNeeds {
  if (holds) return test;
  return (title, implementation) => {
    if (process.env['CI']) test(title, (t) => t.fail(reason));
    else test.skip(title, implementation);
    const file = process.env['CONDIS_BENCH_NOT_RUN'];
    if (file !== undefined) appendFileSync(file, `${title}: ${reason}\n`);
  };
}
