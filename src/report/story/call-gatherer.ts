import { functionIds } from '../../core/condis/functions.ts';
import type { EventBatch } from '../../core/trace/event-batch.ts';
import { functionOf, kindIds, kindOf, word } from '../../core/trace/event-record.ts';
import { keepRecord, type KeptRecord } from './story-event.ts';

/** A call to be gathered: of one VC, the call in which a line lies or which began at a moment. */
export interface WantedCall {
  readonly vc: string;
  readonly lines: readonly number[];
  readonly startedNs: number | undefined;
}

/** The events of one call, from the creation of its VC (or the call before it) to the deletion (or the next call). */
export interface GatheredCall {
  readonly records: readonly KeptRecord[];
  /** Events left out in the middle of a long call. */
  readonly leftOut: LeftOut | undefined;
}

/** How many events are left out, and behind which line. */
export interface LeftOut {
  readonly events: number;
  readonly afterLine: number;
}

/** Of a long call the first and the last events are kept. */
const headLimit = 250;
const tailLimit = 100;

const callStarts: ReadonlySet<number> = new Set<number>([
  functionIds.NdisClMakeCall, functionIds.NdisCmDispatchIncomingCall, functionIds.NdisMCmDispatchIncomingCall,
]);
const deletions: ReadonlySet<number> = new Set<number>([functionIds.NdisCoDeleteVc, functionIds.NdisMCmDeleteVc]);

/** Follows one VC and keeps the calls that are wanted of it. Handles are reissued: a VC may stand for many calls in turn. */
export class CallGatherer {
  /** By the index of what was wanted. */
  readonly found = new Map<number, GatheredCall>();
  private readonly wanted: readonly WantedCall[];
  private readonly indices: readonly number[];
  private head: KeptRecord[] = [];
  private tail: KeptRecord[] = [];
  private leftOut = 0;
  private startedNs: number | undefined;
  private deleted = false;

  /** `indices` are the places of the VC's calls in `wanted`. */
  constructor(wanted: readonly WantedCall[], indices: readonly number[]) {
    this.wanted = wanted;
    this.indices = indices;
  }

  get done(): boolean {
    return this.found.size === this.indices.length;
  }

  /** Takes an event of the VC, or one that concerns every VC. */
  event(batch: EventBatch, i: number): void {
    const identity = batch.words[(batch.starts[i] as number) + word.identity] as number;
    const kind = kindOf(identity);
    const starts = kind === kindIds.enter && callStarts.has(functionOf(identity));
    // What is declared of a VC is declared of its next call.
    const isOfNext = starts || kind === kindIds.declare;
    if (this.deleted || (isOfNext && this.startedNs !== undefined)) this.end();
    if (starts) this.startedNs = batch.at[i] as number;
    if (kind === kindIds.return && deletions.has(functionOf(identity))) this.deleted = true;
    this.keep(keepRecord(batch, i));
  }

  /** Takes an event that came before others which are kept already: the enter of the VC's creation, known by its return. */
  earlier(record: KeptRecord): void {
    if (!this.deleted && this.startedNs === undefined) this.head.unshift(record);
  }

  /** What was followed is over: hands it out where it is wanted, and forgets it. */
  end(): void {
    const records = [...this.head, ...this.tail];
    const [first] = records;
    const last = records.at(-1);
    for (const index of this.indices) {
      if (first === undefined || last === undefined || this.found.has(index)) continue;
      const { lines, startedNs } = this.wanted[index] as WantedCall;
      const hit = startedNs === undefined ? lines.some((line) => line >= first.line && line <= last.line) : startedNs === this.startedNs;
      const afterLine = this.head.at(-1)?.line ?? 0;
      if (hit) this.found.set(index, { records, leftOut: this.leftOut === 0 ? undefined : { events: this.leftOut, afterLine } });
    }
    this.head = [];
    this.tail = [];
    this.leftOut = 0;
    this.startedNs = undefined;
    this.deleted = false;
  }

  private keep(record: KeptRecord): void {
    if (this.head.length < headLimit) {
      this.head.push(record);
      return;
    }
    this.tail.push(record);
    if (this.tail.length <= tailLimit) return;
    this.tail.shift();
    this.leftOut++;
  }
}
