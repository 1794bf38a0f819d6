/** Call parameters kept for later comparison, two of each VC: those of the request and those of the last activation. */
export class ParameterStore {
  private readonly buffers: (Int32Array | undefined)[] = [];
  private lengths = new Int32Array(64);

  clear(row: number): void {
    if (row * 2 + 1 < this.lengths.length) {
      this.lengths[row * 2] = 0;
      this.lengths[row * 2 + 1] = 0;
    }
  }

  has(row: number, which: 0 | 1): boolean {
    return this.length(row, which) > 0;
  }

  length(row: number, which: 0 | 1): number {
    return this.lengths[row * 2 + which] ?? 0;
  }

  words(row: number, which: 0 | 1): Int32Array {
    return this.buffers[row * 2 + which] as Int32Array;
  }

  keep(row: number, which: 0 | 1, words: Int32Array, start: number, end: number): void {
    const index = row * 2 + which;
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
