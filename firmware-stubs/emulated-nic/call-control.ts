import { functionIds } from '../../src/core/condis/functions.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import { causeValues } from '../../src/core/signalling/elements/cause.ts';
import { messageTypes } from '../../src/core/signalling/message-types.ts';
import type { Act } from './act.ts';
import type { CallControlActs } from './actors.ts';
import type { Call, Lane } from './call.ts';
import { IncomingControl } from './incoming-control.ts';
import { partyArgument } from './ndis/party-handles.ts';
import type { SignallingOctets } from './net-buffer-list.ts';
import { PartyControl } from './party-control.ts';
import type { Party } from './party.ts';
import { SapControl } from './sap-control.ts';
import { QosControl } from './qos-control.ts';
import { ReleaseControl } from './release-control.ts';
import { answerRepeated, isRepeated } from './repeated-messages.ts';
import { failure, notSupported, pending, resources, success } from './statuses.ts';
import type { Thread } from './thread.ts';
import { timers } from './timers.ts';

/** What a stand-alone call manager and a miniport call manager have in common: signalling and control of the clients' calls. */
export abstract class CallControl extends ReleaseControl implements CallControlActs {
  #parties: PartyControl | undefined;
  #saps: SapControl | undefined;
  #incoming: IncomingControl | undefined;
  #qos: QosControl | undefined;

  get parties(): PartyControl {
    return (this.#parties ??= new PartyControl(this.actors, this.role, (thread, call, message) => this.sendMessage(thread, call, message)));
  }

  get saps(): SapControl {
    return (this.#saps ??= new SapControl(this.actors, this.role));
  }

  get incoming(): IncomingControl {
    return (this.#incoming ??= new IncomingControl(this.actors, {
      role: this.role,
      send: (thread, call, message) => this.sendMessage(thread, call, message),
      sendRelease: (thread, call, cause) => this.releaseCall(thread, call, cause),
      activate: (thread, vc, parametersAt) => this.activate(thread, vc, parametersAt),
      deactivate: (thread, vc) => this.deactivate(thread, vc),
    }));
  }

