import type { BatchRoom } from '../../core/trace/event-batch.ts';
import { batchEvents, batchWords } from '../../core/trace/event-batch.ts';
import { present, word } from '../../core/trace/event-record.ts';
import type { ShapeTests } from '../../core/trace/shape-tests.ts';
import { kernelModule, mixing } from './kernel-code.ts';
import { map, pages, shape, shapesEnd, shapesLimit, slotCount, state } from './memory-map.ts';

/** What is used here of the WebAssembly of every engine; the pure part of the program has no declarations of it. */
interface WebAssemblyFace {
  readonly Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (octets: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: { run(this: void, at: number, limit: number): number } };
}

let compiled: object | undefined;

/**
 * The inner loop of decoding in WebAssembly: many frames a call, each octet looked at in vectors. What it does is described with
 * `kernelModule`; everything else, and every frame that it stops at, is decoded by `FrameReader` and `PortDecoder`, which alone
 * would give the same events.
 */
export class FrameKernel {
  /** The memory of the batch that events are put into. */
  readonly room: BatchRoom;
  /** State words and numbers, see {@link state}. */
  private readonly words: Int32Array;
  private readonly numbers: Float64Array;
  private readonly octets: Uint8Array;
  private readonly run: (at: number, limit: number) => number;
  private readonly learnt = new Set<number>();
  private shapesAt: number = map.shapes;

  /** A kernel, or `undefined` where the engine has no WebAssembly with vectors. */
  static make(): FrameKernel | undefined {
    try {
      return new FrameKernel();
    } catch {
      return undefined;
    }
  }

