import { canPend, returnsStatus } from '../../core/condis/function-results.ts';
import { functionIds, functionName } from '../../core/condis/functions.ts';
import type { Topology } from '../../core/condis/roles.ts';
import { statusCode, statusCodes, statusText } from '../../core/condis/statuses.ts';
import type { Fault } from '../../core/fault.ts';
import { bothNames, eventNamed, existsOn, returnsWord } from '../../core/scenario/event-name.ts';
import { documentedResults } from '../../core/requirements/engine/event-facts.ts';
import {
  argumentsOf, callParameterFields, messageFields, takesCallParameters, type NumberArgument,
} from '../../core/scenario/steps/event-arguments.ts';
import type { ExpectedEvent } from '../../core/scenario/steps/step.ts';
import { causeValues } from '../../core/signalling/elements/cause-values.ts';
import { messageTypeOf, messageTypes } from '../../core/signalling/message-types.ts';
import { nearest, suggestion } from '../did-you-mean.ts';
import { faultAt, faultAtKey, inside, type WrittenValue } from './written-value.ts';
import type { ExpectFile } from './step-forms.ts';

const functionNames = [...Object.keys(functionIds), ...bothNames.keys()];
const messageNames = Object.keys(messageTypes);

/** The event that an `expect` step is about, or `undefined` where it cannot be: why is among the faults then. */
export function expectedEventOf(
  at: WrittenValue, file: ExpectFile, topologies: readonly Topology[], faults: Fault[],
): ExpectedEvent | undefined {
  const text = file.expect.trim();
  const event = eventNamed(text);
  if (event === undefined) {
    const { code, message, next } = whyNoEvent(text);
    faults.push(faultAt(inside(at, 'expect'), code, message, next));
    return undefined;
  }
  if (event.kind === 'signal') return signalOf(at, file, text, event, faults);
  return callOf(at, file, event, topologies, faults);
}

/** Why words do not name an event, and what to write. */
export function whyNoEvent(text: string): { readonly code: string; readonly message: string; readonly next: string } {
  const [, message] = /^(.*) (?:sent|received)$/.exec(text) ?? [];
  if (message !== undefined) {
    const next = suggestion(message, messageNames);
    return { code: 'unknown-message', message: `there is no signalling message \`${message}\``, next };
  }
  if (messageTypeOf(text) !== undefined) {
    const next = `Write \`${text} sent\` or \`${text} received\`.`;
    return { code: 'direction-missing', message: `\`${text}\` can be sent or received`, next };
  }
  const name = text.replace(returnsWord, '');
  const near = nearest(name, functionNames) ?? nearest(text, messageNames.flatMap((each) => [`${each} sent`, `${each} received`]));
  const next = near === undefined
    ? 'Write a function or handler, such as `ProtocolClMakeCallComplete` or `NdisCoCreateVc returns`, or a message: `CONNECT received`.'
    : `Did you mean \`${near}\`?`;
  return { code: 'unknown-event', message: `there is no function, handler or message \`${text}\``, next };
}

function signalOf(
  at: WrittenValue, file: ExpectFile, text: string, event: ExpectedEvent & { kind: 'signal' }, faults: Fault[],
): ExpectedEvent {
  const message = text.replace(/ (sent|received)$/, '');
  for (const key of ['status', 'arguments'] as const) {
    if (file[key] === undefined) continue;
    const next = key === 'status' ? 'Take it out; a message can carry a `cause`.' : 'Take it out.';
    faults.push(faultAtKey(at, key, 'not-allowed', `a signalling message has no \`${key}\``, next));
  }
  if (file.cause !== undefined && !carriesCause(message)) {
    faults.push(faultAtKey(at, 'cause', 'never-matches', `${message} carries no cause`, 'Take `cause` out.'));
  }
  refuseKept(at, file, messageFields, message, faults);
  return { ...event, ...(file.cause !== undefined && { cause: causeNumber(file.cause) }) };
}

function callOf(
  at: WrittenValue, file: ExpectFile, event: ExpectedEvent & { fn: number }, topologies: readonly Topology[], faults: Fault[],
): ExpectedEvent {
  const { fn } = event;
  const isReturn = event.kind === 'return';
  const name = functionName(fn) ?? '';
  const lacking = lackingTopology(file.expect.trim(), event, topologies);
  if (lacking !== undefined) faults.push(faultAt(inside(at, 'expect'), 'never-matches', lacking.message, lacking.next));
  if (file.cause !== undefined) {
    faults.push(faultAtKey(at, 'cause', 'not-allowed', 'only a signalling message carries a cause', 'Take it out, or expect a `status`.'));
  }
  const status = file.status === undefined ? undefined : statusOf(inside(at, 'status'), file.status, faults);
  if (status !== undefined) refuseStatus(at, fn, isReturn, status, faults);
  const known = isReturn ? [] : argumentsOf(fn);
  const args = argumentsGiven(at, file, known, name, isReturn, faults);
  const twice = status === undefined ? undefined : (['Status', 'CloseStatus'] as const).find((each) => args?.[each] !== undefined);
  if (twice !== undefined && args?.[twice] !== status) {
    const message = `\`status\` and \`${twice}\` are the same argument, and cannot have two values`;
    faults.push(faultAt(inside(at, 'arguments', twice), 'never-matches', message, 'Take one of the two out.'));
  }
  const keepable = isReturn ? (returnsStatus(fn) ? ['Status'] : []) : [...known, ...(takesCallParameters(fn) ? callParameterFields : [])];
  refuseKept(at, file, keepable, isReturn ? `the return of ${name}` : name, faults);
  return {
    ...event,
    ...(status !== undefined && { status }),
    ...(args !== undefined && { args }),
  };
}

