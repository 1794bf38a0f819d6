import type { FaultUse } from '../core/scenario/fault-use.ts';
import type { LineFault } from '../core/scenario/line-fault.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import type { DecidableOutcome } from '../core/requirements/decidable-outcomes.ts';
import { safeText } from '../core/safe-text.ts';
import type { LimitSpec } from '../core/timing/limit.ts';
import { exactText } from '../files/exact-duration.ts';

const outcomeWords: Readonly<Record<DecidableOutcome, string>> = {
  pass: 'is put to the test and kept',
  warn: 'ends with a warning: a should of it is broken',
  fail: 'fails: a must of it is broken',
  'self-check': 'shows that a duty of NDIS was not seen',
};

/** What a scenario expects of requirements and sets as limits, in sentences. */
export function caseSentences({ requirements, limits }: ScenarioSpec): string[] {
  const broken = requirements.some(({ outcome }) => outcome !== 'pass');
  return [
    ...requirements.map(({ id, outcome }) => `${id} ${outcomeWords[outcome]}.`),
    broken ? 'Beside that, and what the same acts break, no documented requirement is broken.' : 'No documented requirement is broken.',
    ...limits.map(limitSentence),
  ];
}

function limitSentence({ id, statistic, limitNs, documented }: LimitSpec): string {
  const bound = statistic === 'min' ? 'at least' : 'at most';
  const whose = documented === undefined ? 'lab policy' : `documented, ${safeText(documented)}`;
  return `${id} takes ${bound} ${exactText(limitNs)} (${statistic}; ${whose}).`;
}

/** ` (in calls 3, 7 to 9, from 10 ms on)`; nothing where a fault is always there. */
export function timesText({ calls, afterNs }: Pick<FaultUse, 'calls' | 'afterNs'>): string {
  const ranges = calls?.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`)) ?? [];
  const isOne = ranges.length === 1 && calls?.[0]?.[0] === calls?.[0]?.[1];
  const parts = [
    ...(ranges.length === 0 ? [] : [`in call${isOne ? '' : 's'} ${ranges.join(', ')}`]),
    ...(afterNs === undefined ? [] : [`from ${exactText(afterNs)} on`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** What is done to the line. */
export function lineSentences({ line }: ScenarioSpec): string[] {
  return line.map((fault) => {
    const again = fault.everyOctets === undefined ? '' : `, and again after every ${fault.everyOctets}`;
    return `Once ${fault.afterOctets} octets of the device have arrived${again}, ${damageText(fault)}.`;
  });
}

function damageText({ kind, octets, holdNs }: LineFault): string {
  if (kind === 'delay') return `the line stands still for ${exactText(holdNs)}`;
  if (kind === 'flip') return octets === 1 ? 'a bit of one octet is changed' : `a bit is changed in each of ${octets} octets`;
  return octets === 1 ? 'one octet is lost' : `${octets} octets are lost`;
}

/** The faults that the emulated device is given. */
export function faultSentences({ faults }: ScenarioSpec): string[] {
  if (faults.length === 0) return [];
  const names = faults.map((fault) => `${safeText(fault.name)}${timesText(fault)}`).join(', ');
  return [`Emulated ones alone: they are given the ${faults.length === 1 ? 'fault' : 'faults'} ${names}.`];
}
