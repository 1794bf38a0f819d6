import { statusText } from '../core/condis/statuses.ts';
import { actSummary, isRequest, type RequestName } from '../core/scenario/steps/acts.ts';
import { eventText } from '../core/scenario/steps/possible-events.ts';
import type { ActStep, ExpectStep, StepSpec } from '../core/scenario/steps/step.ts';
import { exactText } from '../files/exact-duration.ts';
import { plural } from '../report/plural.ts';
import { causeText } from '../report/cause-text.ts';
import { delayText } from './delay-text.ts';

/** A step in a sentence, with its number (`2`, `2.1`) as it stands among the others. */
type Numbered = readonly [number: string, sentence: string];

/** Of strands, in numbers of steps, that run at the same time. */
export const letters = 'abcdefgh';

/** Who the parties are, by their places; 0 is the initial one. */
export type PartyText = (place: number) => string;

/** Steps in plain sentences, numbered; those inside others with a number behind a point. */
export function stepSentences(steps: readonly StepSpec[], isForBoth: boolean, party: PartyText, prefix = '', before = 0): Numbered[] {
  const told: Numbered[] = [];
  const inner = (some: readonly StepSpec[], within: string, first = 0): Numbered[] => stepSentences(some, isForBoth, party, within, first);
  let number = before;
  let request: RequestName | undefined;
  for (const step of steps) {
    const own = `${prefix}${++number}`;
    switch (step.kind) {
      case 'act':
        if (isRequest(step.act)) request = step.act;
        told.push([own, actText(step, party, request)]);
        break;
      case 'expect':
        told.push([own, expectText(step, isForBoth)]);
        break;
      case 'wait':
        told.push([own, `${upperFirst(delayText(step.delay))} pass.`]);
        break;
      case 'repeat':
        told.push([own, `${plural(step.times, 'time')}, one after another:`], ...inner(step.steps, `${own}.`));
        break;
      case 'parallel':
        told.push([own, 'At the same time, until all of it is over:']);
        for (const [i, strand] of step.strands.entries()) told.push(...inner(strand, `${own}${letters[i] ?? ''}.`));
        break;
      case 'branch':
        told.push([own, `If the request before ${step.condition}:`], ...inner(step.met, `${own}.`));
        if (step.otherwise.length > 0) told.push([own, 'Otherwise:'], ...inner(step.otherwise, `${own}.`, step.met.length));
        break;
    }
  }
  return told;
}

/** `request` is the one that an answer answers. */
function actText(step: ActStep, party: PartyText, request: RequestName | undefined): string {
  const { starts = [], stops = [] } = step;
  const said = parametersText(step, party);
  const beside = said === '' ? '' : `: ${said}`;
  const opening = isRequest(step.act) ? '' : 'In answer: ';
  const meanwhile = pendedText(step, true) + pendedText(step, false);
  return `${opening}${actSummary(step.act, request)}${beside}.${meanwhile}${timerText(starts, stops)}`;
}

/** What is said with an act, in words; empty where nothing is. */
export function parametersText({ parameters }: ActStep, party: PartyText): string {
  return [
    parameters.party === undefined ? '' : party(parameters.party),
    parameters.lists === undefined ? '' : plural(parameters.lists, 'list'),
    parameters.octets === undefined ? '' : `of ${plural(parameters.octets, 'octet')}`,
    parameters.peakCellRate === undefined ? '' : `${plural(parameters.peakCellRate, 'cell')}/s`,
    parameters.cause === undefined ? '' : `cause ${causeText(parameters.cause)}`,
    parameters.status === undefined ? '' : statusText(parameters.status),
    parameters.times === undefined ? '' : plural(parameters.times, 'time'),
  ].filter((text) => text !== '').join(' ');
}

/** Which requests are pended while an act lasts, or are not. */
function pendedText({ requests = {} }: ActStep, isPended: boolean): string {
  const names = Object.entries(requests).flatMap(([name, answer]) => (answer === isPended ? [name] : []));
  if (names.length === 0) return '';
  return ` Meanwhile ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} ${isPended ? 'pended' : 'answered at once'}.`;
}

function expectText(step: ExpectStep, isForBoth: boolean): string {
  const { event, withinNs, isOptional, anyOrder, keeps = {}, starts = [], stops = [] } = step;
  const details = event.kind === 'signal'
    ? (event.cause === undefined ? [] : [`with cause ${causeText(event.cause)}`])
    : [
      ...(event.status === undefined ? [] : [`with ${statusText(event.status)}`]),
      ...Object.entries(event.args ?? {}).map(([name, value]) => `with ${name} ${value}`),
    ];
  const time = withinNs === undefined ? [] : [`within ${exactText(withinNs)} of the beginning of the act before`];
  const order = anyOrder === undefined ? [] : ['in any order with its neighbours'];
  const how = isOptional ? 'May be seen' : 'Has to be seen';
  const kept = Object.entries(keeps).map(([column, name]) => ` Its ${name} is kept as ${column}.`).join('');
  return `${how}: ${[eventText(event, isForBoth), ...details, ...time, ...order].join(', ')}.${kept}${timerText(starts, stops)}`;
}

function timerText(starts: readonly string[], stops: readonly string[]): string {
  const begins = starts.map((name) => ` The timer ${name} begins.`);
  const ends = stops.map((name) => ` The timer ${name} ends.`);
  return [...ends, ...begins].join('');
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
