import type { Fault } from '../core/fault.ts';

/** A file's contents in their inner form, or everything that is wrong with it, in the order of the file. */
export type Loaded<T> = { readonly spec: T } | { readonly faults: readonly Fault[] };
