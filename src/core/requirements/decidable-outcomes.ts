import type { Topology } from '../condis/roles.ts';
import { requirementById } from './catalogue/catalogue.ts';
import type { Severity } from './requirement.ts';
import { checks } from './rules/rules.ts';

/** Outcomes that a trace can decide of a requirement, from best to worst. */
export const decidableOutcomes = ['pass', 'warn', 'fail', 'self-check'] as const;
export type DecidableOutcome = (typeof decidableOutcomes)[number];

/** What a broken clause makes of its row; permissions and things that are only recorded make no finding. */
export function brokenOutcome(severity: Severity): DecidableOutcome {
  return severity === 'must' ? 'fail' : severity === 'should' ? 'warn' : severity === 'self-check' ? 'self-check' : 'pass';
}

/** How much worse one outcome is than another: 0 for a pass, 3 for a duty of NDIS that was not seen. */
export function gravityOf(outcome: DecidableOutcome): number {
  return decidableOutcomes.indexOf(outcome);
}

/** What a device of a topology can make of a requirement; or, in words that follow its id, why no trace of one ever decides it. */
export function outcomesOf(id: string, topology: Topology): readonly DecidableOutcome[] | string {
  const row = requirementById(id);
  if (row === undefined) return 'is no requirement';
  if (row.manual) return 'is for a person to decide: no trace can show it';
  if (row.guard) return 'is a permission, or only recorded: it never makes a finding';
  if (row.topology !== 'both' && row.topology !== topology) return `is about devices of topology ${row.topology}`;
  const all = checks.filter((check) => check.id === id);
  if (all.length === 0) return 'has no rule yet';
  const own = all.filter((check) => check.topology === undefined || check.topology === topology);
  if (own.length === 0) return `has no rule for devices of topology ${topology}`;
  const breaking = own.filter(({ need, open }) => need !== undefined && open === undefined);
  const broken = new Set(breaking.map(({ severity }) => brokenOutcome(severity ?? row.severity)));
  return decidableOutcomes.filter((outcome) => outcome === 'pass' || broken.has(outcome));
}
