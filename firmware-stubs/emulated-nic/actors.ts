import type { Topology } from '../../src/core/condis/roles.ts';
import type { Act } from './act.ts';
import type { AddressFamily } from './address-family.ts';
import type { ParametersSource } from './call-structures.ts';
import type { Call, Lane, Vc } from './call.ts';
import type { Completion } from './completion.ts';
import type { Computer } from './computer.ts';
import type { Party } from './party.ts';
import type { Rates } from './rates.ts';
import type { Sap } from './sap.ts';
import type { ListOwner, NetBufferList, SignallingOctets } from './net-buffer-list.ts';
import type { Thread } from './thread.ts';
import type { ReturnableList } from './transfer.ts';

/** Who acts in the model. Each reaches the others through this, as drivers reach each other through NDIS. */
export interface Actors {
  readonly topology: Topology;
  readonly computer: Computer;
  readonly ndis: NdisActs;
  readonly client: ClientActs;
  /** The stand-alone call manager, or the call control of the miniport call manager. */
  readonly callManager: CallControlActs;
  /** The miniport, or the miniport half of the miniport call manager. */
  readonly miniport: MiniportActs;
  readonly network: NetworkActs;
}

/** What others ask of NDIS: its functions, and its macros for miniport call managers. */
export interface NdisActs {
  readonly addressFamilies: {
    register(thread: Thread): Act<number>;
    NdisClOpenAddressFamilyEx(thread: Thread, family: AddressFamily): Act<number>;
    completeOpen(thread: Thread, family: AddressFamily, status: number): Act;
    NdisClCloseAddressFamily(thread: Thread, family: AddressFamily): Act<number>;
    completeClose(thread: Thread, family: AddressFamily, status: number): Act;
    notifyClose(thread: Thread, family: AddressFamily): Act<number>;
    NdisClNotifyCloseAddressFamilyComplete(thread: Thread, family: AddressFamily, status: number): Act;
  };
  readonly calls: {
    NdisClMakeCall(thread: Thread, call: Call): Act<number>;
    completeMakeCall(thread: Thread, call: Call, status: number, parameters: ParametersSource | undefined): Act;
    NdisClCloseCall(thread: Thread, call: Call): Act<number>;
    completeCloseCall(thread: Thread, call: Call, status: number): Act;
  };
  readonly qos: {
    NdisClModifyCallQoS(thread: Thread, call: Call): Act<number>;
    completeModifyCallQoS(thread: Thread, call: Call, status: number): Act;
    dispatchIncomingCallQoSChange(thread: Thread, call: Call, parameters: ParametersSource): Act;
  };
  readonly saps: {
    NdisClRegisterSap(thread: Thread, sap: Sap): Act<number>;
    completeRegister(thread: Thread, sap: Sap, status: number): Act;
    NdisClDeregisterSap(thread: Thread, sap: Sap): Act<number>;
    completeDeregister(thread: Thread, sap: Sap, status: number): Act;
  };
  readonly incomingCalls: {
    dispatchIncomingCall(thread: Thread, call: Call, sap: Sap): Act<number>;
    NdisClIncomingCallComplete(thread: Thread, call: Call, status: number): Act;
    dispatchCallConnected(thread: Thread, call: Call): Act;
    dispatchIncomingCloseCall(thread: Thread, call: Call, closeStatus: number): Act;
  };
  readonly parties: {
    NdisClAddParty(thread: Thread, call: Call, party: Party): Act<number>;
    completeAddParty(thread: Thread, call: Call, party: Party, status: number): Act;
    NdisClDropParty(thread: Thread, call: Call, party: Party): Act<number>;
    completeDropParty(thread: Thread, call: Call, party: Party, status: number): Act;
    dispatchIncomingDropParty(thread: Thread, call: Call, party: Party, status: number): Act;
  };
  readonly lists: {
    NdisCoSendNetBufferLists(thread: Thread, list: NetBufferList): Act;
    NdisMCoSendNetBufferListsComplete(thread: Thread, list: NetBufferList, status: number): Act;
    NdisMCoIndicateReceiveNetBufferLists(thread: Thread, list: NetBufferList): Act;
    NdisReturnNetBufferLists(thread: Thread, list: ReturnableList): Act;
  };
  readonly vcs: {
    NdisCoCreateVc(
      thread: Thread, family: AddressFamily | undefined, creatorContext: number, lane: Lane, isRefused: boolean,
    ): Act<Vc | undefined>;
    createForIncoming(thread: Thread, family: AddressFamily, creatorContext: number, lane: Lane): Act<Vc>;
    NdisCoDeleteVc(thread: Thread, vc: Vc, role: number): Act<number>;
    NdisCmActivateVc(thread: Thread, vc: Vc, parameters: ParametersSource): Act<number>;
    NdisMCoActivateVcComplete(thread: Thread, vc: Vc, status: number, parameters: ParametersSource): Act;
    NdisMCmActivateVc(thread: Thread, vc: Vc, parameters: ParametersSource): Act<number>;
    NdisCmDeactivateVc(thread: Thread, vc: Vc): Act<number>;
    NdisMCoDeactivateVcComplete(thread: Thread, vc: Vc, status: number): Act;
    NdisMCmDeactivateVc(thread: Thread, vc: Vc): Act<number>;
  };
  NdisOpenAdapterEx(thread: Thread): Act<number>;
}

