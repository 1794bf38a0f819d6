/**
 * Evenly spaced values out of a stream of unknown length, without chance: every one while there is room, then every second, every
 * fourth and so on.
 */
export class StrideSample {
  /** One value out of this many is kept. */
  stride = 1;
  private readonly limit: number;
  private kept: number[] = [];
  private seen = 0;

  /** At most `limit` values are kept. */
  constructor(limit: number) {
    this.limit = limit;
  }

  get values(): readonly number[] {
    return this.kept;
  }

  add(value: number): void {
    if (this.seen++ % this.stride !== 0) return;
    if (this.kept.length === this.limit) {
      this.kept = this.kept.filter((_, i) => i % 2 === 0);
      this.stride *= 2;
      if ((this.seen - 1) % this.stride !== 0) return;
    }
    this.kept.push(value);
  }
}
