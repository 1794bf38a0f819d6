import { functionIds } from '../../src/core/condis/functions.ts';
import { roleIds } from '../../src/core/condis/roles.ts';
import { fromIds, objectKinds } from '../../src/core/trace/event-record.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import type { Act } from './act.ts';
import type { Actors, ClientActs } from './actors.ts';
import type { AddressFamily } from './address-family.ts';
import { ClientIncoming } from './client-incoming.ts';
import { ClientParties } from './client-parties.ts';
import { ClientSaps } from './client-saps.ts';
import { ClientQos } from './client-qos.ts';
import { callParametersOctets, type ParametersSource } from './call-structures.ts';
import type { Call, Lane, Vc } from './call.ts';
import { Completion } from './completion.ts';
import { HandlePool } from './handle-pool.ts';
import { partyArgument } from './ndis/party-handles.ts';
import type { NetBufferList } from './net-buffer-list.ts';
import { pending, success } from './statuses.ts';
import type { Thread } from './thread.ts';

/** Octets of the client's state of a VC and of an address family. */
const vcContextOctets = 128;
const familyContextOctets = 128;

const familyHandle = 0x3000_0100;

/** The connection-oriented client: a protocol driver that makes calls, sends and receives on them and closes them. */
export class Client implements ClientActs {
  readonly role = roleIds.client;
  readonly sendLists = new HandlePool(0x5400_0000, 0x40);
  readonly parties: ClientParties;
  readonly saps: ClientSaps;
  readonly incoming: ClientIncoming;
  readonly qos: ClientQos;
  readonly #actors: Actors;
  #family: AddressFamily | undefined;

  constructor(actors: Actors) {
    this.#actors = actors;
    this.parties = new ClientParties(actors);
    this.saps = new ClientSaps(actors);
    this.incoming = new ClientIncoming(actors);
    this.qos = new ClientQos(actors);
  }

  /** Called by NDIS when an address family is registered on the client's binding; opens it. */
  *ProtocolCoAfRegisterNotify(thread: Thread, worker: Thread): Act {
    const { probe } = this.#actors.computer;
    if (thread.step()) yield;
    probe.enter(thread, functionIds.ProtocolCoAfRegisterNotify, this.role);
    probe.emit();
    yield* this.openAddressFamily(thread, worker);
    if (thread.step()) yield;
    probe.leave(thread, functionIds.ProtocolCoAfRegisterNotify, this.role);
    probe.emit();
  }

  *openAddressFamily(thread: Thread, worker: Thread): Act {
    const { computer, ndis } = this.#actors;
    const clientContext = computer.allocate(computer.clientMemory, this.role, familyContextOctets, 'ProtocolAfContext');
    const family = {
      handle: familyHandle, clientContext, callManagerContext: 0, worker, opened: new Completion(), closed: new Completion(),
      notice: new Completion(), noticeAnswered: new Completion(), vcs: 0, emptied: new Completion(),
    };
    this.#family = family;
    const status = yield* ndis.addressFamilies.NdisClOpenAddressFamilyEx(thread, family);
    if (status !== pending) yield* this.ProtocolClOpenAfCompleteEx(thread, family, status, fromIds.self);
  }

  *ProtocolClOpenAfCompleteEx(thread: Thread, family: AddressFamily, status: number, from: number): Act {
    const { probe } = this.#actors.computer;
    if (thread.step()) yield;
    const enter = probe.enter(thread, functionIds.ProtocolClOpenAfCompleteEx, this.role, from);
    enter.object(objectKinds.af, family.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'ProtocolAfContext', family.clientContext);
    probe.emit();
    if (thread.step()) yield;
    probe.leave(thread, functionIds.ProtocolClOpenAfCompleteEx, this.role).object(objectKinds.af, family.handle);
    probe.emit();
    family.opened.finish(status, thread);
  }

  /** Waits until the address family is open. */
  *awaitAddressFamily(thread: Thread): Act<number> {
    return yield* this.#openFamily.opened.wait(thread);
  }

