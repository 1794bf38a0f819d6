import type { Behaviour, Finding, GapRecord, Judgement, Measurement, NotModelled, RequirementResult } from './judgement.ts';

/**
 * A judgement as text: one requirement, measurement or other entry a line, keys always in the same order, absent ones left out,
 * so that equal judgements are equal octets. Ends with a line feed.
 */
export function judgementJson(judgement: Judgement): string {
  const members: [string, string][] = [
    ['condisCheck', JSON.stringify(judgement.condisCheck)],
    ['verdict', JSON.stringify(judgement.verdict)],
    ['requirements', listed(judgement.requirements, requirementJson)],
    ['measurements', listed(judgement.measurements, (entry) => ordered(entry, measurementKeys))],
    ['notModelled', listed(judgement.notModelled, (entry) => ordered(entry, notModelledKeys))],
    ['behaviour', behaviourJson(judgement.behaviour)],
    ['notModelledTotal', JSON.stringify(judgement.notModelledTotal)],
    ['notMeasured', JSON.stringify(judgement.notMeasured)],
    ['orphans', JSON.stringify(judgement.orphans)],
    ['gapsTotal', JSON.stringify(judgement.gapsTotal)],
    ['gaps', listed(judgement.gaps, (entry) => ordered(entry, gapKeys))],
  ];
  return `{\n${members.map(([key, value]) => `  "${key}": ${value}`).join(',\n')}\n}\n`;
}

const measurementKeys = keysOf<Measurement>()('id', 'unit', 'clock', 'count', 'min', 'median', 'p95', 'p99', 'max', 'values');
const notModelledKeys = keysOf<NotModelled>()('fn', 'count');
const gapKeys = keysOf<GapRecord>()('line', 'port', 'lost', 'why');
const findingKeys = keysOf<Finding>()('id', 'severity', 'fault', 'events', 'vc', 'message');
const requirementKeys = keysOf<Omit<RequirementResult, 'findings'>>()(
  'id', 'outcome', 'severity', 'modal', 'triggered', 'excused', 'undecided', 'reason', 'findingsTotal',
);

function requirementJson(result: RequirementResult): string {
  const findings = result.findings.map((finding) => ordered(finding, findingKeys)).join(',');
  return `${ordered(result, requirementKeys).slice(0, -1)},"findings":[${findings}]}`;
}

function behaviourJson(behaviour: Behaviour): string {
  return `{
    "functions": ${listed(behaviour.functions, (entry) => ordered(entry, ['fn', 'synchronous', 'pended']), '    ')},
    "activationsPerCall": ${listed(behaviour.activationsPerCall, (entry) => ordered(entry, ['number', 'count']), '    ')},
    "activationRetries": ${behaviour.activationRetries},
    "setupRetries": ${behaviour.setupRetries}
  }`;
}

function listed<T>(entries: readonly T[], json: (entry: T) => string, indent = '  '): string {
  if (entries.length === 0) return '[]';
  return `[\n${entries.map((entry) => `${indent}  ${json(entry)}`).join(',\n')}\n${indent}]`;
}

function ordered<T extends object>(entry: T, keys: readonly (keyof T & string)[]): string {
  const members = keys.flatMap((key) => {
    const value: unknown = entry[key];
    return value === undefined ? [] : [`${JSON.stringify(key)}:${JSON.stringify(value)}`];
  });
  return `{${members.join(',')}}`;
}

/** A list of every key of `T`: a key that is forgotten does not compile. */
function keysOf<T>(): <const K extends readonly (keyof T & string)[]>(
  ...keys: [keyof T] extends [K[number]] ? K : never
) => K {
  return (...keys) => keys;
}
