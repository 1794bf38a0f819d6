/** Which parameters of a VC. */
export type ParameterKind = 0 | 1 | 2 | 3 | 4;
const kinds = 5;

/**
 * Call parameters kept for later comparison, five of each VC: those of the request (0), of the last activation (1), of the
 * completion (2), those in force when a change was asked for (3) and those asked for with it (4).
 */
export class ParameterStore {
  private readonly buffers: (Int32Array | undefined)[] = [];
  private lengths = new Int32Array(64);

  /** A call begins on a VC. What the VC was activated with may stand before the call that comes in on it. */
  clearCall(row: number): void {
    for (const which of [0, 2, 3, 4] as const) this.forget(row, which);
  }

  /** Events may be missing: another request, offer, activation or change of any VC may be among them. */
  gap(): void {
    this.lengths.fill(0);
  }

  has(row: number, which: ParameterKind): boolean {
    return this.length(row, which) > 0;
  }

  length(row: number, which: ParameterKind): number {
    return this.lengths[row * kinds + which] ?? 0;
  }

  words(row: number, which: ParameterKind): Int32Array {
    return this.buffers[row * kinds + which] as Int32Array;
  }

  keep(row: number, which: ParameterKind, words: Int32Array, start: number, end: number): void {
    const index = row * kinds + which;
    if (index >= this.lengths.length) {
      const larger = new Int32Array(index * 2 + 2 * kinds);
      larger.set(this.lengths);
      this.lengths = larger;
    }
    let buffer = this.buffers[index];
    if (buffer === undefined || buffer.length < end - start) this.buffers[index] = buffer = new Int32Array(end - start + 16);
    for (let at = start; at < end; at++) buffer[at - start] = words[at] as number;
    this.lengths[index] = end - start;
  }

  /** What is kept as one kind from now on is what is kept as another. */
  copy(row: number, from: ParameterKind, to: ParameterKind): void {
    if (this.has(row, from)) this.keep(row, to, this.words(row, from), 0, this.length(row, from));
    else this.forget(row, to);
  }

  forget(row: number, which: ParameterKind): void {
    const index = row * kinds + which;
    if (index < this.lengths.length) this.lengths[index] = 0;
  }
}
