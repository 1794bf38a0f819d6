import { EventQueue, type Job, type Runner } from './event-queue.ts';

/** The model's time: a discrete-event simulation that always goes on with the thread that is due first. */
export class Scheduler {
  /** Whole ticks since the start. */
  nowTicks = 0;
  readonly #queue = new EventQueue();
  #running: Runner | undefined;

  /** The call that the running thread works for; 0 for none. */
  get call(): number {
    return this.#running?.call ?? 0;
  }

  /** Tick of the next thing to happen; `Infinity` when every thread waits for another. */
  get nextTicks(): number {
    return this.#queue.nextTicks;
  }

  /** Runs the thread that is due first until it has to wait. False when nothing is due. */
  step(): boolean {
    const entry = this.#queue.pop();
    if (entry === undefined) return false;
    this.nowTicks = entry.dueTicks;
    this.#running = entry.thread;
    entry.thread.goOn(entry.job);
    return true;
  }

  /** Gives a thread a job, or lets it go on with the one it has, at a tick that is not in the past. */
  at(ticks: number, thread: Runner, job?: Job): void {
    this.#queue.push(Math.max(ticks, this.nowTicks), thread, job);
  }

  /**
   * Lets ticks pass for the running thread. True: something else is due before, the thread has to yield and is resumed in time.
   * False: they have passed.
   */
  pass(ticks: number, thread: Runner): boolean {
    const due = this.nowTicks + ticks;
    if (due < this.#queue.nextTicks) {
      this.nowTicks = due;
      return false;
    }
    this.#queue.push(due, thread, undefined);
    return true;
  }
}
