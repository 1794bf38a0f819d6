import { asciiText, hexDigit, utf8At } from '../octets.ts';
import { JsonTape, jsonKinds } from './json-tape.ts';
import { escapedText, isDigit, simpleEscapes } from './json-text.ts';

/** Arrays and objects may stand this deep in one another. */
export const depthLimit = 100;

/** Why a line is not JSON; `undefined` as long as nothing is wrong. */
export interface JsonError {
  readonly offset: number;
  readonly message: string;
  /** True where the grammar is kept but this reader goes no further; such a line is not a cut one. */
  readonly limit: boolean;
}

/**
 * Checks octets against the JSON grammar (RFC 8259) and lays them out on a tape. Duplicate keys, which JSON.parse passes over,
 * are found too.
 */
export class JsonScanner {
  readonly tape = new JsonTape();
  error: JsonError | undefined;
  /** Offset of the first key that its object already had, or -1. */
  duplicateAt = -1;
  private octets: Uint8Array = this.tape.octets;
  private position = 0;
  private end = 0;

  /**
   * Lays out the octets from `start` to `end`. False where they are not one JSON text; `error` then says why. `depth` is how many
   * arrays and objects the text will stand in.
   */
  parse(octets: Uint8Array, start: number, end: number, depth = 0): boolean {
    this.octets = octets;
    this.tape.clear(octets);
    this.position = start;
    this.end = end;
    this.error = undefined;
    this.duplicateAt = -1;
    this.space();
    if (!this.value(depth)) return false;
    this.space();
    return this.position === end || this.fail('there is more behind the value');
  }

  private fail(message: string, offset = this.position, limit = false): false {
    this.error ??= { offset, message: offset >= this.end && !limit ? 'the line ends inside a value' : message, limit };
    return false;
  }

  private space(): void {
    const { octets, end } = this;
    let at = this.position;
    while (at < end) {
      const octet = octets[at];
      if (octet !== 0x20 && octet !== 0x09 && octet !== 0x0d) break;
      at++;
    }
    this.position = at;
  }

  private value(depth: number): boolean {
    const octet = this.position < this.end ? this.octets[this.position] : -1;
    switch (octet) {
      case 0x22:
        return this.text();
      case 0x7b:
        return this.object(depth + 1);
      case 0x5b:
        return this.array(depth + 1);
      case 0x74:
        return this.word('true', jsonKinds.true);
      case 0x66:
        return this.word('false', jsonKinds.false);
      case 0x6e:
        return this.word('null', jsonKinds.null);
      default:
        return this.number();
    }
  }

  private word(text: string, kind: number): boolean {
    const node = this.tape.open(kind, this.position);
    for (let i = 0; i < text.length; i++) {
      if (this.position >= this.end || this.octets[this.position] !== text.charCodeAt(i)) return this.fail('this is no JSON value');
      this.position++;
    }
    this.tape.close(node, this.position);
    return true;
  }

  private digits(): number {
    const start = this.position;
    while (this.position < this.end && isDigit(this.octets[this.position] as number)) this.position++;
    return this.position - start;
  }

  private number(): boolean {
    const node = this.tape.open(jsonKinds.number, this.position);
    const start = this.position;
    if (this.at(0x2d)) this.position++;
    const zero = this.at(0x30);
    const digits = this.digits();
    if (digits === 0) return this.fail('this is no JSON value');
    if (zero && digits > 1) return this.fail('a JSON number has no leading zeros', start);
    let plain = digits < 300;
    if (this.at(0x2e)) {
      this.position++;
      if (this.digits() === 0) return this.fail('a digit is missing here');
    }
    if (this.at(0x65) || this.at(0x45)) {
      plain = false;
      this.position++;
      if (this.at(0x2b) || this.at(0x2d)) this.position++;
      if (this.digits() === 0) return this.fail('a digit is missing here');
    }
    this.tape.close(node, this.position);
    if (plain || Number.isFinite(Number(asciiText(this.octets.subarray(start, this.position))))) return true;
    return this.fail('this number is larger than a double can be', start, true);
  }

  private at(octet: number): boolean {
    return this.position < this.end && this.octets[this.position] === octet;
  }

  private text(): boolean {
    this.position++;
    const node = this.tape.open(jsonKinds.plainText, this.position);
    const { octets, end } = this;
    let hash = 0;
    let at = this.position;
    for (; at < end; at++) {
      const octet = octets[at] as number;
      if (octet === 0x22) break;
      if (octet === 0x5c || octet < 0x20 || octet > 0x7e) {
        this.position = at;
        return this.wideText(node);
      }
      hash = (Math.imul(hash, 31) + octet) | 0;
    }
    this.position = at;
    if (at >= end) return this.fail('');
    this.tape.hashes[node] = hash;
    this.tape.close(node, this.position);
    this.position++;
    return true;
  }

