import { functionIds } from '../../src/core/condis/functions.ts';
import { fromIds } from '../../src/core/trace/event-record.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import { causeValues } from '../../src/core/signalling/elements/cause.ts';
import { messageTypes } from '../../src/core/signalling/message-types.ts';
import type { Act } from './act.ts';
import type { Actors, IncomingControlActs } from './actors.ts';
import { callParametersOctets, changingOffer } from './call-structures.ts';
import type { Call, Vc } from './call.ts';
import type { SignallingOctets } from './net-buffer-list.ts';
import { failure, notSupported, pending, success } from './statuses.ts';
import type { Thread } from './thread.ts';
import { timers } from './timers.ts';

/** Octets of the call manager's state of a VC of its own. */
const vcContextOctets = 256;

/** What either kind of call manager does the same for outgoing calls. */
export interface IncomingHost {
  readonly role: number;
  send(thread: Thread, call: Call, message: SignallingOctets): Act;
  sendRelease(thread: Thread, call: Call, cause: number): Act;
  activate(thread: Thread, vc: Vc, parametersAt: (address: number) => Int32Array): Act<number>;
  deactivate(thread: Thread, vc: Vc): Act<number>;
}

/** What either kind of call manager does about calls of the network. */
export class IncomingControl implements IncomingControlActs {
  readonly #actors: Actors;
  readonly #host: IncomingHost;

  constructor(actors: Actors, host: IncomingHost) {
    this.#actors = actors;
    this.#host = host;
  }

  /** SETUP came in, in the handler that received it; what follows waits for others, so a work item does it. */
  setupArrived(call: Call): void {
    const { worker } = call.lane;
    worker.start(this.take(worker, call), call.random);
  }

  /** From SETUP to an offer that the client has. */
  protected *take(thread: Thread, call: Call): Act {
    const { computer } = this.#actors;
    if (thread.pass(computer.delays.callManagerSetup(thread.random))) yield;
    if (!call.hasVc) yield* this.createVc(thread, call);
    const octets = computer.messages.userProceeding(call);
    yield* this.#host.send(thread, call, { type: messageTypes['CALL PROCEEDING'], octets });
    yield* this.activateForOffer(thread, call);
    yield* this.offer(thread, call);
  }

