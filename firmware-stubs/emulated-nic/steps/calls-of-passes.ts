/** Which of its calls each pass through the steps is at. A pass makes its calls one after another. */
export class CallsOfPasses {
  readonly #made = new Map<number, number>();
  readonly #at = new Map<number, number>();

  /** A VC is made for the next call of a pass. */
  prepare(pass: number): void {
    this.#at.set(pass, (this.#made.get(pass) ?? 0) + 1);
  }

  /** The next call of a pass begins. */
  begin(pass: number): void {
    const made = (this.#made.get(pass) ?? 0) + 1;
    this.#made.set(pass, made);
    this.#at.set(pass, made);
  }

  end(pass: number): void {
    this.#made.delete(pass);
    this.#at.delete(pass);
  }

  /** The call that a pass is at, from 1. A call that takes no steps is a pass with itself alone. */
  callOf(pass: number): number {
    return this.#at.get(pass) ?? 1;
  }
}
