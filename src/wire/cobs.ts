/**
 * Consistent Overhead Byte Stuffing (S. Cheshire and M. Baker, SIGCOMM 1997): octets without any 0x00, so that 0x00 can end a
 * frame. Each code octet n is followed by n - 1 octets that stand for themselves; a code below 0xff also stands for a 0x00
 * after them, except at the end.
 */

/** How many octets `cobsEncode` writes at most for `octets` octets. */
export function cobsLimit(octets: number): number {
  return octets + Math.floor(octets / 254) + 1;
}

/**
 * Encodes `source[start] … source[end - 1]` into `target` from `at` on, without the closing 0x00. Gives the index after the
 * last octet.
 */
export function cobsEncode(source: Uint8Array, start: number, end: number, target: Uint8Array, at: number): number {
  let codeAt = at;
  let out = at + 1;
  for (let i = start; i < end; i++) {
    const octet = source[i] as number;
    if (octet !== 0) {
      target[out++] = octet;
      // A full run at the very end needs no further code.
      if (out - codeAt !== 0xff || i === end - 1) continue;
      target[codeAt] = 0xff;
    } else {
      target[codeAt] = out - codeAt;
    }
    codeAt = out++;
  }
  target[codeAt] = out - codeAt;
  return out;
}

/** How an attempt to decode a frame ended. */
export const cobsEnds = {
  /** A whole frame was decoded. */
  whole: 0,
  /** The octets ended before the frame did. */
  more: 1,
  /** A 0x00 stood where the code octet promised others: damage. */
  damaged: 2,
  /** The frame is longer than the room for it: damage. */
  overlong: 3,
} as const;

/** The view of the octets used last: reads and arenas stay the same over many frames. */
export class ViewCache {
  private octets: Uint8Array = new Uint8Array();
  private view: DataView = new DataView(this.octets.buffer);

  of(octets: Uint8Array): DataView {
    if (octets !== this.octets) {
      this.octets = octets;
      this.view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    }
    return this.view;
  }
}

/** Decodes one frame after another. A class, so that the results need no object of their own. */
export class CobsDecoder {
  /** Index after the closing 0x00 of the frame that was decoded or found damaged; undefined for `more` and `overlong`. */
  next = 0;
  /** Index after the last octet written to the target. */
  end = 0;
  private readonly source = new ViewCache();
  private readonly target = new ViewCache();

  /**
   * Decodes the frame that begins at `source[at]` into `target[to] … target[toLimit - 1]`, reading no further than
   * `source[limit - 1]`. Gives one of {@link cobsEnds}.
   */
  decode(source: Uint8Array, at: number, limit: number, target: Uint8Array, to: number, toLimit: number): number {
    const from = this.source.of(source);
    const into = this.target.of(target);
    let i = at;
    let out = to;
    let code = 0xff;
    while (i < limit) {
      const previous = code;
      code = source[i++] as number;
      if (code === 0) {
        this.next = i;
        this.end = out;
        return cobsEnds.whole;
      }
      if (out + code > toLimit) return cobsEnds.overlong;
      if (previous !== 0xff) target[out++] = 0;
      const promised = i + code - 1;
      const stop = promised < limit ? promised : limit;
      // Four octets at a time while none of them is zero: whitened records lie in long runs.
      for (; i + 4 <= stop; i += 4, out += 4) {
        const four = from.getInt32(i, true);
        if (((four - 0x01010101) & ~four & 0x80808080) !== 0) break;
        into.setInt32(out, four, true);
      }
      while (i < stop) {
        const octet = source[i++] as number;
        if (octet === 0) {
          this.next = i;
          return cobsEnds.damaged;
        }
        target[out++] = octet;
      }
    }
    return cobsEnds.more;
  }
}
