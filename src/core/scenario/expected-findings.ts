import { breaksOff, verdictOf } from '../judge.ts';
import type { Finding, Judgement, Outcome, RequirementResult } from '../judgement.ts';
import { brokenOutcome, decidableOutcomes, gravityOf } from '../requirements/decidable-outcomes.ts';
import { worst, type Verdict } from '../verdict.ts';
import type { RequirementExpectation } from './requirement-expectation.ts';

/** A judgement after the findings that a scenario expects. */
export interface RemainingJudgement {
  readonly verdict: Verdict;
  /** What is left of rows, by id, where findings were set aside: `pass` where nothing is. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Ids of the findings that were expected. */
  readonly expected: ReadonlySet<string>;
  /** By id of an expected row: the other rows that the same acts broke. */
  readonly alsoBroken: ReadonlyMap<string, readonly string[]>;
}

/**
 * Sets aside what a scenario expects: every finding of a row that is to be broken, and, because one broken act is one fault whatever
 * states the same duty, every finding with the fault number of such a finding. A finding that is graver than the one that was
 * expected is not: who expects a warning does not expect a broken must. What is left open is never expected.
 */
export function setAside(judgement: Judgement, expectations: readonly RequirementExpectation[]): RemainingJudgement {
  const outcomes = new Map<string, Outcome>();
  const expected = new Set<string>();
  const alsoBroken = new Map<string, string[]>();
  const wanted = new Map(expectations.filter(({ outcome }) => outcome !== 'pass').map(({ id, outcome }) => [id, gravityOf(outcome)]));
  if (wanted.size === 0) return { verdict: judgement.verdict, outcomes, expected, alsoBroken };
  const acts = new ExpectedActs(judgement, wanted);
  for (const id of wanted.keys()) alsoBroken.set(id, []);
  for (const result of judgement.requirements) {
    const own = result.findings.filter((finding) => acts.standing(result.id, finding) === 'expected');
    for (const { id } of own) expected.add(id);
    for (const [id, others] of alsoBroken) if (id !== result.id && own.some((finding) => acts.breaks(id, finding))) others.push(result.id);
    const left = acts.leftOf(result);
    if (left !== result.outcome) outcomes.set(result.id, left);
  }
  const requirements = judgement.requirements.map((result) => ({ ...result, outcome: outcomes.get(result.id) ?? result.outcome }));
  const isCut = judgement.gapsTotal > judgement.gaps.length || judgement.gaps.some(({ why }) => breaksOff(why));
  return { verdict: worst([verdictOf(requirements, false), ...(isCut ? ['inconclusive' as const] : [])]), outcomes, expected, alsoBroken };
}

/** `open`: it is not known whether the finding belongs to an expected act, since not all of these are listed. */
type Standing = 'expected' | 'open' | 'counts';

/** The acts behind the findings of expected rows, as far as these are listed. */
class ExpectedActs {
  /** By id of an expected row: the gravity of its finding in each act. */
  private readonly rows = new Map<string, ReadonlyMap<number, number>>();
  private readonly wanted: ReadonlyMap<string, number>;
  /** Of rows with more findings than are listed, the gravest expectation; else -1. */
  private readonly unlisted: number;

  /** `wanted` is the gravity that is expected, by id of the row. */
  constructor(judgement: Judgement, wanted: ReadonlyMap<string, number>) {
    this.wanted = wanted;
    let unlisted = -1;
    for (const { id, findings, findingsTotal } of judgement.requirements) {
      const gravest = wanted.get(id);
      if (gravest === undefined) continue;
      const acts = new Map<number, number>();
      for (const finding of findings) {
        const gravity = gravityOfFinding(finding);
        if (finding.fault !== undefined && gravity <= gravest) acts.set(finding.fault, Math.max(gravity, acts.get(finding.fault) ?? 0));
      }
      this.rows.set(id, acts);
      if (findingsTotal > findings.length) unlisted = Math.max(unlisted, gravest);
    }
    this.unlisted = unlisted;
  }

  /** Whether an expected row is broken by the act behind a finding. */
  breaks(id: string, { fault }: Finding): boolean {
    return fault !== undefined && (this.rows.get(id)?.has(fault) ?? false);
  }

  standing(id: string, finding: Finding): Standing {
    const { fault } = finding;
    if (fault === undefined) return 'counts';
    const gravity = gravityOfFinding(finding);
    if (gravity <= (this.wanted.get(id) ?? -1)) return 'expected';
    if ([...this.rows.values()].some((acts) => gravity <= (acts.get(fault) ?? -1))) return 'expected';
    return gravity <= this.unlisted ? 'open' : 'counts';
  }

  leftOf({ id, outcome, findings, findingsTotal }: RequirementResult): Outcome {
    const standings = findings.map((finding) => this.standing(id, finding));
    if (standings.every((standing) => standing === 'counts')) return outcome;
    const left = findings.map((finding, i): Outcome => {
      if (standings[i] === 'expected') return 'pass';
      return standings[i] === 'open' || finding.fault === undefined ? 'inconclusive' : brokenOutcome(finding.severity);
    });
    if (findingsTotal > findings.length) left.push(this.leftUnlisted(id, outcome));
    return left.reduce((a, b) => (fromBest.indexOf(b) > fromBest.indexOf(a) ? b : a), 'pass');
  }

  /** What the findings of a row that are not listed can be: none of them is worse than the row's outcome. */
  private leftUnlisted(id: string, outcome: Outcome): Outcome {
    const gravest = this.wanted.get(id);
    if (gravest === undefined) return 'inconclusive';
    const known = decidableOutcomes.find((decidable) => decidable === outcome);
    return known === undefined || gravityOf(known) > gravest ? outcome : 'pass';
  }
}

const fromBest: readonly Outcome[] = ['pass', 'warn', 'inconclusive', 'fail', 'self-check'];

function gravityOfFinding({ severity }: Finding): number {
  return gravityOf(brokenOutcome(severity));
}
