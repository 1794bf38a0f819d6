import { argumentIds, argumentName } from '../condis/argument-names.ts';
import { groupIdAt, groupIds, groupsById, nextGroup } from '../condis/call-parameter-groups.ts';
import { flagsField } from '../condis/call-parameters.ts';
import { handleArguments, isCreatedHandle } from '../condis/handle-arguments.ts';
import { functionIdLimit } from '../condis/functions.ts';
import { kindIds, kindOf, functionOf, objectKinds, present, unnumberedMessage, word } from './event-record.ts';
import { firstEntry, nextEntry, objectAt, partyAt, sameHandle, vcAt } from './record-reader.ts';
import { entryLength, entryType, tailTags, valueTypes } from './tail.ts';

/**
 * What a record must be like to have the shape of another one, by word offset from its start. Whatever passes these tests passes
 * `checkRecord` as well, has its values in the same places, and means the same but for handles, contexts, times and counts.
 */
export class ShapeTests {
  /** Words that are zero. */
  readonly zeros: number[] = [];
  /** Offset and value of words that never differ. */
  readonly exact: number[] = [];
  /** Offset, mask and value. */
  readonly masked: number[] = [];
  /** Offsets of pairs that are not both zero. */
  readonly handles: number[] = [];
  /** Offsets of two pairs that are the same. */
  readonly equal: number[] = [];
}

const shapedKinds: ReadonlySet<number> = new Set([kindIds.enter, kindIds.return, kindIds.signal, kindIds.alloc, kindIds.free]);

/** Integers that decide what an event means by more than whether they are zero. */
const flagArguments: ReadonlySet<number> = new Set([
  argumentIds.SendFlags, argumentIds.SendCompleteFlags, argumentIds.CoReceiveFlags, argumentIds.ReceiveFlags,
]);

/** Derives the tests for the shape of one record that has passed its check, or gives `undefined` where it has too little of one. */
export function shapeTestsOf(words: Int32Array, start: number, end: number): ShapeTests | undefined {
  const identity = words[start] as number;
  const kind = kindOf(identity);
  if (!shapedKinds.has(kind)) return undefined;
  const number = functionOf(identity);
  if (kind === kindIds.signal ? number === unnumberedMessage : number >= functionIdLimit) return undefined;
  return new Shaper(words, start, end).tests();
}

/** Goes through one record. Its methods say whether a part of it has a shape. */
class Shaper {
  private readonly words: Int32Array;
  private readonly start: number;
  private readonly end: number;
  private readonly made = new ShapeTests();

  constructor(words: Int32Array, start: number, end: number) {
    this.words = words;
    this.start = start;
    this.end = end;
  }

  tests(): ShapeTests | undefined {
    this.head();
    for (let entry = firstEntry(this.start); entry < this.end; entry = nextEntry(this.words, entry)) {
      if (!this.entry(entry)) return undefined;
    }
    return this.made;
  }

  private head(): void {
    const { words, start, made } = this;
    const presence = words[start + word.presence] as number;
    const absent = (bits: number, ...offsets: number[]): void => {
      if ((presence & bits) === 0) made.zeros.push(...offsets);
    };
    absent(present.tick, word.tick, word.tick + 1);
    absent(present.vc, word.vc, word.vc + 1);
    absent(present.objectKind, word.object, word.object + 1);
    absent(present.thread, word.thread);
    if ((presence & present.vc) !== 0) this.handle(start + word.vc);
    if ((presence & present.objectKind) !== 0) this.handle(start + word.object);
  }

  private entry(entry: number): boolean {
    const { words } = this;
    const header = words[entry] as number;
    const tag = header & 0xff;
    const type = entryType(header);
    this.exact(entry, entry + 1);
    if (type === valueTypes.json) return false;
    switch (tag) {
      case tailTags.party:
      case tailTags.af:
      case tailTags.sap:
        this.handle(entry + 1);
        return true;
      case tailTags.nbl:
        if (type === valueTypes.handle) this.handle(entry + 1);
        else this.lists(entry);
        return true;
      case tailTags.span:
      case tailTags.callReference:
      case tailTags.endpointReference:
      case tailTags.size:
        return true;
      case tailTags.what:
        this.exact(entry + 1, nextEntry(words, entry));
        return true;
      case tailTags.octets:
        return this.message(entry);
      case tailTags.argument:
      case tailTags.out:
        return this.argument(entry, tag);
      default:
        return false;
    }
  }

