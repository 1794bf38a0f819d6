import { hexText } from '../octets.ts';

/** What a field of an element is: a number, digits or hex, or a yes or no. */
export type FieldValue = number | string | boolean;

/**
 * Reads the contents of one element from the front into named fields. What is not there becomes an error, not a value, and ends
 * the reading: a decoder can go on as if all were well.
 */
export class ContentsReader {
  readonly fields: Record<string, FieldValue> = {};
  error: string | undefined;
  private readonly octets: Uint8Array;
  private at = 0;

  constructor(octets: Uint8Array) {
    this.octets = octets;
  }

  /** Octets not read yet; 0 after an error. */
  get left(): number {
    return this.error === undefined ? this.octets.length - this.at : 0;
  }

  /** The next octet, or `undefined` and an error when there is none. `what` names it for people. */
  octet(what: string): number | undefined {
    return this.unsigned(what, 1);
  }

  /** Reads a big-endian number of `octets` octets into a field. */
  number(field: string, octets: number): void {
    const value = this.unsigned(field, octets);
    if (value !== undefined) this.set(field, value);
  }

  /** Reads `octets` octets, all that are left by default, into a field as hex. */
  hex(field: string, octets = this.left): void {
    const taken = this.take(field, octets);
    if (taken !== undefined) this.set(field, hexText(taken));
  }

  /** The next octets as they are, or `undefined` and an error when fewer are left. */
  take(what: string, octets: number): Uint8Array | undefined {
    if (this.error !== undefined) return undefined;
    if (this.octets.length - this.at < octets) {
      this.fail(`ends within ${what}`);
      return undefined;
    }
    this.at += octets;
    return this.octets.subarray(this.at - octets, this.at);
  }

  /** A field that stands twice keeps its first value. */
  set(field: string, value: FieldValue): void {
    if (this.fields[field] === undefined) this.fields[field] = value;
    else this.fail(`${field} stands twice`);
  }

  /** Ends the reading. The first error counts. */
  fail(error: string): void {
    this.error ??= error;
  }

  private unsigned(what: string, octets: number): number | undefined {
    const taken = this.take(what, octets);
    return taken?.reduce((value, octet) => value * 256 + octet, 0);
  }
}
