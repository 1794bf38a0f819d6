import { type MessageName, messageTypes } from '../../src/core/signalling/message-types.ts';
import type { CourseName } from '../../src/core/scenario/course.ts';
import type { Act } from './act.ts';
import type { Actors, NetworkActs } from './actors.ts';
import type { Call } from './call.ts';
import { HandlePool } from './handle-pool.ts';
import type { SignallingOctets } from './net-buffer-list.ts';
import type { Party } from './party.ts';
import type { Rates } from './rates.ts';
import type { Thread } from './thread.ts';

/** VCIs below 32 are reserved (ITU-T I.361); above the last one the next VPI begins. */
const firstVci = 32;
const vcisOfPath = 0x10000 - firstVci;

/** Courses in which the network grants half of what was asked for. */
const lowering: ReadonlySet<CourseName> = new Set([
  'parametersAccepted', 'parametersRenegotiated', 'parametersUnacceptable', 'renegotiationRefused',
]);

/** Courses in which it refuses the change that the client asks for. */
const refusing: ReadonlySet<CourseName> = new Set(['renegotiationRefused', 'clientModifyRefused']);

/**
 * The ATM network with the called party behind it: answers the messages of a call as a switch and a willing party do, or as the
 * call's course says.
 */
export class Network implements NetworkActs {
  readonly #actors: Actors;
  readonly #connections = new HandlePool(0, 1);
  readonly #callReferences = new HandlePool(1, 1);

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
    const { delays, messages } = this.#actors.computer;
    switch (type) {
      case messageTypes.SETUP:
        return this.#setup(thread, call);
      case messageTypes.CONNECT:
        return this.#acknowledge(thread, call);
      case messageTypes.RELEASE:
        if (call.course.name === 'releaseUnanswered') return;
        this.#answer(thread, call, 'RELEASE COMPLETE', messages.releaseComplete(call), delays.networkRelease(thread.random));
        return this.#forget(call);
      case messageTypes['RELEASE COMPLETE']:
        return this.#forget(call);
      case messageTypes['MODIFY REQUEST']:
        return this.#modify(thread, call);
    }
  }

  /** The caller hears that its call was taken, or has given it up meanwhile. */
  #acknowledge(thread: Thread, call: Call): void {
    const { delays, messages } = this.#actors.computer;
    const ticks = delays.networkProceeding(thread.random);
    const { name, cause = 0 } = call.course;
    if (name === 'incomingUnacknowledged') return;
    if (name === 'incomingNotEstablished') return this.#answer(thread, call, 'RELEASE', messages.networkRelease(call, cause), ticks);
    this.#answer(thread, call, 'CONNECT ACKNOWLEDGE', messages.networkAcknowledge(call), ticks);
  }

  call(thread: Thread, call: Call): void {
    const { delays, messages } = this.#actors.computer;
    call.callReference = this.#callReferences.take();
    this.#assignConnection(call);
    this.#answer(thread, call, 'SETUP', messages.networkSetup(call), delays.transmission(thread.random));
  }

  release(thread: Thread, call: Call, cause: number): void {
    const { delays, messages } = this.#actors.computer;
    this.#answer(thread, call, 'RELEASE', messages.networkRelease(call, cause), delays.transmission(thread.random));
  }

  /** The system under test asks for other rates; what it asks for so that its side is as before, it gets. */
  #modify(thread: Thread, call: Call): void {
    const { delays, messages } = this.#actors.computer;
    const { name } = call.course;
    const ticks = delays.networkProceeding(thread.random);
    if (refusing.has(name)) return this.#answer(thread, call, 'MODIFY REJECT', messages.modifyReject(call, 'network'), ticks);
    const isInPart = name === 'clientModifyGrantedInPart';
    if (isInPart) call.signalledRates = 'most';
    const octets = messages.modifyAcknowledge(call, 'network', isInPart ? 'most' : undefined);
    this.#answer(thread, call, 'MODIFY ACKNOWLEDGE', octets, ticks);
  }

  modify(thread: Thread, call: Call, rates: Rates): void {
    const { delays, messages } = this.#actors.computer;
    call.signalledRates = rates;
    const octets = messages.modifyRequest(call, 'network', rates, rates);
    this.#answer(thread, call, 'MODIFY REQUEST', octets, delays.transmission(thread.random));
  }

  #setup(thread: Thread, call: Call): void {
    const { delays, messages } = this.#actors.computer;
    const { name, cause = 0 } = call.course;
    if (name === 'noAnswer') return;
    const proceeding = delays.networkProceeding(thread.random);
    if (name === 'networkRejects') return this.#answer(thread, call, 'RELEASE COMPLETE', messages.releaseComplete(call, cause), proceeding);
    this.#assignConnection(call);
    this.#answer(thread, call, 'CALL PROCEEDING', messages.callProceeding(call), proceeding);
    if (name === 'noConnect') return;
    const decided = proceeding + delays.networkConnect(thread.random);
    if (name === 'networkReleases') return this.#answer(thread, call, 'RELEASE', messages.networkRelease(call, cause), decided);
    if (!lowering.has(name)) return this.#answer(thread, call, 'CONNECT', messages.connect(call), decided);
    call.signalledRates = 'half';
    this.#answer(thread, call, 'CONNECT', messages.connectLowered(call, 'half'), decided);
  }

  #reactToParty(thread: Thread, call: Call, party: Party, type: number): void {
    const { delays, partyMessages } = this.#actors.computer;
    if (type === messageTypes['ADD PARTY']) {
      if (party.program?.answer === 'none') return;
      const decided = delays.networkConnect(thread.random);
      if (party.program?.answer === 'rejected') {
        return this.#answer(thread, call, 'ADD PARTY REJECT', partyMessages.addPartyReject(call, party), decided, party);
      }
      return this.#answer(thread, call, 'ADD PARTY ACKNOWLEDGE', partyMessages.addPartyAcknowledge(call, party), decided, party);
    }
    if (type !== messageTypes['DROP PARTY'] || party.isDropUnanswered) return;
    const octets = partyMessages.dropPartyAcknowledge(call, party, 'network');
    this.#answer(thread, call, 'DROP PARTY ACKNOWLEDGE', octets, delays.networkRelease(thread.random), party);
  }

  leave(thread: Thread, call: Call, party: Party): void {
    const { delays, partyMessages } = this.#actors.computer;
    this.#answer(thread, call, 'DROP PARTY', partyMessages.dropParty(call, party, 'network'), delays.transmission(thread.random), party);
  }

  /** The called party sends data back. */
  answerData(thread: Thread, call: Call): void {
    const { computer, miniport } = this.#actors;
    const { receive } = call.lane;
    const due = computer.scheduler.nowTicks + computer.delays.transmission(thread.random);
    receive.start(miniport.receiveData(receive, call), thread.random, due);
  }

  #assignConnection(call: Call): void {
    call.connection = this.#connections.take();
    call.vpi = Math.floor(call.connection / vcisOfPath);
    call.vci = firstVci + (call.connection % vcisOfPath);
  }

  /** The call is over: what the network has numbered may be used again. */
  #forget(call: Call): void {
    if (call.connection < 0) return;
    if (call.isIncoming) this.#callReferences.giveBack(call.callReference);
    this.#connections.giveBack(call.connection);
    call.connection = -1;
  }

  /** Sends a message, so many ticks from now. */
  #answer(thread: Thread, call: Call, name: MessageName, octets: Uint8Array, ticks: number, party?: Party): void {
    const { callManager, computer } = this.#actors;
    const { receive } = call.lane;
    const message = { type: messageTypes[name], octets, ...(party === undefined ? {} : { party }) };
    receive.start(callManager.messageArrived(receive, call, message), thread.random, computer.scheduler.nowTicks + ticks);
  }
}
