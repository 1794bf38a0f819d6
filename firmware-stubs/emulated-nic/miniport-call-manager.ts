import { functionIds } from '../../src/core/condis/functions.ts';
import { roleIds } from '../../src/core/condis/roles.ts';
import type { Act } from './act.ts';
import { CallControl } from './call-control.ts';
import type { ParametersSource } from './call-structures.ts';
import type { Call, Vc } from './call.ts';
import type { SignallingOctets } from './net-buffer-list.ts';
import { success } from './statuses.ts';
import type { Thread } from './thread.ts';

/** Call control inside the miniport: its signalling and its NIC are its own affair, NDIS sees the clients' VCs alone. */
export class MiniportCallManager extends CallControl {
  readonly role = roleIds.mcm;

  /** MiniportInitializeEx. */
  *start(thread: Thread): Act {
    const { computer, ndis } = this.actors;
    if (thread.step()) yield;
    computer.probe.enter(thread, functionIds.MiniportInitializeEx, this.role);
    computer.probe.emit();
    yield* ndis.addressFamilies.register(thread);
    if (thread.step()) yield;
    computer.probe.leave(thread, functionIds.MiniportInitializeEx, this.role, success);
    computer.probe.emit();
  }

  /** MiniportHaltEx. */
  *stop(thread: Thread): Act {
    const { probe } = this.actors.computer;
    if (thread.step()) yield;
    probe.enter(thread, functionIds.MiniportHaltEx, this.role);
    probe.emit();
    yield* this.notifyFamilies(thread);
    if (thread.step()) yield;
    probe.leave(thread, functionIds.MiniportHaltEx, this.role);
    probe.emit();
  }

  protected *sendMessage(thread: Thread, call: Call, message: SignallingOctets): Act {
    yield* this.actors.network.carry(thread, call, message, 0);
  }

  *messageArrived(thread: Thread, call: Call, message: SignallingOctets, copies: 1 | 2): Act {
    for (let copy = 0; copy < copies; copy++) this.tap(call, message, 0);
    for (let copy = 0; copy < copies; copy++) yield* this.receiveMessage(thread, call, message);
  }

  /** The NIC was programmed before; what NDIS does not take is taken back. */
  protected *requestActivation(thread: Thread, vc: Vc, parameters: ParametersSource): Act<number> {
    return yield* this.actors.ndis.vcs.NdisMCmActivateVc(thread, vc, parameters);
  }

  /** The NIC is stopped first. */
  protected *requestDeactivation(thread: Thread, vc: Vc): Act<number> {
    const { computer, ndis } = this.actors;
    vc.isActive = false;
    if (thread.pass(computer.delays.miniportDeactivation(thread.random))) yield;
    return yield* ndis.vcs.NdisMCmDeactivateVc(thread, vc);
  }
}
