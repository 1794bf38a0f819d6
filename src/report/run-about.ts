import type { ExpectedCalls } from '../core/scenario/expectation.ts';
import type { RunParameter } from './measurements-csv.ts';

/**
 * What is known of a run when it begins and no octet of its ports shows: it stands in the capture, so that the capture alone is
 * enough to make the reports.
 */
export interface RunAbout {
  readonly seed: number;
  /** Calls that the program asks for. */
  readonly calls: number;
  readonly expect: ExpectedCalls;
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
  if (Array.isArray(members['parameters'])) about['parameters'] = members['parameters'].filter(isParameter);
  return about;
}

function isExpectation(value: unknown): value is ExpectedCalls {
  const expected = value as Partial<ExpectedCalls> | null | undefined;
  return Number.isSafeInteger(expected?.connected) && Number.isSafeInteger(expected?.failed);
}

function isParameter(value: unknown): value is RunParameter {
  const parameter = value as Partial<RunParameter> | null;
  return typeof parameter?.name === 'string' && typeof parameter.value === 'string';
}
