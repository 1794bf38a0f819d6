import { messageTypes } from '../../src/core/signalling/message-types.ts';
import type { Act } from './act.ts';
import type { Actors } from './actors.ts';
import type { Call } from './call.ts';
import type { SignallingOctets } from './net-buffer-list.ts';
import type { Party } from './party.ts';
import type { Thread } from './thread.ts';

/** Call states of the user side (Q.2931), in which a message comes a second time. */
const states = { proceeding: 3, active: 10, releasing: 11, changeAsked: 14 } as const;
/** A party that has joined (Q.2971). */
const activeParty = 10;

/** Messages that nothing is said about when they come again: they ask for what is done, or is being done, already. */
const passedOver: ReadonlySet<number> = new Set([
  messageTypes.SETUP, messageTypes.RELEASE, messageTypes['RELEASE COMPLETE'],
  messageTypes['ADD PARTY REJECT'], messageTypes['DROP PARTY'], messageTypes['DROP PARTY ACKNOWLEDGE'],
]);

/** What follows CONNECT and its like a second time: nothing, or STATUS with cause 101, and the call goes on as it was. */
export function* answerRepeated(
  { computer }: Actors, thread: Thread, call: Call, { type, party }: SignallingOctets,
  send: (thread: Thread, call: Call, message: SignallingOctets) => Act,
): Act {
  if (passedOver.has(type) || call.callReference === 0) return;
  const octets = party === undefined ? computer.messages.status(call, stateOf(call), type)
    : computer.partyMessages.status(call, party, states.active, activeParty, type);
  yield* send(thread, call, { type: messageTypes.STATUS, octets, ...(party !== undefined && { party }) });
}

function stateOf(call: Call): number {
  if (call.isClosing) return states.releasing;
  if (call.isChangeAsked) return states.changeAsked;
  return call.isIncoming || call.connected.isDone ? states.active : states.proceeding;
}

/** Whether a message has come before, or what it answers is answered. The first one is taken down. */
export function isRepeated(call: Call, type: number, party: Party | undefined): boolean {
  switch (type) {
    case messageTypes['ADD PARTY ACKNOWLEDGE']:
    case messageTypes['ADD PARTY REJECT']:
      return party?.answered.isDone === true;
    case messageTypes['DROP PARTY ACKNOWLEDGE']:
      return party?.cleared.isDone === true;
    case messageTypes['DROP PARTY']:
      return party?.hasLeft === true;
    case messageTypes['MODIFY ACKNOWLEDGE']:
    case messageTypes['MODIFY REJECT']:
      return call.modifyAnswered.isDone;
    case messageTypes['MODIFY REQUEST']:
      return call.isChangeAsked;
    default: {
      const isKnown = call.heard.has(type);
      call.heard.add(type);
      return isKnown;
    }
  }
}
