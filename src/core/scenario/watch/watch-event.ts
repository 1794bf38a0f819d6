import { argumentIds, type ArgumentName } from '../../condis/argument-names.ts';
import { connectionIdField, findFieldOf, flagsField } from '../../condis/call-parameters.ts';
import { functionIdLimit, functionIds, mcmTwin } from '../../condis/functions.ts';
import { roleIds } from '../../condis/roles.ts';
import { statusCodes } from '../../condis/statuses.ts';
import { messageTypes } from '../../signalling/message-types.ts';
import type { EventBatch } from '../../trace/event-batch.ts';
import { directionIds, kindIds, present, word } from '../../trace/event-record.ts';
import { entryLength, entryType, findArgument, findEntry, tailTags, valueTypes } from '../../trace/tail.ts';
import { requests } from '../steps/acts.ts';
import type { NearMiss } from './watch-pass.ts';
import type { ExpectedEvent } from '../steps/step.ts';

const act = (name: keyof typeof requests): number => requests[name].number;

/** The request that begins with the enter of a function, by the function's number; those that only a client's call begins are negative. */
const begins = new Int8Array(functionIdLimit);
begins[functionIds.NdisCoCreateVc] = -act('client: create VC');
begins[functionIds.NdisClMakeCall] = act('client: make call');
begins[functionIds.NdisCoSendNetBufferLists] = -act('client: send');
begins[functionIds.NdisClAddParty] = act('client: add party');
begins[functionIds.NdisClDropParty] = act('client: drop party');
begins[functionIds.NdisClModifyCallQoS] = act('client: modify QoS');
begins[functionIds.NdisClCloseCall] = act('client: close call');
begins[functionIds.NdisCoDeleteVc] = -act('client: delete VC');
begins[functionIds.NdisMCoIndicateReceiveNetBufferLists] = act('network: send');
begins[functionIds.ProtocolCoAfRegisterNotify] = act('client: open address family');
begins[functionIds.NdisClOpenAddressFamilyEx] = act('client: open address family');
begins[functionIds.NdisClCloseAddressFamily] = act('client: close address family');
begins[functionIds.NdisClRegisterSap] = act('client: register SAP');
begins[functionIds.NdisClDeregisterSap] = act('client: deregister SAP');
begins[functionIds.ProtocolUnbindAdapterEx] = act('callManager: unbind');
begins[functionIds.MiniportHaltEx] = act('miniport: halt');
for (const [cm, number] of [
  [functionIds.NdisCmDispatchIncomingCall, act('network: call')],
  [functionIds.NdisCmDispatchIncomingCloseCall, act('network: release')],
  [functionIds.NdisCmDispatchIncomingDropParty, act('network: drop party')],
  [functionIds.NdisCmDispatchIncomingCallQoSChange, act('network: modify')],
] as const) {
  begins[cm] = number;
  begins[mcmTwin(cm)] = number;
}

/** The request that begins with a message received, by its type. */
const beginsReceived = new Int8Array(256);
beginsReceived[messageTypes.SETUP] = act('network: call');
beginsReceived[messageTypes.RELEASE] = act('network: release');
beginsReceived[messageTypes['DROP PARTY']] = act('network: drop party');
beginsReceived[messageTypes['MODIFY REQUEST']] = act('network: modify');

/** The requests that an event tells the end of, as sets of their numbers: returns that are not pending, and completion handlers. */
const endsReturned = new Int32Array(functionIdLimit);
const endsEntered = new Int32Array(functionIdLimit);
const setOf = (...names: (keyof typeof requests)[]): number => names.reduce((set, name) => set | (1 << act(name)), 0);
for (const [fn, handler, set] of [
  [functionIds.NdisClMakeCall, functionIds.ProtocolClMakeCallComplete, setOf('client: make call')],
  [functionIds.NdisClAddParty, functionIds.ProtocolClAddPartyComplete, setOf('client: add party')],
  [functionIds.NdisClDropParty, functionIds.ProtocolClDropPartyComplete, setOf('client: drop party', 'network: drop party')],
  [functionIds.NdisClModifyCallQoS, functionIds.ProtocolClModifyCallQoSComplete, setOf('client: modify QoS')],
  [functionIds.NdisClCloseCall, functionIds.ProtocolClCloseCallComplete, setOf('client: close call', 'network: release')],
  [functionIds.NdisClOpenAddressFamilyEx, functionIds.ProtocolClOpenAfCompleteEx, setOf('client: open address family')],
  [functionIds.NdisClCloseAddressFamily, functionIds.ProtocolClCloseAfComplete, setOf('client: close address family')],
  [functionIds.NdisClRegisterSap, functionIds.ProtocolClRegisterSapComplete, setOf('client: register SAP')],
  [functionIds.NdisClDeregisterSap, functionIds.ProtocolClDeregisterSapComplete, setOf('client: deregister SAP')],
] as const) {
  endsReturned[fn] = set;
  endsEntered[handler] = set;
}
endsReturned[functionIds.NdisCoCreateVc] = setOf('client: create VC');
endsReturned[functionIds.NdisCoDeleteVc] = setOf('client: delete VC');
endsReturned[functionIds.ProtocolClIncomingCallQoSChange] = setOf('network: modify');
endsEntered[functionIds.ProtocolClCallConnected] = setOf('network: call');

