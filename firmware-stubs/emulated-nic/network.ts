import { messageTypes } from '../../src/core/signalling/message-types.ts';
import type { Act } from './act.ts';
import type { Actors, NetworkActs } from './actors.ts';
import type { Call } from './call.ts';
import { HandlePool } from './handle-pool.ts';
import type { SignallingOctets } from './net-buffer-list.ts';
import type { Party } from './party.ts';
import type { Thread } from './thread.ts';

/** VCIs below 32 are reserved (ITU-T I.361); above the last one the next VPI begins. */
const firstVci = 32;
const vcisOfPath = 0x10000 - firstVci;

/** The ATM network with the called party behind it: answers the messages of a call as a switch and a willing party do. */
export class Network implements NetworkActs {
  readonly #actors: Actors;
  readonly #connections = new HandlePool(0, 1);

  constructor(actors: Actors) {
    this.#actors = actors;
  }

  /** A message of the system under test goes out. `list` is the net buffer list that carries it, 0 for none. */
  *carry(thread: Thread, call: Call, message: SignallingOctets, list: number): Act {
    if (thread.step()) yield;
    this.#actors.computer.probe.signal('tx', message.type, call.vc.handle, message.octets, list, message.party?.handle ?? 0);
    if (message.party === undefined) this.react(thread, call, message.type);
    else this.#reactToParty(thread, call, message.party, message.type);
  }

  /** What the network does about a message; `thread` is the sender's. */
  react(thread: Thread, call: Call, type: number): void {
    const { computer } = this.#actors;
    const { delays, messages } = computer;
    const now = computer.scheduler.nowTicks;
    if (type === messageTypes.SETUP) {
      this.#assignConnection(call);
      const proceeding = now + delays.networkProceeding(thread.random);
      this.#answer(thread, call, { type: messageTypes['CALL PROCEEDING'], octets: messages.callProceeding(call) }, proceeding);
      const connect = proceeding + delays.networkConnect(thread.random);
      this.#answer(thread, call, { type: messageTypes.CONNECT, octets: messages.connect(call) }, connect);
    } else if (type === messageTypes.RELEASE) {
      const complete = { type: messageTypes['RELEASE COMPLETE'], octets: messages.releaseComplete(call) };
      this.#answer(thread, call, complete, now + delays.networkRelease(thread.random));
      this.#connections.giveBack((call.vpi * vcisOfPath) + call.vci - firstVci);
    }
  }

  #reactToParty(thread: Thread, call: Call, party: Party, type: number): void {
    const { delays, partyMessages, scheduler } = this.#actors.computer;
    if (type === messageTypes['ADD PARTY']) {
      const due = scheduler.nowTicks + delays.networkConnect(thread.random);
      const answer = party.program?.answer === 'rejected'
        ? { type: messageTypes['ADD PARTY REJECT'], octets: partyMessages.addPartyReject(call, party), party }
        : { type: messageTypes['ADD PARTY ACKNOWLEDGE'], octets: partyMessages.addPartyAcknowledge(call, party), party };
      this.#answer(thread, call, answer, due);
    } else if (type === messageTypes['DROP PARTY']) {
      const octets = partyMessages.dropPartyAcknowledge(call, party, 'network');
      const due = scheduler.nowTicks + delays.networkRelease(thread.random);
      this.#answer(thread, call, { type: messageTypes['DROP PARTY ACKNOWLEDGE'], octets, party }, due);
    }
  }

  leave(thread: Thread, call: Call, party: Party): void {
    const { delays, partyMessages, scheduler } = this.#actors.computer;
    const octets = partyMessages.dropParty(call, party, 'network');
    const due = scheduler.nowTicks + delays.transmission(thread.random);
    this.#answer(thread, call, { type: messageTypes['DROP PARTY'], octets, party }, due);
  }

  /** The called party sends data back. */
  answerData(thread: Thread, call: Call): void {
    const { computer, miniport } = this.#actors;
    const { receive } = call.vc.lane;
    const due = computer.scheduler.nowTicks + computer.delays.transmission(thread.random);
    receive.start(miniport.receiveData(receive, call), thread.random, due);
  }

  #assignConnection(call: Call): void {
    const number = this.#connections.take();
    call.vpi = Math.floor(number / vcisOfPath);
    call.vci = firstVci + (number % vcisOfPath);
  }

  #answer(thread: Thread, call: Call, message: SignallingOctets, dueTicks: number): void {
    const { receive } = call.vc.lane;
    receive.start(this.#actors.callManager.messageArrived(receive, call, message), thread.random, dueTicks);
  }
}
