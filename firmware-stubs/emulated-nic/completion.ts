import type { Act } from './act.ts';
import type { Thread } from './thread.ts';

/** Something that one thread may wait for and another brings about, once. */
export class Completion {
  #waiting: Thread | undefined;
  #status: number | undefined;

  get isDone(): boolean {
    return this.#status !== undefined;
  }

  /** Only the first one counts. */
  finish(status: number): void {
    if (this.#status !== undefined) return;
    this.#status = status;
    this.#waiting?.wake();
  }

  /** Waits and gives the status that it finished with. */
  *wait(thread: Thread): Act<number> {
    while (this.#status === undefined) {
      this.#waiting = thread;
      yield;
    }
    this.#waiting = undefined;
    return this.#status;
  }
}
