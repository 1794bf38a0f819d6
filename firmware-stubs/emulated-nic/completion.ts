import type { Act } from './act.ts';
import type { Thread } from './thread.ts';

/** Something that threads may wait for and another brings about, once. */
export class Completion {
  #waiting: Thread[] = [];
  #status: number | undefined;
  #then: ((status: number) => void) | undefined;

  get isDone(): boolean {
    return this.#status !== undefined;
  }

  /** Only the first one counts. Whoever waits gets the processor when `by`, the running thread, is through with its act. */
  finish(status: number, by: Thread): void {
    if (this.#status !== undefined) return;
    this.#status = status;
    for (const thread of this.#waiting) by.wakeAfterwards(thread);
    this.#waiting = [];
    this.#then?.(status);
  }

  /** Does something as soon as it is done, whatever the thread that finishes it does next. */
  whenDone(then: (status: number) => void): void {
    if (this.#status === undefined) this.#then = then;
    else then(this.#status);
  }

  /** As {@link finish}, but whoever waits goes on as soon as the running thread has to wait, too: for acts that have no end in sight. */
  finishNow(status: number): void {
    if (this.#status !== undefined) return;
    this.#status = status;
    for (const thread of this.#waiting) thread.wake();
    this.#waiting = [];
  }

  /** Waits and gives the status that it finished with. */
  *wait(thread: Thread): Act<number> {
    while (this.#status === undefined) {
      if (!this.#waiting.includes(thread)) this.#waiting.push(thread);
      yield;
    }
    return this.#status;
  }
}
