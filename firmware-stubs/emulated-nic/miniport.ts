import { functionIds } from '../../src/core/condis/functions.ts';
import { roleIds } from '../../src/core/condis/roles.ts';
import { objectKinds } from '../../src/core/trace/event-record.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import type { Act } from './act.ts';
import type { Actors, MiniportActs } from './actors.ts';
import type { ParametersSource } from './call-structures.ts';
import type { Call, Vc } from './call.ts';
import type { NetBufferList } from './net-buffer-list.ts';
import { invalidData, pending, success, vcNotActivated } from './statuses.ts';
import type { Thread } from './thread.ts';
import type { ReturnableList } from './transfer.ts';

/** Octets of the miniport's state of a VC. */
const vcContextOctets = 192;

/**
 * The driver of the NIC. Beside a stand-alone call manager it creates, activates and deletes VCs on request; in a miniport call
 * manager only its sends and receives are seen.
 */
export class Miniport implements MiniportActs {
  readonly role: number;
  readonly #actors: Actors;

  constructor(actors: Actors) {
    this.#actors = actors;
    this.role = actors.topology === 'cm' ? roleIds.miniport : roleIds.mcm;
  }

  *MiniportCoCreateVc(thread: Thread, vc: Vc): Act<number> {
    const { computer } = this.#actors;
    if (thread.step()) yield;
    computer.probe.enterVc(thread, functionIds.MiniportCoCreateVc, this.role, vc.handle);
    computer.probe.emit();
    if (thread.step()) yield;
    vc.miniportContext = computer.allocate(computer.miniportMemory, this.role, vcContextOctets, 'MiniportVcContext');
    const leave = computer.probe.leaveVc(thread, functionIds.MiniportCoCreateVc, this.role, vc.handle, success);
    leave.handleArgument(tailTags.out, 'MiniportVcContext', vc.miniportContext);
    computer.probe.emit();
    return success;
  }

  *MiniportCoDeleteVc(thread: Thread, vc: Vc): Act<number> {
    const { computer } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.MiniportCoDeleteVc, this.role, vc.handle);
    enter.handleArgument(tailTags.argument, 'MiniportVcContext', vc.miniportContext);
    computer.probe.emit();
    if (thread.step()) yield;
    computer.free(computer.miniportMemory, this.role, vc.miniportContext);
    computer.probe.leaveVc(thread, functionIds.MiniportCoDeleteVc, this.role, vc.handle, success);
    computer.probe.emit();
    return success;
  }

  /** Programs the NIC. */
  *MiniportCoActivateVc(thread: Thread, vc: Vc, parameters: ParametersSource): Act<number> {
    const { computer } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.MiniportCoActivateVc, this.role, vc.handle);
    enter.handleArgument(tailTags.argument, 'MiniportVcContext', vc.miniportContext);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', parameters());
    computer.probe.emit();
    const due = computer.scheduler.nowTicks + computer.delays.miniportActivation(thread.random);
    let status: number = pending;
    if (vc.lane.pended.activateVc) {
      vc.lane.receive.start(this.finishActivation(vc.lane.receive, vc, parameters), thread.random, due);
    } else {
      if (thread.passUntil(due)) yield;
      status = this.programNic(vc);
    }
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.MiniportCoActivateVc, this.role, vc.handle, status);
    computer.probe.emit();
    return status;
  }

  *finishActivation(thread: Thread, vc: Vc, parameters: ParametersSource): Act {
    yield* this.#actors.ndis.vcs.NdisMCoActivateVcComplete(thread, vc, this.programNic(vc), parameters);
  }

  /** The NIC takes the parameters of a VC or refuses them; then it goes on as before. */
  programNic(vc: Vc): number {
    if (vc.refusals > 0) {
      vc.refusals--;
      return invalidData;
    }
    vc.isActive = true;
    return success;
  }

  *MiniportCoDeactivateVc(thread: Thread, vc: Vc): Act<number> {
    const { computer } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.MiniportCoDeactivateVc, this.role, vc.handle);
    enter.handleArgument(tailTags.argument, 'MiniportVcContext', vc.miniportContext);
    computer.probe.emit();
    vc.isActive = false;
    let status: number = success;
    const due = computer.scheduler.nowTicks + computer.delays.miniportDeactivation(thread.random);
    if (vc.lane.pended.deactivateVc) {
      status = pending;
      const { receive } = vc.lane;
      receive.start(this.#actors.ndis.vcs.NdisMCoDeactivateVcComplete(receive, vc, success), thread.random, due);
    } else if (thread.passUntil(due)) {
      yield;
    }
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.MiniportCoDeactivateVc, this.role, vc.handle, status);
    computer.probe.emit();
    return status;
  }

  /** Takes every list; what is meant for a VC that is not active comes back with an error. */
  *MiniportCoSendNetBufferLists(thread: Thread, list: NetBufferList): Act {
    const { computer, network } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.MiniportCoSendNetBufferLists, this.role, list.vc.handle);
    enter.object(objectKinds.nbl, list.handle);
    enter.unsignedArgument(tailTags.argument, 'SendFlags', thread.levelFlag);
    computer.probe.emit();
    const due = computer.scheduler.nowTicks + computer.delays.transmission(thread.random);
    if (list.message !== undefined) yield* network.carry(thread, list.call, list.message, list.handle);
    if (thread.step()) yield;
    const leave = computer.probe.leaveVc(thread, functionIds.MiniportCoSendNetBufferLists, this.role, list.vc.handle);
    leave.object(objectKinds.nbl, list.handle);
    computer.probe.emit();
    const status = list.vc.isActive ? success : vcNotActivated;
    list.lane.transmit.start(this.completeSend(list.lane.transmit, list, status), thread.random, due);
  }

  *completeSend(thread: Thread, list: NetBufferList, status: number): Act {
    if (list.isAnswered === true && status === success) this.#actors.network.answerData(thread, list.call);
    yield* this.#actors.ndis.lists.NdisMCoSendNetBufferListsComplete(thread, list, status);
  }

  /** User data came in on a call's VC. */
  *receiveData(thread: Thread, call: Call): Act {
    const { client, computer, ndis } = this.#actors;
    const list = { handle: computer.receiveLists.take(), vc: call.vc, call, lane: call.lane, owner: client };
    yield* ndis.lists.NdisMCoIndicateReceiveNetBufferLists(thread, list);
  }

  *MiniportReturnNetBufferLists(thread: Thread, list: ReturnableList): Act {
    const { probe } = this.#actors.computer;
    if (thread.step()) yield;
    probe.enter(thread, functionIds.MiniportReturnNetBufferLists, this.role).object(objectKinds.nbl, list.handle);
    probe.emit();
    if (thread.step()) yield;
    probe.leave(thread, functionIds.MiniportReturnNetBufferLists, this.role).object(objectKinds.nbl, list.handle);
    probe.emit();
  }
}
