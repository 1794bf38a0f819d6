import { decidableOutcomes } from '../core/requirements/decidable-outcomes.ts';
import type { CaseSpec } from '../core/scenario/case.ts';
import type { ExpectedCalls } from '../core/scenario/expectation.ts';
import type { RequirementExpectation } from '../core/scenario/requirement-expectation.ts';
import { limitedStatistics, type LimitSpec } from '../core/timing/limit.ts';
import { isWatchPlan } from '../core/scenario/watch/read-plan.ts';
import type { WatchPlan } from '../core/scenario/watch/watch-plan.ts';
import type { RunParameter } from './measurements-csv.ts';

/**
 * What is known of a run when it begins and no octet of its ports shows: it stands in the capture, so that the capture alone is
 * enough to make the reports.
 */
export interface RunAbout {
  readonly seed: number;
  /** Calls that the program asks for. */
  readonly calls: number;
  /** Absent: how the calls end is not judged. */
  readonly expect?: ExpectedCalls;
  /** What the scenario expects of requirements, and its limits on intervals. */
  readonly requirements: readonly RequirementExpectation[];
  readonly limits: readonly LimitSpec[];
  /** What its steps expect, time and keep; absent where that is nothing. */
  readonly watch?: WatchPlan;
  readonly scenarioFile: string;
  readonly scenarioSummary: string;
  readonly deviceFile: string;
  readonly deviceSummary: string;
  /** Of the checkout that ran, where there is one. */
  readonly commit: string | null;
  /** The bench it was made on. */
  readonly station: string;
  readonly system: string;
  readonly node: string;
  readonly parameters: readonly RunParameter[];
}

/**
 * What a capture says of its run, member by member: one that is missing or of another type is left out, since the capture may be from
 * another version, or from anybody.
 */
export function readRunAbout(run: unknown): Partial<RunAbout> {
  if (typeof run !== 'object' || run === null) return {};
  const members = run as Record<string, unknown>;
  const about: Record<string, unknown> = {};
  for (const name of ['scenarioFile', 'scenarioSummary', 'deviceFile', 'deviceSummary', 'commit', 'station', 'system', 'node']) {
    if (typeof members[name] === 'string') about[name] = members[name];
  }
  for (const name of ['seed', 'calls']) if (Number.isSafeInteger(members[name])) about[name] = members[name];
  if (isExpectation(members['expect'])) about['expect'] = members['expect'];
  if (Array.isArray(members['requirements'])) about['requirements'] = members['requirements'].filter(isRequirementExpectation);
  if (Array.isArray(members['limits'])) about['limits'] = members['limits'].filter(isLimit);
  if (isWatchPlan(members['watch'])) about['watch'] = members['watch'];
  if (Array.isArray(members['parameters'])) about['parameters'] = members['parameters'].filter(isParameter);
  return about;
}

function isExpectation(value: unknown): value is ExpectedCalls {
  const expected = value as Partial<ExpectedCalls> | null | undefined;
  return Number.isSafeInteger(expected?.connected) && Number.isSafeInteger(expected?.failed);
}

function isRequirementExpectation(value: unknown): value is RequirementExpectation {
  const { id, outcome, line } = (value ?? {}) as Partial<RequirementExpectation>;
  return typeof id === 'string' && Number.isSafeInteger(line) && decidableOutcomes.some((decidable) => decidable === outcome);
}

function isLimit(value: unknown): value is LimitSpec {
  const { id, statistic, limitNs, documented, line } = (value ?? {}) as Partial<LimitSpec>;
  return typeof id === 'string' && limitedStatistics.some((limited) => limited === statistic) && Number.isSafeInteger(limitNs) &&
    Number.isSafeInteger(line) && (documented === undefined || typeof documented === 'string');
}

function isParameter(value: unknown): value is RunParameter {
  const parameter = value as Partial<RunParameter> | null;
  return typeof parameter?.name === 'string' && typeof parameter.value === 'string';
}

/** What a capture says that its scenario asks of the run. */
export function caseSpecOf({ expect, requirements, limits, scenarioFile }: Partial<RunAbout>): CaseSpec {
  return {
    ...(expect !== undefined && { calls: expect }),
    requirements: requirements ?? [], limits: limits ?? [], file: scenarioFile ?? 'an unknown file',
  };
}