  private lists(entry: number): void {
    const { words, start, made } = this;
    const end = nextEntry(words, entry);
    for (let at = entry + 1; at < end; at += 2) this.handle(at);
    if (end > entry + 1) made.equal.push(entry + 1 - start, word.object);
  }

  /** A message says its type in its octets too. */
  private message(entry: number): boolean {
    const { words, start, made } = this;
    const length = entryLength(words[entry] as number);
    if (length < 2) return false;
    const octet = (index: number): number => ((words[entry + 1 + (index >> 2)] as number) >>> (8 * (index & 3))) & 0xff;
    const typeAt = 2 + (octet(1) & 0x0f);
    if (typeAt >= length) return false;
    for (const index of [0, 1, typeAt]) {
      const shift = 8 * (index & 3);
      made.masked.push(entry + 1 + (index >> 2) - start, 0xff << shift, octet(index) << shift);
    }
    this.padding(nextEntry(words, entry) - 1, length);
    return true;
  }

  private argument(entry: number, tag: number): boolean {
    const { words, start, made } = this;
    const header = words[entry] as number;
    const id = (words[entry + 1] as number) & 0xffff;
    if (argumentName(id) === undefined) return false;
    this.exact(entry + 1, entry + 2);
    const value = entry + 2;
    const end = nextEntry(words, entry);
    const repeated = tag === tailTags.argument ? this.eventHandleOf(id) : -1;
    switch (entryType(header)) {
      case valueTypes.null:
        return true;
      case valueTypes.unsigned:
        if (flagArguments.has(id)) this.exact(value, end);
        else if (id === argumentIds.Size) {
          if (words[value] !== 0) return false;
          this.exact(value, end);
        }
        return true;
      case valueTypes.handle:
        this.handle(value);
        if (repeated >= 0) made.equal.push(value - start, repeated - start);
        return id !== argumentIds.SourceHandle || this.isVc(value, end);
      case valueTypes.handles:
        return repeated < 0 && (id !== argumentIds.SourceHandle || this.isVc(value, end));
      case valueTypes.status:
      case valueTypes.statuses:
        this.exact(value, end);
        return true;
      case valueTypes.text:
        this.exact(value, end);
        return true;
      case valueTypes.callParameters:
        return this.callParameters(value, end);
      default:
        return false;
    }
  }

  /** The handle of the event that an argument repeats, or -1. */
  private eventHandleOf(id: number): number {
    const { words, start, end } = this;
    const name = argumentName(id);
    const which = handleArguments.indexOf(name as (typeof handleArguments)[number]);
    if (which < 0 || isCreatedHandle(functionOf(words[start] as number), id)) return -1;
    if (which === 0) return vcAt(words, start);
    if (which === 1) return partyAt(words, start, end);
    return objectAt(words, start, end, which === 2 ? objectKinds.af : objectKinds.sap);
  }

  /** Every handle of a list is the event's VC. */
  private isVc(from: number, to: number): boolean {
    const { words, start, made } = this;
    const vc = vcAt(words, start);
    if (vc < 0) return true;
    for (let at = from; at < to; at += 2) {
      if (!sameHandle(words, at, words, vc)) return false;
      made.equal.push(at - start, vc - start);
    }
    return true;
  }

  private callParameters(from: number, to: number): boolean {
    const { words } = this;
    for (let at = from; at < to; at = nextGroup(words, at)) {
      const id = groupIdAt(words, at);
      const group = groupsById.get(id);
      this.exact(at, at + 1);
      if (group !== undefined) {
        const isFlags = id === flagsField.group;
        this.exact(at + 1, isFlags ? nextGroup(words, at) : at + 2);
        this.padding(nextGroup(words, at) - 1, (words[at] as number) >>> 16);
      } else if (id === groupIds.address) this.handle(at + 1);
      else if (id !== groupIds.callMgrNull && id !== groupIds.mediaNull) return false;
    }
    return true;
  }

  private exact(from: number, to: number): void {
    for (let at = from; at < to; at++) this.made.exact.push(at - this.start, this.words[at] as number);
  }

  /** A handle is NULL in every record of the shape or in none. */
  private handle(at: number): void {
    const { words, start, made } = this;
    if (words[at] === 0 && words[at + 1] === 0) made.zeros.push(at - start, at + 1 - start);
    else made.handles.push(at - start);
  }

  /** Octets behind contents of `length` octets, whose last word is at `last`, are zero. */
  private padding(last: number, length: number): void {
    const padding = -length & 3;
    if (padding > 0) this.made.masked.push(last - this.start, -1 << (8 * (4 - padding)), 0);
  }
}
