import { grown } from '../grown.ts';

/**
 * Slots for 64-bit handles: small integers that stay the same from {@link take} to {@link remove} and are reused afterwards, so
 * that what is known of an object lies in columns. Open addressing over typed arrays; nothing is allocated for a handle.
 */
export class HandleTable {
  /** The handle of a slot in use. */
  low = new Int32Array(64);
  high = new Int32Array(64);
  /** Handles in the table. */
  count = 0;

  private keys = new Int32Array(128).fill(-1);
  private free = new Int32Array(64);
  private freeCount = 0;
  private used = 0;

  /** One more than the largest slot given so far. */
  get size(): number {
    return this.used;
  }

  /** The slot of a handle, or -1. */
  find(low: number, high: number): number {
    const mask = this.keys.length - 1;
    for (let at = mixed(low, high) & mask; ; at = (at + 1) & mask) {
      const slot = this.keys[at] as number;
      if (slot < 0 || (this.low[slot] === low && this.high[slot] === high)) return slot;
    }
  }

  /** A slot for a handle that is not in the table. */
  take(low: number, high: number): number {
    if ((this.count + 1) * 2 > this.keys.length) this.rehash();
    const slot = this.freeCount > 0 ? (this.free[--this.freeCount] as number) : this.used++;
    if (slot >= this.low.length) this.grow();
    this.low[slot] = low;
    this.high[slot] = high;
    this.count++;
    this.insert(slot);
    return slot;
  }

  /** Forgets the handle of a slot in use. */
  remove(slot: number): void {
    const { keys } = this;
    const mask = keys.length - 1;
    let hole = mixed(this.low[slot] as number, this.high[slot] as number) & mask;
    while (keys[hole] !== slot) hole = (hole + 1) & mask;
    // Moves later members of the run into the hole, so that no search ends too early.
    for (let at = (hole + 1) & mask; ; at = (at + 1) & mask) {
      const moved = keys[at] as number;
      if (moved < 0) break;
      const home = mixed(this.low[moved] as number, this.high[moved] as number) & mask;
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      keys[hole] = moved;
      hole = at;
    }
    keys[hole] = -1;
    this.free[this.freeCount++] = slot;
    this.count--;
  }

  private insert(slot: number): void {
    const mask = this.keys.length - 1;
    let at = mixed(this.low[slot] as number, this.high[slot] as number) & mask;
    while ((this.keys[at] as number) >= 0) at = (at + 1) & mask;
    this.keys[at] = slot;
  }

  private rehash(): void {
    const old = this.keys;
    this.keys = new Int32Array(old.length * 2).fill(-1);
    for (const slot of old) if (slot >= 0) this.insert(slot);
  }

  private grow(): void {
    const size = this.low.length * 2;
    this.low = grown(this.low, new Int32Array(size));
    this.high = grown(this.high, new Int32Array(size));
    this.free = grown(this.free, new Int32Array(size));
  }
}

/** Handles are addresses: their low bits say little, so all are mixed. */
function mixed(low: number, high: number): number {
  const product = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  return product ^ (product >>> 15);
}
