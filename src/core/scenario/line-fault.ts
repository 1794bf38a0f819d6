/** What is done to the octets that a device sends, between the line and the bench, as they arrive. */
export type LineFaultKind = 'drop' | 'flip' | 'delay';

/** A damage to the line of a scenario: the same scenario damages the same octets each time. */
export interface LineFault {
  readonly kind: LineFaultKind;
  /** Octets that are dropped, or in each of which a bit is flipped; 0 of a delay. */
  readonly octets: number;
  /** How long the octets from there on are held back, in nanoseconds of the host; 0 but of a delay. */
  readonly holdNs: number;
  /** Octets that arrive before it. */
  readonly afterOctets: number;
  /** It comes again after so many octets more; absent: once. */
  readonly everyOctets?: number;
}

/** Octets to hand on, after a while. */
export interface LinePiece {
  readonly octets: Uint8Array;
  readonly holdNs: number;
}

/** Does to a stream of octets what line faults say, however it comes in pieces. */
export class LineDamage {
  /** Octets that were dropped, and that were changed. */
  dropped = 0;
  flipped = 0;
  private position = 0;
  private readonly faults: { readonly fault: LineFault; nextAt: number; left: number }[];

  constructor(faults: readonly LineFault[]) {
    this.faults = faults.map((fault) => ({ fault, nextAt: fault.afterOctets, left: 0 }));
  }

  /** What comes of octets that arrived; the octets handed on are copies. */
  apply(arrived: Uint8Array): LinePiece[] {
    if (this.faults.every(({ nextAt, left }) => left === 0 && nextAt >= this.position + arrived.length)) {
      this.position += arrived.length;
      return [{ octets: arrived.slice(), holdNs: 0 }];
    }
    const pieces: LinePiece[] = [];
    let kept = new Uint8Array(arrived.length);
    let count = 0;
    let holdNs = 0;
    for (const octet of arrived) {
      const { isDropped, isFlipped, held } = this.at(this.position);
      if (held > 0) {
        if (count > 0) pieces.push({ octets: kept.subarray(0, count), holdNs });
        kept = kept.slice(count);
        count = 0;
        holdNs = held;
      }
      if (isDropped) this.dropped++;
      else {
        if (isFlipped) this.flipped++;
        kept[count++] = isFlipped ? octet ^ (1 << (this.position & 7)) : octet;
      }
      this.position++;
    }
    if (count > 0 || holdNs > 0) pieces.push({ octets: kept.subarray(0, count), holdNs });
    return pieces;
  }

  /** What happens to the octet at a position of the stream. */
  private at(position: number): { isDropped: boolean; isFlipped: boolean; held: number } {
    let isDropped = false;
    let isFlipped = false;
    let held = 0;
    for (const run of this.faults) {
      const { kind, octets, holdNs, everyOctets } = run.fault;
      if (position === run.nextAt) {
        run.nextAt = everyOctets === undefined ? Infinity : position + everyOctets;
        run.left = octets;
        held += holdNs;
      }
      if (run.left === 0) continue;
      run.left--;
      if (kind === 'drop') isDropped = true;
      else isFlipped = true;
    }
    return { isDropped, isFlipped, held };
  }
}

/** `drop 12 octets after 4096 and every 10000`: how people and reports are told of a line fault. */
export function lineFaultText({ kind, octets, holdNs, afterOctets, everyOctets }: LineFault): string {
  const what = kind === 'delay' ? `delay ${holdNs / 1e6} ms` : `${kind} ${octets} octet${octets === 1 ? '' : 's'}`;
  return `${what} after ${afterOctets}${everyOctets === undefined ? '' : ` and every ${everyOctets}`}`;
}