/** One event as the watcher sees it; one object, filled anew for each. */
export class WatchEvent {
  kind = 0;
  /** Function after renaming, or message type. */
  fn = 0;
  by = 0;
  /** Direction of a message. */
  detail = 0;
  hasVc = false;
  vcLow = 0;
  vcHigh = 0;
  /** -1: not seen. */
  thread = -1;
  private words: Int32Array = new Int32Array(0);
  private octets: Uint8Array = new Uint8Array(0);
  private start = 0;
  private end = 0;

  /** Whether the enter of a function can begin a request. */
  static canBegin(fn: number): boolean {
    return begins[fn] !== 0;
  }

  /** Whether a message received can begin one. */
  static canBeginReceived(message: number): boolean {
    return beginsReceived[message] !== 0;
  }

  /** Whether a function tells the end of one. */
  static canEnd(fn: number): boolean {
    return endsReturned[fn] !== 0 || endsEntered[fn] !== 0;
  }

  read(batch: EventBatch, i: number, isImport: boolean): void {
    const start = batch.starts[i] as number;
    const { words } = batch;
    const identity = words[start] as number;
    const presence = words[start + word.presence] as number;
    this.words = words;
    this.octets = batch.octets;
    this.start = start;
    this.end = batch.ends[i] as number;
    this.kind = (identity >>> 16) & 0xff;
    this.by = identity >>> 24;
    this.detail = presence >>> 24;
    const fn = identity & 0xffff;
    this.fn = isImport && this.by === roleIds.mcm && this.kind !== kindIds.signal ? mcmTwin(fn) : fn;
    this.vcLow = words[start + word.vc] as number;
    this.vcHigh = words[start + word.vc + 1] as number;
    this.hasVc = (presence & present.vc) !== 0 && (this.vcLow | this.vcHigh) !== 0;
    this.thread = (presence & present.thread) !== 0 ? (words[start + word.thread] as number) >>> 0 : -1;
  }

  /** Number of the request that may begin with it; 0: none. */
  get begins(): number {
    if (this.kind === kindIds.signal) return this.detail === directionIds.rx && this.fn < 256 ? (beginsReceived[this.fn] as number) : 0;
    if (this.kind !== kindIds.enter || this.fn >= functionIdLimit) return 0;
    const number = begins[this.fn] as number;
    if (number >= 0) return number;
    return this.by === roleIds.client ? -number : 0;
  }

  /** Set of the requests whose end it tells. */
  get ends(): number {
    if (this.fn >= functionIdLimit) return 0;
    if (this.kind === kindIds.enter) return endsEntered[this.fn] as number;
    if (this.kind !== kindIds.return || this.returned === statusCodes.NDIS_STATUS_PENDING) return 0;
    return endsReturned[this.fn] as number;
  }

  /** Whether the request ended well that it tells the end of; `undefined` where no status was seen. */
  get isSuccess(): boolean | undefined {
    if (this.fn === functionIds.ProtocolClCallConnected) return true;
    const status = this.kind === kindIds.return ? this.returned : this.number('Status');
    return status === undefined ? undefined : status === statusCodes.NDIS_STATUS_SUCCESS;
  }

  /** Net buffer lists that it is about. */
  get lists(): number {
    const at = findEntry(this.words, this.start, this.end, tailTags.nbl);
    return at < 0 ? 1 : Math.max(1, entryLength(this.words[at] as number) >> 3);
  }

  /** Whether it is an event that a step expects: 0 it is not, 1 it is, 2 what would tell was not seen. */
  matches(expected: ExpectedEvent, fn: number): number {
    if (expected.kind === 'signal') return this.matchesSignal(expected);
    if (this.kind !== (expected.kind === 'enter' ? kindIds.enter : kindIds.return) || this.fn !== fn) return 0;
    let known = 1;
    if (expected.status !== undefined) {
      const status = this.kind === kindIds.return ? this.returned : (this.number('Status') ?? this.number('CloseStatus'));
      if (status === undefined) known = 2;
      else if (status !== expected.status) return 0;
    }
    if (expected.args === undefined) return known;
    for (const name in expected.args) {
      const value = this.number(name as ArgumentName);
      if (value === undefined) known = 2;
      else if (value !== expected.args[name]) return 0;
    }
    return known;
  }

