/**
 * Numbers that stand for memory and other things of which there are only so many: a number that was given back is the next to be
 * given out, as an allocator does, so that a handle value may come again after the thing it stood for is gone.
 */
export class HandlePool {
  readonly #first: number;
  readonly #stride: number;
  readonly #free: number[] = [];
  #issued = 0;

  constructor(first: number, stride: number) {
    this.#first = first;
    this.#stride = stride;
  }

  take(): number {
    return this.#free.pop() ?? this.#first + this.#stride * this.#issued++;
  }

  giveBack(handle: number): void {
    this.#free.push(handle);
  }
}
