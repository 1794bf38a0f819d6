import { argumentIds } from '../../condis/argument-names.ts';
import { callParametersChanged, findFieldOf, flagsField, findStructure, lookup } from '../../condis/call-parameters.ts';
import { functionIds } from '../../condis/functions.ts';
import { roleIds } from '../../condis/roles.ts';
import { statusCodes } from '../../condis/statuses.ts';
import type { EventBatch } from '../../trace/event-batch.ts';
import { kindIds, objectKinds, present, word } from '../../trace/event-record.ts';
import { entryLength, entryType, entryWords, tailTags, valueTypes } from '../../trace/tail.ts';
import { eventBit } from './facts.ts';
import { ShapedFacts } from './shaped-facts.ts';

const b = {
  success: eventBit('success'), pending: eventBit('pending'), byClient: eventBit('byClient'), byCm: eventBit('byCm'),
  byMiniport: eventBit('byMiniport'), dispatchOrLower: eventBit('dispatchOrLower'), passive: eventBit('passive'),
  dispatch: eventBit('dispatch'), partyNull: eventBit('partyNull'), partyContextNull: eventBit('partyContextNull'),
  cmPartyContextNull: eventBit('cmPartyContextNull'), parametersNull: eventBit('parametersNull'), changed: eventBit('changed'),
  mediaNull: eventBit('mediaNull'), permanentFlag: eventBit('permanentFlag'), bufferNull: eventBit('bufferNull'),
  sizeZero: eventBit('sizeZero'), fromNdis: eventBit('fromNdis'), variableNull: eventBit('variableNull'), afNull: eventBit('afNull'),
  sourceRight: eventBit('sourceRight'), documented: eventBit('documented'), resources: eventBit('resources'),
  rightTwin: eventBit('rightTwin'), atEnd: eventBit('atEnd'), dispatchFlag: eventBit('dispatchFlag'),
  failureStatus: eventBit('failureStatus'), notSupported: eventBit('notSupported'), inactiveStatus: eventBit('inactiveStatus'),
  contextOutNull: eventBit('contextOutNull'), notAccepted: eventBit('notAccepted'), vcNull: eventBit('vcNull'),
  invalidData: eventBit('invalidData'),
} as const;

const alwaysSeen = b.byClient | b.byCm | b.byMiniport | b.rightTwin | b.atEnd;

/** Results that the pages name, by function; other results of these are outside the documented set. */
export const documentedResults = new Map<number, readonly number[]>([
  [functionIds.ProtocolCmMakeCall, [0, 0x103, statusCodes.NDIS_STATUS_RESOURCES, statusCodes.NDIS_STATUS_NOT_SUPPORTED]],
  ...[functionIds.NdisCmMakeCallComplete, functionIds.NdisMCmMakeCallComplete].map((fn): [number, readonly number[]] => (
    [fn, [0, statusCodes.NDIS_STATUS_RESOURCES, statusCodes.NDIS_STATUS_NOT_SUPPORTED]])),
  [functionIds.MiniportCoActivateVc, [0, 0x103, statusCodes.NDIS_STATUS_INVALID_DATA, statusCodes.NDIS_STATUS_RESOURCES]],
  [functionIds.MiniportCoDeactivateVc, [0, 0x103]],
  [functionIds.MiniportCoCreateVc, [0, statusCodes.NDIS_STATUS_RESOURCES]],
  [functionIds.ProtocolCmAddParty, [0, 0x103, statusCodes.NDIS_STATUS_RESOURCES, statusCodes.NDIS_STATUS_NOT_SUPPORTED]],
  [functionIds.ProtocolCmModifyCallQoS, [
    0, 0x103, statusCodes.NDIS_STATUS_RESOURCES, statusCodes.NDIS_STATUS_INVALID_DATA, statusCodes.NDIS_STATUS_FAILURE,
    statusCodes.NDIS_STATUS_NOT_SUPPORTED,
  ]],
  [functionIds.NdisMCmDeactivateVc, [0, statusCodes.NDIS_STATUS_NOT_ACCEPTED]],
]);

/** PERMANENT_VC in the flags of CO_CALL_PARAMETERS. */
const permanentVc = 0x1;
/** NDIS_SEND_FLAGS_DISPATCH_LEVEL and its twins for completion and reception. */
const dispatchLevelFlag = 0x1;
/** NDIS_RECEIVE_FLAGS_RESOURCES. */
const resourcesFlag = 0x2;

/** A handle or context that an event may carry, as two words. */
export interface Pair {
  seen: boolean;
  /** Word index of its low word in the record, 0 where it was NULL and had none. */
  at: number;
  low: number;
  high: number;
}