  /** Where it is the event that a step expects but for what it carries: what that was to be, and what it is; by name. */
  carried(expected: ExpectedEvent, fn: number): Pick<NearMiss, 'wanted' | 'came'> | undefined {
    const isSame = expected.kind === 'signal'
      ? this.kind === kindIds.signal && this.fn === expected.message && this.detail === directionIds[expected.dir]
      : this.kind === (expected.kind === 'enter' ? kindIds.enter : kindIds.return) && this.fn === fn;
    if (!isSame) return undefined;
    const { cause, status, args } = { cause: undefined, status: undefined, args: {}, ...expected };
    const wanted = { ...(status !== undefined && { Status: status }), ...(cause !== undefined && { Cause: cause }), ...args };
    const found = Object.keys(wanted).map((name) => [name, this.valueOf(name) ?? this.number('CloseStatus')] as const);
    return { wanted, came: Object.fromEntries(found.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))) };
  }

  /** A value of it by the name that a scenario keeps it under. */
  valueOf(name: string): number | undefined {
    if (this.kind === kindIds.signal) return this.elementValue(name);
    if (name === 'Flags') return this.parameter(flagsField.group, flagsField.bit);
    if (name === 'Vpi') return this.parameter(connectionIdField.group, connectionIdField.vpi);
    if (name === 'Vci') return this.parameter(connectionIdField.group, connectionIdField.vci);
    if (name === 'Status' && this.kind === kindIds.return) return this.returned;
    return this.number(name as ArgumentName);
  }

  private matchesSignal(expected: ExpectedEvent & { kind: 'signal' }): number {
    const isSame = this.kind === kindIds.signal && this.fn === expected.message && this.detail === directionIds[expected.dir];
    if (!isSame) return 0;
    if (expected.cause === undefined) return 1;
    const cause = this.elementValue('Cause');
    if (cause === undefined) return 2;
    return cause === expected.cause ? 1 : 0;
  }

  private get returned(): number | undefined {
    const hasStatus = ((this.words[this.start + word.presence] as number) & present.status) !== 0;
    return hasStatus ? (this.words[this.start + word.status] as number) >>> 0 : undefined;
  }

  /** An argument that is a number or a status; of several statuses the first. */
  private number(name: ArgumentName): number | undefined {
    const { words } = this;
    const at = findArgument(words, this.start, this.end, tailTags.argument, argumentIds[name]);
    if (at < 0) return undefined;
    const type = entryType(words[at] as number);
    const isNumber = type === valueTypes.unsigned || type === valueTypes.status || type === valueTypes.statuses;
    return isNumber && entryLength(words[at] as number) >= 8 ? (words[at + 2] as number) >>> 0 : undefined;
  }

  private parameter(group: number, bit: number): number | undefined {
    const { words } = this;
    const at = findArgument(words, this.start, this.end, tailTags.argument, argumentIds.CallParameters);
    if (at < 0 || entryType(words[at] as number) !== valueTypes.callParameters) return undefined;
    const end = at + 1 + ((entryLength(words[at] as number) + 3) >> 2);
    const value = findFieldOf(words, at + 2, end, group, bit);
    return value < 0 ? undefined : (words[value] as number) >>> 0;
  }

  /** A number in an element of the message. */
  private elementValue(name: string): number | undefined {
    const at = findEntry(this.words, this.start, this.end, tailTags.octets);
    if (at < 0) return undefined;
    const { octets } = this;
    const first = (at + 1) * 4;
    const last = first + entryLength(this.words[at] as number);
    const wanted = name === 'Cause' ? 0x08 : 0x5a;
    // Header of nine octets, then elements of four octets and their contents.
    const after = (element: number): number => element + 4 + (((octets[element + 2] as number) << 8) | (octets[element + 3] as number));
    for (let element = first + 9; element + 4 <= last; element = after(element)) {
      if (octets[element] !== wanted) continue;
      const contents = element + 4;
      if (wanted === 0x08) return contents + 2 <= last ? (octets[contents + 1] as number) & 0x7f : undefined;
      const value = contents + (name === 'Vci' ? 3 : 1);
      return value + 2 <= last ? ((octets[value] as number) << 8) | (octets[value + 1] as number) : undefined;
    }
    return undefined;
  }
}
