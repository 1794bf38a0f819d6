import { functionIds } from '../../../src/core/condis/functions.ts';
import { roleIds } from '../../../src/core/condis/roles.ts';
import { fromIds, objectKinds } from '../../../src/core/trace/event-record.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import type { Act } from '../act.ts';
import type { Actors } from '../actors.ts';
import type { Call } from '../call.ts';
import type { Sap } from '../sap.ts';
import type { Thread } from '../thread.ts';

/** NDIS functions that bring calls of the network to the client, and its closing of calls. */
export class NdisIncomingCalls {
  readonly #actors: Actors;
  readonly #dispatchIncomingCall: number;
  readonly #dispatchCallConnected: number;
  readonly #dispatchIncomingCloseCall: number;

  constructor(actors: Actors) {
    this.#actors = actors;
    const isCm = actors.topology === 'cm';
    this.#dispatchIncomingCall = isCm ? functionIds.NdisCmDispatchIncomingCall : functionIds.NdisMCmDispatchIncomingCall;
    this.#dispatchCallConnected = isCm ? functionIds.NdisCmDispatchCallConnected : functionIds.NdisMCmDispatchCallConnected;
    this.#dispatchIncomingCloseCall = isCm ? functionIds.NdisCmDispatchIncomingCloseCall : functionIds.NdisMCmDispatchIncomingCloseCall;
  }

  /** Ndis[M]CmDispatchIncomingCall. */
  *dispatchIncomingCall(thread: Thread, call: Call, sap: Sap): Act<number> {
    const { computer, callManager, client } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, this.#dispatchIncomingCall, callManager.role, vc);
    enter.object(objectKinds.sap, sap.handle);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', computer.structures.offered(call));
    computer.probe.emit();
    const status = yield* client.incoming.ProtocolClIncomingCall(thread, call, sap);
    if (thread.step()) yield;
    const leave = computer.probe.leaveVc(thread, this.#dispatchIncomingCall, callManager.role, vc, status);
    leave.object(objectKinds.sap, sap.handle);
    computer.probe.emit();
    return status;
  }

  *NdisClIncomingCallComplete(thread: Thread, call: Call, status: number): Act {
    const { computer, callManager } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.NdisClIncomingCallComplete, roleIds.client, vc);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', computer.structures.answered(call));
    computer.probe.emit();
    yield* callManager.incoming.ProtocolCmIncomingCallComplete(thread, call, status, fromIds.ndis);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.NdisClIncomingCallComplete, roleIds.client, vc);
    computer.probe.emit();
  }

  /** Ndis[M]CmDispatchCallConnected. */
  *dispatchCallConnected(thread: Thread, call: Call): Act {
    const { computer, callManager, client } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    computer.probe.enterVc(thread, this.#dispatchCallConnected, callManager.role, vc);
    computer.probe.emit();
    yield* client.incoming.ProtocolClCallConnected(thread, call);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, this.#dispatchCallConnected, callManager.role, vc);
    computer.probe.emit();
  }

  /** Ndis[M]CmDispatchIncomingCloseCall, of a call that either side made. */
  *dispatchIncomingCloseCall(thread: Thread, call: Call, closeStatus: number): Act {
    const { computer, callManager, client } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, this.#dispatchIncomingCloseCall, callManager.role, vc);
    enter.statusArgument(tailTags.argument, 'CloseStatus', closeStatus);
    enter.nullArgument(tailTags.argument, 'Buffer');
    enter.unsignedArgument(tailTags.argument, 'Size', 0);
    computer.probe.emit();
    yield* client.incoming.ProtocolClIncomingCloseCall(thread, call, closeStatus);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, this.#dispatchIncomingCloseCall, callManager.role, vc);
    computer.probe.emit();
  }
}
