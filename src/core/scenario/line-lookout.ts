/** Where in the stream of a device's octets a line fault begins. */
export interface LineBeginning {
  /** Index among the line's faults. */
  readonly fault: number;
  /** Octets before it. */
  readonly position: number;
}

/** Looks out, in what a device says before the line damages it, for what line faults wait for. */
export interface LineLookout {
  /** Takes the next octets of the device. */
  push(octets: Uint8Array): void;
  /** How many octets, from the first on, are known so far: no beginning that is found later lies among them. It never decreases. */
  readonly known: number;
  /** Beginnings that were found since it was last asked, in the order of the stream. */
  take(): readonly LineBeginning[];
}