  get qos(): QosControl {
    return (this.#qos ??= new QosControl(this.actors, {
      role: this.role,
      send: (thread, call, message) => this.sendMessage(thread, call, message),
      activate: (thread, vc, parametersAt) => this.activate(thread, vc, parametersAt),
    }));
  }

  abstract start(thread: Thread, lane: Lane): Act;
  abstract stop(thread: Thread): Act;
  abstract messageArrived(thread: Thread, call: Call, message: SignallingOctets, copies: 1 | 2): Act;
  /** Pended, it returns when SETUP is out; otherwise when the call is connected and its VC active, or the attempt is over. */
  *ProtocolCmMakeCall(thread: Thread, call: Call): Act<number> {
    const { computer } = this.actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.ProtocolCmMakeCall, this.role, vc);
    enter.handleArgument(tailTags.argument, 'CallMgrVcContext', call.vc.callManagerContext);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', computer.structures.given(call));
    partyArgument(enter, call.initialParty);
    computer.probe.emit();
    if (call.initialParty !== undefined) this.parties.remember(call.initialParty);
    if (thread.pass(computer.delays.callManagerSetup(thread.random))) yield;
    let status = this.validate(call);
    if (status === success) {
      yield* this.beginSetUp(thread, call);
      status = call.lane.pended.makeCall ? pending : yield* this.concludeSetUp(thread, call);
    }
    if (thread.step()) yield;
    const party = call.initialParty;
    if (party !== undefined && status !== success && status !== pending) this.parties.forget(party);
    const leave = computer.probe.leaveVc(thread, functionIds.ProtocolCmMakeCall, this.role, vc, status);
    if (party !== undefined) leave.party(party.handle);
    // Pended, it hands its context of the party over with the completion.
    const context = status === success ? (party?.callManagerContext ?? 0) : 0;
    if (party === undefined || status !== pending) leave.handleArgument(tailTags.out, 'CallMgrPartyContext', context);
    computer.probe.emit();
    return status;
  }

  /** What the call manager finds wrong with a request before it does anything about it. */
  validate({ course: { name, status = notSupported } }: Call): number {
    return name === 'refusedAtOnce' || name === 'invalidParameters' ? status : success;
  }

  protected *beginSetUp(thread: Thread, call: Call): Act {
    const { worker } = call.lane;
    if (call.course.name === 'refusedAfterPending') {
      return this.startTimer(this.actors.computer.delays.callManagerCompletion(thread.random), call, this.refuse(worker, call));
    }
    if (this.isOnPermanentVc(call)) {
      const { delays } = this.actors.computer;
      if (!call.lane.pended.makeCall) return yield* this.findPermanentVc(thread, call);
      return this.startTimer(delays.callManagerCompletion(thread.random), call, this.findPermanentVc(worker, call));
    }
    call.callReference = this.callReferences.take();
    yield* this.sendSetup(thread, call);
    if (this.#lacksAnswer(call)) this.startTimer(timers.t303, call, this.setupUnanswered(worker, call));
  }

  /** Whether a call takes a permanent VC, of which the network need not be told. */
  isOnPermanentVc(call: Call): boolean {
    return call.permanentVc !== undefined || call.course.name === 'noPermanentVc';
  }

  /** The call manager looks in its list for the permanent VC that the client names, or for one to the called address. */
  *findPermanentVc(thread: Thread, call: Call): Act {
    if (thread.step()) yield;
    const found = call.course.name === 'noPermanentVc' ? undefined : call.permanentVc;
    call.vpi = found?.vpi ?? 0;
    call.vci = found?.vci ?? 0;
    call.connectedAtTicks = this.actors.computer.scheduler.nowTicks;
    this.endSignalling(thread, call, found === undefined ? failure : success);
  }

  /** The call manager finds out, once the request is pended, that it cannot carry it out. */
  *refuse(thread: Thread, call: Call): Act {
    if (thread.step()) yield;
    this.endSignalling(thread, call, call.course.status ?? notSupported);
  }

  *sendSetup(thread: Thread, call: Call): Act {
    yield* this.sendMessage(thread, call, { type: messageTypes.SETUP, octets: this.actors.computer.messages.setup(call) });
  }

  /** T303 expires for the first time. */
  *setupUnanswered(thread: Thread, call: Call): Act {
    yield* this.sendSetup(thread, call);
    if (this.#lacksAnswer(call)) this.startTimer(timers.t303, call, this.setupUnansweredAgain(thread, call));
  }

  #lacksAnswer(call: Call): boolean {
    return call.course.name === 'noAnswer' || call.expires('t303');
  }

  /** T303 expires for the second time: the call is cleared, and nobody else needs to be told. */
  *setupUnansweredAgain(thread: Thread, call: Call): Act {
    if (thread.step()) yield;
    this.forgetReference(call);
    this.endSignalling(thread, call, this.#networkFailure(call));
  }

  /** T310 expires: the call is released. */
  *connectMissing(thread: Thread, call: Call): Act {
    yield* this.releaseCall(thread, call, causeValues['no user responding']);
  }

  /** What a call that the network did not connect ends with. Of a request that was not pended the documented results are few (MK-06). */
  #networkFailure({ lane }: Call): number {
    return lane.pended.makeCall ? failure : resources;
  }

  /** The tap at the local interface sees a message before the system under test does. */
  protected tap(call: Call, message: SignallingOctets, list: number): void {
    const { probe, scheduler } = this.actors.computer;
    call.messageAtTicks = scheduler.nowTicks;
    probe.signal('rx', message.type, call.hasVc ? call.vc.handle : 0, message.octets, list, message.party?.handle ?? 0);
  }

  /** What the call manager does about a message, in the handler that received it. */
  protected *receiveMessage(thread: Thread, call: Call, message: SignallingOctets): Act {
    const { type, party } = message;
    if (isRepeated(call, type, party)) return yield* this.repeated(thread, call, message);
    if (party !== undefined) return yield* this.parties.received(thread, call, party, type);
    switch (type) {
      case messageTypes.SETUP:
        return this.incoming.setupArrived(call);
      case messageTypes['CONNECT ACKNOWLEDGE']:
        return yield* this.incoming.acknowledged(thread, call);
      case messageTypes['CALL PROCEEDING']:
        yield* this.proceeding(thread, call);
        if (call.course.name === 'noConnect' || call.expires('t310')) {
          this.startTimer(timers.t310, call, this.connectMissing(call.lane.worker, call));
        }
        return;
      case messageTypes.CONNECT:
        return yield* this.connected(thread, call);
      case messageTypes.RELEASE:
        // Before CONNECT the client knows of no call that could be closed.
        if (call.isIncoming || call.connected.isDone) return this.incoming.released(call);
        return yield* this.releasedByNetwork(thread, call);
      case messageTypes['RELEASE COMPLETE']:
        return this.released(thread, call);
      case messageTypes['MODIFY ACKNOWLEDGE']:
        return this.qos.answered(thread, call, success);
      case messageTypes['MODIFY REJECT']:
        return this.qos.answered(thread, call, failure);
      case messageTypes['MODIFY REQUEST']: {
        call.isChangeAsked = true;
        const { worker } = call.lane;
        return worker.start(this.qos.changeAsked(worker, call), call.random);
      }
    }
  }

  *repeated(thread: Thread, call: Call, message: SignallingOctets): Act {
    yield* answerRepeated(this.actors, thread, call, message, (...sent) => this.sendMessage(...sent));
  }

  /** CALL PROCEEDING: the connection identifier is known; nothing else follows from it. */
  *proceeding(_thread: Thread, _call: Call): Act {}

  protected *connected(thread: Thread, call: Call): Act {
    const { computer } = this.actors;
    call.connectedAtTicks = call.messageAtTicks;
    call.rates = call.signalledRates;
    const octets = computer.messages.connectAcknowledge(call);
    yield* this.sendMessage(thread, call, { type: messageTypes['CONNECT ACKNOWLEDGE'], octets });
    this.endSignalling(thread, call, success);
  }

  /** The network has connected the call, or the attempt is over. */
  endSignalling(thread: Thread, call: Call, status: number): void {
    call.connected.finish(status, thread);
    const { worker } = call.lane;
    if (call.lane.pended.makeCall) worker.start(this.finishSetUp(worker, call), call.random);
  }

  /** RELEASE of a call that is being set up. */
  protected *releasedByNetwork(thread: Thread, call: Call): Act {
    const octets = this.actors.computer.messages.releaseCompleted(call);
    yield* this.sendMessage(thread, call, { type: messageTypes['RELEASE COMPLETE'], octets });
    this.forgetReference(call);
    this.endSignalling(thread, call, this.#networkFailure(call));
  }

  /** RELEASE COMPLETE: the answer to RELEASE, or to SETUP. */
  protected released(thread: Thread, call: Call): void {
    this.forgetReference(call);
    if (!call.isIncoming && !call.connected.isDone) this.endSignalling(thread, call, this.#networkFailure(call));
    this.endRelease(thread, call);
  }

  protected *finishSetUp(thread: Thread, call: Call): Act {
    const status = yield* this.concludeSetUp(thread, call);
    yield* this.completeMakeCall(thread, call, status);
    if (status !== success && call.initialParty !== undefined) this.forgetFailed(call.initialParty);
  }

  /** What was kept of the initial party of a call that failed goes once its completion has returned. */
  forgetFailed(party: Party): void {
    this.parties.forget(party);
  }

  /** From the end of signalling to the outcome of the request. */
  protected *concludeSetUp(thread: Thread, call: Call): Act<number> {
    let status = yield* call.connected.wait(thread);
    if (status === success) status = yield* this.establish(thread, call);
    if (status === success && call.initialParty !== undefined) call.parties = 1;
    return status;
  }

  /** From CONNECT to everything that a connected call needs. */
  protected *establish(thread: Thread, call: Call): Act<number> {
    const { delays } = this.actors.computer;
    if (thread.passUntil(call.connectedAtTicks + delays.callManagerActivation(thread.random))) yield;
    let status = yield* this.activateForCall(thread, call);
    if (status !== success) {
      call.rates = 'half';
      status = yield* this.activateForCall(thread, call);
    }
    if (status !== success) return yield* this.giveUp(thread, call);
    yield* this.prepareCompletion(thread, call);
    if (call.course.name !== 'failsWhenActive') return success;
    status = yield* this.giveUp(thread, call);
    yield* this.deactivateFailed(thread, call);
    return status;
  }

  /** The VC was active when the call was given up. */
  *deactivateFailed(thread: Thread, call: Call): Act {
    yield* this.deactivate(thread, call.vc);
  }

  /** Releases a call that the network has connected and the client will not get. */
  *giveUp(thread: Thread, call: Call): Act<number> {
    if (call.callReference === 0) return this.#networkFailure(call);
    yield* this.releaseCall(thread, call, causeValues['resources unavailable']);
    yield* call.released.wait(thread);
    return this.#networkFailure(call);
  }

  *activateForCall(thread: Thread, call: Call): Act<number> {
    const { structures } = this.actors.computer;
    return yield* this.activate(thread, call.vc, (address) => structures.activation(address, call));
  }

  /** The last things between an active VC and the report of it. */
  *prepareCompletion(thread: Thread, _call: Call): Act {
    if (thread.pass(this.actors.computer.delays.callManagerCompletion(thread.random))) yield;
  }

  /** Reports the outcome of a pended request to make a call. */
  *completeMakeCall(thread: Thread, call: Call, status: number): Act {
    const { computer, ndis } = this.actors;
    const { structures } = computer;
    const parameters = (): Int32Array => (status === success ? structures.negotiated(call) : structures.given(call));
    yield* ndis.calls.completeMakeCall(thread, call, status, parameters);
  }

  /** Pended, it returns when RELEASE is out; otherwise when the call is closed. */
  *ProtocolCmCloseCall(thread: Thread, call: Call): Act<number> {
    const { computer } = this.actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.ProtocolCmCloseCall, this.role, vc);
    enter.handleArgument(tailTags.argument, 'CallMgrVcContext', call.vc.callManagerContext);
    if (call.lastParty !== undefined) enter.party(call.lastParty.handle);
    enter.handleArgument(tailTags.argument, 'CallMgrPartyContext', call.lastParty?.callManagerContext ?? 0);
    enter.nullArgument(tailTags.argument, 'CloseData');
    enter.unsignedArgument(tailTags.argument, 'Size', 0);
    computer.probe.emit();
    // With more than one party left the call cannot be closed.
    const status = call.parties > 1 ? failure : yield* this.close(thread, call);
    if (thread.step()) yield;
    const leave = computer.probe.leaveVc(thread, functionIds.ProtocolCmCloseCall, this.role, vc, status);
    if (call.lastParty !== undefined) leave.party(call.lastParty.handle);
    computer.probe.emit();
    return status;
  }

  protected *close(thread: Thread, call: Call): Act<number> {
    call.isClosing = true;
    if (call.isIncoming) this.#endWhenClosed(call);
    if (call.isReleased) yield* this.answerRelease(thread, call);
    else if (call.callReference > 0) yield* this.releaseCall(thread, call);
    else this.endRelease(thread, call);
    if (call.lane.pended.closeCall) return pending;
    return yield* this.concludeClose(thread, call);
  }

  /** The VC of a call that the network made is the call manager's affair once the client has learnt that the call is closed. */
  #endWhenClosed(call: Call): void {
    const { worker } = call.lane;
    call.closed.whenDone((status) => {
      if (status === success) worker.start(this.incoming.end(worker, call), call.random);
    });
  }

  /** The network has released the call; now that the client has closed it, the network is told. */
  *answerRelease(thread: Thread, call: Call): Act {
    const octets = this.actors.computer.messages.releaseCompleted(call);
    yield* this.sendMessage(thread, call, { type: messageTypes['RELEASE COMPLETE'], octets });
    this.forgetReference(call);
    this.endRelease(thread, call);
  }

  protected *finishClose(thread: Thread, call: Call): Act {
    const status = yield* this.concludeClose(thread, call);
    yield* this.actors.ndis.calls.completeCloseCall(thread, call, status);
  }

  *deactivateClosed(thread: Thread, call: Call): Act<number> {
    return yield* this.deactivate(thread, call.vc);
  }

  /** From the end of signalling to a VC that is not active. */
  protected *concludeClose(thread: Thread, call: Call): Act<number> {
    yield* call.released.wait(thread);
    const status = call.vc.isUp ? yield* this.deactivateClosed(thread, call) : success;
    if (call.lastParty !== undefined) this.parties.forget(call.lastParty);
    return status;
  }
}
