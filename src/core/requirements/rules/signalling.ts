import { messageTypes } from '../../signalling/message-types.ts';
import type { Check } from '../engine/rule.ts';

const messages = Object.keys(messageTypes).flatMap((name) => [`S ${name} tx`, `S ${name} rx`]);

/** Signalling: rows SG-01 to SG-14. */
export const signallingRules: readonly Check[] = [
  {
    id: 'SG-02', on: messages, need: 'referenceRight', duty: 'call-reference', each: true,
    message: 'the call reference is not the one of the call',
  },
  {
    id: 'SG-04', on: 'CALL END', when: 'connectSeen', need: 'connectAcked', duty: 'connect-ack', since: 'S CONNECT rx',
    show: ['S CONNECT rx'], message: 'CONNECT was not acknowledged',
  },
  { id: 'SG-12', on: 'S RELEASE tx', need: 'causeThere', message: 'RELEASE carries no cause' },
  { id: 'SG-13', on: 'E NdisCmActivateVc', when: 'cmAsked', need: 'connectionRight', since: 'event', show: ['S CONNECT rx'],
    message: 'the connection activated is not the one that was signalled' },
];
