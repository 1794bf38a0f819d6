import { functionId, functionIdLimit, functionIds, unnumberedFunction } from '../condis/functions.ts';
import { roleIds, rolesOf, type Role, type Topology } from '../condis/roles.ts';
import { protocolDiscriminator } from '../signalling/message.ts';
import { messageName, messageTypeOf } from '../signalling/message-types.ts';
import { checkTail, tagBit } from './check-tail.ts';
import {
  directionIds, fromIds, functionOf, gapReasonIds, kindIds, kindOf, objectKinds, poolIds, present, recordHeadWords, recordWordsLimit,
  roleOf, unnumberedMessage, word,
} from './event-record.ts';
import { entryText } from './record-reader.ts';
import { entryLength, findEntry, tailTags } from './tail.ts';

const { tick, vc, objectKind, thread, status, irql, party } = present;

/** What the head of a record of one kind may hold. */
interface HeadRule {
  /** Presence bits that may be set, and those that must be. */
  readonly may: number;
  readonly must: number;
  readonly leastDetail: number;
  readonly mostDetail: number;
}

const lastOf = (ids: Readonly<Record<string, number>>): number => Math.max(...Object.values(ids));

const rule = (may: number, must = 0, mostDetail = 0, leastDetail = 0): HeadRule => ({ may, must, leastDetail, mostDetail });
const callFields = tick | vc | objectKind | thread | irql | party;
const memoryRule = rule(tick | objectKinds.address, objectKinds.address, lastOf(poolIds));

/** By kind. */
const headRules: HeadRule[] = [];
headRules[kindIds.enter] = rule(callFields, 0, lastOf(fromIds));
headRules[kindIds.return] = rule(callFields | status, 0, lastOf(fromIds));
headRules[kindIds.signal] = rule(tick | vc | objectKinds.nbl | party, 0, lastOf(directionIds), 1);
headRules[kindIds.alloc] = memoryRule;
headRules[kindIds.free] = memoryRule;
headRules[kindIds.declare] = rule(tick | vc, vc);
headRules[kindIds.gap] = rule(tick | status, 0, lastOf(gapReasonIds), 1);
headRules[kindIds.note] = rule(tick);
headRules[kindIds.end] = rule(tick | status);

/** 1 for every number that a function has. */
const isFunction = new Uint8Array(functionIdLimit);
for (const id of Object.values(functionIds)) isFunction[id] = 1;

const roleBits = (roles: readonly Role[]): number => roles.reduce((bits, role) => bits | (1 << roleIds[role]), 0);
const anyRole = roleBits(['client', 'cm', 'mcm', 'miniport']);
const rolesByTopology = { cm: roleBits(rolesOf('cm')), mcm: roleBits(rolesOf('mcm')) } as const;

/**
 * What is wrong with the record in `words[start] … words[end - 1]` that came from a device, or `undefined`. A record that passes
 * can be written as a line of a trace, and that line read again; nothing in `core` need check it once more. `topology` says
 * which roles there are; without it all are.
 */
export function checkRecord(words: Int32Array, start: number, end: number, topology?: Topology): string | undefined {
  if (end - start < recordHeadWords) return 'a record is shorter than its head';
  if (end - start > recordWordsLimit) return `a record has more than ${recordWordsLimit} words`;
  const head = checkHead(words, start, topology);
  if (head !== undefined) return head;
  const kind = kindOf(words[start] as number);
  if (end === start + recordHeadWords) return checkNeeds(words, start, end, kind, 0);
  const tags = checkTail(words, start, end, kind);
  return typeof tags === 'string' ? tags : checkNeeds(words, start, end, kind, tags);
}

function checkHead(words: Int32Array, start: number, topology: Topology | undefined): string | undefined {
  const identity = words[start] as number;
  const kind = kindOf(identity);
  const presence = words[start + word.presence] as number;
  const rule = headRules[kind];
  if (rule === undefined) return `there is no kind ${kind} of event`;
  const detail = presence >>> 24;
  if (detail < rule.leastDetail || detail > rule.mostDetail) return `detail ${detail} means nothing in this kind of event`;
  const fits = (presence & 0xffff & ~rule.may) === 0 && (presence & rule.must) === rule.must;
  if (!fits) return 'the presence bits do not fit the kind of event';
  const object = presence & objectKind;
  const isCall = kind === kindIds.enter || kind === kindIds.return;
  if (isCall ? object > objectKinds.nbl : kind === kindIds.signal && object !== 0 && object !== objectKinds.nbl) {
    return 'the presence bits do not fit the kind of event';
  }
  return checkAbsent(words, start, presence) ?? checkRole(kind, roleOf(identity), topology) ?? checkNumber(kind, functionOf(identity));
}