  /** The rest of a text, from the first octet that is not a character of its own. */
  private wideText(node: number): boolean {
    this.tape.kinds[node] = jsonKinds.text;
    for (;;) {
      if (this.position >= this.end) return this.fail('');
      const octet = this.octets[this.position] as number;
      if (octet === 0x22) break;
      if (octet < 0x20) return this.fail('a control character in a text is written as an escape');
      if (octet === 0x5c) {
        if (!this.escape()) return false;
      } else if (octet < 0x80) this.position++;
      else {
        const [code, length] = utf8At(this.octets, this.position);
        if ((code === 0xfffd && length === 1) || this.position + length > this.end) return this.fail('this octet is not UTF-8');
        this.position += length;
      }
    }
    this.tape.close(node, this.position);
    this.position++;
    let hash = 0;
    const text = escapedText(this.octets, this.tape.starts[node] as number, this.tape.ends[node] as number);
    for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
    this.tape.hashes[node] = hash;
    return true;
  }

  private escape(): boolean {
    const start = this.position;
    const letter = this.octets[start + 1] as number;
    if (start + 1 >= this.end) return this.fail('', this.end);
    this.position += 2;
    if (letter !== 0x75) return simpleEscapes.has(letter) || this.fail('there is no such escape', start);
    for (let i = 0; i < 4; i++, this.position++) {
      if (this.position >= this.end) return this.fail('');
      if (hexDigit(this.octets[this.position] as number) < 0) return this.fail('four hex digits follow \\u', start);
    }
    return true;
  }

  private array(depth: number): boolean {
    const node = this.open(jsonKinds.array, depth);
    if (node < 0) return false;
    let size = 0;
    for (this.space(); !this.at(0x5d); this.space()) {
      if (size > 0 && !this.comma()) return false;
      if (!this.value(depth)) return false;
      size++;
    }
    return this.shut(node, size);
  }

  private object(depth: number): boolean {
    const node = this.open(jsonKinds.object, depth);
    if (node < 0) return false;
    let size = 0;
    for (this.space(); !this.at(0x7d); this.space()) {
      if (size > 0 && !this.comma()) return false;
      if (!this.at(0x22)) return this.fail('a key in quotation marks is missing here');
      const key = this.tape.count;
      if (!this.text()) return false;
      this.space();
      if (!this.at(0x3a)) return this.fail('a colon is missing here');
      this.position++;
      this.space();
      if (!this.value(depth)) return false;
      this.tape.nexts[key] = this.tape.count;
      size++;
    }
    if (size > 1 && this.duplicateAt < 0) this.findDuplicate(node, size);
    return this.shut(node, size);
  }

  private open(kind: number, depth: number): number {
    if (depth > depthLimit) {
      this.fail(`arrays and objects stand more than ${depthLimit} deep in one another`, this.position, true);
      return -1;
    }
    const node = this.tape.open(kind, this.position);
    this.position++;
    return node;
  }

  private shut(node: number, size: number): true {
    this.position++;
    this.tape.close(node, this.position);
    this.tape.hashes[node] = size;
    return true;
  }

  private comma(): boolean {
    if (!this.at(0x2c)) return this.fail('a comma is missing here');
    this.position++;
    this.space();
    return true;
  }

  private findDuplicate(object: number, size: number): void {
    if (size > 40) {
      this.findDuplicateOfMany(object);
      return;
    }
    const { hashes, nexts, count } = this.tape;
    for (let b = nexts[object + 1] as number; b < count; b = nexts[b] as number) {
      for (let a = object + 1; a < b; a = nexts[a] as number) {
        if (hashes[a] !== hashes[b] || this.tape.textOf(a) !== this.tape.textOf(b)) continue;
        this.duplicateAt = (this.tape.starts[b] as number) - 1;
        return;
      }
    }
  }

  private findDuplicateOfMany(object: number): void {
    const seen = new Set<string>();
    for (let key = object + 1; key < this.tape.count; key = this.tape.nexts[key] as number) {
      const text = this.tape.textOf(key);
      if (seen.has(text)) {
        this.duplicateAt = (this.tape.starts[key] as number) - 1;
        return;
      }
      seen.add(text);
    }
  }
}
