import { functionIds } from '../../../src/core/condis/functions.ts';
import { roleIds } from '../../../src/core/condis/roles.ts';
import { statusText } from '../../../src/core/condis/statuses.ts';
import { fromIds } from '../../../src/core/trace/event-record.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import type { Act } from '../act.ts';
import type { Actors, NdisActs } from '../actors.ts';
import type { Call } from '../call.ts';
import type { Party } from '../party.ts';
import type { Thread } from '../thread.ts';
import { writePartyHandle } from './party-handles.ts';

type PartyFunctions = NdisActs['parties'];

/** NDIS functions that add parties to multipoint calls and drop them. */
export class NdisParties implements PartyFunctions {
  readonly #actors: Actors;
  readonly #addPartyComplete: number;
  readonly #dropPartyComplete: number;
  readonly #dispatchIncomingDropParty: number;

  constructor(actors: Actors) {
    this.#actors = actors;
    const isCm = actors.topology === 'cm';
    this.#addPartyComplete = isCm ? functionIds.NdisCmAddPartyComplete : functionIds.NdisMCmAddPartyComplete;
    this.#dropPartyComplete = isCm ? functionIds.NdisCmDropPartyComplete : functionIds.NdisMCmDropPartyComplete;
    this.#dispatchIncomingDropParty =
      isCm ? functionIds.NdisCmDispatchIncomingDropParty : functionIds.NdisMCmDispatchIncomingDropParty;
  }

  *NdisClAddParty(thread: Thread, call: Call, party: Party): Act<number> {
    const { computer, callManager } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.NdisClAddParty, roleIds.client, vc);
    enter.handleArgument(tailTags.argument, 'ProtocolPartyContext', party.clientContext);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', computer.structures.added(party));
    computer.probe.emit();
    party.handle = computer.partyHandles.take();
    const status = yield* callManager.parties.ProtocolCmAddParty(thread, call, party);
    if (thread.step()) yield;
    writePartyHandle(computer.probe.leaveVc(thread, functionIds.NdisClAddParty, roleIds.client, vc, status), party, status);
    computer.probe.emit();
    return status;
  }

  /** Ndis[M]CmAddPartyComplete. */
  *completeAddParty(thread: Thread, call: Call, party: Party, status: number): Act {
    const { computer, callManager, client } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, this.#addPartyComplete, callManager.role, vc);
    enter.party(party.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'CallMgrPartyContext', party.callManagerContext);
    const parameters = (): Int32Array => computer.structures.added(party);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', parameters());
    computer.probe.emit();
    yield* client.parties.ProtocolClAddPartyComplete(thread, call, party, status, parameters, fromIds.ndis);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, this.#addPartyComplete, callManager.role, vc).party(party.handle);
    computer.probe.emit();
  }

  *NdisClDropParty(thread: Thread, call: Call, party: Party): Act<number> {
    const { computer, callManager } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.NdisClDropParty, roleIds.client, vc);
    enter.party(party.handle);
    enter.nullArgument(tailTags.argument, 'Buffer');
    enter.unsignedArgument(tailTags.argument, 'Size', 0);
    computer.probe.emit();
    const status = yield* callManager.parties.ProtocolCmDropParty(thread, call, party);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.NdisClDropParty, roleIds.client, vc, status).party(party.handle);
    computer.probe.emit();
    return status;
  }

  /** Ndis[M]CmDropPartyComplete. */
  *completeDropParty(thread: Thread, call: Call, party: Party, status: number): Act {
    const { computer, callManager, client } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, this.#dropPartyComplete, callManager.role, vc);
    enter.party(party.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    computer.probe.emit();
    yield* client.parties.ProtocolClDropPartyComplete(thread, call, party, status, fromIds.ndis);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, this.#dropPartyComplete, callManager.role, vc).party(party.handle);
    computer.probe.emit();
  }

  /** Ndis[M]CmDispatchIncomingDropParty. */
  *dispatchIncomingDropParty(thread: Thread, call: Call, party: Party, status: number): Act {
    const { computer, callManager, client } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, this.#dispatchIncomingDropParty, callManager.role, vc);
    enter.party(party.handle);
    enter.textArgument(tailTags.argument, 'DropStatus', statusText(status));
    enter.nullArgument(tailTags.argument, 'Buffer');
    enter.unsignedArgument(tailTags.argument, 'Size', 0);
    computer.probe.emit();
    yield* client.parties.ProtocolClIncomingDropParty(thread, call, party, status);
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, this.#dispatchIncomingDropParty, callManager.role, vc).party(party.handle);
    computer.probe.emit();
  }
}
