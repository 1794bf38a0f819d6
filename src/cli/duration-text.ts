const units = [
  ['s', 1_000_000_000],
  ['ms', 1_000_000],
  ['us', 1_000],
] as const;

/** A duration for people: three digits or more of it, in the unit that fits. Nanoseconds are shown whole. */
export function durationText(ns: number): string {
  for (const [unit, length] of units) {
    if (Math.abs(ns) < length) continue;
    const value = ns / length;
    return `${value.toFixed(Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 10 ? 2 : 3)} ${unit}`;
  }
  return `${ns} ns`;
}
