import { functionName, mcmTwin } from '../../condis/functions.ts';
import { messageName } from '../../signalling/message-types.ts';
import type { ActName, RequestName } from './acts.ts';
import type { ExpectedEvent } from './step.ts';

/** What a request can bring about on its VC: functions and handlers, and messages with their directions. */
interface Possible {
  readonly functions: RegExp;
  readonly messages: readonly string[];
}

const setUp = ['SETUP', 'CONNECT ACKNOWLEDGE', 'RELEASE', 'RELEASE COMPLETE'].map((message) => `${message} tx`);
const answerToSetUp = ['SETUP ACKNOWLEDGE', 'CALL PROCEEDING', 'ALERTING', 'PROGRESS', 'CONNECT', 'RELEASE', 'RELEASE COMPLETE'];
const modification = ['MODIFY ACKNOWLEDGE', 'MODIFY REJECT', 'CONNECTION AVAILABLE'];
const received = (messages: readonly string[]): string[] => messages.map((message) => `${message} rx`);
const sent = (messages: readonly string[]): string[] => messages.map((message) => `${message} tx`);

const possible: Readonly<Record<RequestName, Possible | 'anything'>> = {
  'client: create VC': { functions: /CreateVc$/, messages: [] },
  'client: make call': { functions: /MakeCall|ActivateVc|DeactivateVc/, messages: [...setUp, ...received(answerToSetUp)] },
  'client: send': { functions: /SendNetBufferLists/, messages: [] },
  'client: add party': {
    functions: /AddParty/, messages: ['ADD PARTY tx', ...received(['ADD PARTY ACKNOWLEDGE', 'ADD PARTY REJECT', 'PARTY ALERTING'])],
  },
  'client: drop party': { functions: /(?<!Incoming)DropParty/, messages: ['DROP PARTY tx', 'DROP PARTY ACKNOWLEDGE rx'] },
  'client: modify QoS': {
    functions: /ModifyCallQoS|ActivateVc/, messages: ['MODIFY REQUEST tx', 'CONNECTION AVAILABLE tx', ...received(modification)],
  },
  'client: close call': {
    functions: /(?<!Incoming)(CloseCall|DropParty)|DeactivateVc|DeleteVc/,
    messages: ['RELEASE tx', 'RELEASE rx', 'RELEASE COMPLETE tx', 'RELEASE COMPLETE rx', 'DROP PARTY tx', 'DROP PARTY ACKNOWLEDGE rx'],
  },
  'client: delete VC': { functions: /DeleteVc$/, messages: [] },
  'network: call': {
    functions: /IncomingCall(Complete)?$|CallConnected|CreateVc|ActivateVc|DeactivateVc|DeleteVc|CloseCall/,
    messages: [
      'SETUP rx', 'CONNECT ACKNOWLEDGE rx', ...sent(answerToSetUp), 'RELEASE rx', 'RELEASE COMPLETE rx',
    ],
  },
  'network: release': {
    functions: /CloseCall|DropParty|DeactivateVc|DeleteVc/,
    messages: ['RELEASE rx', 'RELEASE COMPLETE tx', 'RELEASE tx', 'RELEASE COMPLETE rx'],
  },
  'network: drop party': {
    functions: /DropParty/, messages: ['DROP PARTY rx', 'DROP PARTY ACKNOWLEDGE tx'],
  },
  'network: modify': {
    functions: /QoSChange|ModifyCallQoS|ActivateVc/, messages: ['MODIFY REQUEST rx', 'CONNECTION AVAILABLE rx', ...sent(modification)],
  },
  'network: send': { functions: /(Receive|Return)\w*NetBufferLists/, messages: [] },
  'callManager: unbind': 'anything',
  'miniport: halt': 'anything',
};

/** What some answers to a request bring besides. */
const answersBring: Partial<Record<ActName, Possible>> = {
  'client: renegotiate': { functions: /ModifyCallQoS|CloseCall/, messages: ['MODIFY REQUEST tx', ...received(modification)] },
  'client: refuse rates': { functions: /CloseCall/, messages: [] },
};

/** Messages that any call can carry at any time. */
const atAnyTime = /^(STATUS|STATUS ENQUIRY|NOTIFY|INFORMATION) /;

/** Whether an event can follow a request that is answered so, on a VC of a correct device or of a faulty one of this kind. */
export function canFollow(event: ExpectedEvent, request: RequestName, answers: readonly ActName[]): boolean {
  const brought = possible[request];
  if (brought === 'anything') return true;
  return [brought, ...answers.flatMap((answer) => answersBring[answer] ?? [])].some((each) => brings(each, event));
}

/** Requests that bring an event about on their VC; none: it belongs to no call, or nobody knows what it follows. */
export function requestsBringing(event: ExpectedEvent): RequestName[] {
  const names = Object.keys(possible) as RequestName[];
  return names.filter((name) => possible[name] !== 'anything' && canFollow(event, name, []));
}

function brings({ functions, messages }: Possible, event: ExpectedEvent): boolean {
  if (event.kind !== 'signal') return functions.test(functionName(event.fn) ?? '');
  const message = `${messageName(event.message) ?? ''} ${event.dir}`;
  return atAnyTime.test(message) || messages.includes(message);
}

/** An event in the words of a scenario file; for both kinds of call manager, calls that they name differently have the name for both. */
export function eventText(event: ExpectedEvent, isForBoth: boolean): string {
  if (event.kind === 'signal') return `${messageName(event.message) ?? event.message} ${event.dir === 'tx' ? 'sent' : 'received'}`;
  const name = functionName(event.fn) ?? String(event.fn);
  const shown = isForBoth && mcmTwin(event.fn) !== event.fn ? name.replace('NdisCm', 'Ndis[M]Cm') : name;
  return event.kind === 'return' ? `${shown} returns` : shown;
}
