import type { CallRange, FaultUse, Occasion } from '../core/scenario/fault-use.ts';
import type { LineFault, LineMoment } from '../core/scenario/line-fault.ts';
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

/** ` (in calls 3, 7 to 9, from 10 ms on, once CONNECT received is seen)`; nothing where a fault is always there. */
export function timesText(use: Omit<FaultUse, 'name'>, isOfSteps: boolean): string {
  const { afterNs, on } = use;
  const whichCalls = callsText(use, isOfSteps);
  const parts = [
    ...(whichCalls === undefined ? [] : [whichCalls]),
    ...(afterNs === undefined ? [] : [`from ${exactText(afterNs)} on`]),
    ...(on === undefined ? [] : [`once there is ${occasionText(on)}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** `in calls 3, 7 to 9`; `undefined` where all are meant. Of a scenario of steps, a call is a pass through them. */
function callsText(
  { calls, callOfPass }: { readonly calls?: readonly CallRange[]; readonly callOfPass?: number }, isOfSteps: boolean,
): string | undefined {
  const ranges = calls?.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`)) ?? [];
  const isOne = ranges.length === 1 && calls?.[0]?.[0] === calls?.[0]?.[1];
  const what = isOfSteps ? (isOne ? 'pass' : 'passes') : (isOne ? 'call' : 'calls');
  const passes = ranges.length === 0 ? undefined : `${what} ${ranges.join(', ')}`;
  if (callOfPass === undefined) return passes === undefined ? undefined : `in ${passes}`;
  return `in call ${callOfPass} of ${passes ?? 'each pass'}`;
}

function occasionText({ event, count }: Occasion): string {
  return count === 1 ? `\`${event}\`` : `\`${event}\` number ${count}`;
}

/** What is done to the line. */
export function lineSentences({ line, steps }: ScenarioSpec): string[] {
  return line.map((fault) => {
    const { moment } = fault;
    if (moment !== undefined) return `With the first octet of ${momentText(moment, steps !== undefined)}, ${damageText(fault)}.`;
    const again = fault.everyOctets === undefined ? '' : `, and again after every ${fault.everyOctets}`;
    return `Once ${fault.afterOctets} octets of the device have arrived${again}, ${damageText(fault)}.`;
  });
}

function momentText(moment: LineMoment, isOfSteps: boolean): string {
  if ('atNs' in moment) return `the first event from ${exactText(moment.atNs)} of the device's time on`;
  const whichCalls = callsText(moment, isOfSteps);
  return `${occasionText(moment.on)}${whichCalls === undefined ? '' : ` ${whichCalls}`}`;
}

function damageText({ kind, octets, holdNs }: LineFault): string {
  if (kind === 'delay') return `the line stands still for ${exactText(holdNs)}`;
  if (kind === 'flip') return octets === 1 ? 'a bit of one octet is changed' : `a bit is changed in each of ${octets} octets`;
  return octets === 1 ? 'one octet is lost' : `${octets} octets are lost`;
}

/** The faults that the emulated device is given. */
export function faultSentences({ faults, steps }: ScenarioSpec): string[] {
  if (faults.length === 0) return [];
  const names = faults.map((fault) => `${safeText(fault.name)}${timesText(fault, steps !== undefined)}`).join(', ');
  return [`Emulated ones alone: they are given the ${faults.length === 1 ? 'fault' : 'faults'} ${names}.`];
}
