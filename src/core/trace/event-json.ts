import { functionName } from '../condis/functions.ts';
import { roleName } from '../condis/roles.ts';
import { messageName } from '../signalling/message-types.ts';
import { argumentJson, handleJson, statusJson, valueJson } from './argument-json.ts';
import type { EventBatch } from './event-batch.ts';
import {
  directionIds, fromIds, functionOf, gapReasonIds, kindIds, kindOf, objectKinds, poolIds, present, roleOf, word, type Kind,
} from './event-record.ts';
import type { TracePort } from './header.ts';
import { firstEntry, nextEntry, nblListAt, objectAt, partyAt, vcAt } from './record-reader.ts';
import { declarationBits, entryLength, entryType, findEntry, tailTags } from './tail.ts';
import { defaultPort } from './trace-keys.ts';

/** The JSON line of event `i` of a batch, without a line feed. The record has passed its check. */
export function eventToJson(batch: EventBatch, i: number, ports: readonly TracePort[]): string {
  const { words } = batch;
  const start = batch.starts[i] as number;
  const end = batch.ends[i] as number;
  const kind = kindOf(words[start] as number);
  const name = kindNames.get(kind) as Kind;
  let json = `{"at":${batch.at[i]},"kind":"${name}"${body(words, start, end, kind)}`;
  const port = ports[batch.port[i] as number] as TracePort;
  if (port.name !== defaultPort) json += `,"port":${JSON.stringify(port.name)}`;
  const seq = batch.seq[i] as number;
  if (seq >= 0) json += `,"seq":${seq}`;
  return `${json}${tick(words, start)}}`;
}

function body(words: Int32Array, start: number, end: number, kind: number): string {
  switch (kind) {
    case kindIds.enter:
    case kindIds.return:
      return call(words, start, end, kind);
    case kindIds.signal:
      return signal(words, start, end);
    case kindIds.alloc:
    case kindIds.free:
      return memory(words, start, end);
    case kindIds.declare:
      return handle(words, vcAt(words, start), 'vc') + declares(words, findEntry(words, start, end, tailTags.declares));
    case kindIds.gap:
      return `,"lost":${count(words, start, end)},"why":"${gapReasons.get(detailOf(words, start))}"`;
    case kindIds.note:
      return entry(words, start, end, tailTags.text, 'text');
    default:
      return `,"events":${count(words, start, end)}`;
  }
}

function call(words: Int32Array, start: number, end: number, kind: number): string {
  const identity = words[start] as number;
  const known = functionName(functionOf(identity));
  const from = detailOf(words, start);
  let json = known === undefined ? entry(words, start, end, tailTags.fn, 'fn') : `,"fn":"${known}"`;
  json += `,"by":"${roleName(roleOf(identity))}"`;
  json += handles(words, start, end);
  json += handle(words, objectAt(words, start, end, objectKinds.af), 'af');
  json += handle(words, objectAt(words, start, end, objectKinds.sap), 'sap');
  if (from !== fromIds.absent) json += `,"from":"${from === fromIds.ndis ? 'ndis' : 'self'}"`;
  if (kind === kindIds.return && (presenceOf(words, start) & present.status) !== 0) {
    json += `,"status":${statusJson(words[start + word.status] as number)}`;
  }
  if (end > firstEntry(start)) json += tailArguments(words, start, end, tailTags.argument, 'args');
  if (end > firstEntry(start) && kind === kindIds.return) json += tailArguments(words, start, end, tailTags.out, 'out');
  if ((presenceOf(words, start) & present.irql) !== 0) json += `,"irql":${(presenceOf(words, start) >>> 16) & 0xff}`;
  if ((presenceOf(words, start) & present.thread) !== 0) json += `,"thread":${(words[start + word.thread] as number) >>> 0}`;
  if (end === firstEntry(start)) return json;
  json += entry(words, start, end, tailTags.irql, 'irql');
  json += entry(words, start, end, tailTags.thread, 'thread');
  return json + entry(words, start, end, tailTags.span, 'span');
}

