import { functionIds } from '../../src/core/condis/functions.ts';
import { fromIds, objectKinds } from '../../src/core/trace/event-record.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import { messageTypes } from '../../src/core/signalling/message-types.ts';
import type { Act } from './act.ts';
import type { Actors, CallControlActs } from './actors.ts';
import type { AddressFamily } from './address-family.ts';
import { callParametersOctets, type ParametersSource } from './call-structures.ts';
import type { Call, Lane, Vc } from './call.ts';
import { Completion } from './completion.ts';
import { HandlePool } from './handle-pool.ts';
import { partyArgument } from './ndis/party-handles.ts';
import type { SignallingOctets } from './net-buffer-list.ts';
import { PartyControl } from './party-control.ts';
import { pending, success } from './statuses.ts';
import type { Thread } from './thread.ts';

/** Octets of the call manager's state of a VC and of an address family. */
const vcContextOctets = 256;
const familyContextOctets = 128;

/** What a stand-alone call manager and a miniport call manager have in common: signalling and control of the clients' calls. */
export abstract class CallControl implements CallControlActs {
  abstract readonly role: number;
  protected readonly actors: Actors;
  readonly #callReferences = new HandlePool(1, 1);
  #parties: PartyControl | undefined;

  constructor(actors: Actors) {
    this.actors = actors;
  }

  get parties(): PartyControl {
    return (this.#parties ??= new PartyControl(this.actors, this.role, (thread, call, message) => this.sendMessage(thread, call, message)));
  }

  abstract start(thread: Thread, lane: Lane): Act;
  abstract stop(thread: Thread): Act;
  abstract messageArrived(thread: Thread, call: Call, message: SignallingOctets): Act;
  /** Puts a message of a call on the network. */
  protected abstract sendMessage(thread: Thread, call: Call, message: SignallingOctets): Act;
  /** Ndis[M]CmActivateVc. */
  protected abstract requestActivation(thread: Thread, vc: Vc, parameters: ParametersSource): Act<number>;
  /** Ndis[M]CmDeactivateVc. */
  protected abstract requestDeactivation(thread: Thread, vc: Vc): Act<number>;

  *ProtocolCmOpenAf(thread: Thread, family: AddressFamily): Act<number> {
    const { computer, ndis } = this.actors;
    if (thread.step()) yield;
    const enter = computer.probe.enter(thread, functionIds.ProtocolCmOpenAf, this.role);
    enter.object(objectKinds.af, family.handle);
    enter.handleArgument(tailTags.argument, 'NdisAfHandle', family.handle);
    computer.probe.emit();
    if (thread.step()) yield;
    family.callManagerContext = computer.allocate(computer.callManagerMemory, this.role, familyContextOctets, 'CallMgrAfContext');
    const status = computer.pended.openAddressFamily ? pending : success;
    const leave = computer.probe.leave(thread, functionIds.ProtocolCmOpenAf, this.role, status);
    leave.object(objectKinds.af, family.handle);
    leave.handleArgument(tailTags.out, 'CallMgrAfContext', family.callManagerContext);
    computer.probe.emit();
    if (status === pending) family.worker.start(ndis.addressFamilies.completeOpen(family.worker, family, success), thread.random);
    return status;
  }

  *ProtocolCmCloseAf(thread: Thread, family: AddressFamily): Act<number> {
    const { computer } = this.actors;
    if (thread.step()) yield;
    const enter = computer.probe.enter(thread, functionIds.ProtocolCmCloseAf, this.role);
    enter.object(objectKinds.af, family.handle);
    enter.handleArgument(tailTags.argument, 'CallMgrAfContext', family.callManagerContext);
    computer.probe.emit();
    if (thread.step()) yield;
    const status = computer.pended.closeAddressFamily ? pending : success;
    if (status === pending) family.worker.start(this.finishCloseAf(family.worker, family), thread.random);
    else computer.free(computer.callManagerMemory, this.role, family.callManagerContext);
    computer.probe.leave(thread, functionIds.ProtocolCmCloseAf, this.role, status).object(objectKinds.af, family.handle);
    computer.probe.emit();
    return status;
  }

  protected *finishCloseAf(thread: Thread, family: AddressFamily): Act {
    const { computer, ndis } = this.actors;
    if (thread.step()) yield;
    computer.free(computer.callManagerMemory, this.role, family.callManagerContext);
    yield* ndis.addressFamilies.completeClose(thread, family, success);
  }

  *ProtocolCoCreateVc(thread: Thread, vc: Vc, family: AddressFamily): Act<number> {
    const { computer } = this.actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.ProtocolCoCreateVc, this.role, vc.handle);
    enter.handleArgument(tailTags.argument, 'ProtocolAfContext', family.callManagerContext);
    computer.probe.emit();
    if (thread.step()) yield;
    vc.callManagerContext = computer.allocate(computer.callManagerMemory, this.role, vcContextOctets, 'CallMgrVcContext');
    const leave = computer.probe.leaveVc(thread, functionIds.ProtocolCoCreateVc, this.role, vc.handle, success);
    leave.handleArgument(tailTags.out, 'ProtocolVcContext', vc.callManagerContext);
    computer.probe.emit();
    return success;
  }

