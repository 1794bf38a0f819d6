/** What stands for the `${names}` of steps, and how these steps were come by. */
export interface Scope {
  /** By name: any value that a YAML file can hold. */
  readonly names: ReadonlyMap<string, unknown>;
  /** Names that were asked for so far. */
  readonly asked: Set<string>;
  /** In a fragment: `file:line:column` of the step that uses it. */
  readonly usedAt?: string;
  /** Fragments that are being read, the outermost first; each as its file and name. */
  readonly within: readonly string[];
}
