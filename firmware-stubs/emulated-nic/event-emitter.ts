import { exportOf } from '../../src/core/condis/functions.ts';
import type { Hook } from '../../src/core/trace/header.ts';
import { directionIds, fromIds, kindIds, objectKinds, poolIds } from '../../src/core/trace/event-record.ts';
import { RecordWriter } from '../../src/core/trace/record-writer.ts';
import { declarationBits, tailTags, type Declaration } from '../../src/core/trace/tail.ts';
import type { Scheduler } from './scheduler.ts';
import type { Thread } from './thread.ts';

/** Takes one event record: its words, and how many. They change with the next event. */
export type EventSink = (words: Int32Array, length: number) => void;

/** The probe inside the emulated computer: stamps what happens with the model's clock and hands it on as event records. */
export class EventEmitter {
  readonly #writer = new RecordWriter();
  readonly #scheduler: Scheduler;
  readonly #sink: EventSink;
  readonly #hook: Hook;
  readonly #listeners: EventSink[] = [];

  /** `hook`: whether it sits in the drivers' source, or in their imports and sees the exports that the calls reach. */
  constructor(scheduler: Scheduler, sink: EventSink, hook: Hook) {
    this.#scheduler = scheduler;
    this.#sink = sink;
    this.#hook = hook;
  }

  /** Begins the enter of a function. What applies is added to the record, then {@link emit} sends it. */
  enter(thread: Thread, fn: number, role: number, from: number = fromIds.absent): RecordWriter {
    const record = this.#begin(kindIds.enter, role, this.#named(fn), from);
    record.thread(thread.number);
    record.irql(thread.irql);
    return record;
  }

  enterVc(thread: Thread, fn: number, role: number, vc: number, from: number = fromIds.absent): RecordWriter {
    const record = this.enter(thread, fn, role, from);
    record.vc(vc);
    return record;
  }

  /** Begins a return; without a status for functions that have none. */
  leave(thread: Thread, fn: number, role: number, status?: number): RecordWriter {
    const record = this.#begin(kindIds.return, role, this.#named(fn), 0);
    record.thread(thread.number);
    if (status !== undefined) record.status(status);
    return record;
  }

  leaveVc(thread: Thread, fn: number, role: number, vc: number, status?: number): RecordWriter {
    const record = this.leave(thread, fn, role, status);
    record.vc(vc);
    return record;
  }

  /**
   * A whole event: a signalling message at the local interface. `vc` is that of its call, `list` the net buffer list that
   * carried it, `party` the one party that it is about; 0 for none.
   */
  signal(direction: keyof typeof directionIds, messageType: number, vc: number, octets: Uint8Array, list: number, party: number): void {
    const record = this.#begin(kindIds.signal, 0, messageType, directionIds[direction]);
    if (vc !== 0) record.vc(vc);
    if (list !== 0) record.object(objectKinds.nbl, list);
    if (party !== 0) record.party(party);
    record.octetsEntry(tailTags.octets, octets);
    this.emit();
  }

  /** A whole event: what the call agent says of the next call on a VC. */
  declared(vc: number, declares: Readonly<Partial<Record<Declaration, boolean>>>): void {
    const bits = (wanted: (value: boolean) => boolean): number =>
      Object.entries(declares).reduce((sum, [name, value]) => sum | (wanted(value) ? declarationBits[name as Declaration] : 0), 0);
    const record = this.#begin(kindIds.declare, 0, 0, 0);
    record.vc(vc);
    record.declaresEntry(bits(() => true), bits((value) => value));
    this.emit();
  }

  /** A whole event: resident memory taken. */
  allocated(role: number, address: number, size: number, what: string): void {
    const record = this.#begin(kindIds.alloc, role, 0, poolIds.nonpaged);
    record.object(objectKinds.address, address);
    record.unsignedEntry(tailTags.size, size);
    record.textEntry(tailTags.what, what);
    this.emit();
  }

  /** A whole event: memory given back. */
  freed(role: number, address: number): void {
    this.#begin(kindIds.free, role, 0, 0).object(objectKinds.address, address);
    this.emit();
  }

  /** Sends the record that was begun last. */
  emit(): void {
    this.#sink(this.#writer.words, this.#writer.length);
    for (const listener of this.#listeners) listener(this.#writer.words, this.#writer.length);
  }

  /** Lets somebody inside the device hear of each event too, once it is sent. */
  hear(listener: EventSink): void {
    this.#listeners.push(listener);
  }

  #named(fn: number): number {
    return this.#hook === 'import' ? exportOf(fn) : fn;
  }

  #begin(kind: number, role: number, fn: number, detail: number): RecordWriter {
    const record = this.#writer;
    record.begin(kind, role, fn, detail);
    record.tick(this.#scheduler.nowTicks);
    return record;
  }
}
