import { z } from 'zod';
import type { Topology } from '../core/condis/roles.ts';
import { requirements as catalogue } from '../core/requirements/catalogue/catalogue.ts';
import { decidableOutcomes, outcomesOf } from '../core/requirements/decidable-outcomes.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { intervalIndex, intervals } from '../core/timing/intervals.ts';
import { limitedStatistics } from '../core/timing/limit.ts';
import { nearest } from './did-you-mean.ts';
import { durationNs } from './quantities.ts';
import { strictKeys } from './shared-schema.ts';

/** Requirements that a scenario can expect something of: what it says travels in the section header of the capture, which is bounded. */
const expectedLimit = 64;

const callsEnd = z.enum(['connected', 'failed', 'any']).meta({
  description: 'How every call ends: connected and closed, or not connected; any: not judged. Default what `course` says of each',
});

const requirements = z
  .record(z.string(), z.enum(decidableOutcomes))
  .meta({
    description: 'What is to become of requirements, by id. fail: a must is to be broken; warn: a should; self-check: a duty of NDIS; ' +
      'pass: put to the test and kept',
    propertyNames: { pattern: '^[A-Z]{2}-[0-9]{2}$' },
  });

/** The key `expect` of a scenario file: how calls end, or that and what becomes of requirements. */
export const expect = z
  .union([
    callsEnd.transform((calls): { calls?: typeof calls; requirements?: z.output<typeof requirements> } => ({ calls })),
    z.strictObject({ calls: callsEnd.exactOptional(), requirements: requirements.exactOptional() }),
  ])
  .meta({ description: 'What is expected beside that every requirement is kept' });

const statisticHelp = { min: 'No value is shorter', median: 'At most', p95: 'At most', p99: 'At most', max: 'No value is longer' } as const;
const limitKeys = [...limitedStatistics, 'documented'] as const;

/** The key `limits` of a scenario file. */
export const limits = strictKeys(intervals.map(({ id }) => id), (id) => {
  const { question, documentedLimit } = intervals[intervalIndex(id)] as (typeof intervals)[number];
  return strictKeys(limitKeys, (key) => (key === 'documented'
    ? z.string().min(1).max(40).meta({ description: `The timer or document whose number the limit is; here: ${documentedLimit ?? 'none'}` })
    : durationNs.meta({ description: statisticHelp[key] })))
    .meta({ description: question });
}).meta({ description: 'Limits on intervals, by id: a lab\'s own policy unless `documented` names a timer' });

type ExpectFile = z.output<typeof expect>;
type LimitsFile = z.output<typeof limits>;

/** What `expect` and `limits` become, with the line at which each thing stands. */
export function caseOf(
  given: ExpectFile | undefined, limited: LimitsFile | undefined, lineOf: (path: readonly string[]) => number,
): Pick<ScenarioSpec, 'judgesCalls' | 'requirements' | 'limits'> {
  return {
    judgesCalls: given?.calls !== 'any',
    requirements: Object.entries(given?.requirements ?? {}).map(([id, outcome]) => {
      return { id, outcome, line: lineOf(['expect', 'requirements', id]) };
    }),
    limits: Object.entries(limited ?? {}).flatMap(([id, group]) => {
      const { documented } = group;
      const [, amounts] = documentedFor(id);
      return limitedStatistics.flatMap((statistic) => {
        const limitNs = group[statistic];
        if (typeof limitNs !== 'number') return [];
        const isDocumented = typeof documented === 'string' && amounts.includes(limitNs);
        return { id, statistic, limitNs, ...(isDocumented && { documented }), line: lineOf(['limits', id, statistic]) };
      });
    }),
  };
}

/** The timers and documents that limit an interval, and their numbers in nanoseconds. */
function documentedFor(id: string): [names: string[], amounts: number[]] {
  const text = intervals[intervalIndex(id)]?.documentedLimit ?? '';
  const names = new Set(text.match(/\bT3\d\d\b|\brfc2761\b/g));
  return [[...names], [...text.matchAll(/\b(\d+) s\b/g)].map(([, seconds]) => Number(seconds) * 1e9)];
}

