import { causeValues } from '../../src/core/signalling/elements/cause.ts';
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
import { timers, type TimerName } from './timers.ts';

/** VCIs below 32 are reserved (ITU-T I.361); above the last one the next VPI begins. */
const firstVci = 32;
const vcisOfPath = 0x10000 - firstVci;

/** Courses in which the network grants half of what was asked for. */
const lowering: ReadonlySet<CourseName> = new Set([
  'parametersAccepted', 'parametersRenegotiated', 'parametersUnacceptable', 'renegotiationRefused',
]);

/** Courses in which it refuses the change that the client asks for. */
const refusing: ReadonlySet<CourseName> = new Set(['renegotiationRefused', 'clientModifyRefused']);

/** Messages of the system under test that can get lost, by type, and the timer that then expires. */
const loseable: ReadonlyMap<number, { readonly name: MessageName; readonly guard: TimerName }> = new Map([
  [messageTypes.SETUP, { name: 'SETUP', guard: 't303' }],
  [messageTypes.CONNECT, { name: 'CONNECT', guard: 't313' }],
  [messageTypes.RELEASE, { name: 'RELEASE', guard: 't308' }],
]);

/** Times that a timer runs before the call is given up. */
const triesOf = { t303: 2, t308: 2, t310: 1, t313: 1, t398: 1, t399: 1 } as const satisfies Record<TimerName, number>;

/** What is known of a message that the network sends. */
interface Sending {
  readonly party?: Party;
  /** The timer of the system under test that it stops, and how many ticks from now that begins to run. */
  readonly guard?: TimerName;
  readonly since?: number;
  /** The timer after which the network sends it again where it is lost. */
  readonly resent?: TimerName;
}

/**
 * The ATM network with the called party behind it: answers the messages of a call as a switch and a willing party do, or as the
 * call's course says.
 */
export class Network implements NetworkActs {
  readonly #actors: Actors;
  readonly #connections = new HandlePool(0, 1);
  readonly #callReferences = new HandlePool(1, 1);
  /** Calls whose SETUP, or RELEASE, was answered, and the answer not lost: it is not answered again. */
  readonly #taken = new WeakSet<Call>();
  readonly #released = new WeakSet<Call>();

  constructor(actors: Actors) {
    this.#actors = actors;
  }

