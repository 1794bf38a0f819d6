/**
 * What `npm run mutation` adds to Stryker: a checker that lets a seeded sample of the mutants through, so that a run ends while one waits
 * and two runs of the same code try the same mutants, and a reporter that writes the result for this repository.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const notChosen = 'not in the sample';

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
    if (chosen === undefined) throw new Error('the sample was drawn by another checker process: "concurrency" is to be 1 or 2');
    const outcome = (id) => (chosen.has(id) ? { status: 'passed' } : { status: 'compileError', reason: notChosen });
    return Object.fromEntries(mutants.map(({ id }) => [id, outcome(id)]));
  }
}

function rank(seed, { fileName, location, mutatorName, replacement }) {
  const file = fileName.replaceAll('\\', '/').replace(/^.*\/src\//, 'src/');
  return createHash('sha256').update(JSON.stringify([seed, file, location, mutatorName, replacement])).digest('hex');
}

/** Writes what became of the sample, and which mutants no test noticed; those that change nothing count as unnoticed too. */
class ResultReporter {
  static inject = ['options'];
  #options;

  constructor(options) {
    this.#options = options;
  }

  onMutationTestReportReady(report) {
    const tried = Object.entries(report.files).flatMap(([file, { mutants, source }]) =>
      mutants.map((mutant) => ({ file, source: source.split('\n'), ...mutant })));
    const sample = tried.filter(({ status, statusReason }) => status !== 'CompileError' || statusReason !== notChosen);
    const counts = {};
    for (const { status } of sample) counts[status] = (counts[status] ?? 0) + 1;
    const noticed = (counts.Killed ?? 0) + (counts.Timeout ?? 0);
    const { sample: { seed }, mutate, resultFile, equivalent } = this.#options;
    const survivors = sample
      .filter(({ status }) => status !== 'Killed' && status !== 'Timeout')
      .map(({ file, source, status, location: { start }, mutatorName, replacement }) => {
        const line = source[start.line - 1].trim();
        const why = mutatorName === 'StringLiteral' ? equivalent.find((known) => known.line === line)?.why : undefined;
        const told = { at: `${file}:${start.line}:${start.column}`, line, mutatorName, replacement, status };
        return why === undefined ? told : { ...told, equivalent: why };
      });
    const result = {
      mutated: mutate, mutants: tried.length, seed, sample: sample.length, counts,
      scorePercent: Math.round((10_000 * noticed) / sample.length) / 100, survivors,
    };
    writeFileSync(resultFile, `${JSON.stringify(result, null, 2)}\n`);
    process.stdout.write(`\n${noticed} of ${sample.length} mutants noticed: ${result.scorePercent} %. Written to ${resultFile}\n`);
  }
}

export const strykerPlugins = [
  { kind: 'Checker', name: 'sample', injectableClass: SampleChecker },
  { kind: 'Reporter', name: 'result', injectableClass: ResultReporter },
];
