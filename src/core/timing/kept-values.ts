/** Octets of a piece, and of the first one, which most traces do not fill. */
const pieceOctets = 4096;
const firstOctets = 64;
/** A value takes up to this many: six bits of it in the first octet, seven in each further one. */
const mostOctets = 8;

const more = 0x80;
const negative = 0x40;

/**
 * Integers in the order in which they came, each in as few octets as it needs: a nanosecond count of a microsecond takes two, of a
 * millisecond three, of a second five. In pieces, so that nothing is copied when there are more.
 */
export class KeptValues {
  private readonly pieces: Uint8Array[] = [];
  private piece = new Uint8Array(firstOctets);
  private used = 0;

  /** Takes an integer, up to 2^53 either way. */
  add(value: number): void {
    if (this.used + mostOctets > this.piece.length) this.begin();
    const { piece } = this;
    let at = this.used;
    const magnitude = Math.abs(value);
    const sign = value < 0 ? negative : 0;
    if (magnitude < 0x40) piece[at++] = sign | magnitude;
    else {
      const low = magnitude % 0x40;
      piece[at++] = more | sign | low;
      let rest = (magnitude - low) / 0x40;
      // Beyond 32 bits there are no bit operations.
      for (; rest >= 0x8000_0000; rest = Math.floor(rest / 0x80)) piece[at++] = more | (rest % 0x80);
      let word = rest | 0;
      for (; word >= 0x80; word >>>= 7) piece[at++] = more | (word & 0x7f);
      piece[at++] = word;
    }
    this.used = at;
  }

  /** Writes the first `count` values into `target`, which has just that room, and gives it. */
  copyTo(target: Float64Array, count: number): Float64Array {
    let to = 0;
    for (const piece of [...this.pieces, this.piece.subarray(0, this.used)]) {
      for (let at = 0; at < piece.length && to < count; to++) {
        let octet = piece[at++] as number;
        const sign = octet & negative;
        let value = octet & 0x3f;
        for (let unit = 0x40; (octet & more) !== 0; unit *= 0x80) {
          octet = piece[at++] as number;
          value += (octet & 0x7f) * unit;
        }
        target[to] = sign === 0 ? value : -value;
      }
    }
    return target;
  }

  private begin(): void {
    this.pieces.push(this.piece.subarray(0, this.used));
    this.piece = new Uint8Array(pieceOctets);
    this.used = 0;
  }
}