  /** NDIS notifies the client anew of the address family, which it has closed: it opens it again. Gives the outcome. */
  *openAgain(thread: Thread): Act<number> {
    yield* this.ProtocolCoAfRegisterNotify(thread, this.#openFamily.worker);
    return yield* this.awaitAddressFamily(thread);
  }

  get isFamilyOpen(): boolean {
    return this.#family !== undefined && !this.#family.closed.isDone;
  }

  *registerSap(thread: Thread, address: string): Act<number> {
    return yield* this.saps.register(thread, this.#openFamily, address);
  }

  /** Waits until it is closed, too. */
  *closeAddressFamily(thread: Thread): Act {
    const { computer, ndis } = this.#actors;
    const family = this.#openFamily;
    yield* this.saps.deregisterAll(thread);
    const status = yield* ndis.addressFamilies.NdisClCloseAddressFamily(thread, family);
    if (status === pending) yield* family.closed.wait(thread);
    else yield* this.ProtocolClCloseAfComplete(thread, family, status, fromIds.self);
    computer.free(computer.clientMemory, this.role, family.clientContext);
  }

  *ProtocolClCloseAfComplete(thread: Thread, family: AddressFamily, status: number, from: number): Act {
    const { probe } = this.#actors.computer;
    if (thread.step()) yield;
    const enter = probe.enter(thread, functionIds.ProtocolClCloseAfComplete, this.role, from);
    enter.object(objectKinds.af, family.handle);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'ProtocolAfContext', family.clientContext);
    probe.emit();
    if (thread.step()) yield;
    probe.leave(thread, functionIds.ProtocolClCloseAfComplete, this.role).object(objectKinds.af, family.handle);
    probe.emit();
    family.closed.finish(status, thread);
  }

  /** The call manager is about to go. The client closes its calls and the address family on a thread of its own, and then says so. */
  *ProtocolClNotifyCloseAf(thread: Thread, family: AddressFamily): Act<number> {
    const { probe } = this.#actors.computer;
    if (thread.step()) yield;
    const enter = probe.enter(thread, functionIds.ProtocolClNotifyCloseAf, this.role);
    enter.object(objectKinds.af, family.handle);
    enter.handleArgument(tailTags.argument, 'ProtocolAfContext', family.clientContext);
    probe.emit();
    if (thread.step()) yield;
    probe.leave(thread, functionIds.ProtocolClNotifyCloseAf, this.role, pending).object(objectKinds.af, family.handle);
    probe.emit();
    family.notice.finishNow(success);
    return pending;
  }

  /** Waits until the client has to close its address family. */
  *awaitNotice(thread: Thread): Act {
    yield* this.#openFamily.notice.wait(thread);
  }

  /** Waits until all calls that were open when the notice came are closed and their VCs gone. */
  *awaitEnd(thread: Thread, gone: Completion): Act {
    yield* gone.wait(thread);
  }

  /** Everything of the family is closed, as the call manager wanted. */
  *answerNotice(thread: Thread): Act {
    yield* this.#actors.ndis.addressFamilies.NdisClNotifyCloseAddressFamilyComplete(thread, this.#openFamily, success);
  }

  /** `undefined` where the creation fails; then it leaves nothing behind. */
  *createVc(thread: Thread, lane: Lane, isRefused: boolean): Act<Vc | undefined> {
    const { computer, ndis } = this.#actors;
    const context = computer.allocate(computer.clientMemory, this.role, vcContextOctets, 'ProtocolVcContext');
    const vc = yield* ndis.vcs.NdisCoCreateVc(thread, this.#openFamily, context, lane, isRefused);
    if (vc === undefined) computer.free(computer.clientMemory, this.role, context);
    return vc;
  }

  *deleteVc(thread: Thread, vc: Vc): Act {
    const { computer, ndis } = this.#actors;
    yield* ndis.vcs.NdisCoDeleteVc(thread, vc, this.role);
    computer.free(computer.clientMemory, this.role, vc.clientContext);
  }

  /** Makes a call and waits for its outcome. */
  *makeCall(thread: Thread, call: Call): Act<number> {
    const { computer, ndis } = this.#actors;
    call.parametersAddress = computer.allocate(computer.clientMemory, this.role, callParametersOctets, 'CallParameters');
    if (call.initialParty !== undefined) this.parties.remember(call.initialParty);
    const status = yield* ndis.calls.NdisClMakeCall(thread, call);
    if (status === pending) return yield* this.awaitCall(thread, call);
    const { structures } = computer;
    const parameters = (): Int32Array => (status === success ? structures.negotiated(call) : structures.given(call));
    yield* this.ProtocolClMakeCallComplete(thread, call, status, parameters, fromIds.self);
    return status;
  }

  *awaitCall(thread: Thread, call: Call): Act<number> {
    return yield* call.setUp.wait(thread);
  }

  *ProtocolClMakeCallComplete(thread: Thread, call: Call, status: number, parameters: ParametersSource | undefined, from: number): Act {
    const { probe } = this.#actors.computer;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolClMakeCallComplete, this.role, vc, from);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', call.vc.clientContext);
    partyArgument(enter, status === success ? call.initialParty : undefined);
    if (parameters === undefined) enter.nullArgument(tailTags.argument, 'CallParameters');
    else enter.callParametersArgument(tailTags.argument, 'CallParameters', parameters());
    probe.emit();
    if (status === success && !call.setUp.isDone) yield* this.qos.judgeParameters(thread, call);
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolClMakeCallComplete, this.role, vc);
    probe.emit();
    call.setUp.finish(status, thread);
  }

  /**
   * Sends lists on a connected call and waits until they and the answer of the called party are through. The parties of a multipoint
   * call cannot answer: it carries nothing backward.
   */
  *exchangeData(thread: Thread, call: Call, sends: number): Act {
    const { transfer } = call;
    for (let i = 1; i <= sends && !call.sendsNoMore; i++) {
      yield* this.sendList(thread, call, i === sends && call.initialParty === undefined);
    }
    while (transfer.answersDue > 0 || transfer.outstanding > 0 || transfer.received.length > 0) {
      const list = transfer.received.shift();
      if (list !== undefined) yield* this.#actors.ndis.lists.NdisReturnNetBufferLists(thread, list);
      else yield* transfer.changed.wait(thread);
    }
  }

  *sendList(thread: Thread, call: Call, isAnswered: boolean): Act {
    call.transfer.outstanding++;
    if (isAnswered) call.transfer.answersDue++;
    const list = { handle: this.sendLists.take(), vc: call.vc, call, lane: call.lane, owner: this, isAnswered };
    yield* this.#actors.ndis.lists.NdisCoSendNetBufferLists(thread, list);
  }

  *ProtocolCoSendNetBufferListsComplete(thread: Thread, list: NetBufferList, status: number): Act {
    const { probe } = this.#actors.computer;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolCoSendNetBufferListsComplete, this.role, list.vc.handle);
    enter.object(objectKinds.nbl, list.handle);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', list.vc.clientContext);
    enter.unsignedArgument(tailTags.argument, 'SendCompleteFlags', thread.levelFlag);
    probe.emit();
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolCoSendNetBufferListsComplete, this.role, list.vc.handle).object(objectKinds.nbl, list.handle);
    probe.emit();
    list.call.transfer.outstanding--;
    if (list.isAnswered === true && status !== success) list.call.transfer.answersDue--;
    list.call.transfer.note(thread);
  }