/** What is to be said of an event that devices of one of some topologies do not have; `undefined` where all have it. */
export function lackingTopology(
  text: string, event: ExpectedEvent, topologies: readonly Topology[],
): { readonly message: string; readonly next: string } | undefined {
  const lacking = topologies.find((topology) => !existsOn(text, event, topology));
  if (lacking === undefined || event.kind === 'signal') return undefined;
  const name = functionName(event.fn) ?? '';
  const next = otherNameHint(text, name, lacking, topologies.length > 1);
  return { message: `${name} does not exist on a device of topology ${lacking}`, next };
}

/** What to write in place of a function that a kind of call manager does not have. */
function otherNameHint(written: string, name: string, lacking: Topology, isForBoth: boolean): string {
  const other = lacking === 'mcm' ? 'cm' : 'mcm';
  const both = written.replace(/^NdisM?Cm/, 'Ndis[M]Cm');
  const hasTwin = bothNames.has(both.replace(returnsWord, ''));
  const otherwise = `Write \`topology: ${other}\``;
  if (!hasTwin) return `${otherwise}, or take it out.`;
  if (isForBoth) return `${otherwise}, or \`${both}\`, which stands for the call of either kind.`;
  return `Did you mean \`${lacking === 'mcm' ? name.replace('NdisCm', 'NdisMCm') : name.replace('NdisMCm', 'NdisCm')}\`?`;
}

function statusOf(at: WrittenValue, text: string | number, faults: Fault[]): number | undefined {
  if (typeof text === 'number') return text;
  const status = statusCode(text);
  if (status === undefined) {
    const near = nearest(text, Object.keys(statusCodes));
    const next = near === undefined ? 'Write a name of ndis.h, or `0x` and up to 8 hex digits.' : `Did you mean \`${near}\`?`;
    faults.push(faultAt(at, 'unknown-status', `there is no status \`${text}\``, next));
  }
  return status;
}

function refuseStatus(at: WrittenValue, fn: number, isReturn: boolean, status: number, faults: Fault[]): void {
  const name = functionName(fn) ?? '';
  const refuse = (message: string, next: string): unknown => faults.push(faultAt(inside(at, 'status'), 'never-matches', message, next));
  if (isReturn) {
    const documented = documentedResults.get(fn);
    if (!returnsStatus(fn)) refuse(`${name} returns nothing`, 'Take `status` out.');
    else if (documented !== undefined && !documented.includes(status)) {
      refuse(`${name} cannot return ${statusText(status)}`, `Documented are: ${documented.map(statusText).join(', ')}.`);
    } else if (status === statusCodes.NDIS_STATUS_PENDING && !canPend(fn)) {
      refuse(`${name} cannot return NDIS_STATUS_PENDING`, 'It is never pended: its result is there when it returns.');
    }
  } else if (!argumentsOf(fn).some((argument) => argument === 'Status' || argument === 'CloseStatus')) {
    const next = returnsStatus(fn) ? `Expect \`${name} returns\`: the status is known then.` : 'Take `status` out.';
    refuse(`${name} is entered without a status`, next);
  } else if (status === statusCodes.NDIS_STATUS_PENDING) {
    refuse(`${name} never says NDIS_STATUS_PENDING`, 'A completion has a final status.');
  }
}

function argumentsGiven(
  at: WrittenValue, file: ExpectFile, known: readonly NumberArgument[], name: string, isReturn: boolean, faults: Fault[],
): Record<string, number> | undefined {
  if (file.arguments === undefined) return undefined;
  if (isReturn) {
    const next = `Expect \`${name}\` in place of \`${name} returns\`.`;
    faults.push(faultAtKey(at, 'arguments', 'not-allowed', 'a return has no arguments', next));
    return undefined;
  }
  const args: Record<string, number> = {};
  const group = inside(at, 'arguments');
  for (const [argument, value] of Object.entries(file.arguments)) {
    if (!known.some((each) => each === argument)) {
      const message = `${name} has no argument \`${argument}\` that can be expected`;
      faults.push(faultAtKey(group, argument, 'unknown-argument', message, suggestion(argument, known)));
      continue;
    }
    const isStatus = argument === 'Status' || argument === 'CloseStatus';
    const number = typeof value === 'number' ? value : statusOf(inside(group, argument), value, faults);
    if (number !== undefined && typeof value === 'string' && !isStatus && !value.startsWith('0x')) {
      const next = 'Write it in decimal digits, or as `0x…`.';
      faults.push(faultAt(inside(group, argument), 'wrong-type', `\`${argument}\` is a number`, next));
    } else if (number !== undefined) args[argument] = number;
  }
  return args;
}

function refuseKept(at: WrittenValue, file: ExpectFile, known: readonly string[], what: string, faults: Fault[]): void {
  const group = inside(at, 'keep');
  for (const [column, field] of Object.entries(file.keep ?? {})) {
    if (known.includes(field)) continue;
    const message = `${what} has no \`${field}\` that can be kept`;
    const next = known.includes(column) ? `Write it the other way round: \`${field}: ${column}\`.` : suggestion(field, known);
    faults.push(faultAt(inside(group, column), 'unknown-argument', message, next));
  }
}

/** Messages that can carry a cause (Q.2931, as ngatm has their contents). */
function carriesCause(message: string): boolean {
  return /^(RELEASE|RELEASE COMPLETE|STATUS|ADD PARTY REJECT|DROP PARTY|DROP PARTY ACKNOWLEDGE|MODIFY REJECT)$/.test(message);
}

function causeNumber(cause: string | number): number {
  return typeof cause === 'number' ? cause : causeValues[cause as keyof typeof causeValues];
}
