/** A time in seconds, three digits of it, without zeros at its end. */
export function secondsText(ns: number): string {
  return String(Number((ns / 1e9).toPrecision(3)));
}
