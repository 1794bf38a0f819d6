import type { AalSpec } from '../core/scenario/call-elements.ts';
import type { Delay, DelayName, Pendable } from '../core/scenario/call-program.ts';
import { passesIn, reaches } from '../core/scenario/course-stages.ts';
import { plainCourses, traitsOf, type Course, type CourseName } from '../core/scenario/course.ts';
import { defaultCounts, defaultDelays } from '../core/scenario/defaults.ts';
import { longestNs } from '../core/scenario/delay-bounds.ts';
import { secondsText } from '../core/scenario/seconds-text.ts';
import { uniTimersNs, type UniTimer } from '../core/scenario/uni-timers.ts';
import type { Declaration } from '../core/trace/tail.ts';
import { streamCellRate } from './call-elements-schema.ts';
import type { Refusal } from './refusal.ts';

/** The keys of a scenario file that can contradict each other, each of them right by itself. */
interface ScenarioKeys {
  readonly topology?: string | readonly string[] | undefined;
  readonly calls?: number | undefined;
  readonly concurrency?: number | undefined;
  readonly callsPerVc?: number | undefined;
  readonly course?: readonly Course[] | undefined;
  readonly call?: {
    readonly permanent?: boolean | undefined;
    readonly peakCellRate?: number | { readonly forward: number; readonly backward: number } | undefined;
    readonly aal?: AalSpec | undefined;
  } | undefined;
  readonly multipoint?: { readonly parties?: number | readonly unknown[] | undefined } | undefined;
  readonly endingAfter?: number | undefined;
  readonly sends?: number | undefined;
  readonly sendSize?: number | undefined;
  readonly hold?: Delay | undefined;
  readonly requests?: Readonly<Partial<Record<Pendable, string>>> | undefined;
  readonly delays?: Readonly<Partial<Record<DelayName, Delay>>> | undefined;
  readonly declares?: Readonly<Partial<Record<Declaration, boolean>>> | undefined;
}

/** What cannot be meant: steps that no call gets to, delays that a timer cuts short, declarations that a course belies. */
export function contradictions(file: ScenarioKeys): Refusal[] {
  const inTurn = file.course ?? plainCourses;
  return [
    ...countRefusals(file, inTurn), ...useRefusals(file, inTurn), ...requestRefusals(file), ...delayRefusals(file, inTurn),
    ...rateRefusals(file, inTurn), ...declarationRefusals(file, inTurn), ...lengthRefusals(file),
  ];
}

function countRefusals(file: ScenarioKeys, inTurn: readonly Course[]): Refusal[] {
  const { topology, calls = defaultCounts.calls, concurrency = defaultCounts.concurrency, callsPerVc = defaultCounts.callsPerVc } = file;
  const refusals: Refusal[] = [];
  if (typeof topology === 'object' && new Set(topology).size < topology.length) {
    refusals.push([['topology', topology.length - 1], 'stands there twice', 'Name each topology once.']);
  }
  if (inTurn.length > calls) {
    const next = `Raise \`calls\` to ${inTurn.length} or more, or take the rest of the list out.`;
    const [one, takes] = calls === 1 ? ['the one call', 'takes'] : [`the ${calls} calls`, 'take'];
    refusals.push([['course', calls], `no call gets to this course: ${one} ${takes} those before it`, next]);
  }
  const { endingAfter } = file;
  if (endingAfter !== undefined && endingAfter > calls) {
    refusals.push([['endingAfter'], `${endingAfter} calls come into use, of ${calls} in all`, 'Raise `calls`, or lower it.']);
  }
  if (callsPerVc > calls) refusals.push([['callsPerVc'], `${callsPerVc} calls on a VC, of ${calls} in all`, 'Raise `calls`.']);
  else if (callsPerVc > 1 && calls <= concurrency) {
    refusals.push([['callsPerVc'], 'every call has a VC of its own, so none is used again', 'Raise `calls` above `concurrency`.']);
  } else if (callsPerVc > 1 && !inTurn.some((one) => traitsOf(one).outcome === 'connected' || traitsOf(one).direction === 'incoming')) {
    const next = 'Take it out: the VC of a call that failed is deleted.';
    refusals.push([['callsPerVc'], 'no call is connected, so no VC is used again', next]);
  }
  return refusals;
}

function useRefusals(file: ScenarioKeys, inTurn: readonly Course[]): Refusal[] {
  const refusals: Refusal[] = [];
  if (!inTurn.some((one) => reaches(one, 'use'))) {
    const next = 'Take it out, or add a course that connects, such as `connects`.';
    for (const key of ['sends', 'sendSize', 'hold'] as const) {
      if (file[key] === undefined || file[key] === 0) continue;
      refusals.push([[key], 'no call of this scenario comes into use, so nothing is sent or held', next]);
    }
  } else if (file.sends === 0 && file.sendSize !== undefined) {
    refusals.push([['sendSize'], 'nothing is sent: `sends` is 0', 'Raise `sends`, or take `sendSize` out.']);
  }
  return refusals;
}

function requestRefusals({ requests, multipoint }: ScenarioKeys): Refusal[] {
  const { parties = 0 } = multipoint ?? {};
  if ((typeof parties === 'number' ? parties : parties.length) > 0) return [];
  const next = 'Take it out, or give the calls parties with `multipoint: { parties: 1 }`.';
  return (['addParty', 'dropParty'] as const)
    .filter((key) => requests?.[key] !== undefined)
    .map((key) => [['requests', key], 'no party is added to any call', next]);
}

