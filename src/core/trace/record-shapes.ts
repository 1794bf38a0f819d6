import { grown } from '../grown.ts';
import { word } from './event-record.ts';
import { ShapeTests, shapeTestsOf } from './shape-tests.ts';

/** The event's shape has not been looked up. */
export const shapeUnknown = -2;
/** The record has no shape that is remembered. */
export const shapeless = -1;

/** So many shapes are remembered; a probe has a few hundred. What comes later is looked at in full, each time. */
const shapesLimit = 2048;
/** So many with the same head. */
const alikeLimit = 16;
/** Identity, presence, status, words and roles; then where the tests begin and how many there are of each kind. */
const shapeWords = 11;

/**
 * Shapes of records: of the millions that a probe sends, most differ only in handles, contexts and times. A shape stands for all
 * records that are alike in everything else, so that the check of a record and the search for its arguments are done once a
 * shape, and once a record only the tests of `shape-tests.ts`.
 */
export class RecordShapes {
  private slots = new Int32Array(256).fill(-1);
  private shapes: Int32Array = new Int32Array(64 * shapeWords);
  private tests: Int32Array = new Int32Array(1024);
  private testsUsed = 0;
  count = 0;

  /**
   * The number of the shape of the record in `words[start] … words[end - 1]`, or {@link shapeless}. `roles` tells apart the sets of
   * roles that a record was checked against.
   */
  find(words: Int32Array, start: number, end: number, roles: number): number {
    const { slots, shapes } = this;
    const identity = words[start] as number;
    const presence = words[start + word.presence] as number;
    const status = words[start + word.status] as number;
    const length = end - start;
    const mask = slots.length - 1;
    for (let at = hashOf(identity, presence, status, length) & mask; ; at = (at + 1) & mask) {
      const shape = slots[at] as number;
      if (shape < 0) return shapeless;
      const k = shape * shapeWords;
      if (shapes[k] === identity && shapes[k + 1] === presence && shapes[k + 2] === status && shapes[k + 3] === length &&
        shapes[k + 4] === roles && this.passes(words, start, k)) return shape;
    }
  }

  /** Remembers the shape of a record that has passed its check and for which {@link find} gave none. */
  add(words: Int32Array, start: number, end: number, roles: number): number {
    if (this.count === shapesLimit) return shapeless;
    const made = shapeTestsOf(words, start, end);
    if (made === undefined) return shapeless;
    const head = [words[start], words[start + word.presence], words[start + word.status], end - start, roles] as number[];
    if (this.alike(head) >= alikeLimit) return shapeless;
    const shape = this.count++;
    if (this.count * shapeWords > this.shapes.length) this.shapes = roomFor(this.count * shapeWords, this.shapes);
    const { zeros, exact, masked, handles, equal } = made;
    const counts = [this.testsUsed, zeros.length, exact.length, masked.length, handles.length, equal.length];
    this.shapes.set([...head, ...counts], shape * shapeWords);
    const tests = [...zeros, ...exact, ...masked, ...handles, ...equal];
    if (this.testsUsed + tests.length > this.tests.length) this.tests = roomFor(this.testsUsed + tests.length, this.tests);
    this.tests.set(tests, this.testsUsed);
    this.testsUsed += tests.length;
    if (this.count * 2 > this.slots.length) this.rehash(this.slots.length * 2);
    else this.insert(shape);
    return shape;
  }

  /** What a record must be like to have a shape, in the form of {@link shapeTestsOf}: the tests of its head among the others. */
  testsOf(shape: number): ShapeTests & { readonly length: number } {
    const k = shape * shapeWords;
    const { shapes } = this;
    const made = new ShapeTests();
    let at = shapes[k + 5] as number;
    for (const [i, list] of [made.zeros, made.exact, made.masked, made.handles, made.equal].entries()) {
      const end = at + (shapes[k + 6 + i] as number);
      list.push(...this.tests.subarray(at, end));
      at = end;
    }
    made.exact.push(word.identity, shapes[k] as number, word.presence, shapes[k + 1] as number, word.status, shapes[k + 2] as number);
    return { ...made, length: shapes[k + 3] as number };
  }

  private passes(words: Int32Array, start: number, k: number): boolean {
    const { tests, shapes } = this;
    let at = shapes[k + 5] as number;
    let wrong = 0;
    for (const end = at + (shapes[k + 6] as number); at < end; at++) wrong |= words[start + (tests[at] as number)] as number;
    for (const end = at + (shapes[k + 7] as number); at < end; at += 2) {
      wrong |= (words[start + (tests[at] as number)] as number) ^ (tests[at + 1] as number);
    }
    for (const end = at + (shapes[k + 8] as number); at < end; at += 3) {
      wrong |= ((words[start + (tests[at] as number)] as number) & (tests[at + 1] as number)) ^ (tests[at + 2] as number);
    }
    if (wrong !== 0) return false;
    for (const end = at + (shapes[k + 9] as number); at < end; at++) {
      const pair = start + (tests[at] as number);
      if (((words[pair] as number) | (words[pair + 1] as number)) === 0) return false;
    }
    for (const end = at + (shapes[k + 10] as number); at < end; at += 2) {
      const one = start + (tests[at] as number);
      const other = start + (tests[at + 1] as number);
      wrong |= ((words[one] as number) ^ (words[other] as number)) | ((words[one + 1] as number) ^ (words[other + 1] as number));
    }
    return wrong === 0;
  }

  /** How many shapes have this head. */
  private alike(head: readonly number[]): number {
    let count = 0;
    for (let shape = 0; shape < this.count; shape++) {
      if (head.every((value, i) => this.shapes[shape * shapeWords + i] === value)) count++;
    }
    return count;
  }

  private insert(shape: number): void {
    const { slots, shapes } = this;
    const k = shape * shapeWords;
    const mask = slots.length - 1;
    let at = hashOf(shapes[k] as number, shapes[k + 1] as number, shapes[k + 2] as number, shapes[k + 3] as number) & mask;
    while ((slots[at] as number) >= 0) at = (at + 1) & mask;
    slots[at] = shape;
  }

  private rehash(size: number): void {
    this.slots = new Int32Array(size).fill(-1);
    for (let shape = 0; shape < this.count; shape++) this.insert(shape);
  }
}

function hashOf(identity: number, presence: number, status: number, length: number): number {
  const mixed =
    Math.imul(identity, 0x9e3779b1) ^ Math.imul(presence, 0x85ebca6b) ^ Math.imul(status, 0xc2b2ae35) ^ Math.imul(length, 0x27d4eb2f);
  return mixed ^ (mixed >>> 15);
}

function roomFor(least: number, words: Int32Array): Int32Array {
  return grown(words, new Int32Array(Math.max(least, words.length * 2)));
}
