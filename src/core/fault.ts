/** Where in something that a person wrote a fault lies. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** For a binary file: offset of the octet, from 0. */
  readonly offset?: number;
}

/** Where a person wrote something, and the lines around it with the spot marked. */
export interface WrittenPlace {
  readonly place: Place;
  readonly excerpt: string;
}

/**
 * Anything that goes wrong in a way a user can act on. `code` is stable and what programs test; the message is for people and
 * says what was wrong, `next` what to do about it.
 */
export class Fault extends Error {
  readonly code: string;
  readonly place: Place | undefined;
  readonly next: string | undefined;
  /** The lines around the place, with the spot marked; several lines. */
  readonly excerpt: string | undefined;

  constructor(code: string, message: string, more: { place?: Place; next?: string; excerpt?: string; cause?: unknown } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'Fault';
    this.code = code;
    this.place = more.place;
    this.next = more.next;
    this.excerpt = more.excerpt;
  }

  /** `file:line:column: message [code]`, then the excerpt, then what to do next, each on lines of its own. */
  describe(): string {
    const where = this.place === undefined ? '' : `${placeText(this.place)}: `;
    const excerpt = this.excerpt === undefined ? '' : `\n${this.excerpt}`;
    const next = this.next === undefined ? '' : `\n  ${this.next}`;
    return `${where}${this.message} [${this.code}]${excerpt}${next}`;
  }
}

/** `file:line:column`, or `file@offset` in a binary file. */
export function placeText(place: Place): string {
  if (place.offset !== undefined) return `${place.file}@${place.offset}`;
  const line = place.line === undefined ? '' : `:${place.line}`;
  const column = place.column === undefined ? '' : `:${place.column}`;
  return `${place.file}${line}${column}`;
}