  /** Keeps the list; the client's own thread reads and returns it. */
  *ProtocolCoReceiveNetBufferLists(thread: Thread, list: NetBufferList): Act {
    const { probe } = this.#actors.computer;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolCoReceiveNetBufferLists, this.role, list.vc.handle);
    enter.object(objectKinds.nbl, list.handle);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', list.vc.clientContext);
    enter.unsignedArgument(tailTags.argument, 'ReceiveFlags', thread.levelFlag);
    probe.emit();
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolCoReceiveNetBufferLists, this.role, list.vc.handle).object(objectKinds.nbl, list.handle);
    probe.emit();
    list.call.transfer.received.push(list);
    list.call.transfer.answersDue--;
    list.call.transfer.note(thread);
  }

  /** Asks for a call to be closed; when it is, its `closed` is finished. */
  *requestClose(thread: Thread, call: Call): Act {
    call.closed = new Completion();
    const status = yield* this.#actors.ndis.calls.NdisClCloseCall(thread, call);
    if (status !== pending) yield* this.ProtocolClCloseCallComplete(thread, call, status, fromIds.self);
  }

  *awaitClose(thread: Thread, call: Call): Act<number> {
    return yield* call.closed.wait(thread);
  }

  /** A call is over, however it went. */
  forget(call: Call): void {
    const { computer } = this.#actors;
    computer.free(computer.clientMemory, this.role, call.parametersAddress);
  }

  *ProtocolClCloseCallComplete(thread: Thread, call: Call, status: number, from: number): Act {
    const { probe } = this.#actors.computer;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolClCloseCallComplete, this.role, vc, from);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', call.vc.clientContext);
    enter.handleArgument(tailTags.argument, 'ProtocolPartyContext', call.lastParty?.clientContext ?? 0);
    if (call.lastParty !== undefined) enter.party(call.lastParty.handle);
    probe.emit();
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolClCloseCallComplete, this.role, vc);
    probe.emit();
    call.closed.finish(status, thread);
  }

  get #openFamily(): AddressFamily {
    if (this.#family === undefined) throw new Error('the client has no address family open');
    return this.#family;
  }
}
