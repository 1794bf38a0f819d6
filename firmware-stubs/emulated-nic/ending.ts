import type { Act } from './act.ts';
import type { Actors } from './actors.ts';
import type { Lane } from './call.ts';
import { Completion } from './completion.ts';
import type { Random } from './random.ts';
import { success } from './statuses.ts';
import { irqls, type Thread } from './thread.ts';

/** The client's thread for what it has to do when its call manager goes; the start has the four before it. */
const noticeThread = 5;

/** The call manager is unbound, or the adapter of an MCM halted, while calls are open. */
export class Ending {
  readonly #actors: Actors;
  readonly #random: Random;
  readonly #noticeThread: Thread;
  /** Calls that the client holds, each until its time is over or the notice comes. */
  readonly #holds = new Set<Completion>();
  readonly #heard: () => void;
  readonly #noticed = new Completion();
  readonly #gone = new Completion();
  #hasBegun = false;
  #isOver = false;

  /** `heard`: the client has been told to close what it has. */
  constructor(actors: Actors, random: Random, heard: () => void) {
    this.#actors = actors;
    this.#random = random;
    this.#heard = heard;
    this.#noticeThread = actors.computer.thread(noticeThread, irqls.passive);
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** The drivers are down. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Begins it, on the thread that brought the drivers up. */
  begin(start: Lane): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    start.client.start(this.#stop(start.client), this.#random);
    this.#noticeThread.start(this.#obey(this.#noticeThread), this.#random);
  }

  /** Waits until the client has been told to close what it has. */
  *awaitNotice(thread: Thread): Act {
    yield* this.#noticed.wait(thread);
  }

  /** No call is left, and no VC. */
  emptied(): void {
    this.#gone.finishNow(success);
  }

  /** Holds a call for so many ticks, or until the client has to close it. */
  *hold(thread: Thread, lane: Lane, ticks: number): Act {
    if (this.#noticed.isDone) return;
    const over = new Completion();
    this.#holds.add(over);
    const due = this.#actors.computer.scheduler.nowTicks + ticks;
    lane.transmit.start(finishing(over, lane.transmit), this.#random, due);
    yield* over.wait(thread);
    this.#holds.delete(over);
  }

  *#stop(thread: Thread): Act {
    yield* this.#actors.callManager.stop(thread);
    this.#isOver = true;
  }

  /** What the client does about the notice: it closes its calls, then the address family, and says so. */
  *#obey(thread: Thread): Act {
    const { client } = this.#actors;
    yield* client.awaitNotice(thread);
    this.#heard();
    this.#noticed.finishNow(success);
    for (const over of this.#holds) over.finishNow(success);
    yield* client.awaitEnd(thread, this.#gone);
    yield* client.closeAddressFamily(thread);
    yield* client.answerNotice(thread);
  }
}

function* finishing(over: Completion, thread: Thread): Act {
  if (thread.pass(0)) yield;
  over.finish(success, thread);
}
