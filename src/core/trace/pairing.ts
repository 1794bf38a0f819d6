import { functionIds, functionIdLimit, mcmTwin, unnumberedFunction } from '../condis/functions.ts';
import { roleIds } from '../condis/roles.ts';
import { utf8Text } from '../octets.ts';
import type { EventBatch } from './event-batch.ts';
import { fromIds, kindIds, objectKinds, present, word } from './event-record.ts';
import { Frames, frameFlags } from './frames.ts';
import type { TraceHeader } from './header.ts';
import { PairingTail } from './pairing-tail.ts';
import { entryLength, findEntry, tailTags } from './tail.ts';
import { ThreadTable } from './thread-table.ts';

/**
 * For a completion handler (by function number): the call inside which NDIS runs it. A handler found directly inside that call was
 * run by NDIS; elsewhere the result of the request decides, which is not the pairing's to know.
 */
const completers = new Int32Array(functionIdLimit);
completers[functionIds.ProtocolClMakeCallComplete] = functionIds.NdisCmMakeCallComplete;
completers[functionIds.ProtocolClCloseCallComplete] = functionIds.NdisCmCloseCallComplete;
completers[functionIds.ProtocolClModifyCallQoSComplete] = functionIds.NdisCmModifyCallQoSComplete;
completers[functionIds.ProtocolClAddPartyComplete] = functionIds.NdisCmAddPartyComplete;
completers[functionIds.ProtocolClDropPartyComplete] = functionIds.NdisCmDropPartyComplete;
completers[functionIds.ProtocolClOpenAfCompleteEx] = functionIds.NdisCmOpenAddressFamilyComplete;
completers[functionIds.ProtocolClCloseAfComplete] = functionIds.NdisCmCloseAddressFamilyComplete;
completers[functionIds.ProtocolClRegisterSapComplete] = functionIds.NdisCmRegisterSapComplete;
completers[functionIds.ProtocolClDeregisterSapComplete] = functionIds.NdisCmDeregisterSapComplete;
completers[functionIds.ProtocolCmActivateVcComplete] = functionIds.NdisMCoActivateVcComplete;
completers[functionIds.ProtocolCmDeactivateVcComplete] = functionIds.NdisMCoDeactivateVcComplete;
completers[functionIds.ProtocolCmIncomingCallComplete] = functionIds.NdisClIncomingCallComplete;

/** Head bits that name an object which identifies a call: an address does not. */
const objectMask = present.objectKind;

/**
 * Matches returns to enters (trace format, "Pairing"). One for a trace; the monitor and the meter read the same.
 *
 * A return closes the innermost open enter of the same thread, function and role within its port; a span on both decides where it
 * stands. Without thread and span it closes the latest open enter of the same function, role and handles.
 */
export class Pairing {
  /** Open calls, and the one that the last event closed. */
  readonly frames = new Frames();
  /** Returns without an open enter, in a place where nothing explains them. */
  orphans = 0;
  /** What the last {@link event} gave. */
  slot = -1;
  /** Calls that are open at the moment; after the last event: enters that were never closed. */
  open = 0;
  /** Whether the last return was matched without thread and span: another open call that carries the same handles may be the one. */
  byHandles = false;

  private readonly threads = new ThreadTable();
  private readonly tail = new PairingTail();
  private readonly imports: boolean;
  private readonly attached: boolean;
  /** Numbers of the functions that have none of their own. */
  private readonly unnumbered = new Map<string, number>();
  private newest = -1;
  private closing = -1;
  /** Ports (by index) in which a gap has been seen, so that a return may lack its enter. */
  private readonly gaps = new Uint8Array(256);

  constructor(header: TraceHeader) {
    this.imports = header.hook === 'import';
    this.attached = header.begins === 'attached';
  }

  /** The newest open frame, or -1; older ones follow in `frames.older`. */
  get newestOpen(): number {
    return this.newest;
  }

