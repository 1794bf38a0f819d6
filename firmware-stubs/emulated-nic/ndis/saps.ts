import { functionIds } from '../../../src/core/condis/functions.ts';
import { roleIds } from '../../../src/core/condis/roles.ts';
import { fromIds, objectKinds } from '../../../src/core/trace/event-record.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import type { Act } from '../act.ts';
import type { Actors } from '../actors.ts';
import { nsapDigits } from '../call-structures.ts';
import type { Sap } from '../sap.ts';
import { pending, success } from '../statuses.ts';
import type { Thread } from '../thread.ts';

/** SAP_TYPE_NSAP and SAP_TYPE_E164 of atm.h. */
const sapTypes = { nsap: 1, e164: 2 } as const;

/** CO_SAP, with the address in place of its octets. */
export function sapStructure({ address }: Sap): object {
  const isNsap = address.length === nsapDigits;
  return { SapType: isNsap ? sapTypes.nsap : sapTypes.e164, SapLength: isNsap ? nsapDigits / 2 : address.length, Sap: address };
}

/** NDIS functions that register and deregister SAPs. */
export class NdisSaps {
  readonly #actors: Actors;
  readonly #registerComplete: number;
  readonly #deregisterComplete: number;

  constructor(actors: Actors) {
    this.#actors = actors;
    const isCm = actors.topology === 'cm';
    this.#registerComplete = isCm ? functionIds.NdisCmRegisterSapComplete : functionIds.NdisMCmRegisterSapComplete;
    this.#deregisterComplete = isCm ? functionIds.NdisCmDeregisterSapComplete : functionIds.NdisMCmDeregisterSapComplete;
  }

  *NdisClRegisterSap(thread: Thread, sap: Sap): Act<number> {
    const { computer, callManager } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enter(thread, functionIds.NdisClRegisterSap, roleIds.client);
    enter.object(objectKinds.af, sap.family.handle);
    enter.handleArgument(tailTags.argument, 'ProtocolSapContext', sap.clientContext);
    enter.jsonArgument(tailTags.argument, 'Sap', sapStructure(sap));
    computer.probe.emit();
    const status = yield* callManager.saps.ProtocolCmRegisterSap(thread, sap);
    if (thread.step()) yield;
    const leave = computer.probe.leave(thread, functionIds.NdisClRegisterSap, roleIds.client, status);
    // Pended, the completion handler gets the handle; refused, there is none.
    if (status === success) leave.object(objectKinds.sap, sap.handle);
    else if (status !== pending) leave.nullArgument(tailTags.out, 'NdisSapHandle');
    computer.probe.emit();
    return status;
  }

  /** Ndis[M]CmRegisterSapComplete. */
  *completeRegister(thread: Thread, sap: Sap, status: number): Act {
    const { computer, callManager, client } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enter(thread, this.#registerComplete, callManager.role);
    enter.object(objectKinds.sap, sap.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'CallMgrSapContext', sap.callManagerContext);
    computer.probe.emit();
    yield* client.saps.ProtocolClRegisterSapComplete(thread, sap, status, fromIds.ndis);
    if (thread.step()) yield;
    computer.probe.leave(thread, this.#registerComplete, callManager.role).object(objectKinds.sap, sap.handle);
    computer.probe.emit();
  }

  *NdisClDeregisterSap(thread: Thread, sap: Sap): Act<number> {
    const { computer, callManager } = this.#actors;
    if (thread.step()) yield;
    computer.probe.enter(thread, functionIds.NdisClDeregisterSap, roleIds.client).object(objectKinds.sap, sap.handle);
    computer.probe.emit();
    const status = yield* callManager.saps.ProtocolCmDeregisterSap(thread, sap);
    if (thread.step()) yield;
    computer.probe.leave(thread, functionIds.NdisClDeregisterSap, roleIds.client, status).object(objectKinds.sap, sap.handle);
    computer.probe.emit();
    return status;
  }

  /** Ndis[M]CmDeregisterSapComplete. */
  *completeDeregister(thread: Thread, sap: Sap, status: number): Act {
    const { computer, callManager, client } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enter(thread, this.#deregisterComplete, callManager.role);
    enter.object(objectKinds.sap, sap.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    computer.probe.emit();
    yield* client.saps.ProtocolClDeregisterSapComplete(thread, sap, status, fromIds.ndis);
    if (thread.step()) yield;
    computer.probe.leave(thread, this.#deregisterComplete, callManager.role).object(objectKinds.sap, sap.handle);
    computer.probe.emit();
  }
}
