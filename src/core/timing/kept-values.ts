/** Values in a piece; pieces are a power of two, so that an index falls apart into two by its bits. */
const pieceBits = 11;
const pieceValues = 1 << pieceBits;

/**
 * Integers in the order in which they came, in pieces, so that nothing is copied when there are more. A piece holds 32-bit numbers
 * (durations of up to two seconds) until one comes that does not fit.
 */
export class KeptValues {
  private readonly pieces: (Int32Array | Float64Array)[] = [];
  private count = 0;

  /** Takes an integer, up to 2^53 either way. */
  add(value: number): void {
    const at = this.count & (pieceValues - 1);
    const number = this.count >> pieceBits;
    if (at === 0) this.pieces.push(new Int32Array(this.count === 0 ? 64 : pieceValues));
    let piece = this.pieces[number] as Int32Array | Float64Array;
    const isWide = piece instanceof Float64Array;
    const mustWiden = !isWide && (value | 0) !== value;
    if (mustWiden || at === piece.length) {
      const size = at === piece.length ? piece.length * 2 : piece.length;
      const larger = isWide || mustWiden ? new Float64Array(size) : new Int32Array(size);
      larger.set(piece);
      this.pieces[number] = larger;
      piece = larger;
    }
    piece[at] = value;
    this.count++;
  }

  /** Writes the first `count` values into `target`, which has just that room, and gives it. */
  copyTo(target: Float64Array, count: number): Float64Array {
    for (let number = 0; number * pieceValues < count; number++) {
      const from = number * pieceValues;
      const piece = this.pieces[number] as Int32Array | Float64Array;
      target.set(piece.subarray(0, Math.min(piece.length, count - from)), from);
    }
    return target;
  }
}
