/** The value of a parameter: a handle as hex text, a status by its name, a structure as an object. */
export type Value = null | number | string | readonly string[] | Readonly<Record<string, unknown>>;

/** A handle as hex text. */
export function handleAt(view: DataView, offset: number): string {
  return `0x${view.getBigUint64(offset, true).toString(16)}`;
}