/** The timer that runs while a delay passes, and the course in which it may expire. */
const timerOfDelays: Partial<Record<DelayName, readonly [UniTimer, then: string, course: CourseName | undefined]>> = {
  networkProceeding: ['T303', 'SETUP is sent again', 'noAnswer'],
  networkConnect: ['T310', 'the call is released', 'noConnect'],
  networkRelease: ['T308', 'RELEASE is sent again', undefined],
};

function delayRefusals({ call, delays = {}, multipoint }: ScenarioKeys, inTurn: readonly Course[]): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [name, delay] of Object.entries(delays) as [DelayName, Delay][]) {
    if (call?.permanent === true && name.startsWith('network')) {
      refusals.push([['delays', name], 'passes in no call on a permanent VC: nothing is signalled', 'Take it out.']);
      continue;
    }
    const path = ['delays', name];
    const through = inTurn.find((one) => passesIn(one, name));
    if (through === undefined) {
      const list = [...new Set(inTurn.map((one) => `\`${one.name}\``))].join(', ');
      refusals.push([path, `passes in no call of course ${list}`, 'Take it out.']);
      continue;
    }
    const guard = timerOfDelays[name];
    if (guard === undefined) continue;
    const dropsParties = name === 'networkRelease' && multipoint !== undefined;
    const isTaken = name === 'networkProceeding' && !reaches(through, 'answer');
    const [timer, then, course] = dropsParties ? (['T398', 'the party is taken for gone', undefined] as const) :
      isTaken ? (['T313', 'the call is cleared', undefined] as const) : guard;
    const longest = longestNs(delay);
    if (longest < uniTimersNs[timer]) continue;
    const limit = `${uniTimersNs[timer] / 1e9} s`;
    const next = `Keep it below ${limit}${course === undefined ? '' : `, or use \`course: ${course}\` where ${timer} is to expire`}.`;
    const outcome = `no such call goes as \`${through.name}\` says`;
    refusals.push([path, `up to ${secondsText(longest)} s, but ${timer} expires after ${limit} and ${then}: ${outcome}`, next]);
  }
  return refusals;
}

/** Courses in which rates are halved, rounded up. */
const halving: ReadonlySet<CourseName> = new Set<CourseName>([
  'activationRetried', 'activationFails', 'parametersAccepted', 'parametersRenegotiated', 'parametersUnacceptable', 'renegotiationRefused',
  'clientModifies', 'clientModifyGrantedInPart', 'clientModifyRefused', 'clientModifyRefusedByMiniport', 'networkModifies',
  'networkModifyRenegotiated', 'networkModifyUnacceptable', 'networkModifyRefusedByMiniport',
]);

/** Courses in which the client does, of a call that comes in. */
const halvingOffers: ReadonlySet<CourseName> = new Set<CourseName>(['incomingParametersChanged', 'incomingChangesRefused']);

function rateRefusals({ call }: ScenarioKeys, inTurn: readonly Course[]): Refusal[] {
  const rate = call?.peakCellRate;
  const least = typeof rate === 'object' ? Math.min(rate.forward, rate.backward) : rate;
  const course = inTurn.find(({ name }) => halving.has(name));
  const needed = streamCellRate(call?.aal);
  const starved = inTurn.find(({ name }) => halving.has(name) || halvingOffers.has(name));
  if (needed !== undefined && starved !== undefined && Math.ceil((least ?? needed) / 2) < needed) {
    const next = `Give a \`peakCellRate\` of ${2 * needed} cells/s or more, or choose another adaptation layer.`;
    return [[['course'], `course \`${starved.name}\` halves the rates, and AAL1 takes ${needed} cells/s`, next]];
  }
  if (least !== 1 || course === undefined) return [];
  const next = 'Give 2 cells/s or more in both directions.';
  return [[['call', 'peakCellRate'], `course \`${course.name}\` halves the rates, and 1 cell/s has no half`, next]];
}

function declarationRefusals({ call, declares = {} }: ScenarioKeys, inTurn: readonly Course[]): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [name, value] of Object.entries(declares) as [Declaration, boolean][]) {
    const contrary = inTurn.find((one) => traitsOf(one).declares?.[name] === !value);
    if (contrary !== undefined) {
      const next = 'Take it out: the device declares it with each call of that course.';
      refusals.push([['declares', name], `a call of course \`${contrary.name}\` declares \`${!value}\``, next]);
    } else if (name === 'permanentVc' && value && call?.permanent !== true && inTurn.some((one) => reaches(one, 'setup'))) {
      const next = 'Take it out: calls that are signalled run over switched VCs.';
      refusals.push([['declares', name], 'the calls of this scenario are signalled, so their VCs are not permanent', next]);
    }
  }
  return refusals;
}

/** Stamps of a trace are whole nanoseconds below this. */
const longestTraceNs = 2 ** 53;

function lengthRefusals({ calls = defaultCounts.calls, concurrency = defaultCounts.concurrency, hold, delays }: ScenarioKeys): Refusal[] {
  const all = { ...defaultDelays, ...delays, ...(hold === undefined ? {} : { hold }) };
  const callNs = Object.values(all).reduce((sum, delay) => sum + longestNs(delay), 0);
  if ((calls / concurrency) * callNs < longestTraceNs) return [];
  const next = 'Make fewer calls, more of them at once, or shorter ones.';
  return [[['calls'], 'all calls together may last longer than the 104 days that a trace can hold', next]];
}