const pair = (): Pair => ({ seen: false, at: 0, low: 0, high: 0 });

/**
 * Reads one event: which of the facts that follow from it alone hold, which of them the tracer saw, and the values that the
 * monitor compares with its state. One object, filled anew for every event.
 */
export class EventFacts {
  /** Facts of the three words, and which of them were seen. */
  first = 0;
  second = 0;
  third = 0;
  seenFirst = 0;
  seenSecond = 0;
  seenThird = 0;
  status = 0;
  statusSeen = false;
  readonly vc = pair();
  readonly party = pair();
  readonly af = pair();
  readonly sap = pair();
  /** A hash of the CO_SAP that the event carries, never 0; 0: none was seen. */
  sapHash = 0;
  /** A context of the VC that the event names: ProtocolVcContext or CallMgrVcContext. */
  readonly context = pair();
  /** ProtocolVcContext that a handler wrote. */
  readonly contextOut = pair();
  /** Contexts of the party: the client's and the call manager's. */
  readonly partyContext = pair();
  readonly cmPartyContext = pair();
  /** First list; `listsAt`/`listsEnd` bound the words of all lists, pairs. */
  readonly list = pair();
  listsAt = 0;
  listsEnd = 0;
  parametersAt = 0;
  parametersEnd = 0;
  octetsAt = 0;
  octetsLength = 0;
  /** Word index of the call reference beside a message's octets, 0: none. */
  callReferenceAt = 0;
  callReference = -1;
  /** Connection identifier of a message or of media parameters, VPCI in the upper half; -1: none. */
  connection = -1;

  private readonly shaped = new ShapedFacts();

  /** Reads event `i`; `fn` is the function number after renaming. */
  read(batch: EventBatch, i: number, kind: number, fn: number): void {
    const start = batch.starts[i] as number;
    const shape = batch.shape[i] as number;
    if (shape >= 0 && this.shaped.has(shape)) this.shaped.restore(shape, this, batch.words, start);
    else {
      this.readWhole(batch, i, kind, fn);
      if (shape >= 0) this.shaped.remember(shape, this, start);
    }
  }

  private readWhole(batch: EventBatch, i: number, kind: number, fn: number): void {
    const { words } = batch;
    const start = batch.starts[i] as number;
    const end = batch.ends[i] as number;
    const identity = words[start] as number;
    const presence = words[start + word.presence] as number;
    this.reset();
    const role = identity >>> 24;
    this.first =
      (role === roleIds.client ? b.byClient : 0) |
      (role === roleIds.cm || role === roleIds.mcm ? b.byCm : 0) |
      (role === roleIds.miniport || role === roleIds.mcm ? b.byMiniport : 0);
    this.seenFirst = alwaysSeen;
    if (kind === kindIds.enter || kind === kindIds.return) this.twin(fn, role);
    if ((presence & present.vc) !== 0) set(this.vc, words, start + word.vc);
    const objectKind = presence & present.objectKind;
    if (objectKind !== 0) {
      if (objectKind === objectKinds.nbl) set(this.list, words, start + word.object);
      else if (objectKind === objectKinds.af) set(this.af, words, start + word.object);
      else if (objectKind === objectKinds.sap) set(this.sap, words, start + word.object);
    }
    if ((presence & present.irql) !== 0) {
      const irql = (presence >>> 16) & 0xff;
      this.seenFirst |= b.dispatchOrLower | b.passive | b.dispatch;
      if (irql <= 2) this.first |= b.dispatchOrLower;
      if (irql === 0) this.first |= b.passive;
      if (irql === 2) this.first |= b.dispatch;
    }
    if (kind === kindIds.return && (presence & present.status) !== 0) this.setStatus(words[start + word.status] as number, fn);
    for (let at = start + word.tail; at < end; ) {
      const header = words[at] as number;
      const tag = header & 0xff;
      if (tag >= tailTags.argument) this.argument(words, at, header, kind, fn);
      else this.entry(words, at, header, tag);
      at += entryWords(entryLength(header));
    }
    if (this.vc.seen) this.flagSecond(b.vcNull, this.vc.low === 0 && this.vc.high === 0);
    if (this.af.seen) this.flag(b.afNull, this.af.low === 0 && this.af.high === 0);
    if (this.party.seen) this.flag(b.partyNull, this.party.low === 0 && this.party.high === 0);
  }

