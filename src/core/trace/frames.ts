import { grown } from '../grown.ts';

/** Flags of a frame, see {@link Frames.flags}. */
export const frameFlags = {
  /** The enter named a thread, so that what lies between enter and return on it is known to be nested. */
  nestingObserved: 0x01,
  /** The enter carried a span. */
  span: 0x02,
  /** Which handles the enter carried; a handle that is present and zero is NULL. */
  vc: 0x04,
  party: 0x08,
  object: 0x10,
  /** The enter carried a device tick. */
  tick: 0x20,
  /** The return has been seen; the slot is recycled with the event after it. */
  closed: 0x40,
} as const;

const initialSlots = 256;

/**
 * Calls that have been entered and not yet returned, a slot each, as columns. A slot is a small integer that stays the same from
 * enter to return and is reused afterwards. Columns are replaced when the table grows: read them through this object.
 */
export class Frames {
  /** Function number (from 0x10000 on: functions without one, by name), role number, port index. */
  fn = new Int32Array(initialSlots);
  by = new Uint8Array(initialSlots);
  port = new Uint8Array(initialSlots);
  flags = new Int32Array(initialSlots);
  /** Trace line of the enter. */
  line = new Int32Array(initialSlots);
  /** Nanoseconds of the enter since the start of the trace. */
  at = new Float64Array(initialSlots);
  tickLow = new Int32Array(initialSlots);
  tickHigh = new Int32Array(initialSlots);
  /** Number of the thread in {@link Pairing}'s table, or -1. */
  thread = new Int32Array(initialSlots);
  span = new Int32Array(initialSlots);
  vcLow = new Int32Array(initialSlots);
  vcHigh = new Int32Array(initialSlots);
  partyLow = new Int32Array(initialSlots);
  partyHigh = new Int32Array(initialSlots);
  /** The object of the record's head: address family, SAP or first net buffer list. */
  objectKind = new Uint8Array(initialSlots);
  objectLow = new Int32Array(initialSlots);
  objectHigh = new Int32Array(initialSlots);
  /** Who ran a completion handler: a value of `fromIds`, as given or derived from nesting; 0 where neither says. */
  from = new Uint8Array(initialSlots);
  /** Slot of the call around this one on the same thread, or -1. */
  parent = new Int32Array(initialSlots);
  /** Slot of the call directly inside this one that is on the stack still, or -1. */
  child = new Int32Array(initialSlots);
  /** Neighbours in the list of all open frames, by age. */
  older = new Int32Array(initialSlots);
  newer = new Int32Array(initialSlots);

  private free = new Int32Array(initialSlots);
  private freeCount = 0;
  private used = 0;

  /** Slots that are or have been in use: the largest slot number is one less. */
  get size(): number {
    return this.used;
  }

  take(): number {
    if (this.freeCount > 0) return this.free[--this.freeCount] as number;
    if (this.used === this.fn.length) this.grow();
    return this.used++;
  }

  release(slot: number): void {
    this.free[this.freeCount++] = slot;
  }

  private grow(): void {
    const size = this.fn.length * 2;
    this.by = grown(this.by, new Uint8Array(size));
    this.port = grown(this.port, new Uint8Array(size));
    this.from = grown(this.from, new Uint8Array(size));
    this.objectKind = grown(this.objectKind, new Uint8Array(size));
    this.at = grown(this.at, new Float64Array(size));
    for (const name of integerColumns) this[name] = grown(this[name], new Int32Array(size));
    this.free = grown(this.free, new Int32Array(size));
  }
}

const integerColumns = [
  'fn', 'flags', 'line', 'tickLow', 'tickHigh', 'thread', 'span', 'vcLow', 'vcHigh', 'partyLow', 'partyHigh', 'objectLow',
  'objectHigh', 'parent', 'child', 'older', 'newer',
] as const;
