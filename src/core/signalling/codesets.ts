import type { FieldValue } from './contents-reader.ts';
import { elementIds } from './element-ids.ts';

const locking: number = elementIds['broadband locking shift'];
const nonLocking: number = elementIds['broadband non-locking shift'];

/** Whether an element changes the codeset. Both shifts have the same identifiers in every codeset. */
export function isShift(id: number): boolean {
  return id === locking || id === nonLocking;
}

/** Which codeset the elements of a message are of, one after the other (Q.2931, 4.5.2 to 4.5.4). */
export class Codesets {
  private locked = 0;
  private once: number | undefined;

  /** The codeset of the next element. */
  next(): number {
    const codeset = this.once ?? this.locked;
    this.once = undefined;
    return codeset;
  }

  /** Follows an element that was read, if it is a shift that says where to. */
  heed(element: { readonly id: number; readonly fields: Readonly<Record<string, FieldValue>> }): void {
    if (!isShift(element.id)) return;
    const { nextCodeset } = element.fields;
    if (typeof nextCodeset !== 'number') return;
    if (element.id === locking) this.locked = nextCodeset;
    else this.once = nextCodeset;
  }
}