  /**
   * Takes event `i`. Gives the slot that this enter opened or this return closed, or -1: not an enter or return, or a return
   * without its enter. The slot of a closed frame keeps its contents until the next event.
   */
  event(batch: EventBatch, i: number): number {
    if (this.closing >= 0) {
      this.frames.release(this.closing);
      this.closing = -1;
    }
    const start = batch.starts[i] as number;
    const kind = ((batch.words[start] as number) >>> 16) & 0xff;
    this.slot = kind === kindIds.enter ? this.enter(batch, i, start) : kind === kindIds.return ? this.return(batch, i, start) : -1;
    if (kind === kindIds.gap) this.gaps[batch.port[i] as number] = 1;
    return this.slot;
  }

  private enter(batch: EventBatch, i: number, start: number): number {
    const { words } = batch;
    const { frames } = this;
    const slot = frames.take();
    const identity = words[start] as number;
    const presence = words[start + word.presence] as number;
    const port = batch.port[i] as number;
    const end = batch.ends[i] as number;
    const fn = this.functionOf(words, start, end);
    const objectKind = presence & objectMask;
    let flags =
      ((presence & present.vc) !== 0 ? frameFlags.vc : 0) |
      ((presence & present.tick) !== 0 ? frameFlags.tick : 0) |
      (objectKind !== 0 ? frameFlags.object : 0);
    frames.fn[slot] = fn;
    frames.by[slot] = identity >>> 24;
    frames.port[slot] = port;
    frames.line[slot] = batch.firstLine + i;
    frames.at[slot] = batch.at[i] as number;
    frames.tickLow[slot] = words[start + word.tick] as number;
    frames.tickHigh[slot] = words[start + word.tick + 1] as number;
    frames.vcLow[slot] = words[start + word.vc] as number;
    frames.vcHigh[slot] = words[start + word.vc + 1] as number;
    frames.objectKind[slot] = objectKind;
    frames.objectLow[slot] = words[start + word.object] as number;
    frames.objectHigh[slot] = words[start + word.object + 1] as number;
    frames.child[slot] = -1;

    const { tail } = this;
    tail.find(batch, i, start, end);
    if (tail.spanAt > 0) {
      frames.span[slot] = words[tail.spanAt] as number;
      flags |= frameFlags.span;
    }
    if (tail.partyAt > 0) {
      frames.partyLow[slot] = words[tail.partyAt] as number;
      frames.partyHigh[slot] = words[tail.partyAt + 1] as number;
      flags |= frameFlags.party;
    }
    const thread = this.threadOf(words, start, presence, port);
    let parent = -1;
    if (thread >= 0) {
      flags |= frameFlags.nestingObserved;
      parent = this.threads.top[thread] as number;
      this.threads.top[thread] = slot;
      if (parent >= 0) frames.child[parent] = slot;
    }
    frames.thread[slot] = thread;
    frames.parent[slot] = parent;
    frames.flags[slot] = flags;
    frames.older[slot] = this.newest;
    frames.newer[slot] = -1;
    if (this.newest >= 0) frames.newer[this.newest] = slot;
    this.newest = slot;
    this.open++;

    let from = (presence >>> 24) & 3;
    if (from === fromIds.absent && parent >= 0 && fn < functionIdLimit) {
      const completer = completers[fn] as number;
      const around = frames.fn[parent] as number;
      if (completer !== 0 && (around === completer || around === mcmTwin(completer))) from = fromIds.ndis;
    }
    frames.from[slot] = from;
    return slot;
  }

  private return(batch: EventBatch, i: number, start: number): number {
    const slot = this.match(batch, i, start);
    if (slot < 0) {
      if (!this.attached && this.gaps[batch.port[i] as number] === 0) this.orphans++;
      return -1;
    }
    const { frames } = this;
    const parent = frames.parent[slot] as number;
    const child = frames.child[slot] as number;
    const thread = frames.thread[slot] as number;
    if (child >= 0) frames.parent[child] = parent;
    else if (thread >= 0) this.threads.top[thread] = parent;
    if (parent >= 0) frames.child[parent] = child;
    const older = frames.older[slot] as number;
    const newer = frames.newer[slot] as number;
    if (older >= 0) frames.newer[older] = newer;
    if (newer >= 0) frames.older[newer] = older;
    else this.newest = older;
    frames.flags[slot] = (frames.flags[slot] as number) | frameFlags.closed;
    this.open--;
    this.closing = slot;
    return slot;
  }

