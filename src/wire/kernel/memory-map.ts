import { batchEvents, batchWords } from '../../core/trace/event-batch.ts';

/** Octets of a page of WebAssembly memory. */
export const pageOctets = 0x1_0000;

/** Octets that are decoded at once at most; longer pieces are cut. */
export const pieceOctets = 0x1_0000;

/** Shapes that are known to the kernel at most, and octets for what it knows of them. */
export const slotCount = 2048;
export const shapesLimit = slotCount / 2;
const shapesOctets = 0x8_0000;

/** Octets read or written behind the end of what is meant: vectors are not cut. */
const slack = 64;

const numbers = 8 * batchEvents;

/** Where things lie in the kernel's memory, in octets. Addresses of eight octets are multiples of eight. */
export const map = placed({
  /** See {@link state}. */
  state: 256,
  at: numbers,
  seq: numbers,
  starts: 4 * batchEvents,
  ends: 4 * batchEvents,
  shape: 4 * batchEvents,
  port: batchEvents,
  /** Hash table: addresses of shapes, 0: none. */
  slots: 4 * slotCount,
  shapes: shapesOctets,
  piece: pieceOctets + slack,
  arena: 4 * batchWords + slack,
});

/** Pages of the memory. */
export const pages = Math.ceil(map.end / pageOctets);

/** Octets for shapes. */
export const shapesEnd = map.shapes + shapesOctets;

/** What the decoder and the kernel tell each other: addresses of words, then of 64-bit floating-point numbers. */
export const state = {
  /** Events in the batch; the kernel stops at `countLimit`. */
  count: 0, countLimit: 4,
  /** Address of the first free word of the arena; the kernel stops at `outLimit`. */
  out: 8, outLimit: 12,
  /** Number that the next frame must have. */
  expected: 16,
  /** What has to be added to it to get the number since the beginning. */
  wrapped: 32,
  lastAt: 40, previousTicks: 48,
  epochLow: 56, epochHigh: 64, baseNs: 72, nsPerTick: 80,
} as const;

/** A shape: its length in words, its number, how many handles and pairs of handles are tested, then the tests. */
export const shape = { length: 0, number: 4, handles: 8, equal: 12, tests: 16 } as const;

function placed<T extends Record<string, number>>(sizes: T): Record<keyof T | 'end', number> {
  let end = 0;
  const places: [string, number][] = Object.entries(sizes).map(([name, size]) => {
    const at = end;
    end += (size + 15) & ~15;
    return [name, at];
  });
  return Object.fromEntries([...places, ['end', end]]) as Record<keyof T | 'end', number>;
}
