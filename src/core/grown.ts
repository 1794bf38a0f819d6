/** A larger column in place of a full one: `to`, with what `from` held at its beginning. */
export function grown<T extends Int32Array | Int16Array | Uint8Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
