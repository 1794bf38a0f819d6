/**
 * What `npm run mutation` adds to Stryker: a checker that keeps a seeded sample of the mutants, so that a run ends while one waits and
 * two runs of the same code try the same mutants, and a reporter that writes the result for this repository.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Lets `sample.mutants` of the mutants through, those whose hashes with `sample.seed` come first. The others count as invalid. */
class SampleChecker {
  static inject = ['options'];
  #options;
  #chosen;

  constructor({ sample }) {
    this.#options = sample;
  }

  async init() {}

  /** Sees all mutants at once, before any is checked. */
  async group(mutants) {
    const { mutants: wanted, seed } = this.#options;
    const ranked = mutants.map((mutant) => [rank(seed, mutant), mutant.id]).sort(([a], [b]) => (a < b ? -1 : 1));
    this.#chosen = new Set(ranked.slice(0, wanted).map(([, id]) => id));
    return [mutants.map(({ id }) => id)];
  }

  async check(mutants) {
    const chosen = this.#chosen;
    if (chosen === undefined) throw new Error('the sample is drawn by another checker process: run with "concurrency": 2');
    return Object.fromEntries(
      mutants.map(({ id }) => [id, chosen.has(id) ? { status: 'passed' } : { status: 'compileError', reason: 'not in the sample' }]),
    );
  }
}

function rank(seed, { fileName, location, replacement, mutatorName }) {
  const file = fileName.replaceAll('\\', '/').replace(/^.*\/src\//, 'src/');
  return createHash('sha256').update(JSON.stringify([seed, file, location, mutatorName, replacement])).digest('hex');
}

/** Writes what became of the sample, and which mutants no test noticed. */
class SummaryReporter {
  static inject = ['options'];
  #options;

  constructor(options) {
    this.#options = options;
  }

  onMutationTestReportReady(report) {
    const tried = Object.entries(report.files).flatMap(([file, { mutants }]) => mutants.map((mutant) => ({ file, ...mutant })));
    const sample = tried.filter(({ status }) => status !== 'CompileError');
    const counts = {};
    for (const { status } of sample) counts[status] = (counts[status] ?? 0) + 1;
    const noticed = (counts.Killed ?? 0) + (counts.Timeout ?? 0);
    const survivors = sample
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ file, location: { start }, mutatorName, replacement }) => ({
        at: `${file}:${start.line}:${start.column}`, mutatorName, replacement,
      }));
    const { mutants, seed } = this.#options.sample;
    const result = {
      mutated: this.#options.mutate, seed, wanted: mutants, mutants: tried.length, sample: sample.length, counts,
      scorePercent: Math.round((10_000 * noticed) / sample.length) / 100, survivors,
    };
    mkdirSync(dirname(this.#options.summary), { recursive: true });
    writeFileSync(this.#options.summary, `${JSON.stringify(result, null, 2)}\n`);
  }
}

export const strykerPlugins = [
  { kind: 'Checker', name: 'sample', injectableClass: SampleChecker },
  { kind: 'Reporter', name: 'summary', injectableClass: SummaryReporter },
];