  private constructor() {
    const { Memory, Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyFace }).WebAssembly;
    const memory = new Memory({ initial: pages, maximum: pages });
    const { buffer } = memory;
    compiled ??= new Module(kernelModule());
    this.run = new Instance(compiled, { env: { memory } }).exports.run;
    this.words = new Int32Array(buffer);
    this.numbers = new Float64Array(buffer, 0, map.at >> 3);
    this.octets = new Uint8Array(buffer);
    this.room = {
      words: new Int32Array(buffer, map.arena, batchWords),
      octets: new Uint8Array(buffer, map.arena, 4 * batchWords),
      starts: new Int32Array(buffer, map.starts, batchEvents),
      ends: new Int32Array(buffer, map.ends, batchEvents),
      at: new Float64Array(buffer, map.at, batchEvents),
      port: new Uint8Array(buffer, map.port, batchEvents),
      seq: new Float64Array(buffer, map.seq, batchEvents),
      shape: new Int32Array(buffer, map.shape, batchEvents),
    };
  }
  /** Makes octets those that are decoded; up to `pieceOctets` of them. */
  stage(octets: Uint8Array): void {
    this.octets.set(octets, map.piece);
  }

  /** Whether a shape has been learnt, or could not be. */
  knows(number: number): boolean {
    return this.learnt.has(number);
  }

  /**
   * Learns a shape: its records have no other length, and carry a tick. Gives up where there is no room for another; records of
   * that shape are then left to the caller.
   */
  learn(number: number, tests: ShapeTests, length: number, presence: number): void {
    this.learnt.add(number);
    if ((presence & present.tick) === 0) return;
    const vectors = (length + 3) >> 2;
    const octets = shape.tests + 32 * vectors + 4 * (tests.handles.length + tests.equal.length);
    if (this.learnt.size > shapesLimit || this.shapesAt + octets > shapesEnd) return;
    const at = this.shapesAt >> 2;
    const { words } = this;
    words.fill(0, at, at + (octets >> 2));
    words[at + (shape.length >> 2)] = 4 * length;
    words[at + (shape.number >> 2)] = number;
    words[at + (shape.handles >> 2)] = 4 * tests.handles.length;
    words[at + (shape.equal >> 2)] = 4 * tests.equal.length;
    const first = at + (shape.tests >> 2);
    /** The word that masks a word of the record; its value lies a vector behind. */
    const put = (offset: number, mask: number, value: number): void => {
      const to = first + 8 * (offset >> 2) + (offset & 3);
      words[to] = (words[to] as number) | mask;
      words[to + 4] = (words[to + 4] as number) | value;
    };
    for (const offset of tests.zeros) put(offset, -1, 0);
    for (let i = 0; i < tests.exact.length; i += 2) put(tests.exact[i] as number, -1, tests.exact[i + 1] as number);
    for (let i = 0; i < tests.masked.length; i += 3) {
      put(tests.masked[i] as number, tests.masked[i + 1] as number, tests.masked[i + 2] as number);
    }
    words.set([...tests.handles, ...tests.equal].map((offset) => 4 * offset), first + 8 * vectors);
    this.insert(first, this.shapesAt, length);
    this.shapesAt += (octets + 15) & ~15;
  }

  /** Forgets every shape. */
  forget(): void {
    this.learnt.clear();
    this.shapesAt = map.shapes;
    this.words.fill(0, map.slots >> 2, (map.slots >> 2) + slotCount);
  }

  /** What the decoder has got to, before and after {@link decode}. */
  get count(): number {
    return this.words[state.count >> 2] as number;
  }

  get used(): number {
    return ((this.words[state.out >> 2] as number) - map.arena) >> 2;
  }

  get lastAt(): number {
    return this.numbers[state.lastAt >> 3] as number;
  }

  get previousTicks(): number {
    return this.numbers[state.previousTicks >> 3] as number;
  }

  /** Where decoding goes on: behind so many events and words of the batch, before it holds `countLimit` events. */
  setPlace(count: number, countLimit: number, used: number): void {
    this.words[state.count >> 2] = count;
    this.words[state.countLimit >> 2] = countLimit;
    this.words[state.out >> 2] = map.arena + 4 * used;
  }

  /** The number that the next frame must have; and what makes it one that has never run over. */
  setNumber(expected: number, wrapped: number): void {
    this.words[state.expected >> 2] = expected;
    this.numbers[state.wrapped >> 3] = wrapped;
  }

  /** Time and ticks of the last event. */
  setMoment(lastAt: number, previousTicks: number): void {
    this.numbers[state.lastAt >> 3] = lastAt;
    this.numbers[state.previousTicks >> 3] = previousTicks;
  }

  /** The clock by which events get their times, see `Lane`. */
  setClock(epochLow: number, epochHigh: number, baseNs: number, nsPerTick: number): void {
    const { numbers } = this;
    numbers[state.epochLow >> 3] = epochLow;
    numbers[state.epochHigh >> 3] = epochHigh;
    numbers[state.baseNs >> 3] = baseNs;
    numbers[state.nsPerTick >> 3] = nsPerTick;
  }

  /**
   * Decodes the staged octets from index `at` to `limit`, up to `octetsLimit` of them more or less, behind `count` events and `used`
   * words of the batch. Gives the index of the first octet that it did not use.
   */
  decode(at: number, limit: number, octetsLimit: number): number {
    const { words } = this;
    words[state.outLimit >> 2] = (words[state.out >> 2] as number) + octetsLimit;
    return this.run(map.piece + at, map.piece + limit) - map.piece;
  }

  private insert(first: number, address: number, length: number): void {
    const { words } = this;
    const value = (offset: number): number => words[first + 8 * (offset >> 2) + 4 + (offset & 3)] as number;
    const mixed =
      Math.imul(value(word.identity), mixing.identity) ^ Math.imul(value(word.presence), mixing.presence) ^
      Math.imul(value(word.status), mixing.status) ^ Math.imul(4 * length, mixing.length);
    const slots = map.slots >> 2;
    let slot = (mixed ^ (mixed >>> 15)) & (slotCount - 1);
    while (words[slots + slot] !== 0) slot = (slot + 1) & (slotCount - 1);
    words[slots + slot] = address;
  }
}
