import { Fault } from '../fault.ts';
import { hexDigit } from '../octets.ts';
import { JsonScanner } from './json-scanner.ts';
import { jsonKinds, type JsonTape } from './json-tape.ts';

/**
 * One line of a trace file: its JSON on a tape, and the typed looks at it that refuse the file where a value is of another
 * type, naming line and column.
 */
export class TraceLine {
  readonly tape: JsonTape;
  /** 1 for the header. */
  number = 0;
  /** The words of the handle that {@link handle} read last. */
  low = 0;
  high = 0;
  private readonly scanner = new JsonScanner();
  private readonly file: string;
  private octets: Uint8Array = new Uint8Array(0);
  private start = 0;
  private end = 0;

  constructor(file: string) {
    this.file = file;
    this.tape = this.scanner.tape;
  }

  /**
   * Lays out the next line and makes sure that it is one JSON object. False for a line that ends before its JSON does, where
   * `mayBeCut` says that the file may have lost its end there.
   */
  lay(octets: Uint8Array, start: number, end: number, mayBeCut: boolean): boolean {
    this.octets = octets;
    this.start = start;
    this.end = end;
    this.number++;
    const { scanner, tape } = this;
    if (!scanner.parse(octets, start, end)) {
      const error = scanner.error as NonNullable<typeof scanner.error>;
      if (mayBeCut && !error.limit) return false;
      if (this.isBlank()) this.refuseAt('blank-line', start, 'a trace has no blank lines', 'Remove the line.');
      this.refuseAt('not-json', error.offset, `this line is not a JSON object: ${error.message}`, 'Every line is one JSON object.');
    }
    if (tape.kinds[0] !== jsonKinds.object) {
      this.refuse('not-an-object', 0, `this line is ${kindText(tape.kinds[0] as number)}`, 'Every line is one JSON object.');
    }
    if (scanner.duplicateAt >= 0) {
      this.refuseAt('duplicate-key', scanner.duplicateAt, 'this key stands twice in its object', 'Remove one of the two.');
    }
    return true;
  }

  /** Refuses the file, pointing at a node of the line. */
  refuse(code: string, node: number, message: string, next: string): never {
    const kind = this.tape.kinds[node] as number;
    const quoted = kind === jsonKinds.plainText || kind === jsonKinds.text ? 1 : 0;
    return this.refuseAt(code, (this.tape.starts[node] as number) - quoted, message, next);
  }

  /** Refuses the file, pointing at the line's first column. */
  refuseLine(code: string, message: string, next: string): never {
    return this.refuseAt(code, this.start, message, next);
  }

  private refuseAt(code: string, offset: number, message: string, next: string): never {
    let column = 1;
    // Octets that go on with a character are not counted.
    for (let at = this.start; at < offset; at++) if (((this.octets[at] as number) & 0xc0) !== 0x80) column++;
    throw new Fault(code, message, { place: { file: this.file, line: this.number, column }, next });
  }

  private isBlank(): boolean {
    return this.octets.subarray(this.start, this.end).every((octet) => octet === 0x20 || octet === 0x09 || octet === 0x0d);
  }

  /** Refuses a value for its type. `wanted` says what it should be, with its article. */
  refuseType(node: number, wanted: string): never {
    const found = kindText(this.tape.kinds[node] as number);
    return this.refuse('wrong-type', node, `${this.nameOf(node)} is ${found}`, `It must be ${wanted}.`);
  }

  /** The key of a member, quoted, for messages. */
  nameOf(node: number): string {
    const isMember = node > 0 && this.tape.nexts[node - 1] === this.tape.nexts[node] && this.isText(node - 1);
    return isMember ? `"${this.tape.textOf(node - 1)}"` : 'this value';
  }

  isText(node: number): boolean {
    const kind = this.tape.kinds[node];
    return kind === jsonKinds.plainText || kind === jsonKinds.text;
  }

  isNull(node: number): boolean {
    return this.tape.kinds[node] === jsonKinds.null;
  }

  text(node: number): string {
    return this.isText(node) ? this.tape.textOf(node) : this.refuseType(node, 'a text');
  }

  boolean(node: number): boolean {
    const kind = this.tape.kinds[node];
    return kind === jsonKinds.true || kind === jsonKinds.false ? kind === jsonKinds.true : this.refuseType(node, 'true or false');
  }

  /** A safe integer. */
  integer(node: number): number {
    const value = this.tape.kinds[node] === jsonKinds.number ? this.tape.numberOf(node) : Number.NaN;
    // Minus zero is zero.
    return Number.isSafeInteger(value) ? value + 0 : this.refuseType(node, 'an integer');
  }

  /** A safe integer of at least `least`. */
  integerFrom(node: number, least: number): number {
    const value = this.integer(node);
    if (value >= least) return value;
    return this.refuse('wrong-type', node, `${this.nameOf(node)} is ${value}`, `It must be an integer of ${least} or more.`);
  }

  object(node: number): number {
    return this.tape.kinds[node] === jsonKinds.object ? node : this.refuseType(node, 'an object');
  }

  array(node: number): number {
    return this.tape.kinds[node] === jsonKinds.array ? node : this.refuseType(node, 'an array');
  }

  /** Reads a handle, or null, into `low` and `high`, and refuses anything else. */
  handle(node: number): void {
    if (this.isNull(node)) {
      this.low = 0;
      this.high = 0;
    } else if (!this.isHandle(node)) {
      const next = 'Write 0x and 1 to 16 lower-case hex digits, and null for NULL.';
      this.refuse('malformed-handle', node, `${this.nameOf(node)} is no handle`, next);
    }
  }

  /** Whether a value is a handle other than NULL; if so, its words are in `low` and `high`. */
  isHandle(node: number): boolean {
    const { octets, starts, ends, kinds } = this.tape;
    const start = starts[node] as number;
    const end = ends[node] as number;
    if (kinds[node] !== jsonKinds.plainText || end - start < 3 || end - start > 18) return false;
    if (octets[start] !== 0x30 || octets[start + 1] !== 0x78) return false;
    let low = 0;
    let high = 0;
    for (let at = start + 2; at < end; at++) {
      const octet = octets[at] as number;
      const digit = hexDigit(octet);
      if (digit < 0 || (octet >= 0x41 && octet <= 0x46)) return false;
      high = (high << 4) | (low >>> 28);
      low = (low << 4) | digit;
    }
    this.low = low;
    this.high = high;
    return (low | high) !== 0;
  }
}

function kindText(kind: number): string {
  if (kind === jsonKinds.plainText || kind === jsonKinds.text) return 'a text';
  if (kind === jsonKinds.number) return 'a number';
  if (kind === jsonKinds.null) return 'null';
  if (kind === jsonKinds.array) return 'an array';
  return kind === jsonKinds.object ? 'an object' : 'true or false';
}
