/** Names of the values of a field, by value. */
export type ValueNames = Readonly<Record<number, string>>;

/** What one field of an element says, for people who read a decoded message or its reference page. */
export interface FieldNote {
  /** Meaning, unit and range, without a full stop. */
  readonly meaning: string;
  /** A value that is not listed has no name in our sources. */
  readonly values?: ValueNames;
}

/** The names by value of constants that encoders use by name. */
export function namesByValue(values: Readonly<Record<string, number>>): ValueNames {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [value, name]));
}
