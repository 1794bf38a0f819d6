import { functionIds } from '../../src/core/condis/functions.ts';
import { messageTypes } from '../../src/core/signalling/message-types.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import type { Act } from './act.ts';
import type { Actors, PartyControlActs } from './actors.ts';
import type { Call } from './call.ts';
import type { SignallingOctets } from './net-buffer-list.ts';
import type { Party } from './party.ts';
import { pending, resources, success } from './statuses.ts';
import type { Thread } from './thread.ts';
import { timers } from './timers.ts';

/** Octets of a call manager's state of a party. */
const partyContextOctets = 160;

/** Puts a message of a call on the network. */
type SendMessage = (thread: Thread, call: Call, message: SignallingOctets) => Act;

/** What either kind of call manager does about the parties of multipoint calls. */
export class PartyControl implements PartyControlActs {
  readonly #actors: Actors;
  readonly #role: number;
  readonly #send: SendMessage;

  constructor(actors: Actors, role: number, send: SendMessage) {
    this.#actors = actors;
    this.#role = role;
    this.#send = send;
  }

  /** Takes memory for what the call manager keeps of a party. */
  remember(party: Party): void {
    const { computer } = this.#actors;
    party.callManagerMemory = computer.allocate(computer.callManagerMemory, this.#role, partyContextOctets, 'CallMgrPartyContext');
    party.callManagerContext = party.callManagerMemory;
  }

  /** The party is gone, or never came. */
  forget(party: Party): void {
    const { computer } = this.#actors;
    if (party.callManagerMemory !== 0) computer.free(computer.callManagerMemory, this.#role, party.callManagerMemory);
    party.callManagerMemory = 0;
  }

  /** Pended, it returns when ADD PARTY is out; otherwise when the network has answered. */
  *ProtocolCmAddParty(thread: Thread, call: Call, party: Party): Act<number> {
    const { computer } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.ProtocolCmAddParty, this.#role, vc);
    enter.party(party.handle);
    enter.handleArgument(tailTags.argument, 'CallMgrVcContext', call.vc.callManagerContext);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', computer.structures.added(party));
    computer.probe.emit();
    this.remember(party);
    if (thread.pass(computer.delays.callManagerSetup(thread.random))) yield;
    yield* this.#send(thread, call, { type: messageTypes['ADD PARTY'], octets: computer.partyMessages.addParty(call, party), party });
    if (party.program?.answer === 'none') this.#startTimer(timers.t399, call, (worker) => this.additionUnanswered(worker, call, party));
    let status: number = pending;
    if (!call.lane.pended.addParty) {
      status = yield* party.answered.wait(thread);
      if (status !== success) this.forget(party);
    }
    if (thread.step()) yield;
    const leave = computer.probe.leaveVc(thread, functionIds.ProtocolCmAddParty, this.#role, vc, status);
    leave.party(party.handle);
    if (status !== pending) leave.handleArgument(tailTags.out, 'CallMgrPartyContext', status === success ? party.callManagerContext : 0);
    computer.probe.emit();
    return status;
  }

  /** Reports the outcome of a pended request to add a party; of one that did not come it keeps the context until it is told. */
  *completeAdd(thread: Thread, call: Call, party: Party, status: number): Act {
    yield* this.#actors.ndis.parties.completeAddParty(thread, call, party, status);
    if (status !== success) this.forget(party);
  }

  /** Pended, it returns when the message is out; otherwise when the party is gone. One that has left is only acknowledged. */
  *ProtocolCmDropParty(thread: Thread, call: Call, party: Party): Act<number> {
    const { computer } = this.#actors;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = computer.probe.enterVc(thread, functionIds.ProtocolCmDropParty, this.#role, vc);
    enter.party(party.handle);
    enter.handleArgument(tailTags.argument, 'CallMgrPartyContext', party.callManagerContext);
    enter.nullArgument(tailTags.argument, 'CloseData');
    enter.unsignedArgument(tailTags.argument, 'Size', 0);
    computer.probe.emit();
    const { partyMessages } = computer;
    if (party.hasLeft) {
      const octets = partyMessages.dropPartyAcknowledge(call, party, 'user');
      yield* this.#send(thread, call, { type: messageTypes['DROP PARTY ACKNOWLEDGE'], octets, party });
      this.#cleared(thread, call, party);
    } else if (call.isReleased) {
      // The network has released the whole call: it has no party any more that could be dropped.
      this.#cleared(thread, call, party);
    } else {
      const octets = partyMessages.dropParty(call, party, 'user');
      yield* this.#send(thread, call, { type: messageTypes['DROP PARTY'], octets, party });
      if (party.isDropUnanswered) {
        this.#startTimer(timers.t398, call, (worker) => this.dropUnanswered(worker, call, party));
      }
    }
    let status: number = pending;
    if (!call.lane.pended.dropParty) {
      status = yield* party.cleared.wait(thread);
      this.forget(party);
    }
    if (thread.step()) yield;
    computer.probe.leaveVc(thread, functionIds.ProtocolCmDropParty, this.#role, vc, status).party(party.handle);
    computer.probe.emit();
    return status;
  }

  /** Reports that a party is gone, after a pended request. */
  *completeDrop(thread: Thread, call: Call, party: Party, status: number): Act {
    this.forget(party);
    yield* this.#actors.ndis.parties.completeDropParty(thread, call, party, status);
  }

  *received(thread: Thread, call: Call, party: Party, type: number): Act {
    if (type === messageTypes['ADD PARTY ACKNOWLEDGE']) this.#answered(thread, call, party, success);
    else if (type === messageTypes['ADD PARTY REJECT']) this.#answered(thread, call, party, resources);
    else if (type === messageTypes['DROP PARTY ACKNOWLEDGE']) this.#cleared(thread, call, party);
    else if (type === messageTypes['DROP PARTY']) {
      party.hasLeft = true;
      yield* this.#actors.ndis.parties.dispatchIncomingDropParty(thread, call, party, success);
    }
  }

  /** T399 expires: the party did not come. */
  *additionUnanswered(thread: Thread, call: Call, party: Party): Act {
    if (thread.step()) yield;
    this.#answered(thread, call, party, resources);
  }

  /** T398 expires: the party is taken for gone. */
  *dropUnanswered(thread: Thread, call: Call, party: Party): Act {
    if (thread.step()) yield;
    this.#cleared(thread, call, party);
  }

  #startTimer(ticks: number, call: Call, expiry: (worker: Thread) => Act): void {
    const { worker } = call.lane;
    worker.start(expiry(worker), call.random, this.#actors.computer.scheduler.nowTicks + ticks);
  }

  #answered(thread: Thread, call: Call, party: Party, status: number): void {
    party.answered.finish(status, thread);
    if (status === success) call.parties++;
    const { worker } = call.lane;
    if (call.lane.pended.addParty) worker.start(this.completeAdd(worker, call, party, status), call.random);
  }

  #cleared(thread: Thread, call: Call, party: Party): void {
    party.cleared.finish(success, thread);
    call.parties--;
    const { worker } = call.lane;
    if (call.lane.pended.dropParty) worker.start(this.completeDrop(worker, call, party, success), call.random);
  }
}
