import { functionIds } from '../../../src/core/condis/functions.ts';
import { roleIds } from '../../../src/core/condis/roles.ts';
import { fromIds, objectKinds } from '../../../src/core/trace/event-record.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import type { Act } from '../act.ts';
import type { Actors, NdisActs } from '../actors.ts';
import type { AddressFamily } from '../address-family.ts';
import type { ParametersSource } from '../call-structures.ts';
import type { Lane, Vc } from '../call.ts';
import { Completion } from '../completion.ts';
import { pending, resources, success } from '../statuses.ts';
import type { Thread } from '../thread.ts';

type VcFunctions = NdisActs['vcs'];

/** NDIS functions that create, activate, deactivate and delete VCs. */
export class NdisVcs implements VcFunctions {
  readonly #actors: Actors;

  constructor(actors: Actors) {
    this.#actors = actors;
  }

  /**
   * The client passes the address family that it opened, a call manager none: the VC is then its own, to the switch. `undefined` where
   * the creation failed: `isRefused` says that the call manager has no resources for it.
   */
  *NdisCoCreateVc(
    thread: Thread, family: AddressFamily | undefined, creatorContext: number, lane: Lane, isRefused: boolean,
  ): Act<Vc | undefined> {
    const { computer, callManager, miniport, topology } = this.#actors;
    const role = family === undefined ? roleIds.cm : roleIds.client;
    if (thread.step()) yield;
    const enter = computer.probe.enter(thread, functionIds.NdisCoCreateVc, role);
    enter.object(objectKinds.af, family?.handle ?? 0);
    enter.handleArgument(tailTags.argument, 'NdisAfHandle', family?.handle ?? 0);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', creatorContext);
    enter.nullArgument(tailTags.argument, 'NdisVcHandle');
    computer.probe.emit();
    const vc: Vc = {
      handle: computer.vcHandles.take(),
      lane,
      isSignalling: family === undefined,
      creatorContext,
      callManagerContext: family === undefined ? creatorContext : 0,
      miniportContext: 0,
      activationAddress: 0,
      isRefused,
      refusals: 0,
      isUp: false,
      family: undefined,
      isActive: false,
      change: new Completion(),
    };
    const status = family === undefined ? success : yield* callManager.ProtocolCoCreateVc(thread, vc, family);
    if (status === success && topology === 'cm') yield* miniport.MiniportCoCreateVc(thread, vc);
    if (thread.step()) yield;
    const leave = computer.probe.leave(thread, functionIds.NdisCoCreateVc, role, status);
    if (status === success) leave.vc(vc.handle);
    if (family !== undefined) leave.object(objectKinds.af, family.handle);
    computer.probe.emit();
    if (status === success) return vc;
    computer.vcHandles.giveBack(vc.handle);
    return undefined;
  }

  *NdisCoDeleteVc(thread: Thread, vc: Vc, role: number): Act<number> {
    const { computer, callManager, miniport, topology } = this.#actors;
    if (thread.step()) yield;
    computer.probe.enterVc(thread, functionIds.NdisCoDeleteVc, role, vc.handle);
    computer.probe.emit();
    if (role === roleIds.client) yield* callManager.ProtocolCoDeleteVc(thread, vc);
    if (topology === 'cm') yield* miniport.MiniportCoDeleteVc(thread, vc);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.NdisCoDeleteVc, role, vc.handle, success);
    computer.probe.emit();
    computer.vcHandles.giveBack(vc.handle);
    return success;
  }

  *NdisCmActivateVc(thread: Thread, vc: Vc, parameters: ParametersSource): Act<number> {
    const { computer, miniport } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.NdisCmActivateVc, roleIds.cm, vc.handle);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', parameters());
    computer.probe.emit();
    const status = yield* miniport.MiniportCoActivateVc(thread, vc, parameters);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.NdisCmActivateVc, roleIds.cm, vc.handle, status);
    computer.probe.emit();
    return status;
  }

  *NdisMCoActivateVcComplete(thread: Thread, vc: Vc, status: number, parameters: ParametersSource): Act {
    const { computer, callManager } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.NdisMCoActivateVcComplete, roleIds.miniport, vc.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', parameters());
    computer.probe.emit();
    yield* callManager.ProtocolCmActivateVcComplete(thread, vc, status, parameters, fromIds.ndis);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.NdisMCoActivateVcComplete, roleIds.miniport, vc.handle);
    computer.probe.emit();
  }

  /** NDIS marks the VC itself; when it pends, it reports on a thread of its own. */
  *NdisMCmActivateVc(thread: Thread, vc: Vc, parameters: ParametersSource): Act<number> {
    const { computer, callManager } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.NdisMCmActivateVc, roleIds.mcm, vc.handle);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', parameters());
    computer.probe.emit();
    const outcome = vc.refusals > 0 ? resources : success;
    if (outcome === success) vc.isActive = true;
    else vc.refusals--;
    let status: number = outcome;
    if (computer.pended.activateVc) {
      status = pending;
      const due = computer.scheduler.nowTicks + computer.delays.miniportActivation(thread.random);
      const ndisThread = vc.lane.receive;
      ndisThread.start(callManager.ProtocolCmActivateVcComplete(ndisThread, vc, outcome, parameters, fromIds.ndis), thread.random, due);
    }
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.NdisMCmActivateVc, roleIds.mcm, vc.handle, status);
    computer.probe.emit();
    return status;
  }

  *NdisCmDeactivateVc(thread: Thread, vc: Vc): Act<number> {
    const { computer, miniport } = this.#actors;
    if (thread.step()) yield;
    computer.probe.enterVc(thread, functionIds.NdisCmDeactivateVc, roleIds.cm, vc.handle);
    computer.probe.emit();
    const status = yield* miniport.MiniportCoDeactivateVc(thread, vc);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.NdisCmDeactivateVc, roleIds.cm, vc.handle, status);
    computer.probe.emit();
    return status;
  }

  *NdisMCoDeactivateVcComplete(thread: Thread, vc: Vc, status: number): Act {
    const { computer, callManager } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.NdisMCoDeactivateVcComplete, roleIds.miniport, vc.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    computer.probe.emit();
    yield* callManager.ProtocolCmDeactivateVcComplete(thread, vc, status, fromIds.ndis);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.NdisMCoDeactivateVcComplete, roleIds.miniport, vc.handle);
    computer.probe.emit();
  }

  /** Always synchronous (catalogue, DA-13). */
  *NdisMCmDeactivateVc(thread: Thread, vc: Vc): Act<number> {
    const { probe } = this.#actors.computer;
    if (thread.step()) yield;
    probe.enterVc(thread, functionIds.NdisMCmDeactivateVc, roleIds.mcm, vc.handle);
    probe.emit();
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.NdisMCmDeactivateVc, roleIds.mcm, vc.handle, success);
    probe.emit();
    return success;
  }
}
