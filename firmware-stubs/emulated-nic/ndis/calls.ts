import { functionIds } from '../../../src/core/condis/functions.ts';
import { roleIds } from '../../../src/core/condis/roles.ts';
import { fromIds } from '../../../src/core/trace/event-record.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import type { Act } from '../act.ts';
import type { Actors } from '../actors.ts';
import type { ParametersSource } from '../call-structures.ts';
import type { Call } from '../call.ts';
import type { Thread } from '../thread.ts';
import { partyArgument, writePartyHandle } from './party-handles.ts';

/** NDIS functions that make and close calls. */
export class NdisCalls {
  readonly #actors: Actors;
  readonly #makeCallComplete: number;
  readonly #closeCallComplete: number;

  constructor(actors: Actors) {
    this.#actors = actors;
    const isCm = actors.topology === 'cm';
    this.#makeCallComplete = isCm ? functionIds.NdisCmMakeCallComplete : functionIds.NdisMCmMakeCallComplete;
    this.#closeCallComplete = isCm ? functionIds.NdisCmCloseCallComplete : functionIds.NdisMCmCloseCallComplete;
  }

  *NdisClMakeCall(thread: Thread, call: Call): Act<number> {
    const { computer, callManager } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.NdisClMakeCall, roleIds.client, vc);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', computer.structures.given(call));
    enter.handleArgument(tailTags.argument, 'ProtocolPartyContext', call.initialParty?.clientContext ?? 0);
    computer.probe.emit();
    const party = call.initialParty;
    if (party !== undefined) party.handle = computer.partyHandles.take();
    const status = yield* callManager.ProtocolCmMakeCall(thread, call);
    if (thread.step()) yield;
    const leave = computer.probe.leaveVc(thread, functionIds.NdisClMakeCall, roleIds.client, vc, status);
    writePartyHandle(leave, party, status);
    computer.probe.emit();
    return status;
  }

  /** Ndis[M]CmMakeCallComplete. `parameters` is an encoded CO_CALL_PARAMETERS made afresh for each event; absent: NULL. */
  *completeMakeCall(thread: Thread, call: Call, status: number, parameters: ParametersSource | undefined): Act {
    const { computer, callManager, client } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, this.#makeCallComplete, callManager.role, vc);
    enter.statusArgument(tailTags.argument, 'Status', status);
    partyArgument(enter, call.initialParty);
    enter.handleArgument(tailTags.argument, 'CallMgrPartyContext', call.initialParty?.callManagerContext ?? 0);
    if (parameters === undefined) enter.nullArgument(tailTags.argument, 'CallParameters');
    else enter.callParametersArgument(tailTags.argument, 'CallParameters', parameters());
    computer.probe.emit();
    yield* client.ProtocolClMakeCallComplete(thread, call, status, parameters, fromIds.ndis);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, this.#makeCallComplete, callManager.role, vc);
    computer.probe.emit();
  }

  *NdisClCloseCall(thread: Thread, call: Call): Act<number> {
    const { computer, callManager } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.NdisClCloseCall, roleIds.client, vc);
    partyArgument(enter, call.lastParty);
    enter.nullArgument(tailTags.argument, 'Buffer');
    enter.unsignedArgument(tailTags.argument, 'Size', 0);
    computer.probe.emit();
    const status = yield* callManager.ProtocolCmCloseCall(thread, call);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.NdisClCloseCall, roleIds.client, vc, status);
    computer.probe.emit();
    return status;
  }

  /** Ndis[M]CmCloseCallComplete. */
  *completeCloseCall(thread: Thread, call: Call, status: number): Act {
    const { computer, callManager, client } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, this.#closeCallComplete, callManager.role, vc);
    enter.statusArgument(tailTags.argument, 'Status', status);
    partyArgument(enter, call.lastParty);
    computer.probe.emit();
    yield* client.ProtocolClCloseCallComplete(thread, call, status, fromIds.ndis);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, this.#closeCallComplete, callManager.role, vc);
    computer.probe.emit();
  }
}
