import { functionIds } from '../../src/core/condis/functions.ts';
import { roleIds } from '../../src/core/condis/roles.ts';
import { fromIds, objectKinds } from '../../src/core/trace/event-record.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import type { Act } from './act.ts';
import type { Actors, ClientSapActs } from './actors.ts';
import type { AddressFamily } from './address-family.ts';
import { Completion } from './completion.ts';
import { HandlePool } from './handle-pool.ts';
import { sapStructure } from './ndis/saps.ts';
import type { Sap } from './sap.ts';
import { pending, success } from './statuses.ts';
import type { Thread } from './thread.ts';

/** Octets of the client's state of a SAP. */
const sapContextOctets = 64;

/** What the client does about SAPs. */
export class ClientSaps implements ClientSapActs {
  readonly #actors: Actors;
  readonly #handles = new HandlePool(0x4000_0000, 0x100);
  readonly #registered: Sap[] = [];

  constructor(actors: Actors) {
    this.#actors = actors;
  }

  /** Registers the SAP of an address and waits for the outcome. */
  *register(thread: Thread, family: AddressFamily, address: string): Act<number> {
    const { computer, ndis } = this.#actors;
    const sap: Sap = {
      handle: this.#handles.take(), family, address, callManagerContext: 0, registered: new Completion(), deregistered: new Completion(),
      clientContext: computer.allocate(computer.clientMemory, roleIds.client, sapContextOctets, 'ProtocolSapContext'),
    };
    const returned = yield* ndis.saps.NdisClRegisterSap(thread, sap);
    if (returned !== pending) yield* this.ProtocolClRegisterSapComplete(thread, sap, returned, fromIds.self);
    const status = yield* sap.registered.wait(thread);
    if (status === success) this.#registered.push(sap);
    else this.#forget(sap);
    return status;
  }

  /** Deregisters every SAP, one after another. */
  *deregisterAll(thread: Thread): Act {
    for (const sap of this.#registered.splice(0)) yield* this.deregister(thread, sap);
  }

  *deregister(thread: Thread, sap: Sap): Act {
    const status = yield* this.#actors.ndis.saps.NdisClDeregisterSap(thread, sap);
    if (status !== pending) yield* this.ProtocolClDeregisterSapComplete(thread, sap, status, fromIds.self);
    yield* sap.deregistered.wait(thread);
    this.#forget(sap);
  }

  #forget(sap: Sap): void {
    const { computer } = this.#actors;
    computer.free(computer.clientMemory, roleIds.client, sap.clientContext);
    this.#handles.giveBack(sap.handle);
  }

  *ProtocolClRegisterSapComplete(thread: Thread, sap: Sap, status: number, from: number): Act {
    const { probe } = this.#actors.computer;
    if (thread.step()) yield;
    const enter = probe.enter(thread, functionIds.ProtocolClRegisterSapComplete, roleIds.client, from);
    if (status === success) enter.object(objectKinds.sap, sap.handle);
    else enter.nullArgument(tailTags.argument, 'NdisSapHandle');
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'ProtocolSapContext', sap.clientContext);
    enter.jsonArgument(tailTags.argument, 'Sap', sapStructure(sap));
    probe.emit();
    if (thread.step()) yield;
    probe.leave(thread, functionIds.ProtocolClRegisterSapComplete, roleIds.client);
    probe.emit();
    sap.registered.finish(status, thread);
  }

  *ProtocolClDeregisterSapComplete(thread: Thread, sap: Sap, status: number, from: number): Act {
    const { probe } = this.#actors.computer;
    if (thread.step()) yield;
    const enter = probe.enter(thread, functionIds.ProtocolClDeregisterSapComplete, roleIds.client, from);
    enter.object(objectKinds.sap, sap.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'ProtocolSapContext', sap.clientContext);
    probe.emit();
    if (thread.step()) yield;
    probe.leave(thread, functionIds.ProtocolClDeregisterSapComplete, roleIds.client).object(objectKinds.sap, sap.handle);
    probe.emit();
    sap.deregistered.finish(status, thread);
  }
}
