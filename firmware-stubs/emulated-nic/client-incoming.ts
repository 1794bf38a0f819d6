import { functionIds } from '../../src/core/condis/functions.ts';
import { roleIds } from '../../src/core/condis/roles.ts';
import type { CourseName } from '../../src/core/scenario/course.ts';
import { objectKinds } from '../../src/core/trace/event-record.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import type { Act } from './act.ts';
import type { Actors, ClientIncomingActs } from './actors.ts';
import type { AddressFamily } from './address-family.ts';
import type { Call, Vc } from './call.ts';
import type { Sap } from './sap.ts';
import { failure, notSupported, pending, resources, success } from './statuses.ts';
import type { Thread } from './thread.ts';

/** Octets of the client's state of a VC. */
const vcContextOctets = 128;

/** What ProtocolClIncomingCall returns where the course does not say it, nor that it is success. */
const returned: Readonly<Partial<Record<CourseName, number>>> = {
  incomingPended: pending, incomingAbandoned: pending, incomingRejectedLater: pending, incomingNotSupported: notSupported,
  incomingParametersChanged: pending, incomingChangesRefused: pending,
};

/** What the client does about calls of the network, on VCs of the call manager, and about calls that the other side closes. */
export class ClientIncoming implements ClientIncomingActs {
  readonly #actors: Actors;

  constructor(actors: Actors) {
    this.#actors = actors;
  }

  /** The call manager creates a VC for a call to come. */
  *ProtocolCoCreateVc(thread: Thread, vc: Vc, family: AddressFamily): Act<number> {
    const { computer } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.ProtocolCoCreateVc, roleIds.client, vc.handle);
    enter.handleArgument(tailTags.argument, 'ProtocolAfContext', family.clientContext);
    computer.probe.emit();
    if (thread.step()) yield;
    vc.clientContext = computer.allocate(computer.clientMemory, roleIds.client, vcContextOctets, 'ProtocolVcContext');
    const leave = computer.probe.leaveVc(thread, functionIds.ProtocolCoCreateVc, roleIds.client, vc.handle, success);
    leave.handleArgument(tailTags.out, 'ProtocolVcContext', vc.clientContext);
    computer.probe.emit();
    return success;
  }

  *ProtocolCoDeleteVc(thread: Thread, vc: Vc): Act<number> {
    const { computer } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.ProtocolCoDeleteVc, roleIds.client, vc.handle);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', vc.clientContext);
    computer.probe.emit();
    if (thread.step()) yield;
    computer.free(computer.clientMemory, roleIds.client, vc.clientContext);
    computer.probe.leaveVc(thread, functionIds.ProtocolCoDeleteVc, roleIds.client, vc.handle, success);
    computer.probe.emit();
    return success;
  }

  *ProtocolClIncomingCall(thread: Thread, call: Call, sap: Sap): Act<number> {
    const { computer } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.ProtocolClIncomingCall, roleIds.client, vc);
    enter.object(objectKinds.sap, sap.handle);
    enter.handleArgument(tailTags.argument, 'ProtocolSapContext', sap.clientContext);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', call.vc.clientContext);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', computer.structures.offered(call));
    computer.probe.emit();
    if (thread.step()) yield;
    const status = this.judgeOffer(call);
    const leave = computer.probe.leaveVc(thread, functionIds.ProtocolClIncomingCall, roleIds.client, vc, status);
    leave.object(objectKinds.sap, sap.handle);
    computer.probe.emit();
    call.offered.finish(status, thread);
    return status;
  }

  /** What the client says to an offer at once. */
  judgeOffer({ course: { name, status = resources } }: Call): number {
    return name === 'incomingRejected' ? status : (returned[name] ?? success);
  }

  /** Waits for a call of the network; gives what ProtocolClIncomingCall returned. */
  *awaitOffer(thread: Thread, call: Call): Act<number> {
    return yield* call.offered.wait(thread);
  }

  /** Answers an offer that it pended; gives the answer. */
  *answer(thread: Thread, call: Call): Act<number> {
    const { name, status: rejection = resources } = call.course;
    const status = name === 'incomingRejectedLater' ? rejection : success;
    yield* this.#actors.ndis.incomingCalls.NdisClIncomingCallComplete(thread, call, status);
    return status;
  }

  /** Waits until a call that the client accepted is connected, or will not be. */
  *awaitConnected(thread: Thread, call: Call): Act<number> {
    return yield* call.setUp.wait(thread);
  }

  *ProtocolClCallConnected(thread: Thread, call: Call): Act {
    const { probe } = this.#actors.computer;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolClCallConnected, roleIds.client, vc);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', call.vc.clientContext);
    probe.emit();
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolClCallConnected, roleIds.client, vc);
    probe.emit();
    call.setUp.finish(success, thread);
  }

  /** Closes the call here and now, unless there are parties to be dropped first, which the client's own thread does. */
  *ProtocolClIncomingCloseCall(thread: Thread, call: Call, closeStatus: number): Act {
    const { probe } = this.#actors.computer;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolClIncomingCloseCall, roleIds.client, vc);
    enter.statusArgument(tailTags.argument, 'CloseStatus', closeStatus);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', call.vc.clientContext);
    enter.nullArgument(tailTags.argument, 'CloseData');
    enter.unsignedArgument(tailTags.argument, 'Size', 0);
    probe.emit();
    call.remoteStatus = closeStatus;
    if (call.initialParty === undefined) yield* this.followClose(thread, call);
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolClIncomingCloseCall, roleIds.client, vc);
    probe.emit();
    call.setUp.finish(failure, thread);
    call.remoteClosed.finish(closeStatus, thread);
  }

  /** The client asks for the call to be closed that the other side has closed. */
  *followClose(thread: Thread, call: Call): Act {
    yield* this.#actors.client.requestClose(thread, call);
  }

  /** Waits until the other side has closed the call. */
  *awaitRemoteClose(thread: Thread, call: Call): Act {
    yield* call.remoteClosed.wait(thread);
  }
}
