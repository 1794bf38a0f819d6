import type { RunOutcome } from '../bench/run-plan.ts';

/** What a recorded call broke beside what its replay broke: ids of requirements in the catalogue's order. */
export interface ReplayComparison {
  readonly again: readonly string[];
  readonly notAgain: readonly string[];
  readonly onlyNow: readonly string[];
}

const broken: ReadonlySet<string> = new Set(['fail', 'self-check', 'warn']);

/** Puts what a recorded call broke beside what was broken when it was made again. */
export function comparison(before: readonly string[], outcomes: readonly RunOutcome[]): ReplayComparison {
  const results = outcomes.flatMap(({ judgement }) => judgement?.requirements ?? []);
  const now = [...new Set(results.filter(({ outcome }) => broken.has(outcome)).map(({ id }) => id))];
  return {
    again: before.filter((id) => now.includes(id)),
    notAgain: before.filter((id) => !now.includes(id)),
    onlyNow: now.filter((id) => !before.includes(id)),
  };
}

/** The comparison for people. */
export function comparisonText({ again, notAgain, onlyNow }: ReplayComparison): string[] {
  if (again.length + notAgain.length + onlyNow.length === 0) return ['The recorded call broke nothing, nor did its replay.'];
  const parts: [string, readonly string[]][] = [
    ['Broken again:', again], ['Broken when it was recorded, not now:', notAgain], ['Broken now, not when it was recorded:', onlyNow],
  ];
  return parts.filter(([, ids]) => ids.length > 0).map(([what, ids]) => `${what} ${ids.join(', ')}.`);
}