  /** The open frame that a return closes, or -1. */
  private match(batch: EventBatch, i: number, start: number): number {
    const { words } = batch;
    const { frames } = this;
    const identity = words[start] as number;
    const end = batch.ends[i] as number;
    const fn = this.functionOf(words, start, end);
    const by = identity >>> 24;
    const port = batch.port[i] as number;
    const presence = words[start + word.presence] as number;
    this.tail.find(batch, i, start, end);
    const { spanAt, partyAt } = this.tail;
    const thread = this.threadOf(words, start, presence, port);
    this.byHandles = false;
    if (spanAt > 0) {
      const span = words[spanAt] as number;
      for (let slot = this.newest; slot >= 0; slot = frames.older[slot] as number) {
        const same = frames.span[slot] === span && ((frames.flags[slot] as number) & frameFlags.span) !== 0;
        if (same && frames.fn[slot] === fn && frames.by[slot] === by && frames.port[slot] === port) return slot;
      }
    }
    if (thread >= 0) {
      for (let slot = this.threads.top[thread] as number; slot >= 0; slot = frames.parent[slot] as number) {
        const spanned = spanAt > 0 && ((frames.flags[slot] as number) & frameFlags.span) !== 0;
        if (frames.fn[slot] === fn && frames.by[slot] === by && !spanned) return slot;
      }
    }
    this.byHandles = true;
    for (let slot = this.newest; slot >= 0; slot = frames.older[slot] as number) {
      if (frames.fn[slot] !== fn || frames.by[slot] !== by || frames.port[slot] !== port) continue;
      // With a thread or a span on both, they have decided already.
      const flags = frames.flags[slot] as number;
      if (thread >= 0 && (flags & frameFlags.nestingObserved) !== 0) continue;
      if (spanAt > 0 && (flags & frameFlags.span) !== 0) continue;
      if (this.handlesAgree(words, start, presence, partyAt, slot)) return slot;
    }
    return -1;
  }

  /** The thread of the event whose tail has been looked through, by its number in the table; -1: not known. */
  private threadOf(words: Int32Array, start: number, presence: number, port: number): number {
    if ((presence & present.thread) !== 0) return this.threads.numbered(port, words[start + word.thread] as number);
    return this.tail.threadAt > 0 ? this.threads.named(port, words, this.tail.threadAt) : -1;
  }

  /** Whether the handles that both a return and an enter carry are the same. */
  private handlesAgree(words: Int32Array, start: number, presence: number, partyAt: number, slot: number): boolean {
    const { frames } = this;
    const flags = frames.flags[slot] as number;
    if ((presence & present.vc) !== 0 && (flags & frameFlags.vc) !== 0) {
      if (words[start + word.vc] !== frames.vcLow[slot] || words[start + word.vc + 1] !== frames.vcHigh[slot]) return false;
    }
    if (partyAt > 0 && (flags & frameFlags.party) !== 0) {
      if (words[partyAt] !== frames.partyLow[slot] || words[partyAt + 1] !== frames.partyHigh[slot]) return false;
    }
    const kind = presence & objectMask;
    if (kind !== objectKinds.none && kind === frames.objectKind[slot]) {
      return words[start + word.object] === frames.objectLow[slot] && words[start + word.object + 1] === frames.objectHigh[slot];
    }
    return true;
  }

  /**
   * The function number after renaming what an import hook saw of an MCM (catalogue, DD-21). Functions without a number get one
   * above 0xffff, by name.
   */
  private functionOf(words: Int32Array, start: number, end: number): number {
    const identity = words[start] as number;
    const fn = identity & 0xffff;
    if (fn === unnumberedFunction) {
      const at = findEntry(words, start, end, tailTags.fn);
      if (at < 0) return fn;
      const name = utf8Text(new Uint8Array(words.buffer, words.byteOffset + (at + 1) * 4, entryLength(words[at] as number)));
      let number = this.unnumbered.get(name);
      if (number === undefined) {
        number = unnumberedFunction + 1 + this.unnumbered.size;
        this.unnumbered.set(name, number);
      }
      return number;
    }
    return this.imports && identity >>> 24 === roleIds.mcm ? mcmTwin(fn) : fn;
  }
}
