import { hexText } from '../octets.ts';

/** What a field of an element is: a number, digits, hex or a name, a yes or no, or a list of names. */
export type FieldValue = number | string | boolean | readonly string[];

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

  /** Reads all that is left into a field as hex. */
  hex(field: string): void {
    this.hexOf(field, this.rest());
  }

  /** Puts octets into a field as hex. */
  hexOf(field: string, octets: Uint8Array): void {
    this.set(field, hexText(octets));
  }

  /** All that is left, which may be nothing. */
  rest(): Uint8Array {
    const from = this.at;
    this.at += this.left;
    return this.octets.subarray(from, this.at);
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
