import { functionIds } from '../../src/core/condis/functions.ts';
import { fromIds, objectKinds } from '../../src/core/trace/event-record.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import type { Act } from './act.ts';
import type { Actors } from './actors.ts';
import type { AddressFamily } from './address-family.ts';
import { callParametersOctets, type ParametersSource } from './call-structures.ts';
import type { Vc } from './call.ts';
import { Completion } from './completion.ts';
import { pending, resources, success } from './statuses.ts';
import type { Thread } from './thread.ts';

/** Octets of the call manager's state of a VC and of an address family. */
const vcContextOctets = 256;
const familyContextOctets = 128;

/** What either kind of call manager does about address families and VCs. */
export abstract class VcControl {
  abstract readonly role: number;
  protected readonly actors: Actors;

  readonly #families = new Set<AddressFamily>();

  constructor(actors: Actors) {
    this.actors = actors;
  }

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
    this.#families.add(family);
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
    // A family that has calls is closed when the last of them is gone.
    const status = computer.pended.closeAddressFamily || family.vcs > 0 ? pending : success;
    if (status === pending) family.worker.start(this.finishCloseAf(family.worker, family), thread.random);
    else this.#forgetFamily(family);
    computer.probe.leave(thread, functionIds.ProtocolCmCloseAf, this.role, status).object(objectKinds.af, family.handle);
    computer.probe.emit();
    return status;
  }

  *finishCloseAf(thread: Thread, family: AddressFamily): Act {
    const { ndis } = this.actors;
    while (family.vcs > 0) yield* family.emptied.wait(thread);
    if (thread.step()) yield;
    this.#forgetFamily(family);
    yield* ndis.addressFamilies.completeClose(thread, family, success);
  }

  #forgetFamily(family: AddressFamily): void {
    const { computer } = this.actors;
    computer.free(computer.callManagerMemory, this.role, family.callManagerContext);
    this.#families.delete(family);
  }

  /** Has every client close its address family, before the call manager goes. */
  *notifyFamilies(thread: Thread): Act {
    const { ndis } = this.actors;
    for (const family of this.#families) {
      const status = yield* ndis.addressFamilies.notifyClose(thread, family);
      if (status === pending) yield* family.noticeAnswered.wait(thread);
      else yield* this.ProtocolCmNotifyCloseAfComplete(thread, family, status, fromIds.self);
    }
  }

  *ProtocolCmNotifyCloseAfComplete(thread: Thread, family: AddressFamily, status: number, from: number): Act {
    const { probe } = this.actors.computer;
    if (thread.step()) yield;
    const enter = probe.enter(thread, functionIds.ProtocolCmNotifyCloseAfComplete, this.role, from);
    enter.object(objectKinds.af, family.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    probe.emit();
    if (thread.step()) yield;
    probe.leave(thread, functionIds.ProtocolCmNotifyCloseAfComplete, this.role).object(objectKinds.af, family.handle);
    probe.emit();
    family.noticeAnswered.finish(status, thread);
  }

  *ProtocolCoCreateVc(thread: Thread, vc: Vc, family: AddressFamily): Act<number> {
    const { computer } = this.actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.ProtocolCoCreateVc, this.role, vc.handle);
    enter.handleArgument(tailTags.argument, 'ProtocolAfContext', family.callManagerContext);
    computer.probe.emit();
    if (thread.step()) yield;
    if (vc.isRefused || family.vcs >= computer.vcTable) {
      const status = this.refuseVc();
      computer.probe.leaveVc(thread, functionIds.ProtocolCoCreateVc, this.role, vc.handle, status);
      computer.probe.emit();
      return status;
    }
    vc.callManagerContext = computer.allocate(computer.callManagerMemory, this.role, vcContextOctets, 'CallMgrVcContext');
    const leave = computer.probe.leaveVc(thread, functionIds.ProtocolCoCreateVc, this.role, vc.handle, success);
    leave.handleArgument(tailTags.out, 'ProtocolVcContext', vc.callManagerContext);
    computer.probe.emit();
    vc.family = family;
    family.vcs++;
    return success;
  }

  /** What the call manager answers to the creation of a VC that it has no resources for. */
  refuseVc(): number {
    return resources;
  }

  *ProtocolCoDeleteVc(thread: Thread, vc: Vc): Act<number> {
    const { computer } = this.actors;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.ProtocolCoDeleteVc, this.role, vc.handle);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', vc.callManagerContext);
    computer.probe.emit();
    if (thread.step()) yield;
    this.forgetVc(vc);
    computer.probe.leaveVc(thread, functionIds.ProtocolCoDeleteVc, this.role, vc.handle, success);
    computer.probe.emit();
    const { family } = vc;
    if (family !== undefined && --family.vcs === 0) {
      family.emptied.finishNow(success);
      family.emptied = new Completion();
    }
    return success;
  }

  /** Gives back what it allocated for a VC. */
  forgetVc(vc: Vc): void {
    const { computer } = this.actors;
    computer.free(computer.callManagerMemory, this.role, vc.callManagerContext);
  }

  /** Activates a VC, with parameters in a buffer of its own, and waits until that is done. */
  protected *activate(thread: Thread, vc: Vc, parametersAt: (address: number) => Int32Array): Act<number> {
    const { computer } = this.actors;
    const address = computer.allocate(computer.callManagerMemory, this.role, callParametersOctets, 'CallParameters');
    vc.activationAddress = address;
    vc.change = new Completion();
    const parameters = (): Int32Array => parametersAt(address);
    let status = yield* this.requestActivation(thread, vc, parameters);
    if (status === pending) status = yield* this.awaitActivation(thread, vc);
    else yield* this.ProtocolCmActivateVcComplete(thread, vc, status, parameters, fromIds.self);
    if (status === success) vc.isUp = true;
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

  /** Deactivates a VC and waits until that is done. */
  protected *deactivate(thread: Thread, vc: Vc): Act<number> {
    vc.change = new Completion();
    vc.isUp = false;
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