  /** A VC with the client whose SAP the call is for. */
  *createVc(thread: Thread, call: Call): Act {
    const { computer, ndis, callManager } = this.#actors;
    const sap = callManager.saps.find(computer.ownAddress);
    if (sap === undefined) throw new Error('a call came in for an address that nobody has registered');
    const context = computer.allocate(computer.callManagerMemory, this.#host.role, vcContextOctets, 'CallMgrVcContext');
    call.takeVc(yield* ndis.vcs.createForIncoming(thread, sap.family, context, call.lane));
  }

  *activateForOffer(thread: Thread, call: Call): Act {
    const { delays, structures } = this.#actors.computer;
    if (thread.pass(delays.callManagerActivation(thread.random))) yield;
    yield* this.#host.activate(thread, call.vc, (address) => structures.activation(address, call));
  }

  /** Offers the call to the client; when this is over the client has the offer, and the answer is there or comes later. */
  *offer(thread: Thread, call: Call): Act {
    const { computer, ndis, callManager } = this.#actors;
    const sap = callManager.saps.find(computer.ownAddress);
    if (sap === undefined) return;
    call.parametersAddress = computer.allocate(computer.callManagerMemory, this.#host.role, callParametersOctets, 'CallParameters');
    call.isOfferOpen = true;
    const status = yield* ndis.incomingCalls.dispatchIncomingCall(thread, call, sap);
    if (status !== pending) yield* this.ProtocolCmIncomingCallComplete(thread, call, status, fromIds.self);
  }

  *ProtocolCmIncomingCallComplete(thread: Thread, call: Call, status: number, from: number): Act {
    const { probe, structures } = this.#actors.computer;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolCmIncomingCallComplete, this.#host.role, vc, from);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'CallMgrVcContext', call.vc.callManagerContext);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', structures.answered(call));
    probe.emit();
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolCmIncomingCallComplete, this.#host.role, vc);
    probe.emit();
    const { worker } = call.lane;
    worker.start(status === success ? this.accept(worker, call) : this.reject(worker, call, status), call.random);
  }

  /** The client takes the call: the caller is told, or the call torn down where the client wants what the network will not give. */
  *accept(thread: Thread, call: Call): Act {
    this.#freeOffer(call);
    if (call.course.name === 'incomingChangesRefused') return yield* this.indicateClose(thread, call, failure);
    if (changingOffer.has(call.course.name)) {
      call.rates = 'half';
      yield* this.activateForOffer(thread, call);
    }
    yield* this.sendConnect(thread, call);
  }

  *sendConnect(thread: Thread, call: Call): Act {
    const octets = this.#actors.computer.messages.userConnect(call, call.rates);
    yield* this.#host.send(thread, call, { type: messageTypes.CONNECT, octets });
    if (call.course.name !== 'incomingUnacknowledged' && !call.expires('t313')) return;
    const { worker } = call.lane;
    worker.start(this.connectUnanswered(worker, call), call.random, this.#actors.computer.scheduler.nowTicks + timers.t313);
  }

  /** T313 expires: the call is released, and the client told that there is none. */
  *connectUnanswered(thread: Thread, call: Call): Act {
    yield* this.clear(thread, call, causeValues['recovery on timer expiry']);
    yield* this.indicateClose(thread, call, failure);
  }

  /** The client does not take the call. */
  *reject(thread: Thread, call: Call, status: number): Act {
    this.#freeOffer(call);
    const cause = status === notSupported ? causeValues['incompatible destination'] : causeValues['call rejected'];
    yield* this.clear(thread, call, cause);
    yield* this.deactivateRejected(thread, call);
    yield* this.end(thread, call);
  }

  /** Tells the network that there is no call, and waits until it knows. */
  *clear(thread: Thread, call: Call, cause: number): Act {
    yield* this.#host.sendRelease(thread, call, cause);
    yield* call.released.wait(thread);
  }

  *deactivateRejected(thread: Thread, call: Call): Act {
    yield* this.#host.deactivate(thread, call.vc);
  }

  #freeOffer(call: Call): void {
    const { computer } = this.#actors;
    call.isOfferOpen = false;
    computer.free(computer.callManagerMemory, this.#host.role, call.parametersAddress);
  }

  /** CONNECT ACKNOWLEDGE came in: the call is connected from end to end. */
  *acknowledged(thread: Thread, call: Call): Act {
    yield* this.#actors.ndis.incomingCalls.dispatchCallConnected(thread, call);
  }

  /**
   * RELEASE came in for a call that the client has, in the handler that received it. A work item tells the client, whose request to
   * close the call may have to wait for what this handler's thread does next.
   */
  released(call: Call): void {
    call.isReleased = true;
    const { worker } = call.lane;
    worker.start(call.isOfferOpen ? this.withdraw(worker, call) : this.indicateClose(worker, call, success), call.random);
  }

  /** The caller has given up a call that the client has not answered: it need not answer any more, but close the call. */
  *withdraw(thread: Thread, call: Call): Act {
    yield* this.indicateClose(thread, call, success);
    this.#freeOffer(call);
  }

  *indicateClose(thread: Thread, call: Call, closeStatus: number): Act {
    yield* this.#actors.ndis.incomingCalls.dispatchIncomingCloseCall(thread, call, closeStatus);
  }

  /** The call manager has lost a call's connection without a word of the network. */
  *lost(thread: Thread, call: Call): Act {
    yield* this.indicateClose(thread, call, failure);
  }

  /** A call of the network is over: its VC goes, unless the next call takes it. */
  *end(thread: Thread, call: Call): Act {
    if (!call.isVcKept) yield* this.deleteVc(thread, call.vc);
    call.ended.finish(success, thread);
  }

  *deleteVc(thread: Thread, vc: Vc): Act {
    const { computer, ndis } = this.#actors;
    yield* ndis.vcs.NdisCoDeleteVc(thread, vc, this.#host.role);
    computer.free(computer.callManagerMemory, this.#host.role, vc.callManagerContext);
  }
}
