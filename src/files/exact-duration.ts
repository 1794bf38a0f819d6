const units = [['s', 1e9], ['ms', 1e6], ['us', 1e3]] as const;

/** Every digit of a duration: what stands here is what runs. */
export function exactText(ns: number): string {
  const [unit, length] = units.find(([, each]) => ns >= each) ?? ['ns', 1];
  return `${ns / length} ${unit}`;
}