/** What others ask of the client, and the acts of it that a fault may stand in front of. */
export interface ClientActs extends ListOwner {
  ProtocolCoAfRegisterNotify(thread: Thread, worker: Thread): Act;
  ProtocolClOpenAfCompleteEx(thread: Thread, family: AddressFamily, status: number, from: number): Act;
  awaitAddressFamily(thread: Thread): Act<number>;
  openAgain(thread: Thread): Act<number>;
  readonly isFamilyOpen: boolean;
  closeAddressFamily(thread: Thread): Act;
  ProtocolClNotifyCloseAf(thread: Thread, family: AddressFamily): Act<number>;
  awaitNotice(thread: Thread): Act;
  answerNotice(thread: Thread): Act;
  /** Waits until all calls that were open when the notice came are closed and their VCs gone. */
  awaitEnd(thread: Thread, gone: Completion): Act;
  ProtocolClCloseAfComplete(thread: Thread, family: AddressFamily, status: number, from: number): Act;
  createVc(thread: Thread, lane: Lane, isRefused: boolean): Act<Vc | undefined>;
  deleteVc(thread: Thread, vc: Vc): Act;
  makeCall(thread: Thread, call: Call): Act<number>;
  awaitCall(thread: Thread, call: Call): Act<number>;
  ProtocolClMakeCallComplete(thread: Thread, call: Call, status: number, parameters: ParametersSource | undefined, from: number): Act;
  exchangeData(thread: Thread, call: Call, sends: number): Act;
  sendList(thread: Thread, call: Call, isAnswered: boolean): Act;
  requestClose(thread: Thread, call: Call): Act;
  awaitClose(thread: Thread, call: Call): Act<number>;
  ProtocolClCloseCallComplete(thread: Thread, call: Call, status: number, from: number): Act;
  forget(call: Call): void;
  /** Registers the SAP of an address with the address family that it has open. */
  registerSap(thread: Thread, address: string): Act<number>;
  readonly parties: ClientPartyActs;
  readonly saps: ClientSapActs;
  readonly incoming: ClientIncomingActs;
  readonly qos: ClientQosActs;
}

/** What others ask of the client about SAPs, and its acts. */
export interface ClientSapActs {
  register(thread: Thread, family: AddressFamily, address: string): Act<number>;
  deregisterAll(thread: Thread): Act;
  deregister(thread: Thread, sap: Sap): Act;
  ProtocolClRegisterSapComplete(thread: Thread, sap: Sap, status: number, from: number): Act;
  ProtocolClDeregisterSapComplete(thread: Thread, sap: Sap, status: number, from: number): Act;
}

/** What others ask of the client about calls of the network and calls that the other side closes, and its acts. */
export interface ClientIncomingActs {
  ProtocolCoCreateVc(thread: Thread, vc: Vc, family: AddressFamily): Act<number>;
  ProtocolCoDeleteVc(thread: Thread, vc: Vc): Act<number>;
  ProtocolClIncomingCall(thread: Thread, call: Call, sap: Sap): Act<number>;
  judgeOffer(call: Call): number;
  awaitOffer(thread: Thread, call: Call): Act<number>;
  answer(thread: Thread, call: Call): Act<number>;
  awaitConnected(thread: Thread, call: Call): Act<number>;
  ProtocolClCallConnected(thread: Thread, call: Call): Act;
  ProtocolClIncomingCloseCall(thread: Thread, call: Call, closeStatus: number): Act;
  followClose(thread: Thread, call: Call): Act;
  awaitRemoteClose(thread: Thread, call: Call): Act;
}

