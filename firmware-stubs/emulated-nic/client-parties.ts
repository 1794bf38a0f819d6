import { functionIds } from '../../src/core/condis/functions.ts';
import { roleIds } from '../../src/core/condis/roles.ts';
import { statusText } from '../../src/core/condis/statuses.ts';
import { fromIds } from '../../src/core/trace/event-record.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import type { Act } from './act.ts';
import type { Actors, ClientPartyActs } from './actors.ts';
import { callParametersOctets, type ParametersSource } from './call-structures.ts';
import type { Call } from './call.ts';
import type { Party } from './party.ts';
import { giveHandleBack, partyArgument } from './ndis/party-handles.ts';
import { pending, success } from './statuses.ts';
import type { Thread } from './thread.ts';

/** Octets of the client's state of a party. */
const partyContextOctets = 96;

/** What the client does about the parties of its multipoint calls. */
export class ClientParties implements ClientPartyActs {
  readonly role = roleIds.client;
  readonly #actors: Actors;

  constructor(actors: Actors) {
    this.#actors = actors;
  }

  /** Takes memory for what the client keeps of a party, before it names the party to NDIS. */
  remember(party: Party): void {
    const { computer } = this.#actors;
    party.clientMemory = computer.allocate(computer.clientMemory, this.role, partyContextOctets, 'ProtocolPartyContext');
    party.clientContext = party.clientMemory;
  }

  /** The party is gone, or never came. */
  forget(party: Party): void {
    const { computer } = this.#actors;
    if (party.clientMemory !== 0) computer.free(computer.clientMemory, this.role, party.clientMemory);
    party.clientMemory = 0;
    giveHandleBack(computer, party);
  }

  /** A call is over, and with it the party that it was closed with; one that failed had its initial party. */
  forgetLast({ initialParty, lastParty }: Call): void {
    if (initialParty !== undefined) this.#actors.client.parties.forget(initialParty);
    if (lastParty !== undefined) this.#actors.client.parties.forget(lastParty);
  }

  /** Adds a party to a connected call and waits for the outcome. */
  *add(thread: Thread, call: Call, party: Party): Act<number> {
    const { computer, ndis } = this.#actors;
    party.parametersAddress = computer.allocate(computer.clientMemory, this.role, callParametersOctets, 'CallParameters');
    this.remember(party);
    let status = yield* ndis.parties.NdisClAddParty(thread, call, party);
    if (status === pending) status = yield* party.added.wait(thread);
    else {
      const parameters = (): Int32Array => computer.structures.added(party);
      yield* this.ProtocolClAddPartyComplete(thread, call, party, status, parameters, fromIds.self);
    }
    computer.free(computer.clientMemory, this.role, party.parametersAddress);
    if (status !== success) this.forget(party);
    return status;
  }

  *ProtocolClAddPartyComplete(
    thread: Thread, call: Call, party: Party, status: number, parameters: ParametersSource, from: number,
  ): Act {
    const { probe } = this.#actors.computer;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolClAddPartyComplete, this.role, vc, from);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'ProtocolPartyContext', party.clientContext);
    partyArgument(enter, status === success ? party : undefined);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', parameters());
    probe.emit();
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolClAddPartyComplete, this.role, vc);
    probe.emit();
    party.added.finish(status, thread);
  }

  /** Drops a party, which must not be the last, and waits until it is gone. */
  *drop(thread: Thread, call: Call, party: Party): Act<number> {
    let status = yield* this.#actors.ndis.parties.NdisClDropParty(thread, call, party);
    if (status === pending) status = yield* party.dropped.wait(thread);
    else yield* this.ProtocolClDropPartyComplete(thread, call, party, status, fromIds.self);
    if (status === success) this.forget(party);
    return status;
  }

  *ProtocolClDropPartyComplete(thread: Thread, call: Call, party: Party, status: number, from: number): Act {
    const { probe } = this.#actors.computer;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolClDropPartyComplete, this.role, vc, from);
    enter.party(party.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'ProtocolPartyContext', party.clientContext);
    probe.emit();
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolClDropPartyComplete, this.role, vc).party(party.handle);
    probe.emit();
    party.dropped.finish(status, thread);
  }

  /** The party has left. The client's own thread drops it, as soon as it comes to it. */
  *ProtocolClIncomingDropParty(thread: Thread, call: Call, party: Party, status: number): Act {
    const { probe } = this.#actors.computer;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolClIncomingDropParty, this.role, vc);
    enter.party(party.handle);
    enter.textArgument(tailTags.argument, 'DropStatus', statusText(status));
    enter.handleArgument(tailTags.argument, 'ProtocolPartyContext', party.clientContext);
    enter.nullArgument(tailTags.argument, 'Buffer');
    enter.unsignedArgument(tailTags.argument, 'Size', 0);
    probe.emit();
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolClIncomingDropParty, this.role, vc).party(party.handle);
    probe.emit();
    party.left.finish(status, thread);
  }

  /** Waits until the network has dropped a party, then drops it, too. */
  *dropAfterNetwork(thread: Thread, call: Call, party: Party): Act<number> {
    yield* party.left.wait(thread);
    return yield* this.drop(thread, call, party);
  }
}
