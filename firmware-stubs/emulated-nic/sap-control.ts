import { functionIds } from '../../src/core/condis/functions.ts';
import { objectKinds } from '../../src/core/trace/event-record.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import type { Act } from './act.ts';
import type { Actors, SapControlActs } from './actors.ts';
import { sapStructure } from './ndis/saps.ts';
import type { Sap } from './sap.ts';
import { invalidData, pending, success } from './statuses.ts';
import type { Thread } from './thread.ts';

/** Octets of a call manager's state of a SAP. */
export const sapContextOctets = 96;

/** What either kind of call manager does about the SAPs of its clients. */
export class SapControl implements SapControlActs {
  readonly #actors: Actors;
  readonly #role: number;
  /** By address, also those whose registration is pending: calls may come in for them, too (catalogue, AF-18). */
  readonly #byAddress = new Map<string, Sap>();

  constructor(actors: Actors, role: number) {
    this.#actors = actors;
    this.#role = role;
  }

  /** The SAP that calls for an address are for. */
  find(address: string): Sap | undefined {
    return this.#byAddress.get(address);
  }

  *ProtocolCmRegisterSap(thread: Thread, sap: Sap): Act<number> {
    const { computer, ndis } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enter(thread, functionIds.ProtocolCmRegisterSap, this.#role);
    enter.object(objectKinds.sap, sap.handle);
    enter.handleArgument(tailTags.argument, 'CallMgrAfContext', sap.family.callManagerContext);
    enter.jsonArgument(tailTags.argument, 'Sap', sapStructure(sap));
    computer.probe.emit();
    if (thread.step()) yield;
    const status = this.remember(sap);
    const leave = computer.probe.leave(thread, functionIds.ProtocolCmRegisterSap, this.#role, status);
    leave.object(objectKinds.sap, sap.handle);
    leave.handleArgument(tailTags.out, 'CallMgrSapContext', sap.callManagerContext);
    computer.probe.emit();
    const { worker } = sap.family;
    if (status === pending) worker.start(ndis.saps.completeRegister(worker, sap, success), thread.random);
    return status;
  }

  /** Takes a SAP, unless another has its address. */
  remember(sap: Sap): number {
    const { computer } = this.#actors;
    if (this.#byAddress.has(sap.address)) return invalidData;
    this.#byAddress.set(sap.address, sap);
    sap.callManagerContext = computer.allocate(computer.callManagerMemory, this.#role, sapContextOctets, 'CallMgrSapContext');
    return computer.pended.registerSap ? pending : success;
  }

  *ProtocolCmDeregisterSap(thread: Thread, sap: Sap): Act<number> {
    const { computer } = this.#actors;
    if (thread.step()) yield;
    const enter = computer.probe.enter(thread, functionIds.ProtocolCmDeregisterSap, this.#role);
    enter.object(objectKinds.sap, sap.handle);
    enter.handleArgument(tailTags.argument, 'CallMgrSapContext', sap.callManagerContext);
    computer.probe.emit();
    if (thread.step()) yield;
    const status = computer.pended.deregisterSap ? pending : success;
    const { worker } = sap.family;
    if (status === pending) worker.start(this.finishDeregister(worker, sap), thread.random);
    else this.#forget(sap);
    computer.probe.leave(thread, functionIds.ProtocolCmDeregisterSap, this.#role, status).object(objectKinds.sap, sap.handle);
    computer.probe.emit();
    return status;
  }

  /** Completes a pended deregistration. */
  *finishDeregister(thread: Thread, sap: Sap): Act {
    if (thread.step()) yield;
    this.#forget(sap);
    yield* this.#actors.ndis.saps.completeDeregister(thread, sap, success);
  }

  #forget(sap: Sap): void {
    const { computer } = this.#actors;
    this.#byAddress.delete(sap.address);
    computer.free(computer.callManagerMemory, this.#role, sap.callManagerContext);
  }
}
