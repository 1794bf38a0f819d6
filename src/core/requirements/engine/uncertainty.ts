import type { TraceHeader } from '../../trace/header.ts';
import { factWords } from './facts.ts';
import { rolesOf } from './symbols.ts';

/**
 * What gaps and several clocks leave open. Gaps are kept as the line of the last one that hid a role's events; the order of ports is
 * known only where stamps differ by more than the sum of their uncertainties.
 */
export class Uncertainty {
  /** Whether stamps are uncertain, so that the order of two ports may be open. */
  readonly several: boolean;
  /** Whether there are several ports, so that what one shows may be late or missing when another goes on. */
  readonly apart: boolean;
  /** Nanoseconds by which stamps of two ports may at most be out of order. */
  readonly widest: number;
  /** How many ports there are. */
  private readonly ports: number;
  private readonly half: Float64Array;
  private readonly sees: Int32Array;
  /** For each role bit the line of the last gap that may hide its events. */
  private readonly lastGap = new Int32Array(4);
  /** The same, or the last line so close behind that a lost event may belong behind it. */
  private readonly reach = new Int32Array(4);
  /** Up to when the last gaps reach, and the roles that they hide. */
  private reachesUntil = -1;
  private reachRoles = 0;
  /** For each port line and time of its last event. */
  private readonly lastLine = new Int32Array(256);
  private readonly lastAt = new Float64Array(256);
  /** By scope and row: when and at which port each fact last changed. */
  private changedAt = new Float64Array(0);
  private changedBy = new Uint8Array(0);

  constructor(header: TraceHeader) {
    this.ports = header.ports.length;
    this.half = new Float64Array(256).fill(header.uncertaintyNs);
    this.sees = new Int32Array(256).fill(rolesOf(header.sees));
    for (const [index, port] of header.ports.entries()) {
      if (port.uncertaintyNs !== undefined) this.half[index] = port.uncertaintyNs;
      if (port.sees !== undefined) this.sees[index] = rolesOf(port.sees);
    }
    this.several = this.half.some((half) => half > 0);
    this.apart = header.ports.length > 1 || this.several;
    this.widest = 2 * this.half.reduce((most, half) => Math.max(most, half), 0);
  }

  /** An event of a port. */
  heard(port: number, line: number, at: number): void {
    this.lastLine[port] = line;
    this.lastAt[port] = at;
    if (at > this.reachesUntil) return;
    for (let bit = 0; bit < 4; bit++) if ((this.reachRoles & (1 << bit)) !== 0) this.reach[bit] = line;
  }

  /** Line of a port's last event, 0: none. What the port was to show after it may be missing if its next line is a gap. */
  lastLineOf(port: number): number {
    return this.lastLine[port] as number;
  }

  /** Time from which on events of others may belong behind a port's last one though they stand before it; Infinity: none does. */
  since(port: number): number {
    return this.several ? (this.lastAt[port] as number) - this.widest : Infinity;
  }

  /** The time up to which every port has been heard, and nothing that comes belongs before. */
  get heardUntil(): number {
    let at = Number.MAX_SAFE_INTEGER;
    for (let port = 0; port < this.ports; port++) at = Math.min(at, this.lastAt[port] as number);
    return at - this.widest;
  }

  /** The line up to which every port has been heard. */
  get heardOfAll(): number {
    let line = Number.MAX_SAFE_INTEGER;
    for (let port = 0; port < this.ports; port++) line = Math.min(line, this.lastLine[port] as number);
    return line;
  }

  /** The roles whose events a port shows, as bits. */
  rolesOf(port: number): number {
    return this.sees[port] as number;
  }

  /** Events of these roles may be missing before a line: a gap, or something that could not be attributed, which is as good as lost. */
  hide(roles: number, line: number): void {
    for (let bit = 0; bit < 4; bit++) {
      if ((roles & (1 << bit)) === 0) continue;
      this.lastGap[bit] = line;
      this.reach[bit] = line;
    }
  }

  /** A gap at this time: with stamps that are uncertain, events that were lost may belong behind later ones of other ports. */
  reachOut(roles: number, at: number): void {
    if (!this.several) return;
    this.reachRoles = at > this.reachesUntil ? roles : this.reachRoles | roles;
    this.reachesUntil = at + this.widest;
  }

  /** As {@link lastGapOf}, up to the last line that is so close behind it that a lost event may belong behind that. */
  reachOf(roles: number): number {
    let line = 0;
    for (let bit = 0; bit < 4; bit++) if ((roles & (1 << bit)) !== 0) line = Math.max(line, this.reach[bit] as number);
    return line;
  }

  /** Line of the last gap that may hide events of these roles, 0: none. */
  lastGapOf(roles: number): number {
    let line = 0;
    for (let bit = 0; bit < 4; bit++) if ((roles & (1 << bit)) !== 0) line = Math.max(line, this.lastGap[bit] as number);
    return line;
  }

  /** Whether it is open which of two events came first. */
  orderOpen(at: number, port: number, otherAt: number, otherPort: number): boolean {
    return port !== otherPort && Math.abs(at - otherAt) <= (this.half[port] as number) + (this.half[otherPort] as number);
  }

  /** Remembers which facts of a VC just changed. */
  note(row: number, before: Int32Array, rows: Int32Array, base: number, at: number, port: number): void {
    const first = row * factWords * 32;
    if (first + factWords * 32 > this.changedAt.length) this.grow(first + factWords * 32);
    for (let w = 0; w < factWords; w++) {
      for (let bits = (before[w] as number) ^ (rows[base + w] as number); bits !== 0; bits &= bits - 1) {
        const fact = first + w * 32 + (31 - Math.clz32(bits & -bits));
        this.changedAt[fact] = at;
        this.changedBy[fact] = port + 1;
      }
    }
  }

  /** Forgets what a row's former object did. */
  forget(row: number): void {
    const first = row * factWords * 32;
    if (first < this.changedBy.length) this.changedBy.fill(0, first, first + factWords * 32);
  }

  /** Whether one of these facts last changed at another port, so close that the order is open. */
  touched(row: number, facts: Int32Array, at: number, port: number): boolean {
    const first = row * factWords * 32;
    if (first >= this.changedBy.length) return false;
    for (let w = 0; w < factWords; w++) {
      for (let bits = facts[w] as number; bits !== 0; bits &= bits - 1) {
        const fact = first + w * 32 + (31 - Math.clz32(bits & -bits));
        const by = (this.changedBy[fact] as number) - 1;
        if (by >= 0 && this.orderOpen(at, port, this.changedAt[fact] as number, by)) return true;
      }
    }
    return false;
  }

  private grow(size: number): void {
    const at = new Float64Array(size * 2);
    at.set(this.changedAt);
    this.changedAt = at;
    const by = new Uint8Array(size * 2);
    by.set(this.changedBy);
    this.changedBy = by;
  }
}
