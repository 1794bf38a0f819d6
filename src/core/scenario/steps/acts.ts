import type { StepRole } from './step.ts';

/**
 * `request`: the actor does it of its own accord when its turn comes. `answer`: says how the actor answers the request before it in
 * the same block; without one the answer is the one that lets the call go on.
 */
export type ActKind = 'request' | 'answer';

/** What is known of an act beforehand. */
export interface ActTraits {
  /** Its number in LOAD (docs/probe-protocol.md). */
  readonly number: number;
  readonly role: StepRole;
  readonly kind: ActKind;
  /** One sentence: what happens. */
  readonly summary: string;
  /** Of an answer: the requests that it can answer. */
  readonly answers?: readonly string[];
  /** Names of what can be said with it. */
  readonly takes?: readonly ActParameter[];
}

/** What can be said with an act. */
export type ActParameter = 'lists' | 'octets' | 'called' | 'party' | 'peakCellRate' | 'cause' | 'status' | 'times';

/** What the actors of a scenario can be told to do, by role and by the words that a scenario file uses. */
export const acts = {
  'client: create VC': { number: 1, role: 'client', kind: 'request', summary: 'The client creates a VC' },
  'client: make call': { number: 2, role: 'client', kind: 'request', summary: 'The client makes a call on its VC and waits for the outcome' },
  'client: send': {
    number: 3, role: 'client', kind: 'request', takes: ['lists', 'octets'],
    summary: 'The client sends net buffer lists and waits until they are completed',
  },
  'client: add party': {
    number: 4, role: 'client', kind: 'request', takes: ['called', 'party'],
    summary: 'The client adds a party to its call and waits for the outcome',
  },
  'client: drop party': {
    number: 5, role: 'client', kind: 'request', takes: ['party'], summary: 'The client drops a party and waits for the outcome',
  },
  'client: modify QoS': {
    number: 6, role: 'client', kind: 'request', takes: ['peakCellRate'],
    summary: 'The client asks for other call parameters and waits for the outcome',
  },
  'client: close call': { number: 7, role: 'client', kind: 'request', summary: 'The client closes its call and waits for the outcome' },
  'client: delete VC': { number: 8, role: 'client', kind: 'request', summary: 'The client deletes its VC' },
  'network: call': {
    number: 16, role: 'network', kind: 'request', summary: 'A call comes in for the SAP that the client has registered',
  },
  'network: release': {
    number: 17, role: 'network', kind: 'request', takes: ['cause'],
    summary: 'The network releases the call; the client closes it when it is told',
  },
  'network: drop party': {
    number: 18, role: 'network', kind: 'request', takes: ['party'],
    summary: 'A party leaves the call by itself; the client drops it when it is told',
  },
  'network: modify': {
    number: 19, role: 'network', kind: 'request', takes: ['peakCellRate'], summary: 'The network asks for other call parameters',
  },
  'network: send': { number: 20, role: 'network', kind: 'request', takes: ['lists'], summary: 'Data comes in on the call' },
  'callManager: unbind': {
    number: 24, role: 'callManager', kind: 'request', summary: 'The call manager is unbound from the adapter, whatever is open',
  },
  'miniport: halt': { number: 25, role: 'miniport', kind: 'request', summary: 'The adapter is halted, whatever is open' },
} as const satisfies Readonly<Record<string, ActTraits>>;

export type ActName = keyof typeof acts;
