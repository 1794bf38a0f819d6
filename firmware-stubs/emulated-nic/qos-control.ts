import { functionIds } from '../../src/core/condis/functions.ts';
import { messageTypes, type MessageName } from '../../src/core/signalling/message-types.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import type { Act } from './act.ts';
import type { Actors, QosControlActs } from './actors.ts';
import { callParametersOctets } from './call-structures.ts';
import type { Call, Vc } from './call.ts';
import { Completion } from './completion.ts';
import type { SignallingOctets } from './net-buffer-list.ts';
import type { Rates } from './rates.ts';
import { failure, pending, success } from './statuses.ts';
import type { Thread } from './thread.ts';

/** What a call manager lends to the control of its calls' parameters. */
export interface QosHost {
  readonly role: number;
  /** Puts a message of a call on the network. */
  send(thread: Thread, call: Call, message: SignallingOctets): Act;
  /** Activates a VC and waits until that is done. */
  activate(thread: Thread, vc: Vc, parametersAt: (address: number) => Int32Array): Act<number>;
}

/** What either kind of call manager does when the client or the network asks for other parameters of a call (CM-6, MCM-6). */
export class QosControl implements QosControlActs {
  readonly #actors: Actors;
  readonly #host: QosHost;

  constructor(actors: Actors, host: QosHost) {
    this.#actors = actors;
    this.#host = host;
  }

  /** Pended, as NdisClMakeCall is, it returns when MODIFY REQUEST is out; otherwise when the VC is active with the new parameters. */
  *ProtocolCmModifyCallQoS(thread: Thread, call: Call): Act<number> {
    const { computer } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.ProtocolCmModifyCallQoS, this.#host.role, vc);
    enter.handleArgument(tailTags.argument, 'CallMgrVcContext', call.vc.callManagerContext);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', computer.structures.requested(call));
    computer.probe.emit();
    let status: number = pending;
    // Of a permanent VC the operator has set the parameters: there is nobody to negotiate with.
    if (!this.isNegotiable(call)) status = failure;
    else {
      if (call.offer === 'open') call.offer = 'refused';
      else yield* this.requestChange(thread, call, call.wantedRates);
      if (!call.lane.pended.makeCall) status = yield* this.conclude(thread, call);
    }
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.ProtocolCmModifyCallQoS, this.#host.role, vc, status);
    computer.probe.emit();
    return status;
  }

  isNegotiable(call: Call): boolean {
    return call.callReference !== 0;
  }

  /** MODIFY REQUEST goes out. */
  *requestChange(thread: Thread, call: Call, wanted: Rates): Act {
    call.modifyAnswered = new Completion();
    call.signalledRates = wanted;
    const octets = this.#actors.computer.messages.modifyRequest(call, 'user', wanted, call.rates === 'half' ? 'half' : wanted);
    yield* this.#host.send(thread, call, { type: messageTypes['MODIFY REQUEST'], octets });
  }

  /** MODIFY ACKNOWLEDGE or MODIFY REJECT came in. */
  answered(thread: Thread, call: Call, status: number): void {
    if (call.modifyAnswered.isDone) return;
    call.modifyAnswered.finish(status, thread);
    const { worker } = call.lane;
    if (call.lane.pended.makeCall && !call.isRestoring) worker.start(this.finish(worker, call), call.random);
  }

  *finish(thread: Thread, call: Call): Act {
    const status = yield* this.conclude(thread, call);
    yield* this.complete(thread, call, status);
  }

  /** Reports the outcome of a pended request. */
  *complete(thread: Thread, call: Call, status: number): Act {
    yield* this.#actors.ndis.qos.completeModifyCallQoS(thread, call, status);
  }

  /** From the answer of the network to a VC that is active with the new parameters, or as it was. */
  *conclude(thread: Thread, call: Call): Act<number> {
    if (call.offer === 'refused') return yield* this.adopt(thread, call, call.wantedRates);
    const answer = yield* call.modifyAnswered.wait(thread);
    if (answer !== success) return answer;
    const status = yield* this.adopt(thread, call, call.signalledRates);
    if (status === success) return status;
    yield* this.restore(thread, call);
    return failure;
  }

  /** Activates the VC with other rates; where that fails, those before stay in force. */
  *adopt(thread: Thread, call: Call, rates: Rates): Act<number> {
    const { structures } = this.#actors.computer;
    const status = yield* this.#host.activate(thread, call.vc, (address) => structures.activation(address, call, rates));
    if (status === success) call.rates = rates;
    return status;
  }

  /** The network has agreed to what the miniport does not carry: it is asked for what was there before. */
  *restore(thread: Thread, call: Call): Act {
    call.isRestoring = true;
    yield* this.requestChange(thread, call, call.rates);
    yield* call.modifyAnswered.wait(thread);
    call.isRestoring = false;
  }

  /** MODIFY REQUEST came in: the VC is activated with what it proposes, then the client may accept it. */
  *changeAsked(thread: Thread, call: Call): Act {
    const status = yield* this.prepareOffer(thread, call);
    if (status === success) yield* this.offer(thread, call);
    if (!call.isClosing) yield* this.answer(thread, call, status === success && call.offer !== 'refused');
    if (call.offer === 'refused' && call.lane.pended.makeCall) yield* this.finish(thread, call);
    call.offer = 'none';
    call.isChangeAsked = false;
    call.changeSettled.finish(success, thread);
  }

  /** The VC is to be active with what is offered before it is offered. */
  *prepareOffer(thread: Thread, call: Call): Act<number> {
    return yield* this.adopt(thread, call, call.signalledRates);
  }

  /** Tells the client of a change that its VC has gone through already. */
  *offer(thread: Thread, call: Call): Act {
    const { computer, ndis } = this.#actors;
    const address = computer.allocate(computer.callManagerMemory, this.#host.role, callParametersOctets, 'CallParameters');
    call.offer = 'open';
    yield* ndis.qos.dispatchIncomingCallQoSChange(thread, call, () => computer.structures.activation(address, call));
    if (call.offer === 'open') call.offer = 'accepted';
    computer.free(computer.callManagerMemory, this.#host.role, address);
  }

  /** Tells the network what became of the change that it asked for. */
  *answer(thread: Thread, call: Call, isAccepted: boolean): Act {
    const { messages } = this.#actors.computer;
    const name: MessageName = isAccepted ? 'MODIFY ACKNOWLEDGE' : 'MODIFY REJECT';
    const octets = isAccepted ? messages.modifyAcknowledge(call, 'user') : messages.modifyReject(call, 'user');
    yield* this.#host.send(thread, call, { type: messageTypes[name], octets });
  }
}