/** A field that is absent is zero, so that nothing depends on what lay there. */
function checkAbsent(words: Int32Array, start: number, presence: number): string | undefined {
  let rest = 0;
  if ((presence & tick) === 0) rest |= (words[start + word.tick] as number) | (words[start + word.tick + 1] as number);
  if ((presence & vc) === 0) rest |= (words[start + word.vc] as number) | (words[start + word.vc + 1] as number);
  if ((presence & objectKind) === 0) rest |= (words[start + word.object] as number) | (words[start + word.object + 1] as number);
  if ((presence & thread) === 0) rest |= words[start + word.thread] as number;
  if ((presence & status) === 0) rest |= words[start + word.status] as number;
  if ((presence & irql) === 0) rest |= (presence >>> 16) & 0xff;
  return rest === 0 ? undefined : 'a field that is absent is not zero';
}

function checkRole(kind: number, role: number, topology: Topology | undefined): string | undefined {
  const isMemory = kind === kindIds.alloc || kind === kindIds.free;
  const isCall = kind === kindIds.enter || kind === kindIds.return;
  if (!isMemory && !isCall) return role === 0 ? undefined : 'this kind of event has no role';
  if (isMemory && role === roleIds.ndis) return undefined;
  const roles = topology === undefined ? anyRole : rolesByTopology[topology];
  return role < 32 && (roles & (1 << role)) !== 0 ? undefined : `there is no role ${role}`;
}

function checkNumber(kind: number, number: number): string | undefined {
  if (kind === kindIds.enter || kind === kindIds.return) {
    return number === unnumberedFunction || isFunction[number] === 1 ? undefined : `there is no function ${number}`;
  }
  if (kind === kindIds.signal) return number <= 0xff || number === unnumberedMessage ? undefined : `there is no message type ${number}`;
  return number === 0 ? undefined : 'this kind of event has no function';
}

/** What the kind needs and the tail must therefore hold, or must not. `tags` has the bits of the tags that it holds. */
function checkNeeds(words: Int32Array, start: number, end: number, kind: number, tags: number): string | undefined {
  const presence = words[start + word.presence] as number;
  if (has(tags, tailTags.party) !== ((presence & party) !== 0)) return 'the presence bit of the party does not tell what the tail holds';
  switch (kind) {
    case kindIds.enter:
    case kindIds.return:
      return checkFunction(words, start, end, has(tags, tailTags.fn));
    case kindIds.signal:
      return checkSignal(words, start, end, has(tags, tailTags.message), has(tags, tailTags.octets));
    case kindIds.alloc:
      return has(tags, tailTags.size) ? checkObject(words, start) : 'an allocation without its size';
    case kindIds.free:
      return checkObject(words, start);
    case kindIds.declare:
      return words[start + word.vc] === 0 && words[start + word.vc + 1] === 0 ? 'a declaration without a VC' : undefined;
    case kindIds.note:
      return has(tags, tailTags.text) ? undefined : 'a note without a text';
    case kindIds.end:
      return has(tags, tailTags.count) || (presence & status) !== 0 ? undefined : 'an end without its count of events';
    default:
      return undefined;
  }
}

function has(tags: number, tag: number): boolean {
  return (tags & tagBit(tag)) !== 0;
}

function checkObject(words: Int32Array, start: number): string | undefined {
  return words[start + word.object] === 0 && words[start + word.object + 1] === 0 ? 'memory at address NULL' : undefined;
}

function checkFunction(words: Int32Array, start: number, end: number, hasName: boolean): string | undefined {
  const isUnnumbered = functionOf(words[start] as number) === unnumberedFunction;
  if (isUnnumbered !== hasName) return 'a function goes either by its number or by its name';
  if (!hasName) return undefined;
  const name = entryText(words, start, end, tailTags.fn) as string;
  return functionId(name) === undefined ? undefined : `the function ${name} goes by its number`;
}

function checkSignal(words: Int32Array, start: number, end: number, hasName: boolean, hasOctets: boolean): string | undefined {
  const type = functionOf(words[start] as number);
  const isUnnumbered = type === unnumberedMessage;
  if (hasName && !isUnnumbered) return 'a message goes either by its type or by its name';
  const octet = hasOctets ? messageOctetOf(words, findEntry(words, start, end, tailTags.octets)) : undefined;
  if (!isUnnumbered) {
    if (!hasOctets) return messageName(type) === undefined ? 'a message without a name or octets' : undefined;
    return octet === type ? undefined : 'the octets of a message show another message type';
  }
  if (!hasName) return hasOctets && octet === undefined ? undefined : 'a message without its type';
  if (messageTypeOf(entryText(words, start, end, tailTags.message) as string) !== undefined) return 'a known message goes by its type';
  const agrees = !hasOctets || (octet !== undefined && messageName(octet) === undefined);
  return agrees ? undefined : 'the octets of a message show another message type';
}

/** As {@link messageOctet}, of the octets in a tail entry. */
function messageOctetOf(words: Int32Array, entry: number): number | undefined {
  const octet = (index: number): number => ((words[entry + 1 + (index >> 2)] as number) >>> (8 * (index & 3))) & 0xff;
  const length = entryLength(words[entry] as number);
  if (length < 2 || octet(0) !== protocolDiscriminator) return undefined;
  const at = 2 + (octet(1) & 0x0f);
  return at < length ? octet(at) : undefined;
}
