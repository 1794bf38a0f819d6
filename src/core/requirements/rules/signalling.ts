import { messageTypes } from '../../signalling/message-types.ts';
import type { Check } from '../engine/rule.ts';
import { unsettledAdd } from './shared.ts';

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
  {
    id: 'SG-01', on: 'S SETUP tx', need: 'mandatoryThere', duty: 'setup-elements', message: 'SETUP lacks an element that it must carry',
  },
  {
    id: 'SG-09', on: 'S ADD PARTY tx', need: 'connectSeen', duty: 'add-early', each: true, show: ['S SETUP tx'],
    message: 'ADD PARTY is sent before the call is connected',
  },
  {
    id: 'SG-09', on: 'S ADD PARTY tx', need: 'mandatoryThere', duty: 'add-elements', each: true,
    message: 'ADD PARTY lacks its endpoint reference or the called party number',
  },
  {
    id: 'SG-14', on: 'S DROP PARTY tx', need: 'manyParties', duty: 'release-last', each: true, excuse: `forward-make ${unsettledAdd}`,
    message: 'DROP PARTY is sent for the last party of a call, and not RELEASE',
  },
  { id: 'SG-12', on: 'S RELEASE tx', need: 'causeThere', message: 'RELEASE carries no cause' },
  { id: 'SG-13', on: 'E NdisCmActivateVc', when: 'cmAsked', need: 'connectionRight', since: 'event', show: ['S CONNECT rx'],
    message: 'the connection activated is not the one that was signalled' },
];