  *ProtocolCoDeleteVc(thread: Thread, vc: Vc): Act<number> {
    const { computer } = this.actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.ProtocolCoDeleteVc, this.role, vc.handle);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', vc.callManagerContext);
    computer.probe.emit();
    if (thread.step()) yield;
    computer.free(computer.callManagerMemory, this.role, vc.callManagerContext);
    computer.probe.leaveVc(thread, functionIds.ProtocolCoDeleteVc, this.role, vc.handle, success);
    computer.probe.emit();
    return success;
  }

  /** Pended, it returns when SETUP is out; otherwise when the call is connected and its VC active. */
  *ProtocolCmMakeCall(thread: Thread, call: Call): Act<number> {
    const { computer } = this.actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.ProtocolCmMakeCall, this.role, vc);
    enter.handleArgument(tailTags.argument, 'CallMgrVcContext', call.vc.callManagerContext);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', computer.structures.given(call.parametersAddress));
    partyArgument(enter, call.initialParty);
    computer.probe.emit();
    if (call.initialParty !== undefined) this.parties.remember(call.initialParty);
    if (thread.pass(computer.delays.callManagerSetup(thread.random))) yield;
    call.callReference = this.#callReferences.take();
    yield* this.sendMessage(thread, call, { type: messageTypes.SETUP, octets: computer.messages.setup(call) });
    let status: number = pending;
    if (!computer.pended.makeCall) {
      yield* call.connected.wait(thread);
      status = yield* this.establish(thread, call);
    }
    if (thread.step()) yield;
    const leave = computer.probe.leaveVc(thread, functionIds.ProtocolCmMakeCall, this.role, vc, status);
    if (call.initialParty !== undefined) leave.party(call.initialParty.handle);
    // Pended, it hands its context of the party over with the completion.
    const isSettled = call.initialParty === undefined || status !== pending;
    if (isSettled) leave.handleArgument(tailTags.out, 'CallMgrPartyContext', call.initialParty?.callManagerContext ?? 0);
    computer.probe.emit();
    return status;
  }

  /** The tap at the local interface sees a message before the system under test does. */
  protected tap(call: Call, message: SignallingOctets, list: number): void {
    const { probe, scheduler } = this.actors.computer;
    call.messageAtTicks = scheduler.nowTicks;
    probe.signal('rx', message.type, call.vc.handle, message.octets, list, message.party?.handle ?? 0);
  }

  /** What the call manager does about a message, in the handler that received it. */
  protected *receiveMessage(thread: Thread, call: Call, { type, party }: SignallingOctets): Act {
    if (party !== undefined) yield* this.parties.received(thread, call, party, type);
    else if (type === messageTypes['CALL PROCEEDING']) yield* this.proceeding(thread, call);
    else if (type === messageTypes.CONNECT) yield* this.connected(thread, call);
    else if (type === messageTypes['RELEASE COMPLETE']) this.released(thread, call);
  }

  /** CALL PROCEEDING: the connection identifier is known; nothing else follows from it. */
  *proceeding(_thread: Thread, _call: Call): Act {}

  protected *connected(thread: Thread, call: Call): Act {
    const { computer } = this.actors;
    call.connectedAtTicks = call.messageAtTicks;
    const octets = computer.messages.connectAcknowledge(call);
    yield* this.sendMessage(thread, call, { type: messageTypes['CONNECT ACKNOWLEDGE'], octets });
    call.connected.finish(success, thread);
    const { worker } = call.vc.lane;
    if (computer.pended.makeCall) worker.start(this.finishSetUp(worker, call), call.random);
  }

  protected released(thread: Thread, call: Call): void {
    const { computer } = this.actors;
    this.#callReferences.giveBack(call.callReference);
    call.released.finish(success, thread);
    const { worker } = call.vc.lane;
    if (computer.pended.closeCall) worker.start(this.finishClose(worker, call), call.random);
  }

  protected *finishSetUp(thread: Thread, call: Call): Act {
    const status = yield* this.establish(thread, call);
    yield* this.completeMakeCall(thread, call, status);
  }

  /** From CONNECT to everything that a connected call needs. */
  protected *establish(thread: Thread, call: Call): Act<number> {
    const { delays } = this.actors.computer;
    if (thread.passUntil(call.connectedAtTicks + delays.callManagerActivation(thread.random))) yield;
    const status = yield* this.activateForCall(thread, call);
    yield* this.prepareCompletion(thread, call);
    return status;
  }

  *activateForCall(thread: Thread, call: Call): Act<number> {
    const { structures } = this.actors.computer;
    return yield* this.activate(thread, call.vc, (address) => structures.activation(address, call.vpi, call.vci));
  }

  /** The last things between an active VC and the report of it. */
  *prepareCompletion(thread: Thread, _call: Call): Act {
    if (thread.pass(this.actors.computer.delays.callManagerCompletion(thread.random))) yield;
  }

  /** Activates a VC, with parameters in a buffer of its own, and waits until that is done. */
  protected *activate(thread: Thread, vc: Vc, parametersAt: (address: number) => Int32Array): Act<number> {
    const { computer } = this.actors;
    const address = computer.allocate(computer.callManagerMemory, this.role, callParametersOctets, 'CallParameters');
    vc.activationAddress = address;
    vc.change = new Completion();
    const parameters = (): Int32Array => parametersAt(address);
    const status = yield* this.requestActivation(thread, vc, parameters);
    if (status === pending) return yield* this.awaitActivation(thread, vc);
    yield* this.ProtocolCmActivateVcComplete(thread, vc, status, parameters, fromIds.self);
    return status;
  }

  *awaitActivation(thread: Thread, vc: Vc): Act<number> {
    return yield* vc.change.wait(thread);
  }

  *ProtocolCmActivateVcComplete(thread: Thread, vc: Vc, status: number, parameters: ParametersSource, from: number): Act {
    const { computer } = this.actors;
    const { probe } = computer;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolCmActivateVcComplete, this.role, vc.handle, from);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'CallMgrVcContext', vc.callManagerContext);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', parameters());
    probe.emit();
    if (thread.step()) yield;
    computer.free(computer.callManagerMemory, this.role, vc.activationAddress);
    probe.leaveVc(thread, functionIds.ProtocolCmActivateVcComplete, this.role, vc.handle);
    probe.emit();
    vc.change.finish(status, thread);
  }

  /** Reports the outcome of a pended request to make a call. */
  *completeMakeCall(thread: Thread, call: Call, status: number): Act {
    const { computer, ndis } = this.actors;
    const parameters = (): Int32Array => computer.structures.negotiated(call.parametersAddress, call.vpi, call.vci);
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
    yield* this.sendMessage(thread, call, { type: messageTypes.RELEASE, octets: computer.messages.release(call) });
    let status: number = pending;
    if (!computer.pended.closeCall) {
      yield* call.released.wait(thread);
      status = yield* this.deactivate(thread, call.vc);
      if (call.lastParty !== undefined) this.parties.forget(call.lastParty);
    }
    if (thread.step()) yield;
    const leave = computer.probe.leaveVc(thread, functionIds.ProtocolCmCloseCall, this.role, vc, status);
    if (call.lastParty !== undefined) leave.party(call.lastParty.handle);
    computer.probe.emit();
    return status;
  }

  protected *finishClose(thread: Thread, call: Call): Act {
    const status = yield* this.deactivate(thread, call.vc);
    if (call.lastParty !== undefined) this.parties.forget(call.lastParty);
    yield* this.actors.ndis.calls.completeCloseCall(thread, call, status);
  }

  /** Deactivates a VC and waits until that is done. */
  protected *deactivate(thread: Thread, vc: Vc): Act<number> {
    vc.change = new Completion();
    const status = yield* this.requestDeactivation(thread, vc);
    if (status === pending) return yield* vc.change.wait(thread);
    yield* this.ProtocolCmDeactivateVcComplete(thread, vc, status, fromIds.self);
    return status;
  }

  *ProtocolCmDeactivateVcComplete(thread: Thread, vc: Vc, status: number, from: number): Act {
    const { probe } = this.actors.computer;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolCmDeactivateVcComplete, this.role, vc.handle, from);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'CallMgrVcContext', vc.callManagerContext);
    probe.emit();
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolCmDeactivateVcComplete, this.role, vc.handle);
    probe.emit();
    vc.change.finish(status, thread);
  }
}