/** What others ask of the client about the parameters of its calls, and its acts. */
export interface ClientQosActs {
  judgeParameters(thread: Thread, call: Call): Act;
  /** Asks for other rates; when the answer is there, the call's `modified` is finished. */
  ask(thread: Thread, call: Call, rates: Rates): Act;
  await(thread: Thread, call: Call): Act<number>;
  ProtocolClModifyCallQoSComplete(thread: Thread, call: Call, status: number, from: number): Act;
  judgeRefusal(thread: Thread, call: Call): Act;
  ProtocolClIncomingCallQoSChange(thread: Thread, call: Call, parameters: ParametersSource): Act;
  judgeChange(thread: Thread, call: Call): Act;
}

/** What others ask of the client about parties, and its acts. */
export interface ClientPartyActs {
  remember(party: Party): void;
  forget(party: Party): void;
  forgetLast(call: Call): void;
  add(thread: Thread, call: Call, party: Party): Act<number>;
  ProtocolClAddPartyComplete(
    thread: Thread, call: Call, party: Party, status: number, parameters: ParametersSource, from: number,
  ): Act;
  drop(thread: Thread, call: Call, party: Party): Act<number>;
  ProtocolClDropPartyComplete(thread: Thread, call: Call, party: Party, status: number, from: number): Act;
  ProtocolClIncomingDropParty(thread: Thread, call: Call, party: Party, status: number): Act;
  dropAfterNetwork(thread: Thread, call: Call, party: Party): Act<number>;
}

/** What others ask of either kind of call manager, and the acts of it that a fault may stand in front of. */
export interface CallControlActs {
  readonly role: number;
  /** From the arrival of the adapter to a registered address family; what it needs for signalling is ready then. */
  start(thread: Thread, lane: Lane): Act;
  /** Gives up what {@link start} made; no client has the address family open any more. */
  stop(thread: Thread): Act;
  /** A message of a call came in from the network, once or twice at once. */
  messageArrived(thread: Thread, call: Call, message: SignallingOctets, copies: 1 | 2): Act;
  /** A message came in that has come before. */
  repeated(thread: Thread, call: Call, message: SignallingOctets): Act;
  ProtocolCmOpenAf(thread: Thread, family: AddressFamily): Act<number>;
  ProtocolCmCloseAf(thread: Thread, family: AddressFamily): Act<number>;
  ProtocolCoCreateVc(thread: Thread, vc: Vc, family: AddressFamily): Act<number>;
  ProtocolCoDeleteVc(thread: Thread, vc: Vc): Act<number>;
  refuseVc(): number;
  /** Gives back what it allocated for a VC. */
  forgetVc(vc: Vc): void;
  ProtocolCmMakeCall(thread: Thread, call: Call): Act<number>;
  notifyFamilies(thread: Thread): Act;
  finishCloseAf(thread: Thread, family: AddressFamily): Act;
  ProtocolCmNotifyCloseAfComplete(thread: Thread, family: AddressFamily, status: number, from: number): Act;
  validate(call: Call): number;
  isOnPermanentVc(call: Call): boolean;
  findPermanentVc(thread: Thread, call: Call): Act;
  sendSetup(thread: Thread, call: Call): Act;
  /** The network has connected the call, or the attempt is over. */
  endSignalling(thread: Thread, call: Call, status: number): void;
  setupUnanswered(thread: Thread, call: Call): Act;
  setupUnansweredAgain(thread: Thread, call: Call): Act;
  connectMissing(thread: Thread, call: Call): Act;
  releaseUnanswered(thread: Thread, call: Call): Act;
  releaseUnansweredAgain(thread: Thread, call: Call): Act;
  proceeding(thread: Thread, call: Call): Act;
  activateForCall(thread: Thread, call: Call): Act<number>;
  awaitActivation(thread: Thread, vc: Vc): Act<number>;
  giveUp(thread: Thread, call: Call): Act<number>;
  prepareCompletion(thread: Thread, call: Call): Act;
  ProtocolCmActivateVcComplete(thread: Thread, vc: Vc, status: number, parameters: ParametersSource, from: number): Act;
  completeMakeCall(thread: Thread, call: Call, status: number): Act;
  ProtocolCmCloseCall(thread: Thread, call: Call): Act<number>;
  answerRelease(thread: Thread, call: Call): Act;
  deactivateFailed(thread: Thread, call: Call): Act;
  deactivateClosed(thread: Thread, call: Call): Act<number>;
  ProtocolCmDeactivateVcComplete(thread: Thread, vc: Vc, status: number, from: number): Act;
  readonly parties: PartyControlActs;
  readonly saps: SapControlActs;
  readonly incoming: IncomingControlActs;
  readonly qos: QosControlActs;
}

/** What others ask of a call manager about SAPs, and its acts. */
export interface SapControlActs {
  find(address: string): Sap | undefined;
  remember(sap: Sap): number;
  ProtocolCmRegisterSap(thread: Thread, sap: Sap): Act<number>;
  ProtocolCmDeregisterSap(thread: Thread, sap: Sap): Act<number>;
  finishDeregister(thread: Thread, sap: Sap): Act;
}

