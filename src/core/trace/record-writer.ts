import { argumentId, unnumberedArgument } from '../condis/argument-names.ts';
import { utf8Octets } from '../octets.ts';
import { objectKinds, present, recordHeadWords, word } from './event-record.ts';
import { entryHeader, entryOctetsLimit, entryWords, tailTags, valueTypes } from './tail.ts';

/**
 * Builds one event record after another in an arena of its own. `begin`, then any setters in any order, then read
 * `words[0] … words[length - 1]` before the next `begin`.
 *
 * Handles are given as two words, low first, or as a `number` below 2^53; zero is NULL.
 */
export class RecordWriter {
  words = new Int32Array(1024);
  octets = new Uint8Array(this.words.buffer);
  /** Words of the record so far. */
  length = 0;

  /** Starts a record. `fn` is a function number or a message type; `detail` depends on the kind (`event-record.ts`). */
  begin(kind: number, role: number, fn: number, detail = 0): void {
    this.words.fill(0, 0, recordHeadWords);
    this.words[word.identity] = fn | (kind << 16) | (role << 24);
    this.words[word.presence] = detail << 24;
    this.length = recordHeadWords;
  }

  tick(ticks: number): void {
    this.setPair(word.tick, ticks | 0, Math.floor(ticks / 0x1_0000_0000), present.tick);
  }

  tickWords(low: number, high: number): void {
    this.setPair(word.tick, low, high, present.tick);
  }

  vc(handle: number): void {
    this.setPair(word.vc, handle | 0, Math.floor(handle / 0x1_0000_0000), present.vc);
  }

  vcWords(low: number, high: number): void {
    this.setPair(word.vc, low, high, present.vc);
  }

  /** `kind` is one of `objectKinds`. */
  object(kind: number, handle: number): void {
    this.objectWords(kind, handle | 0, Math.floor(handle / 0x1_0000_0000));
  }

  /** The head has room for one object; a second one goes to the tail. */
  objectWords(kind: number, low: number, high: number): void {
    if (((this.words[word.presence] as number) & present.objectKind) === 0) {
      this.setPair(word.object, low, high, kind);
      return;
    }
    const tag = kind === objectKinds.af ? tailTags.af : kind === objectKinds.sap ? tailTags.sap : tailTags.nbl;
    this.handleEntry(tag, low, high);
  }

  party(handle: number): void {
    this.partyWords(handle | 0, Math.floor(handle / 0x1_0000_0000));
  }

  partyWords(low: number, high: number): void {
    this.mark(present.party);
    this.handleEntry(tailTags.party, low, high);
  }

  thread(number: number): void {
    this.words[word.thread] = number;
    this.mark(present.thread);
  }

  /** A return's status, a gap's lost events, an end's events. */
  status(value: number): void {
    this.words[word.status] = value;
    this.mark(present.status);
  }

  irql(level: number): void {
    this.words[word.presence] = (this.words[word.presence] as number) | present.irql | (level << 16);
  }

  unsignedEntry(tag: number, value: number): void {
    const at = this.entry(tag, valueTypes.unsigned, 4);
    this.words[at] = value;
  }

  handleEntry(tag: number, low: number, high: number): void {
    const at = this.entry(tag, valueTypes.handle, 8);
    this.words[at] = low;
    this.words[at + 1] = high;
  }

  /** Pairs of words, low first. */
  handlesEntry(tag: number, pairs: readonly number[]): void {
    const at = this.entry(tag, valueTypes.handles, pairs.length * 4);
    this.words.set(pairs, at);
  }

  textEntry(tag: number, text: string): void {
    this.putOctets(this.entryOf(tag, valueTypes.text, utf8Octets(text)));
  }

  /** As {@link textEntry}, from UTF-8 that stands in `octets` from `start` to `end`. */
  utf8Entry(tag: number, octets: Uint8Array, start: number, end: number): void {
    let at = this.entry(tag, valueTypes.text, end - start) * 4;
    for (let from = start; from < end; from++) this.octets[at++] = octets[from] as number;
  }

  octetsEntry(tag: number, octets: Uint8Array): void {
    this.putOctets(this.entryOf(tag, valueTypes.octets, octets));
  }

  jsonEntry(tag: number, value: unknown): void {
    this.putOctets(this.entryOf(tag, valueTypes.json, utf8Octets(JSON.stringify(value))));
  }

