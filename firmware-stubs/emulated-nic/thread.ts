import type { Act } from './act.ts';
import type { DelaySources } from './delays.ts';
import type { Job, Runner } from './event-queue.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** IRQL numbers of wdm.h. */
export const irqls = { passive: 0, dispatch: 2 } as const;

/** A thread of the emulated computer: runs one act at a time; what comes meanwhile waits in line. */
export class Thread implements Runner {
  readonly number: number;
  /** A driver may raise it for a while. */
  irql: number;
  readonly #scheduler: Scheduler;
  readonly #delays: DelaySources;
  readonly #backlog: Job[] = [];
  readonly #waiting: Thread[] = [];
  #job: Job | undefined;

  constructor(number: number, irql: number, scheduler: Scheduler, delays: DelaySources) {
    this.number = number;
    this.irql = irql;
    this.#scheduler = scheduler;
    this.#delays = delays;
  }

  /** The stream of the act that runs. */
  get random(): Random {
    if (this.#job === undefined) throw new Error(`thread ${this.number} runs nothing`);
    return this.#job.random;
  }

  get call(): number {
    return this.#job?.random.call ?? 0;
  }

  /** The flag that says that the caller is at DISPATCH_LEVEL; bit 0 of the flags of sends, their completions, receives and returns. */
  get levelFlag(): number {
    return this.irql === irqls.dispatch ? 1 : 0;
  }

  /** From here on the running act draws from another stream. */
  drawFrom(random: Random): void {
    if (this.#job !== undefined) this.#job = { act: this.#job.act, random };
  }

  /** Runs an act at a tick, at once if it is past or not given, or as soon as the thread is free. */
  start(act: Act<unknown>, random: Random, dueTicks = 0): void {
    this.#scheduler.at(dueTicks, this, { act, random });
  }

  /** Goes on with the act that waits, once the running thread yields. */
  wake(): void {
    this.#scheduler.at(0, this);
  }

  /** Lets a thread that waits go on as soon as this one is through with its act. */
  wakeAfterwards(waiting: Thread): void {
    this.#waiting.push(waiting);
  }

  /**
   * Lets the time of one step inside a driver or NDIS pass. True: the act has to yield first. Written `if (thread.step()) yield;`,
   * because an act of its own for each step would cost more than all else that an event takes.
   */
  step(): boolean {
    return this.#scheduler.pass(this.#delays.dispatch(this.random), this);
  }

  /** Lets ticks pass; used as {@link step} is. */
  pass(ticks: number): boolean {
    return this.#scheduler.pass(ticks, this);
  }

  /** Waits for a tick; used as {@link step} is. */
  passUntil(ticks: number): boolean {
    return this.#scheduler.pass(Math.max(0, ticks - this.#scheduler.nowTicks), this);
  }

  /** Called by the scheduler. */
  goOn(job: Job | undefined): void {
    if (job !== undefined && this.#job !== undefined) {
      this.#backlog.push(job);
      return;
    }
    if (job !== undefined) this.#job = job;
    while (this.#job !== undefined) {
      if (this.#job.act.next().done !== true) return;
      for (const waiting of this.#waiting.splice(0)) this.#scheduler.at(0, waiting);
      this.#job = this.#backlog.shift();
    }
  }
}
