import { functionIds } from '../../src/core/condis/functions.ts';
import { roleIds } from '../../src/core/condis/roles.ts';
import { objectKinds } from '../../src/core/trace/event-record.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import type { Act } from './act.ts';
import { CallControl } from './call-control.ts';
import type { ParametersSource } from './call-structures.ts';
import type { Call, Lane, Vc } from './call.ts';
import { HandlePool } from './handle-pool.ts';
import type { ListOwner, NetBufferList, SignallingOctets } from './net-buffer-list.ts';
import { success } from './statuses.ts';
import type { Thread } from './thread.ts';

/** Octets of the state of the signalling VC. */
const signallingContextOctets = 256;

/** The stand-alone call manager: a protocol driver, whose signalling goes through NDIS on a VC of its own. */
export class CallManager extends CallControl implements ListOwner {
  readonly role = roleIds.cm;
  readonly sendLists = new HandlePool(0x5800_0000, 0x40);
  #signallingVc: Vc | undefined;

  /** ProtocolBindAdapterEx. */
  *start(thread: Thread, lane: Lane): Act {
    const { computer, ndis } = this.actors;
    if (thread.step()) yield;
    computer.probe.enter(thread, functionIds.ProtocolBindAdapterEx, this.role);
    computer.probe.emit();
    yield* ndis.NdisOpenAdapterEx(thread);
    const context = computer.allocate(computer.callManagerMemory, this.role, signallingContextOctets, 'ProtocolVcContext');
    const vc = yield* ndis.vcs.NdisCoCreateVc(thread, undefined, context, lane, false);
    if (vc === undefined) throw new Error('the signalling VC was refused');
    yield* this.activate(thread, vc, (address) => computer.structures.signalling(address));
    this.#signallingVc = vc;
    yield* ndis.addressFamilies.register(thread);
    if (thread.step()) yield;
    computer.probe.leave(thread, functionIds.ProtocolBindAdapterEx, this.role, success);
    computer.probe.emit();
  }

  /** ProtocolUnbindAdapterEx. */
  *stop(thread: Thread): Act {
    const { computer, ndis } = this.actors;
    const vc = this.#signalling;
    if (thread.step()) yield;
    computer.probe.enter(thread, functionIds.ProtocolUnbindAdapterEx, this.role);
    computer.probe.emit();
    yield* this.notifyFamilies(thread);
    yield* this.deactivate(thread, vc);
    yield* ndis.vcs.NdisCoDeleteVc(thread, vc, this.role);
    computer.free(computer.callManagerMemory, this.role, vc.callManagerContext);
    if (thread.step()) yield;
    computer.probe.leave(thread, functionIds.ProtocolUnbindAdapterEx, this.role, success);
    computer.probe.emit();
  }

  protected *sendMessage(thread: Thread, call: Call, message: SignallingOctets): Act {
    const handle = this.sendLists.take();
    const list = { handle, vc: this.#signalling, call, lane: call.lane, owner: this, message };
    yield* this.actors.ndis.lists.NdisCoSendNetBufferLists(thread, list);
  }

  /** The tap sees it first, then the miniport indicates it. */
  *messageArrived(thread: Thread, call: Call, message: SignallingOctets, copies: 1 | 2): Act {
    const { computer, ndis } = this.actors;
    const lists: NetBufferList[] = [];
    while (lists.length < copies) {
      const handle = computer.receiveLists.take();
      this.tap(call, message, handle);
      lists.push({ handle, vc: this.#signalling, call, lane: call.lane, owner: this, message });
    }
    for (const list of lists) yield* ndis.lists.NdisMCoIndicateReceiveNetBufferLists(thread, list);
  }

  *ProtocolCoSendNetBufferListsComplete(thread: Thread, list: NetBufferList): Act {
    const { probe } = this.actors.computer;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolCoSendNetBufferListsComplete, this.role, list.vc.handle);
    enter.object(objectKinds.nbl, list.handle);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', list.vc.callManagerContext);
    enter.unsignedArgument(tailTags.argument, 'SendCompleteFlags', thread.levelFlag);
    probe.emit();
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolCoSendNetBufferListsComplete, this.role, list.vc.handle).object(objectKinds.nbl, list.handle);
    probe.emit();
  }

  /** Reads the message, does what it asks for and returns the list at once. */
  *ProtocolCoReceiveNetBufferLists(thread: Thread, list: NetBufferList): Act {
    const { computer, ndis } = this.actors;
    const { probe } = computer;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolCoReceiveNetBufferLists, this.role, list.vc.handle);
    enter.object(objectKinds.nbl, list.handle);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', list.vc.callManagerContext);
    enter.unsignedArgument(tailTags.argument, 'ReceiveFlags', thread.levelFlag);
    probe.emit();
    if (list.message !== undefined) yield* this.receiveMessage(thread, list.call, list.message);
    yield* ndis.lists.NdisReturnNetBufferLists(thread, list);
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolCoReceiveNetBufferLists, this.role, list.vc.handle).object(objectKinds.nbl, list.handle);
    probe.emit();
  }

  protected *requestActivation(thread: Thread, vc: Vc, parameters: ParametersSource): Act<number> {
    return yield* this.actors.ndis.vcs.NdisCmActivateVc(thread, vc, parameters);
  }

  protected *requestDeactivation(thread: Thread, vc: Vc): Act<number> {
    return yield* this.actors.ndis.vcs.NdisCmDeactivateVc(thread, vc);
  }

  get #signalling(): Vc {
    if (this.#signallingVc === undefined) throw new Error('the call manager is not bound');
    return this.#signallingVc;
  }
}
