import { functionIds } from '../../core/condis/functions.ts';
import { handleText } from '../../core/octets.ts';
import type { EventBatch } from '../../core/trace/event-batch.ts';
import { functionOf, kindIds, kindOf, word } from '../../core/trace/event-record.ts';
import type { TraceHeader } from '../../core/trace/header.ts';
import { PartyOwners } from '../../core/timing/party-owners.ts';
import { partyAt, vcAt } from '../../core/trace/record-reader.ts';
import type { TraceConsumer } from '../../core/trace/trace-reader.ts';
import { CallGatherer, type GatheredCall, type LeftOut, type WantedCall } from './call-gatherer.ts';
import { keepRecord, recordsToJson, storyEvents, type KeptRecord, type StoryEvent } from './story-event.ts';

/** The events of one call. */
export interface CallEvents {
  readonly events: readonly StoryEvent[];
  /** Events left out in the middle of a long call. */
  readonly leftOut: LeftOut | undefined;
}

const creations: ReadonlySet<number> = new Set<number>([functionIds.NdisCoCreateVc, functionIds.NdisMCmCreateVc]);
/** Creations under way at once whose enter is remembered until their return names the VC. */
const openCreations = 4096;

/**
 * Reads a trace a second time for what is to be shown of it: single lines, and all events of some calls. Memory is bounded by what is
 * wanted, not by the trace.
 */
export class EventGatherer implements TraceConsumer {
  readonly lines = new Map<number, KeptRecord>();
  private readonly wantedLines: ReadonlySet<number>;
  private readonly wantedCalls: readonly WantedCall[];
  private readonly gatherers: readonly CallGatherer[];
  private readonly byVc = new Map<string, CallGatherer>();
  /** Low words of the handles that are wanted: a look that costs little, before the handle is spelled. */
  private readonly lowWords: ReadonlySet<number>;
  private readonly creating = new Map<number, KeptRecord>();
  private readonly owners = new PartyOwners();
  private traceHeader: TraceHeader | undefined;

  constructor(lines: ReadonlySet<number>, calls: readonly WantedCall[]) {
    this.wantedLines = lines;
    this.wantedCalls = calls;
    const indicesByVc = new Map<string, number[]>();
    for (const [index, { vc }] of calls.entries()) indicesByVc.set(vc, [...(indicesByVc.get(vc) ?? []), index]);
    for (const [vc, indices] of indicesByVc) this.byVc.set(vc, new CallGatherer(calls, indices));
    this.gatherers = [...this.byVc.values()];
    this.lowWords = new Set([...indicesByVc.keys()].map((vc) => Number(BigInt.asIntN(32, BigInt(vc)))));
  }

  header(header: TraceHeader): void {
    this.traceHeader = header;
  }

  batch(batch: EventBatch): void {
    for (let i = 0; i < batch.count; i++) this.event(batch, i);
  }

  /** Everything that is wanted has been seen. */
  get done(): boolean {
    return this.lines.size === this.wantedLines.size && this.gatherers.every((gatherer) => gatherer.done);
  }

  /** The trace is over. */
  finish(): void {
    for (const gatherer of this.gatherers) gatherer.end();
  }

  /** The events of a wanted call, by its index among the calls; `undefined` where it was not met. */
  call(index: number): CallEvents | undefined {
    const found = this.found(index);
    return found === undefined ? undefined : { events: this.told(found.records), leftOut: found.leftOut };
  }

  /** The events of a wanted call as the lines of a trace file, by their numbers. */
  callJson(index: number): ReadonlyMap<number, string> {
    const records = inOrder(this.found(index)?.records ?? []);
    const texts = recordsToJson(records, this.traceHeader?.ports ?? []);
    return new Map(records.map(({ line }, i) => [line, texts[i] as string]));
  }

  /** Kept records in words, in the order of their lines, each line once. */
  told(records: readonly KeptRecord[]): StoryEvent[] {
    return storyEvents(inOrder(records), this.traceHeader?.ports ?? []);
  }

  private found(index: number): GatheredCall | undefined {
    const vc = this.wantedCalls[index]?.vc;
    return vc === undefined ? undefined : this.byVc.get(vc)?.found.get(index);
  }

  private event(batch: EventBatch, i: number): void {
    const line = batch.firstLine + i;
    if (this.wantedLines.has(line)) this.lines.set(line, keepRecord(batch, i));
    const { words } = batch;
    const start = batch.starts[i] as number;
    const identity = words[start] as number;
    const kind = kindOf(identity);
    if (kind === kindIds.gap) {
      for (const gatherer of this.gatherers) if (!gatherer.done) gatherer.event(batch, i);
      return;
    }
    if (creations.has(functionOf(identity))) this.creation(batch, i, kind);
    const vc = vcAt(words, start);
    const party = partyAt(words, start, batch.ends[i] as number);
    if (vc >= 0) {
      const low = words[vc] as number;
      const high = words[vc + 1] as number;
      if (party >= 0) this.owners.learn(words[party] as number, words[party + 1] as number, low, high);
      this.gather(batch, i, low, high);
    } else if (party >= 0) {
      const slot = this.owners.find(words[party] as number, words[party + 1] as number);
      if (slot >= 0) this.gather(batch, i, this.owners.low(slot), this.owners.high(slot));
    }
  }

  /** An event is about a VC, which it names or whose party it names. */
  private gather(batch: EventBatch, i: number, low: number, high: number): void {
    if (!this.lowWords.has(low)) return;
    const gatherer = this.byVc.get(handleText(low, high));
    if (gatherer !== undefined && !gatherer.done) gatherer.event(batch, i);
  }

  /** The enter of a creation does not name the VC; its return, on the same thread, does. */
  private creation(batch: EventBatch, i: number, kind: number): void {
    const { words } = batch;
    const start = batch.starts[i] as number;
    const thread = words[start + word.thread] as number;
    if (kind === kindIds.enter && vcAt(words, start) < 0) {
      if (this.creating.size < openCreations) this.creating.set(thread, keepRecord(batch, i));
      return;
    }
    const entered = this.creating.get(thread);
    if (kind !== kindIds.return || entered === undefined) return;
    this.creating.delete(thread);
    const vc = vcAt(words, start);
    if (vc >= 0) this.byVc.get(handleText(words[vc] as number, words[vc + 1] as number))?.earlier(entered);
  }
}

/** Each record once, in the order of the lines. */
function inOrder(records: readonly KeptRecord[]): KeptRecord[] {
  return [...new Map(records.map((record) => [record.line, record])).values()].sort((a, b) => a.line - b.line);
}
