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
import { failure, pending, resources, success } from '../statuses.ts';
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
    this.#enterCreate(thread, functionIds.NdisCoCreateVc, role, family?.handle ?? 0, 'ProtocolVcContext', creatorContext);
    const vc = this.#newVc(lane, role, creatorContext, isRefused);
    const answer = family === undefined ? success : yield* callManager.ProtocolCoCreateVc(thread, vc, family);
    // A creation cannot be pended: NDIS takes that for a failure.
    const status = answer === pending ? failure : answer;
    if (status === success && topology === 'cm') yield* miniport.MiniportCoCreateVc(thread, vc);
    if (thread.step()) yield;
    this.#leaveCreate(thread, functionIds.NdisCoCreateVc, vc, family?.handle ?? 0, status);
    if (status === success) return vc;
    computer.vcHandles.giveBack(vc.handle);
    return undefined;
  }

  /** NdisCoCreateVc of a call manager, NdisMCmCreateVc of an MCM, for a call of the network to the client that opened the family. */
  *createForIncoming(thread: Thread, family: AddressFamily, creatorContext: number, lane: Lane): Act<Vc> {
    const { callManager, client, miniport, topology } = this.#actors;
    const isCm = topology === 'cm';
    const fn = isCm ? functionIds.NdisCoCreateVc : functionIds.NdisMCmCreateVc;
    if (thread.step()) yield;
    this.#enterCreate(thread, fn, callManager.role, family.handle, isCm ? 'ProtocolVcContext' : 'MiniportVcContext', creatorContext);
    const vc = this.#newVc(lane, callManager.role, creatorContext, false);
    yield* client.incoming.ProtocolCoCreateVc(thread, vc, family);
    if (isCm) yield* miniport.MiniportCoCreateVc(thread, vc);
    if (thread.step()) yield;
    this.#leaveCreate(thread, fn, vc, family.handle, success);
    return vc;
  }

  #enterCreate(thread: Thread, fn: number, role: number, family: number, contextName: string, context: number): void {
    const { probe } = this.#actors.computer;
    const enter = probe.enter(thread, fn, role);
    enter.object(objectKinds.af, family);
    enter.handleArgument(tailTags.argument, 'NdisAfHandle', family);
    enter.handleArgument(tailTags.argument, contextName, context);
    enter.nullArgument(tailTags.argument, 'NdisVcHandle');
    probe.emit();
  }

  #leaveCreate(thread: Thread, fn: number, vc: Vc, family: number, status: number): void {
    const { probe } = this.#actors.computer;
    const leave = probe.leave(thread, fn, vc.creator, status);
    if (status === success) leave.vc(vc.handle);
    if (family !== 0) leave.object(objectKinds.af, family);
    probe.emit();
  }

  #newVc(lane: Lane, creator: number, creatorContext: number, isRefused: boolean): Vc {
    const isClients = creator === roleIds.client;
    return {
      handle: this.#actors.computer.vcHandles.take(),
      lane,
      creator,
      clientContext: isClients ? creatorContext : 0,
      callManagerContext: isClients ? 0 : creatorContext,
      miniportContext: 0,
      activationAddress: 0,
      isRefused,
      refusals: 0,
      isUp: false,
      family: undefined,
      isActive: false,
      change: new Completion(),
    };
  }

  /** NdisCoDeleteVc, or NdisMCmDeleteVc of an MCM. `role` is the caller's. */
  *NdisCoDeleteVc(thread: Thread, vc: Vc, role: number): Act<number> {
    const { computer, callManager, client, miniport, topology } = this.#actors;
    const fn = role === roleIds.mcm ? functionIds.NdisMCmDeleteVc : functionIds.NdisCoDeleteVc;
    if (thread.step()) yield;
    computer.probe.enterVc(thread, fn, role, vc.handle);
    computer.probe.emit();
    if (role === roleIds.client) yield* callManager.ProtocolCoDeleteVc(thread, vc);
    else if (vc.clientContext !== 0) yield* client.incoming.ProtocolCoDeleteVc(thread, vc);
    if (topology === 'cm') yield* miniport.MiniportCoDeleteVc(thread, vc);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, fn, role, vc.handle, success);
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
    if (vc.lane.pended.activateVc) {
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
