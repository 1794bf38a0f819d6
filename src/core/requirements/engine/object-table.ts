import { factWords } from './facts.ts';

/**
 * Rows of state by 64-bit handle: an open-addressing hash over rows of integers. Rows have numbers that stay the same for life;
 * freed ones are reused. A row is the two words of the handle, the facts, then columns of its owner's choice.
 */
export class ObjectTable {
  /** Words of a row. */
  readonly stride: number;
  rows: Int32Array;
  /** Column of the first fact. */
  static readonly facts = 2;
  /** First column that is free to use. */
  static readonly columns = 2 + factWords;
  count = 0;
  private slots = new Int32Array(64).fill(-1);
  private free: Int32Array = new Int32Array(32);
  private freeCount = 0;
  private used = 0;
  private taken = new Uint8Array(32);

  constructor(columns: number) {
    this.stride = ObjectTable.columns + columns;
    this.rows = new Int32Array(32 * this.stride);
  }

  /** One more than the largest row number in use. */
  get size(): number {
    return this.used;
  }

  /** Whether a row number is in use. */
  isTaken(row: number): boolean {
    return this.taken[row] === 1;
  }

  /** The row of a handle, or -1. */
  find(low: number, high: number): number {
    const { slots, rows, stride } = this;
    const mask = slots.length - 1;
    for (let at = hash(low, high) & mask; ; at = (at + 1) & mask) {
      const row = slots[at] as number;
      if (row < 0) return -1;
      const base = row * stride;
      if (rows[base] === low && rows[base + 1] === high) return row;
    }
  }

  /** A new row for a handle that has none, all zero but the handle. */
  add(low: number, high: number): number {
    if ((this.count + 1) * 2 > this.slots.length) this.rehash(this.slots.length * 2);
    let row: number;
    if (this.freeCount > 0) row = this.free[--this.freeCount] as number;
    else {
      if ((this.used + 1) * this.stride > this.rows.length) this.grow();
      row = this.used++;
    }
    const { rows } = this;
    const base = row * this.stride;
    // So few words are faster in a loop than by `fill`.
    for (let at = base, end = base + this.stride; at < end; at++) rows[at] = 0;
    rows[base] = low;
    rows[base + 1] = high;
    this.taken[row] = 1;
    const mask = this.slots.length - 1;
    let at = hash(low, high) & mask;
    while ((this.slots[at] as number) >= 0) at = (at + 1) & mask;
    this.slots[at] = row;
    this.count++;
    return row;
  }

  /** Forgets a row. What follows it in the hash moves up, so that no tombstones gather. */
  remove(row: number): void {
    const { slots, rows, stride } = this;
    const mask = slots.length - 1;
    let at = hash(rows[row * stride] as number, rows[row * stride + 1] as number) & mask;
    while (slots[at] !== row) at = (at + 1) & mask;
    for (let next = (at + 1) & mask; (slots[next] as number) >= 0; next = (next + 1) & mask) {
      const other = slots[next] as number;
      const home = hash(rows[other * stride] as number, rows[other * stride + 1] as number) & mask;
      if (((next - home) & mask) >= ((next - at) & mask)) {
        slots[at] = other;
        at = next;
      }
    }
    slots[at] = -1;
    this.taken[row] = 0;
    this.free[this.freeCount++] = row;
    this.count--;
  }

  private grow(): void {
    const capacity = (this.rows.length / this.stride) * 2;
    const rows = new Int32Array(capacity * this.stride);
    rows.set(this.rows);
    this.rows = rows;
    const free = new Int32Array(capacity);
    free.set(this.free);
    this.free = free;
    const taken = new Uint8Array(capacity);
    taken.set(this.taken);
    this.taken = taken;
  }

  private rehash(size: number): void {
    const old = this.slots;
    this.slots = new Int32Array(size).fill(-1);
    const mask = size - 1;
    for (const row of old) {
      if (row < 0) continue;
      let at = hash(this.rows[row * this.stride] as number, this.rows[row * this.stride + 1] as number) & mask;
      while ((this.slots[at] as number) >= 0) at = (at + 1) & mask;
      this.slots[at] = row;
    }
  }
}

function hash(low: number, high: number): number {
  const mixed = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
