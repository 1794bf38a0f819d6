/** Which parameters of a VC. */
export type ParameterKind = 0 | 1 | 2;

/**
 * Call parameters kept for later comparison, three of each VC: those of the request (0), of the last activation (1) and of the
 * completion (2).
 */
export class ParameterStore {
  private readonly buffers: (Int32Array | undefined)[] = [];
  private lengths = new Int32Array(64);

  /** Forgets one of a row. */
  clear(row: number, which: ParameterKind): void {
    const index = row * 3 + which;
    if (index < this.lengths.length) this.lengths[index] = 0;
  }

  /** Forgets one of every row. */
  clearAll(which: ParameterKind): void {
    for (let index: number = which; index < this.lengths.length; index += 3) this.lengths[index] = 0;
  }

  has(row: number, which: ParameterKind): boolean {
    return this.length(row, which) > 0;
  }

  length(row: number, which: ParameterKind): number {
    return this.lengths[row * 3 + which] ?? 0;
  }

  words(row: number, which: ParameterKind): Int32Array {
    return this.buffers[row * 3 + which] as Int32Array;
  }

  keep(row: number, which: ParameterKind, words: Int32Array, start: number, end: number): void {
    const index = row * 3 + which;
    if (index >= this.lengths.length) {
      const larger = new Int32Array(index * 2 + 2);
      larger.set(this.lengths);
      this.lengths = larger;
    }
    let buffer = this.buffers[index];
    if (buffer === undefined || buffer.length < end - start) this.buffers[index] = buffer = new Int32Array(end - start + 16);
    for (let at = start; at < end; at++) buffer[at - start] = words[at] as number;
    this.lengths[index] = end - start;
  }
}