function signal(words: Int32Array, start: number, end: number): string {
  const message = messageName(functionOf(words[start] as number));
  let json = `,"dir":"${detailOf(words, start) === directionIds.tx ? 'tx' : 'rx'}"`;
  json += message === undefined ? entry(words, start, end, tailTags.message, 'message') : `,"message":"${message}"`;
  json += entry(words, start, end, tailTags.octets, 'bytes');
  json += handles(words, start, end);
  json += entry(words, start, end, tailTags.callReference, 'callReference');
  return json + entry(words, start, end, tailTags.endpointReference, 'endpointReference');
}

function memory(words: Int32Array, start: number, end: number): string {
  const pool = detailOf(words, start);
  let json = `,"by":"${roleName(roleOf(words[start] as number))}"`;
  json += handle(words, objectAt(words, start, end, objectKinds.address), 'address');
  json += entry(words, start, end, tailTags.size, 'size');
  if (pool !== poolIds.absent) json += `,"pool":"${pool === poolIds.paged ? 'paged' : 'nonpaged'}"`;
  return json + entry(words, start, end, tailTags.what, 'what');
}

/** `vc`, `party` and `nbl`, which calls and signals share. */
function handles(words: Int32Array, start: number, end: number): string {
  const json = handle(words, vcAt(words, start), 'vc') + handle(words, partyAt(words, start, end), 'party');
  const list = nblListAt(words, start, end);
  return list < 0 ? json + handle(words, objectAt(words, start, end, objectKinds.nbl), 'nbl') : `${json},"nbl":${contents(words, list)}`;
}

function handle(words: Int32Array, at: number, key: string): string {
  return at < 0 ? '' : `,"${key}":${handleJson(words, at)}`;
}

function declares(words: Int32Array, at: number): string {
  if (at < 0) return '';
  let json = '';
  for (const [name, bit] of Object.entries(declarationBits)) {
    if (((words[at + 1] as number) & bit) !== 0) json += `,"${name}":${((words[at + 2] as number) & bit) !== 0}`;
  }
  return json;
}

/** Lost events of a gap (null: unknown) or events of an end. */
function count(words: Int32Array, start: number, end: number): string {
  if ((presenceOf(words, start) & present.status) !== 0) return String((words[start + word.status] as number) >>> 0);
  const at = findEntry(words, start, end, tailTags.count);
  return at < 0 ? 'null' : contents(words, at);
}

function entry(words: Int32Array, start: number, end: number, tag: number, key: string): string {
  const at = findEntry(words, start, end, tag);
  return at < 0 ? '' : `,"${key}":${contents(words, at)}`;
}

function contents(words: Int32Array, at: number): string {
  const header = words[at] as number;
  return valueJson(words, at + 1, entryLength(header), entryType(header));
}

function tailArguments(words: Int32Array, start: number, end: number, tag: number, key: string): string {
  const members: string[] = [];
  for (let at = firstEntry(start); at < end; at = nextEntry(words, at)) {
    if (((words[at] as number) & 0xff) === tag) members.push(argumentJson(words, at));
  }
  return members.length === 0 ? '' : `,"${key}":{${members.join(',')}}`;
}

function tick(words: Int32Array, start: number): string {
  if ((presenceOf(words, start) & present.tick) === 0) return '';
  const low = (words[start + word.tick] as number) >>> 0;
  const high = (words[start + word.tick + 1] as number) >>> 0;
  if (high < 0x20_0000) return `,"tick":${high * 0x1_0000_0000 + low}`;
  return `,"tick":"${(BigInt(high) << 32n) | BigInt(low)}"`;
}

function presenceOf(words: Int32Array, start: number): number {
  return words[start + word.presence] as number;
}

function detailOf(words: Int32Array, start: number): number {
  return presenceOf(words, start) >>> 24;
}

const kindNames = new Map(Object.entries(kindIds).map(([name, id]) => [id as number, name as Kind]));
const gapReasons = new Map(Object.entries(gapReasonIds).map(([name, id]) => [id as number, name]));
