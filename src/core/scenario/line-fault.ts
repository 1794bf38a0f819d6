import { rangesText, type CallRange, type Occasion } from './fault-use.ts';
import type { LineLookout } from './line-lookout.ts';

/** What is done to the octets that a device sends, between the line and the bench, as they arrive. */
export type LineFaultKind = 'drop' | 'flip' | 'delay';

/** A damage to the line of a scenario: the same scenario damages the same octets each time. */
export interface LineFault {
  readonly kind: LineFaultKind;
  /** Octets that are dropped, or in each of which a bit is flipped; 0 of a delay. */
  readonly octets: number;
  /** How long the octets from there on are held back, in nanoseconds of the host; 0 but of a delay. */
  readonly holdNs: number;
  /** Octets that arrive before it; absent: it waits for its `moment`. */
  readonly afterOctets?: number;
  /** It comes again after so many octets more; absent: once. */
  readonly everyOctets?: number;
  /** It begins with the frame of an event. */
  readonly moment?: LineMoment;
}

/** The event whose frame a line fault begins with. */
export type LineMoment =
  /** The first event from a time on, in nanoseconds of the device's clock since it first said HELLO. */
  | { readonly atNs: number }
  /** In the run, or once in each of the calls that are meant, which are counted as those of a device's fault. */
  | { readonly on: Occasion; readonly calls?: readonly CallRange[]; readonly callOfPass?: number };

/** Octets to hand on, after a while. */
export interface LinePiece {
  readonly octets: Uint8Array;
  readonly holdNs: number;
}

/** Where a line fault is. */
interface LineFaultRun {
  readonly fault: LineFault;
  /** Octet at which it begins next; infinite: not known, or never. */
  nextAt: number;
  /** Further beginnings that are known. */
  readonly later: number[];
  /** Octets that it still damages. */
  left: number;
  /** How often it has begun. */
  begun: number;
}

/** Does to a stream of octets what line faults say, however it comes in pieces. */
export class LineDamage {
  /** Octets that were dropped, and that were changed. */
  dropped = 0;
  flipped = 0;
  private position = 0;
  private readonly faults: readonly LineFaultRun[];
  private readonly lookout: LineLookout | undefined;
  /** Octets that arrived and cannot be judged yet: the lookout does not know whether a fault begins with them. */
  private held = new Uint8Array(0);

  /** `lookout` is needed where a fault waits for a moment. */
  constructor(faults: readonly LineFault[], lookout?: LineLookout) {
    this.faults = faults.map((fault) => ({ fault, nextAt: fault.afterOctets ?? Infinity, later: [], left: 0, begun: 0 }));
    this.lookout = lookout;
  }

  /** How often each fault has begun. */
  get begun(): readonly number[] {
    return this.faults.map(({ begun }) => begun);
  }

  /** What comes of octets that arrived; the octets handed on are copies. */
  apply(arrived: Uint8Array): LinePiece[] {
    const { lookout } = this;
    if (lookout === undefined) return this.damage(arrived);
    lookout.push(arrived);
    for (const { fault, position } of lookout.take()) this.beginAt(fault, position);
    const all = new Uint8Array(this.held.length + arrived.length);
    all.set(this.held);
    all.set(arrived, this.held.length);
    const known = lookout.known - this.position;
    this.held = all.slice(known);
    return known === 0 ? [] : this.damage(all.subarray(0, known));
  }

  /** What comes of the octets that were held back for what might have followed: nothing follows. */
  finish(): LinePiece[] {
    const { held } = this;
    this.held = new Uint8Array(0);
    return held.length === 0 ? [] : this.damage(held);
  }

  private beginAt(index: number, position: number): void {
    const run = this.faults[index];
    if (run === undefined) return;
    if (run.nextAt === Infinity) run.nextAt = position;
    else run.later.push(position);
  }

  private damage(arrived: Uint8Array): LinePiece[] {
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
        run.nextAt = everyOctets === undefined ? (run.later.shift() ?? Infinity) : position + everyOctets;
        run.left = octets;
        run.begun++;
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
export function lineFaultText({ kind, octets, holdNs, afterOctets, everyOctets, moment }: LineFault): string {
  const what = kind === 'delay' ? `delay ${holdNs / 1e6} ms` : `${kind} ${octets} octet${octets === 1 ? '' : 's'}`;
  if (moment !== undefined) return `${what} ${momentText(moment)}`;
  return `${what} after ${afterOctets}${everyOctets === undefined ? '' : ` and every ${everyOctets}`}`;
}

function momentText(moment: LineMoment): string {
  if ('atNs' in moment) return `at ${moment.atNs / 1e6} ms`;
  const { on: { event, count }, calls, callOfPass } = moment;
  return [
    `on ${event}`, ...(count === 1 ? [] : [`number ${count}`]),
    ...(callOfPass === undefined ? [] : [`in call ${callOfPass} of a pass`]),
    ...(calls === undefined ? [] : [`${callOfPass === undefined ? 'in' : 'of'} calls ${rangesText(calls)}`]),
  ].join(' ');
}