/** Something in the file that cannot be: where, what, what to do; further what an issue's `params` may say. */
type Refusal = readonly [path: readonly string[], message: string, next: string, params?: { readonly code: string; readonly atKey?: true }];

/** What in `expect` can never come true on the devices that the scenario is for. */
export function expectRefusals({ requirements: expected }: ExpectFile, topologies: readonly Topology[]): Refusal[] {
  const entries = Object.entries(expected ?? {});
  if (entries.length > expectedLimit) {
    return [[['requirements'], `${entries.length} requirements are expected to end in some way`, `Allowed: at most ${expectedLimit}.`]];
  }
  return entries.flatMap(([id, outcome]): Refusal[] => {
    const path = ['requirements', id];
    if (!catalogue.some((row) => row.id === id)) {
      const near = nearest(id, catalogue.map((row) => row.id));
      const next = near === undefined ? 'Ids are such as CC-15; `condis-bench requirements` lists them.' : `Did you mean \`${near}\`?`;
      return [[path, `there is no requirement \`${id}\``, next, { code: 'unknown-requirement', atKey: true }]];
    }
    for (const topology of topologies) {
      const possible = outcomesOf(id, topology);
      const other = topologies.find((one) => one !== topology && typeof outcomesOf(id, one) === 'object');
      if (typeof possible === 'string') {
        const next = other === undefined ? 'Take it out: it can never come true.' : `Write \`topology: ${other}\`, or take it out.`;
        return [[path, `${id} ${possible}`, next, { code: 'never-comes-true', atKey: true }]];
      }
      if (possible.includes(outcome)) continue;
      const on = topologies.length > 1 ? ` on a device of topology ${topology}` : '';
      const message = `${id} cannot end as ${outcome}${on}`;
      return [[path, message, `It can end as: ${possible.join(', ')}.`, { code: 'never-comes-true' }]];
    }
    return [];
  });
}

/** What in `limits` contradicts itself, or can never be measured on the devices that the scenario is for. */
export function limitRefusals(limited: LimitsFile, topologies: readonly Topology[]): Refusal[] {
  return Object.entries(limited).flatMap(([id, group]): Refusal[] => {
    const only = intervals[intervalIndex(id)]?.topology;
    if (only !== undefined && topologies.some((topology) => topology !== only)) {
      const next = `Write \`topology: ${only}\`, or take it out.`;
      return [[[id], `${id} is measured on devices of topology ${only} alone`, next, { code: 'never-comes-true', atKey: true }]];
    }
    const given = limitedStatistics.filter((statistic) => group[statistic] !== undefined);
    if (given.length === 0) return [[[id], 'no limit is given', `Add one of: ${limitedStatistics.join(', ')}.`]];
    const refusals = given.flatMap((statistic, i): Refusal[] => {
      const before = given[i - 1];
      if (before === undefined || Number(group[before]) <= Number(group[statistic])) return [];
      const next = 'No value of an interval lets these grow smaller: min, median, p95, p99, max.';
      return [[[id, statistic], `is less than \`${before}\``, next, { code: 'limits-out-of-order' }]];
    });
    return [...refusals, ...documentedRefusals(id, group.documented, given.map((statistic) => Number(group[statistic])))];
  });
}

function documentedRefusals(id: string, documented: string | number | undefined, givenNs: readonly number[]): Refusal[] {
  if (documented === undefined) return [];
  const path = [id, 'documented'];
  const [names, amounts] = documentedFor(id);
  if (names.length === 0) {
    return [[path, `no document limits ${id}`, 'Take `documented` out: the limit is then shown as the lab\'s own policy.']];
  }
  if (!names.includes(String(documented))) {
    return [[path, `\`${documented}\` does not limit ${id}`, `For this interval there is: ${names.join(', ')}.`]];
  }
  if (givenNs.some((ns) => amounts.includes(ns))) return [];
  const known = amounts.map((ns) => `${ns / 1e9} s`).join(', ');
  return [[path, `none of the limits on ${id} is a number of ${documented}`, `Documented is: ${known}. Any other number is lab policy.`]];
}
