/** Values in a piece; pieces are a power of two, so that an index falls apart into two by its bits. */
const pieceBits = 11;
const pieceValues = 1 << pieceBits;

/**
 * Integers in the order in which they came, in pieces, so that nothing is copied when there are more. A piece holds 32-bit numbers
 * (durations of up to two seconds) until one comes that does not fit.
 */
export class KeptValues {
  private readonly pieces: (Int32Array | Float64Array)[] = [];
  /** The last piece, by what it holds. */
  private narrow: Int32Array | undefined;
  private wide: Float64Array | undefined;
  private count = 0;

  /** Takes an integer, up to 2^53 either way. */
  add(value: number): void {
    const at = this.count & (pieceValues - 1);
    const { narrow } = this;
    if (narrow !== undefined && at !== 0 && at < narrow.length && (value | 0) === value) narrow[at] = value;
    else this.addWithRoom(value, at);
    this.count++;
  }

  private addWithRoom(value: number, at: number): void {
    const number = this.count >> pieceBits;
    if (at === 0) {
      this.pieces.push(new Int32Array(this.count === 0 ? 64 : pieceValues));
      this.wide = undefined;
    }
    const piece = this.pieces[number] as Int32Array | Float64Array;
    const isWide = this.wide !== undefined || (value | 0) !== value;
    const size = at === piece.length ? piece.length * 2 : piece.length;
    if (isWide) {
      this.narrow = undefined;
      if (this.wide === undefined || size !== piece.length) this.wide = larger(piece, new Float64Array(size));
    } else if (at === 0 || size !== piece.length) this.narrow = at === 0 ? (piece as Int32Array) : larger(piece, new Int32Array(size));
    const target = (this.wide ?? this.narrow) as Int32Array | Float64Array;
    this.pieces[number] = target;
    target[at] = value;
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

function larger<T extends Int32Array | Float64Array>(from: Int32Array | Float64Array, to: T): T {
  to.set(from);
  return to;
}