  declaresEntry(given: number, values: number): void {
    const at = this.entry(tailTags.declares, valueTypes.octets, 8);
    this.words[at] = given;
    this.words[at + 1] = values;
  }

  /** `tag` is `tailTags.argument` or `tailTags.out`, here and below. */
  nullArgument(tag: number, name: string): void {
    this.argument(tag, name, valueTypes.null, 0);
  }

  unsignedArgument(tag: number, name: string, value: number): void {
    this.words[this.argument(tag, name, valueTypes.unsigned, 4)] = value;
  }

  statusArgument(tag: number, name: string, value: number): void {
    this.words[this.argument(tag, name, valueTypes.status, 4)] = value;
  }

  statusesArgument(tag: number, name: string, values: readonly number[]): void {
    this.words.set(values, this.argument(tag, name, valueTypes.statuses, values.length * 4));
  }

  /** A handle, context or address; zero is written as NULL. */
  handleArgument(tag: number, name: string, handle: number): void {
    this.handleWordsArgument(tag, name, handle | 0, Math.floor(handle / 0x1_0000_0000));
  }

  handleWordsArgument(tag: number, name: string, low: number, high: number): void {
    if (low === 0 && high === 0) {
      this.nullArgument(tag, name);
      return;
    }
    const at = this.argument(tag, name, valueTypes.handle, 8);
    this.words[at] = low;
    this.words[at + 1] = high;
  }

  handlesArgument(tag: number, name: string, pairs: readonly number[]): void {
    this.words.set(pairs, this.argument(tag, name, valueTypes.handles, pairs.length * 4));
  }

  /** `encoded` comes from `encodeCallParameters`. */
  callParametersArgument(tag: number, name: string, encoded: Int32Array): void {
    this.words.set(encoded, this.argument(tag, name, valueTypes.callParameters, encoded.length * 4));
  }

  textArgument(tag: number, name: string, text: string): void {
    this.octetArgument(tag, name, valueTypes.text, utf8Octets(text));
  }

  jsonArgument(tag: number, name: string, value: unknown): void {
    this.octetArgument(tag, name, valueTypes.json, utf8Octets(JSON.stringify(value)));
  }

  private octetArgument(tag: number, name: string, type: number, octets: Uint8Array): void {
    const at = this.argument(tag, name, type, octets.length);
    this.octets.set(octets, at * 4);
  }

  private setPair(at: number, low: number, high: number, presence: number): void {
    this.words[at] = low;
    this.words[at + 1] = high;
    this.mark(presence);
  }

  private mark(presence: number): void {
    this.words[word.presence] = (this.words[word.presence] as number) | presence;
  }

  private entryOf(tag: number, type: number, octets: Uint8Array): readonly [at: number, octets: Uint8Array] {
    return [this.entry(tag, type, octets.length), octets];
  }

  private putOctets([at, octets]: readonly [number, Uint8Array]): void {
    this.octets.set(octets, at * 4);
  }

  /** Begins an argument entry and gives the word index of its value. */
  private argument(tag: number, name: string, type: number, octets: number): number {
    const id = argumentId(name);
    if (id !== undefined) {
      const at = this.entry(tag, type, 4 + octets);
      this.words[at] = id;
      return at + 1;
    }
    const nameOctets = utf8Octets(name);
    const nameWords = (nameOctets.length + 3) >> 2;
    const at = this.entry(tag, type, 4 + nameWords * 4 + octets);
    this.words[at] = unnumberedArgument | (nameOctets.length << 16);
    this.octets.set(nameOctets, (at + 1) * 4);
    return at + 1 + nameWords;
  }

  /** Begins an entry and gives the word index of its contents, which are zero. */
  private entry(tag: number, type: number, octets: number): number {
    if (octets > entryOctetsLimit) throw new RangeError(`a tail entry of ${octets} octets exceeds ${entryOctetsLimit}`);
    const at = this.length;
    const end = at + entryWords(octets);
    if (end > this.words.length) this.grow(end);
    this.words.fill(0, at, end);
    this.words[at] = entryHeader(tag, type, octets);
    this.length = end;
    return at + 1;
  }

  private grow(words: number): void {
    const larger = new Int32Array(Math.max(words, this.words.length * 2));
    larger.set(this.words);
    this.words = larger;
    this.octets = new Uint8Array(larger.buffer);
  }
}