  /** Whether the event names something that its VC may have a value to compare with. */
  get hasValues(): boolean {
    return this.context.seen || this.party.seen || this.cmPartyContext.seen || this.parametersEnd > 0 ||
      (this.first & b.parametersNull) !== 0;
  }

  /** Whether the event's status is NDIS_STATUS_SUCCESS. */
  get isSuccess(): boolean {
    return (this.first & b.success) !== 0;
  }

  /** The facts of the end of a trace: no event is behind them. */
  readEnd(): void {
    this.reset();
    this.first = b.atEnd;
    this.seenFirst = alwaysSeen;
  }

  /** Sets a fact of the first word and marks it seen. */
  flag(bit: number, value: boolean): void {
    this.seenFirst |= bit;
    if (value) this.first |= bit;
    else this.first &= ~bit;
  }

  /** As {@link flag}, for the second word. */
  flagSecond(bit: number, value: boolean): void {
    this.seenSecond |= bit;
    if (value) this.second |= bit;
    else this.second &= ~bit;
  }

  /** As {@link flag}, for the third word. */
  flagThird(bit: number, value: boolean): void {
    this.seenThird |= bit;
    if (value) this.third |= bit;
    else this.third &= ~bit;
  }

  private reset(): void {
    this.first = 0;
    this.second = 0;
    this.third = 0;
    this.seenFirst = 0;
    this.seenSecond = 0;
    this.seenThird = 0;
    this.statusSeen = false;
    this.vc.seen = false;
    this.party.seen = false;
    this.af.seen = false;
    this.sap.seen = false;
    this.sapHash = 0;
    this.context.seen = false;
    this.contextOut.seen = false;
    this.partyContext.seen = false;
    this.cmPartyContext.seen = false;
    this.list.seen = false;
    this.listsEnd = 0;
    this.parametersEnd = 0;
    this.octetsLength = 0;
    this.callReferenceAt = 0;
    this.callReference = -1;
    this.connection = -1;
  }

  private twin(fn: number, role: number): void {
    const mcmOnly = fn >> 8 === 4;
    const cmOnly = fn >> 8 === 3;
    const sharedVc = fn === functionIds.NdisCoCreateVc || fn === functionIds.NdisCoDeleteVc;
    if (mcmOnly ? role === roleIds.mcm : cmOnly ? role === roleIds.cm : !(sharedVc && role === roleIds.mcm)) this.first |= b.rightTwin;
  }

  private setStatus(status: number, fn: number): void {
    this.status = status;
    this.statusSeen = true;
    this.flag(b.success, status === 0);
    this.flag(b.pending, status === 0x103);
    this.flagSecond(b.notAccepted, status === statusCodes.NDIS_STATUS_NOT_ACCEPTED);
    this.flagThird(b.notSupported, status === (statusCodes.NDIS_STATUS_NOT_SUPPORTED | 0));
    this.flagThird(b.invalidData, status >>> 0 === statusCodes.NDIS_STATUS_INVALID_DATA);
    this.flagThird(b.failureStatus, status === (statusCodes.NDIS_STATUS_FAILURE | 0));
    this.flagThird(b.inactiveStatus, status === (statusCodes.NDIS_STATUS_VC_NOT_ACTIVATED | 0));
    const documented = documentedResults.get(fn);
    if (documented !== undefined) this.flag(b.documented, documented.includes(status >>> 0));
  }

  private entry(words: Int32Array, at: number, header: number, tag: number): void {
    switch (tag) {
      case tailTags.party:
        set(this.party, words, at + 1);
        return;
      case tailTags.af:
        set(this.af, words, at + 1);
        return;
      case tailTags.sap:
        set(this.sap, words, at + 1);
        return;
      case tailTags.nbl:
        this.listsAt = at + 1;
        this.listsEnd = at + 1 + (entryLength(header) >> 2);
        return;
      case tailTags.octets:
        this.octetsAt = (at + 1) * 4;
        this.octetsLength = entryLength(header);
        return;
      case tailTags.callReference:
        this.callReferenceAt = at + 1;
        this.callReference = words[at + 1] as number;
        return;
      default:
    }
  }

