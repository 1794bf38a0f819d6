/** Something that contradicts something else in a file: where it stands, what is wrong, and what to do about it. */
export type Refusal = readonly [path: readonly (string | number)[], message: string, next: string];
