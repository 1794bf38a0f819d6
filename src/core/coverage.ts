import type { Topology } from './condis/roles.ts';
import type { Judgement, Outcome, RequirementResult } from './judgement.ts';
import { requirementById, requirements } from './requirements/catalogue/catalogue.ts';
import { pageSentences, type PageSentence } from './requirements/catalogue/sentences.ts';
import type { Requirement } from './requirements/requirement.ts';
import { worst, type Verdict } from './verdict.ts';

/** A judged run, as far as coverage is about it. */
export interface CoveredRun {
  readonly scenario: string;
  readonly device: string;
  readonly topology: Topology;
  readonly judgement: Judgement;
}

/**
 * What the runs did for a requirement or a sentence. `decided`: put to the test, whatever came of it. `open`: not so. `manual`: no trace
 * decides it. `permission`: it never makes a finding. `other-topology`: it is about a kind of device that no run was made on.
 */
export type CoverageState = 'decided' | 'open' | 'manual' | 'permission' | 'other-topology';

/** What one run did for a requirement. */
export interface RowExercise {
  readonly scenario: string;
  readonly device: string;
  readonly topology: Topology;
  readonly outcome: Outcome;
  /** Occurrences that were decided, 1 or more. */
  readonly triggered: number;
}

/** A requirement beside the runs. */
export interface RowCoverage {
  readonly id: string;
  readonly state: CoverageState;
  /** Topologies of the runs on which it can be decided. */
  readonly topologies: readonly Topology[];
  /** Those of them on which it is not, each with the reason. */
  readonly missing: readonly { readonly topology: Topology; readonly reason: string }[];
  /** The runs that decided it, in their order. */
  readonly exercised: readonly RowExercise[];
}

/** A sentence beside the runs. */
export interface SentenceCoverage extends PageSentence {
  readonly state: CoverageState;
  /** Those of its requirements that have yet to be decided. */
  readonly missing: readonly string[];
}

/** What runs put to the test, of the catalogue and of the pages that it begins with. */
export interface Coverage {
  /** Pass where every decidable sentence is decided and every run passed; the worst of both. */
  readonly verdict: Verdict;
  /** Sentences with at least one requirement that a trace decides. */
  readonly decidable: number;
  readonly decided: number;
  readonly sentences: readonly SentenceCoverage[];
  /** Every requirement, in the catalogue's order. */
  readonly rows: readonly RowCoverage[];
}

/** Outcomes that decide a requirement, if it was triggered. */
const deciding: ReadonlySet<Outcome> = new Set<Outcome>(['pass', 'warn', 'fail', 'self-check']);

/** Rows whose trigger is on one topology the very act that they forbid there: no correct device of it can exercise them. */
const forbiddenActs: Readonly<Record<string, Topology>> = { 'CC-32': 'mcm', 'MM-11': 'cm' };

/** Puts the catalogue beside what runs decided of it. A row of both topologies is decided when it is on each that was run. */
export function coverageOf(runs: readonly CoveredRun[]): Coverage {
  const topologies = (['cm', 'mcm'] as const).filter((topology) => runs.some((run) => run.topology === topology));
  const rows = requirements.map((row, index) => rowCoverage(row, index, runs, topologies));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const sentences = pageSentences.map((sentence) => sentenceCoverage(sentence, byId));
  const count = (...wanted: CoverageState[]): number => sentences.filter(({ state }) => wanted.includes(state)).length;
  const [decided, decidable] = [count('decided'), count('decided', 'open')];
  const whole = decidable > 0 && decided === decidable ? 'pass' : 'inconclusive';
  return { verdict: worst([whole, ...runs.map(({ judgement }) => judgement.verdict)]), decidable, decided, sentences, rows };
}

function rowCoverage(row: Requirement, index: number, runs: readonly CoveredRun[], ran: readonly Topology[]): RowCoverage {
  const { id } = row;
  const exercised: RowExercise[] = [];
  for (const { scenario, device, topology, judgement } of runs) {
    const { outcome, triggered } = resultAt(judgement, index);
    if (triggered > 0 && deciding.has(outcome)) exercised.push({ scenario, device, topology, outcome, triggered });
  }
  if (row.manual || row.guard) return { id, state: row.manual ? 'manual' : 'permission', topologies: [], missing: [], exercised };
  const topologies = ran.filter((topology) => (row.topology === 'both' ? forbiddenActs[id] !== topology : row.topology === topology));
  const missing = topologies
    .filter((topology) => !exercised.some((run) => run.topology === topology))
    .map((topology) => ({ topology, reason: reasonOf(index, runs.filter((run) => run.topology === topology)) }));
  const state = topologies.length === 0 ? 'other-topology' : missing.length === 0 ? 'decided' : 'open';
  return { id, state, topologies, missing, exercised };
}

/** Why no run decided a row: of what the runs say, that which came nearest. */
function reasonOf(index: number, runs: readonly CoveredRun[]): string {
  const results = runs.map(({ judgement }) => resultAt(judgement, index));
  const near = (outcome: Outcome): RequirementResult | undefined => results.find((result) => result.outcome === outcome);
  const found = near('inconclusive') ?? near('not-observed') ?? near('vacuous');
  if (found?.outcome === 'inconclusive') return `left open: ${found.reason ?? 'no reason is known'}`;
  if (found?.outcome === 'not-observed') return found.reason ?? 'not observed';
  return found === undefined ? 'broken only in consequence of other faults' : 'its trigger never occurred';
}

/**
 * A sentence is decided when each of its requirements that a trace decides is: on the kind of device that its page speaks to, or, where
 * the requirement is about the other kind alone, on that.
 */
function sentenceCoverage(sentence: PageSentence, byId: ReadonlyMap<string, RowCoverage>): SentenceCoverage {
  const rows = sentence.rows.map((id) => byId.get(id) as RowCoverage);
  const open = rows.filter(({ topologies, missing }) => {
    const isSpokenTo = ({ topology }: { topology: Topology }): boolean =>
      sentence.topology === undefined || topology === sentence.topology || !topologies.includes(sentence.topology);
    return missing.some(isSpokenTo);
  });
  const missing = open.map(({ id }) => id);
  if (open.length > 0) return { ...sentence, state: 'open', missing };
  const others: readonly CoverageState[] = ['other-topology', 'manual', 'permission'];
  const is = (state: CoverageState): boolean => rows.some((row) => row.state === state);
  const isDecided = rows.some(({ topologies }) => topologies.length > 0);
  return { ...sentence, state: isDecided ? 'decided' : (others.find(is) ?? 'open'), missing };
}

function resultAt({ requirements: results }: Judgement, index: number): RequirementResult {
  return results[index] as RequirementResult;
}

/** The row that a coverage speaks of. */
export function rowOf({ id }: Pick<RowCoverage, 'id'>): Requirement {
  return requirementById(id) as Requirement;
}