/** What others ask of a call manager about calls of the network and about closing by it, and its acts. */
export interface IncomingControlActs {
  /** T313 expires. */
  connectUnanswered(thread: Thread, call: Call): Act;
  setupArrived(call: Call): void;
  createVc(thread: Thread, call: Call): Act;
  activateForOffer(thread: Thread, call: Call): Act;
  offer(thread: Thread, call: Call): Act;
  ProtocolCmIncomingCallComplete(thread: Thread, call: Call, status: number, from: number): Act;
  accept(thread: Thread, call: Call): Act;
  sendConnect(thread: Thread, call: Call): Act;
  clear(thread: Thread, call: Call, cause: number): Act;
  reject(thread: Thread, call: Call, status: number): Act;
  deactivateRejected(thread: Thread, call: Call): Act;
  /** CONNECT ACKNOWLEDGE came in. */
  acknowledged(thread: Thread, call: Call): Act;
  /** RELEASE came in for a call that the client has. */
  released(call: Call): void;
  indicateClose(thread: Thread, call: Call, closeStatus: number): Act;
  /** The call manager has lost a call's connection without a word of the network. */
  lost(thread: Thread, call: Call): Act;
  end(thread: Thread, call: Call): Act;
  deleteVc(thread: Thread, vc: Vc): Act;
}

/** What others ask of a call manager about the parameters of calls, and its acts. */
export interface QosControlActs {
  ProtocolCmModifyCallQoS(thread: Thread, call: Call): Act<number>;
  isNegotiable(call: Call): boolean;
  conclude(thread: Thread, call: Call): Act<number>;
  complete(thread: Thread, call: Call, status: number): Act;
  adopt(thread: Thread, call: Call, rates: Rates): Act<number>;
  restore(thread: Thread, call: Call): Act;
  prepareOffer(thread: Thread, call: Call): Act<number>;
  offer(thread: Thread, call: Call): Act;
  answer(thread: Thread, call: Call, isAccepted: boolean): Act;
  /** MODIFY REQUEST came in. */
  changeAsked(thread: Thread, call: Call): Act;
}

/** What others ask of a call manager about parties, and its acts. */
export interface PartyControlActs {
  remember(party: Party): void;
  forget(party: Party): void;
  ProtocolCmAddParty(thread: Thread, call: Call, party: Party): Act<number>;
  completeAdd(thread: Thread, call: Call, party: Party, status: number): Act;
  ProtocolCmDropParty(thread: Thread, call: Call, party: Party): Act<number>;
  completeDrop(thread: Thread, call: Call, party: Party, status: number): Act;
  additionUnanswered(thread: Thread, call: Call, party: Party): Act;
  dropUnanswered(thread: Thread, call: Call, party: Party): Act;
  /** A message about a party came in from the network. */
  received(thread: Thread, call: Call, party: Party, type: number): Act;
}

/** What others ask of the miniport. */
export interface MiniportActs {
  readonly role: number;
  MiniportCoCreateVc(thread: Thread, vc: Vc): Act<number>;
  MiniportCoDeleteVc(thread: Thread, vc: Vc): Act<number>;
  MiniportCoActivateVc(thread: Thread, vc: Vc, parameters: ParametersSource): Act<number>;
  /** The NIC takes the parameters of a VC or refuses them; then it goes on as before. */
  programNic(vc: Vc): number;
  MiniportCoDeactivateVc(thread: Thread, vc: Vc): Act<number>;
  MiniportCoSendNetBufferLists(thread: Thread, list: NetBufferList): Act;
  MiniportReturnNetBufferLists(thread: Thread, list: ReturnableList): Act;
  /** User data came in on a call's VC. */
  receiveData(thread: Thread, call: Call): Act;
}

/** What others ask of the network. */
export interface NetworkActs {
  /** A message of the system under test goes out. `list` is the net buffer list that carries it, 0 for none. */
  carry(thread: Thread, call: Call, message: SignallingOctets, list: number): Act;
  /** The called party sends data back. */
  answerData(thread: Thread, call: Call): void;
  /** Somebody calls the client: SETUP comes in. */
  call(thread: Thread, call: Call): void;
  /** The other side, or the network, releases a connected call. */
  release(thread: Thread, call: Call, cause: number): void;
  /** A party of the call leaves by itself. */
  leave(thread: Thread, call: Call, party: Party): void;
  /** It asks for other rates of a call. */
  modify(thread: Thread, call: Call, rates: Rates): void;
}