  private argument(words: Int32Array, at: number, header: number, kind: number, fn: number): void {
    const type = entryType(header);
    const value = at + 2;
    const isNull = type === valueTypes.null;
    const out = (header & 0xff) === tailTags.out;
    switch ((words[at + 1] as number) & 0xffff) {
      case argumentIds.Status:
      case argumentIds.CloseStatus:
        if (type === valueTypes.status && kind === kindIds.enter) this.setStatus(words[value] as number, fn);
        return;
      case argumentIds.CallParameters:
        this.flag(b.parametersNull, isNull);
        if (type === valueTypes.callParameters) this.parameters(words, value, at + 1 + (entryLength(header) >> 2));
        return;
      case argumentIds.NdisVcHandle:
        if (!out) this.flag(b.variableNull, isNull);
        return;
      case argumentIds.NdisPartyHandle:
        if (!out && !this.party.seen) this.handle(this.party, words, type, value);
        return;
      case argumentIds.NdisAfHandle:
        if (!out && !this.af.seen) this.handle(this.af, words, type, value);
        return;
      case argumentIds.NdisSapHandle:
        if (!out && !this.sap.seen) this.handle(this.sap, words, type, value);
        return;
      case argumentIds.Sap:
        this.sapHash = isNull ? 0 : hashOf(words, value, at + entryWords(entryLength(header)));
        return;
      case argumentIds.ProtocolVcContext:
      case argumentIds.CallMgrVcContext:
      case argumentIds.MiniportVcContext:
        this.vcContext(words, at, type, value, out);
        return;
      case argumentIds.ProtocolPartyContext:
        this.flag(b.partyContextNull, isNull);
        this.handle(this.partyContext, words, type, value);
        return;
      case argumentIds.CallMgrPartyContext:
        this.flag(b.cmPartyContextNull, isNull);
        this.handle(this.cmPartyContext, words, type, value);
        return;
      case argumentIds.Buffer:
      case argumentIds.CloseData:
        this.flag(b.bufferNull, isNull);
        return;
      case argumentIds.Size:
        if (type === valueTypes.unsigned) this.flag(b.sizeZero, words[value] === 0);
        return;
      case argumentIds.SourceHandle:
        this.source(words, type, value, at + 1 + (entryLength(header) >> 2));
        return;
      case argumentIds.SendFlags:
      case argumentIds.SendCompleteFlags:
        if (type === valueTypes.unsigned) this.flag(b.dispatchFlag, ((words[value] as number) & dispatchLevelFlag) !== 0);
        return;
      case argumentIds.CoReceiveFlags:
      case argumentIds.ReceiveFlags:
        if (type !== valueTypes.unsigned) return;
        this.flag(b.dispatchFlag, ((words[value] as number) & dispatchLevelFlag) !== 0);
        this.flag(b.resources, ((words[value] as number) & resourcesFlag) !== 0);
        return;
      default:
    }
  }

  private vcContext(words: Int32Array, at: number, type: number, value: number, out: boolean): void {
    if (out) {
      this.flagSecond(b.contextOutNull, type === valueTypes.null);
      if (((words[at + 1] as number) & 0xffff) !== argumentIds.MiniportVcContext) this.handle(this.contextOut, words, type, value);
    } else if (((words[at + 1] as number) & 0xffff) !== argumentIds.MiniportVcContext) this.handle(this.context, words, type, value);
  }

  private handle(to: Pair, words: Int32Array, type: number, value: number): void {
    if (type === valueTypes.null) setNull(to);
    else if (type === valueTypes.handle) set(to, words, value);
  }

  private source(words: Int32Array, type: number, value: number, end: number): void {
    if (!this.vc.seen || (type !== valueTypes.handle && type !== valueTypes.handles)) return;
    let right = true;
    for (let at = value; at < end; at += 2) right &&= words[at] === this.vc.low && words[at + 1] === this.vc.high;
    this.flag(b.sourceRight, right);
  }

  private parameters(words: Int32Array, start: number, end: number): void {
    this.parametersAt = start;
    this.parametersEnd = end;
    const flags = findFieldOf(words, start, end, flagsField.group, flagsField.bit);
    if (flags >= 0) {
      this.flag(b.changed, ((words[flags] as number) & callParametersChanged) !== 0);
      this.flag(b.permanentFlag, ((words[flags] as number) & permanentVc) !== 0);
    }
    const media = findStructure(words, start, end, 'MediaParameters');
    if (media !== lookup.absent) this.flag(b.mediaNull, media === lookup.null);
  }
}

/** A hash of the words of a value. Different values have the same one so rarely that it stands for them. */
function hashOf(words: Int32Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (words[at] as number), 0x01000193);
  return hash === 0 ? 1 : hash;
}

function set(to: Pair, words: Int32Array, at: number): void {
  to.seen = true;
  to.at = at;
  to.low = words[at] as number;
  to.high = words[at + 1] as number;
}

function setNull(to: Pair): void {
  to.seen = true;
  to.at = 0;
  to.low = 0;
  to.high = 0;
}
