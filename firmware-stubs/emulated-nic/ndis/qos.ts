import { functionIds } from '../../../src/core/condis/functions.ts';
import { roleIds } from '../../../src/core/condis/roles.ts';
import { fromIds } from '../../../src/core/trace/event-record.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import type { Act } from '../act.ts';
import type { Actors } from '../actors.ts';
import type { ParametersSource } from '../call-structures.ts';
import type { Call } from '../call.ts';
import type { Thread } from '../thread.ts';

/** NDIS functions that change the parameters of a call. */
export class NdisQos {
  readonly #actors: Actors;
  readonly #modifyComplete: number;
  readonly #dispatchChange: number;

  constructor(actors: Actors) {
    this.#actors = actors;
    const isCm = actors.topology === 'cm';
    this.#modifyComplete = isCm ? functionIds.NdisCmModifyCallQoSComplete : functionIds.NdisMCmModifyCallQoSComplete;
    this.#dispatchChange = isCm ? functionIds.NdisCmDispatchIncomingCallQoSChange : functionIds.NdisMCmDispatchIncomingCallQoSChange;
  }

  *NdisClModifyCallQoS(thread: Thread, call: Call): Act<number> {
    const { computer, callManager } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.NdisClModifyCallQoS, roleIds.client, vc);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', computer.structures.requested(call));
    computer.probe.emit();
    const status = yield* callManager.qos.ProtocolCmModifyCallQoS(thread, call);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.NdisClModifyCallQoS, roleIds.client, vc, status);
    computer.probe.emit();
    return status;
  }

  /** Ndis[M]CmModifyCallQoSComplete. */
  *completeModifyCallQoS(thread: Thread, call: Call, status: number): Act {
    const { computer, callManager, client } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, this.#modifyComplete, callManager.role, vc);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', computer.structures.inForce(call));
    computer.probe.emit();
    yield* client.qos.ProtocolClModifyCallQoSComplete(thread, call, status, fromIds.ndis);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, this.#modifyComplete, callManager.role, vc);
    computer.probe.emit();
  }

  /** Ndis[M]CmDispatchIncomingCallQoSChange. */
  *dispatchIncomingCallQoSChange(thread: Thread, call: Call, parameters: ParametersSource): Act {
    const { computer, callManager, client } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, this.#dispatchChange, callManager.role, vc);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', parameters());
    computer.probe.emit();
    yield* client.qos.ProtocolClIncomingCallQoSChange(thread, call, parameters);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, this.#dispatchChange, callManager.role, vc);
    computer.probe.emit();
  }
}
