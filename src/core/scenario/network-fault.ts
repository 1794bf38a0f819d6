import type { MessageName } from '../signalling/message-types.ts';
import { rangesText, type CallRange } from './fault-use.ts';

/** What may become of a message: it arrives twice, later, or not at all. Their numbers in LOAD are their places, from 1. */
export const networkFaultKinds = ['duplicate', 'delay', 'lose'] as const;
export type NetworkFaultKind = (typeof networkFaultKinds)[number];

/** The messages that it can happen to. */
export const faultyMessages = [
  'SETUP', 'CALL PROCEEDING', 'CONNECT', 'CONNECT ACKNOWLEDGE', 'RELEASE', 'RELEASE COMPLETE',
  'ADD PARTY ACKNOWLEDGE', 'ADD PARTY REJECT', 'DROP PARTY', 'DROP PARTY ACKNOWLEDGE',
  'MODIFY REQUEST', 'MODIFY ACKNOWLEDGE', 'MODIFY REJECT',
] as const satisfies readonly MessageName[];
export type FaultyMessage = (typeof faultyMessages)[number];

/** Something that happens on the network to the first message of a name in some calls. */
export interface NetworkFault {
  readonly kind: NetworkFaultKind;
  readonly message: FaultyMessage;
  /** Of a delay: by how many nanoseconds, 1 or more; else 0. */
  readonly byNs: number;
  /** Numbers of calls, counted from 1 in the order in which they are begun; absent: in all. */
  readonly calls?: readonly CallRange[];
  /** Nanoseconds of the device's clock from which on it happens; absent: from the start. */
  readonly afterNs?: number;
}

/** `delay CONNECT 3000 ms in calls 3,7-9 after 1000 ms`: how reports are told of it. */
export function networkFaultText({ kind, message, byNs, calls, afterNs }: NetworkFault): string {
  return `${kind} ${message}${kind === 'delay' ? ` ${byNs / 1e6} ms` : ''}${calls === undefined ? '' : ` in calls ${rangesText(calls)}`}` +
    (afterNs === undefined ? '' : ` after ${afterNs / 1e6} ms`);
}
