import { functionIds } from '../../../src/core/condis/functions.ts';
import { roleIds } from '../../../src/core/condis/roles.ts';
import { fromIds, objectKinds } from '../../../src/core/trace/event-record.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import type { Act } from '../act.ts';
import type { Actors } from '../actors.ts';
import type { AddressFamily } from '../address-family.ts';
import { success } from '../statuses.ts';
import type { Thread } from '../thread.ts';

/** CO_ADDRESS_FAMILY of UNI 3.1: CO_ADDRESS_FAMILY_Q2931, version 3.1. */
const q2931 = { AddressFamily: 1, MajorVersion: 3, MinorVersion: 1 };

/** NDIS functions that register, open and close an address family. */
export class NdisAddressFamilies {
  readonly #actors: Actors;
  readonly #register: number;
  readonly #openComplete: number;
  readonly #closeComplete: number;
  readonly #notifyClose: number;

  constructor(actors: Actors) {
    this.#actors = actors;
    const isCm = actors.topology === 'cm';
    this.#register = isCm ? functionIds.NdisCmRegisterAddressFamilyEx : functionIds.NdisMCmRegisterAddressFamilyEx;
    this.#openComplete = isCm ? functionIds.NdisCmOpenAddressFamilyComplete : functionIds.NdisMCmOpenAddressFamilyComplete;
    this.#notifyClose = isCm ? functionIds.NdisCmNotifyCloseAddressFamily : functionIds.NdisMCmNotifyCloseAddressFamily;
    this.#closeComplete = isCm ? functionIds.NdisCmCloseAddressFamilyComplete : functionIds.NdisMCmCloseAddressFamilyComplete;
  }

  /** The clients on the binding are notified once the driver's own handler has returned. */
  *register(thread: Thread): Act<number> {
    const { computer, callManager } = this.#actors;
    if (thread.step()) yield;
    computer.probe.enter(thread, this.#register, callManager.role).jsonArgument(tailTags.argument, 'AddressFamily', q2931);
    computer.probe.emit();
    if (thread.step()) yield;
    computer.probe.leave(thread, this.#register, callManager.role, success);
    computer.probe.emit();
    return success;
  }

  *NdisClOpenAddressFamilyEx(thread: Thread, family: AddressFamily): Act<number> {
    const { computer, callManager } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enter(thread, functionIds.NdisClOpenAddressFamilyEx, roleIds.client);
    enter.jsonArgument(tailTags.argument, 'AddressFamily', q2931);
    enter.handleArgument(tailTags.argument, 'ProtocolAfContext', family.clientContext);
    computer.probe.emit();
    const status = yield* callManager.ProtocolCmOpenAf(thread, family);
    if (thread.step()) yield;
    computer.probe.leave(thread, functionIds.NdisClOpenAddressFamilyEx, roleIds.client, status).object(objectKinds.af, family.handle);
    computer.probe.emit();
    return status;
  }

  /** Ndis[M]CmOpenAddressFamilyComplete. */
  *completeOpen(thread: Thread, family: AddressFamily, status: number): Act {
    const { computer, callManager, client } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enter(thread, this.#openComplete, callManager.role);
    enter.object(objectKinds.af, family.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'CallMgrAfContext', family.callManagerContext);
    computer.probe.emit();
    yield* client.ProtocolClOpenAfCompleteEx(thread, family, status, fromIds.ndis);
    if (thread.step()) yield;
    computer.probe.leave(thread, this.#openComplete, callManager.role).object(objectKinds.af, family.handle);
    computer.probe.emit();
  }

  *NdisClCloseAddressFamily(thread: Thread, family: AddressFamily): Act<number> {
    const { computer, callManager } = this.#actors;
    if (thread.step()) yield;
    computer.probe.enter(thread, functionIds.NdisClCloseAddressFamily, roleIds.client).object(objectKinds.af, family.handle);
    computer.probe.emit();
    const status = yield* callManager.ProtocolCmCloseAf(thread, family);
    if (thread.step()) yield;
    computer.probe.leave(thread, functionIds.NdisClCloseAddressFamily, roleIds.client, status).object(objectKinds.af, family.handle);
    computer.probe.emit();
    return status;
  }

  /** Ndis[M]CmCloseAddressFamilyComplete. */
  *completeClose(thread: Thread, family: AddressFamily, status: number): Act {
    const { computer, callManager, client } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enter(thread, this.#closeComplete, callManager.role);
    enter.object(objectKinds.af, family.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    computer.probe.emit();
    yield* client.ProtocolClCloseAfComplete(thread, family, status, fromIds.ndis);
    if (thread.step()) yield;
    computer.probe.leave(thread, this.#closeComplete, callManager.role).object(objectKinds.af, family.handle);
    computer.probe.emit();
  }

  /** Ndis[M]CmNotifyCloseAddressFamily: the call manager asks the client to close the family. */
  *notifyClose(thread: Thread, family: AddressFamily): Act<number> {
    const { computer, callManager, client } = this.#actors;
    if (thread.step()) yield;
    computer.probe.enter(thread, this.#notifyClose, callManager.role).object(objectKinds.af, family.handle);
    computer.probe.emit();
    const status = yield* client.ProtocolClNotifyCloseAf(thread, family);
    if (thread.step()) yield;
    computer.probe.leave(thread, this.#notifyClose, callManager.role, status).object(objectKinds.af, family.handle);
    computer.probe.emit();
    return status;
  }

  *NdisClNotifyCloseAddressFamilyComplete(thread: Thread, family: AddressFamily, status: number): Act {
    const { computer, callManager } = this.#actors;
    const fn = functionIds.NdisClNotifyCloseAddressFamilyComplete;
    if (thread.step()) yield;
    const enter = computer.probe.enter(thread, fn, roleIds.client);
    enter.object(objectKinds.af, family.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    computer.probe.emit();
    yield* callManager.ProtocolCmNotifyCloseAfComplete(thread, family, status, fromIds.ndis);
    if (thread.step()) yield;
    computer.probe.leave(thread, fn, roleIds.client).object(objectKinds.af, family.handle);
    computer.probe.emit();
  }
}