  /** A message of the system under test goes out. `list` is the net buffer list that carries it, 0 for none. */
  *carry(thread: Thread, call: Call, message: SignallingOctets, list: number): Act {
    if (thread.step()) yield;
    this.#actors.computer.probe.signal('tx', message.type, call.vc.handle, message.octets, list, message.party?.handle ?? 0);
    if (this.#isLost(call, message.type)) return;
    if (message.party === undefined) this.react(thread, call, message.type);
    else this.#reactToParty(thread, call, message.party, message.type);
  }

  /** What the network does about a message; `thread` is the sender's. */
  react(thread: Thread, call: Call, type: number): void {
    switch (type) {
      case messageTypes.SETUP:
        return this.#setup(thread, call);
      case messageTypes.CONNECT:
        return this.#acknowledge(thread, call);
      case messageTypes.RELEASE:
        if (call.course.name === 'releaseUnanswered' && call.isClosing) return;
        return this.#clear(thread, call);
      case messageTypes['RELEASE COMPLETE']:
        return this.#forget(call);
      case messageTypes['MODIFY REQUEST']:
        return this.#modify(thread, call);
    }
  }

  /** RELEASE has come in; of a call that it does not know any more, the network says so. */
  #clear(thread: Thread, call: Call): void {
    if (this.#released.has(call)) return;
    const { delays, messages } = this.#actors.computer;
    const octets = messages.releaseComplete(call, call.connection < 0 ? causeValues['invalid call reference'] : undefined);
    const ticks = delays.networkRelease(thread.random);
    if (this.#answer(thread, call, 'RELEASE COMPLETE', octets, ticks, { guard: 't308' }) !== undefined) this.#released.add(call);
    this.#forget(call);
  }

  /** The caller hears that its call was taken, or has given it up meanwhile. */
  #acknowledge(thread: Thread, call: Call): void {
    const { delays, messages } = this.#actors.computer;
    const ticks = delays.networkProceeding(thread.random);
    const { name, cause = 0 } = call.course;
    if (name === 'incomingUnacknowledged') return;
    const waits = { guard: 't313' } as const;
    if (name === 'incomingNotEstablished') this.#answer(thread, call, 'RELEASE', messages.networkRelease(call, cause), ticks, waits);
    else this.#answer(thread, call, 'CONNECT ACKNOWLEDGE', messages.networkAcknowledge(call), ticks, waits);
  }

  call(thread: Thread, call: Call): void {
    const { delays, messages } = this.#actors.computer;
    call.callReference = this.#callReferences.take();
    this.#assignConnection(call);
    this.#answer(thread, call, 'SETUP', messages.networkSetup(call), delays.transmission(thread.random), { resent: 't303' });
  }

  release(thread: Thread, call: Call, cause: number): void {
    const { delays, messages } = this.#actors.computer;
    const octets = messages.networkRelease(call, cause);
    this.#answer(thread, call, 'RELEASE', octets, delays.transmission(thread.random), { resent: 't308' });
  }

  /** The system under test asks for other rates; what it asks for so that its side is as before, it gets. */
  #modify(thread: Thread, call: Call): void {
    const { delays, messages } = this.#actors.computer;
    const { name } = call.course;
    const ticks = delays.networkProceeding(thread.random);
    if (refusing.has(name)) return void this.#answer(thread, call, 'MODIFY REJECT', messages.modifyReject(call, 'network'), ticks);
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
    if (name === 'noAnswer' || this.#taken.has(call)) return;
    const proceeding = delays.networkProceeding(thread.random);
    const guard = 't303';
    if (name === 'networkRejects') {
      const octets = messages.releaseComplete(call, cause);
      if (this.#answer(thread, call, 'RELEASE COMPLETE', octets, proceeding, { guard }) !== undefined) this.#taken.add(call);
      return;
    }
    this.#taken.add(call);
    this.#assignConnection(call);
    const since = this.#answer(thread, call, 'CALL PROCEEDING', messages.callProceeding(call), proceeding, { guard });
    if (name === 'noConnect') return;
    const decided = (since ?? proceeding) + delays.networkConnect(thread.random);
    // Without CALL PROCEEDING it is T303 that runs.
    const waits = since === undefined ? { guard } as const : { guard: 't310', since } as const;
    if (name === 'networkReleases') {
      this.#answer(thread, call, 'RELEASE', messages.networkRelease(call, cause), decided, waits);
      return;
    }
    if (lowering.has(name)) call.signalledRates = 'half';
    const octets = lowering.has(name) ? messages.connectLowered(call, 'half') : messages.connect(call);
    this.#answer(thread, call, 'CONNECT', octets, decided, waits);
  }

  #reactToParty(thread: Thread, call: Call, party: Party, type: number): void {
    const { delays, partyMessages } = this.#actors.computer;
    if (type === messageTypes['ADD PARTY']) {
      if (party.program?.answer === 'none') return;
      const decided = delays.networkConnect(thread.random);
      if (party.program?.answer === 'rejected') {
        return void this.#answer(thread, call, 'ADD PARTY REJECT', partyMessages.addPartyReject(call, party), decided, { party });
      }
      return void this.#answer(thread, call, 'ADD PARTY ACKNOWLEDGE', partyMessages.addPartyAcknowledge(call, party), decided, { party });
    }
    if (type !== messageTypes['DROP PARTY'] || party.isDropUnanswered) return;
    const octets = partyMessages.dropPartyAcknowledge(call, party, 'network');
    this.#answer(thread, call, 'DROP PARTY ACKNOWLEDGE', octets, delays.networkRelease(thread.random), { party });
  }

  leave(thread: Thread, call: Call, party: Party): void {
    const { delays, partyMessages } = this.#actors.computer;
    const octets = partyMessages.dropParty(call, party, 'network');
    this.#answer(thread, call, 'DROP PARTY', octets, delays.transmission(thread.random), { party });
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

  /** A message of the system under test gets lost, and a timer of it expires. */
  #isLost(call: Call, type: number): boolean {
    const message = loseable.get(type);
    if (message === undefined) return false;
    const { messageFates, scheduler } = this.#actors.computer;
    const isLost = messageFates.isLost(call, message.name, scheduler.nowTicks);
    if (isLost) call.letExpire(message.guard, 1);
    return isLost;
  }

  /** Sends a message, so many ticks from now, and gives these ticks; `undefined`: it does not come, or not in time. */
  #answer(
    thread: Thread, call: Call, name: MessageName, octets: Uint8Array, ticks: number, { party, guard, since = 0, resent }: Sending = {},
  ): number | undefined {
    const { callManager, computer } = this.#actors;
    const { nowTicks } = computer.scheduler;
    const { copies, laterTicks } = computer.messageFates.received(call, name, nowTicks + ticks);
    const isLost = copies === 0 && resent === undefined;
    const after = ticks + (copies === 0 && resent !== undefined ? timers[resent] : laterTicks);
    if (laterTicks > 0 || isLost) {
      const expiries = guard === undefined ? 0 : isLost ? 1 : Math.floor((after - since) / timers[guard]);
      const most = guard === undefined ? 0 : triesOf[guard];
      // Where CALL PROCEEDING is lost, CONNECT is the answer.
      if (guard !== undefined && !(isLost && name === 'CALL PROCEEDING')) call.letExpire(guard, Math.min(most, expiries));
      if (isLost || (guard !== undefined && expiries >= most)) return undefined;
    }
    const { receive } = call.lane;
    const message = { type: messageTypes[name], octets, ...(party === undefined ? {} : { party }) };
    receive.start(callManager.messageArrived(receive, call, message, copies === 2 ? 2 : 1), thread.random, nowTicks + after);
    return after;
  }
}
