const units = [
  ['s', 1_000_000_000],
  ['ms', 1_000_000],
  ['us', 1_000],
] as const;

/** {@link durationText} with the micro sign, for where it can be shown. */
export function durationSymbols(ns: number): string {
  return durationText(ns).replace(' us', ' \u00b5s');
}

/** A duration for people: three digits of it, in the unit that fits. The exact nanoseconds stand in JSON and CSV. */
export function durationText(ns: number): string {
  for (const [unit, length] of units) {
    const value = ns / length;
    // 999.5 of a unit would be shown as 1000 of it.
    if (Math.abs(value) < 0.9995) continue;
    return `${value.toFixed(Math.abs(value) >= 99.95 ? 0 : Math.abs(value) >= 9.995 ? 1 : 2)} ${unit}`;
  }
  return `${ns} ns`;
}
