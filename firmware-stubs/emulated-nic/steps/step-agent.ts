import type { Topology } from '../../../src/core/condis/roles.ts';
import { pendableNames } from '../../../src/core/scenario/call-program.ts';
import { brings, goneFact } from '../../../src/core/scenario/steps/act-table.ts';
import { clientWideNumbers } from '../../../src/core/scenario/steps/client-wide.ts';
import { operations, rowAt, rowWords, type StepProgram, type StepRow } from '../../../src/core/scenario/steps/step-program.ts';
import {
  beginCall, effectRoom, effectWords, endStep, stateWords, stepEffects, stepOutcomes, tearDown,
} from '../../../src/core/scenario/steps/stepper.ts';
import type { Act } from '../act.ts';
import type { Lane } from '../call.ts';
import { delaySource, type DelaySource } from '../delays.ts';
import type { Random } from '../random.ts';
import type { Thread } from '../thread.ts';
import { windUp } from './ending-acts.ts';
import { stepActsOf } from './step-acts.ts';
import { StepRun, type StepAct, type StepContext, type StepStream } from './step-run.ts';

/** What the agent that offers calls does for those that take steps. */
export interface CallBook extends StepContext {
  /** Waits until a lane may begin its next call; gives the call's number, or 0 where there is none. */
  next(thread: Thread): Act<number>;
  /** A call is over. */
  ended(hasFailed: boolean): void;
  /** The n-th stream of a call. */
  stream(call: number, n: number): Random;
  /** The n-th of the threads for strands, from 0. */
  strandThread(n: number): Thread;
  /** The drivers go. */
  isEnding(): boolean;
  /** Waits so many ticks, or until the client has to close what it has. */
  hold(thread: Thread, lane: Lane, ticks: number): Act;
}

/** Streams of a call by what they are drawn for; that of strand n is the n-th from the last of other use. */
const streams = { call: 0, create: 1, delete: 2 } as const;
const lastOther = 3;

/** What a strand is told in place of a row. */
const rests = -1;
const completed = -2;
const failed = -3;

/** Carries the steps of calls out on the lanes of a call agent: asks the stepper what is to be done, and has it done. */
export class StepAgent {
  readonly #program: StepProgram;
  readonly #book: CallBook;
  readonly #states: Int32Array;
  readonly #effects = effectRoom();
  readonly #waits: readonly DelaySource[];
  readonly #acts: ReadonlyMap<number, StepAct>;
  /** A step has the drivers go, so a wait may be cut short. */
  readonly #canEnd: boolean;

  /** @throws RangeError, naming the row, where the program has an act that this NIC cannot do */
  constructor(program: StepProgram, topology: Topology, lanes: number, book: CallBook) {
    this.#acts = stepActsOf(topology);
    let canEnd = false;
    for (let row = 0; row < program.rows.length / rowWords; row++) {
      const { operation, x } = rowAt(program.rows, row);
      if (operation !== operations.act) continue;
      if (!this.#acts.has(x)) throw new RangeError(`steps: row ${row}: this device cannot do act ${x}`);
      if (lanes > 1 && clientWideNumbers.includes(x)) {
        throw new RangeError(`steps: row ${row}: act ${x} concerns all calls, of which ${lanes} go on at once`);
      }
      canEnd ||= ((brings[x] as number) & goneFact) !== 0;
    }
    this.#canEnd = canEnd;
    this.#program = program;
    this.#book = book;
    this.#states = new Int32Array(stateWords(program) * lanes);
    this.#waits = program.delays.map(delaySource);
  }

  /** The calls of a lane, one after another; lanes are counted from 0. */
  *calls(lane: Lane, index: number): Act {
    const { client } = lane;
    const others = this.#program.strands - 1;
    const threads = [client, ...Array.from({ length: others }, (_, n) => this.#book.strandThread(index * others + n))];
    for (let number = yield* this.#book.next(client); number > 0; number = yield* this.#book.next(client)) {
      const stream = (name: StepStream): Random => this.#book.stream(number, typeof name === 'number' ? lastOther + name : streams[name]);
      const run = new StepRun(number, lane, threads, index * stateWords(this.#program), stream);
      client.drawFrom(run.stream('call'));
      const hasFailed = yield* this.#pass(client, run);
      const isClosed = !this.#book.isEnding() || (yield* windUp(this.#book, client, run));
      this.#book.ended(hasFailed || !isClosed);
      this.#book.actors.computer.callsOfPasses.end(number);
    }
  }

  /** The client has been told to close what it has: no act of a call that is under way is begun any more. */
  tearDown(): void {
    const words = stateWords(this.#program);
    for (let at = 0; at < this.#states.length; at += words) tearDown(this.#states, at);
  }

  /** One pass through the steps, and what strand 0 does in it; true where the call has failed. */
  *#pass(thread: Thread, run: StepRun): Act<boolean> {
    let row = this.#hand(beginCall(this.#program, this.#states, run.at, this.#effects), run, 0);
    while (row >= rests) {
      if (row === rests) row = yield* run.turn(thread);
      row = this.#hand(yield* this.#do(thread, run, 0, row), run, 0);
    }
    return row === failed;
  }

  /** What another strand does, from a row until it rests or ends. */
  *#strand(thread: Thread, run: StepRun, strand: number, first: number): Act {
    for (let row = first; row !== rests;) row = this.#hand(yield* this.#do(thread, run, strand, row), run, strand);
  }

  /** Does what a row says, to its end; gives the number of effects that this has. */
  *#do(thread: Thread, run: StepRun, strand: number, row: number): Act<number> {
    const values = rowAt(this.#program.rows, row);
    let outcome: number = stepOutcomes.waited;
    const act = values.operation === operations.act ? this.#acts.get(values.x) : undefined;
    if (act !== undefined) outcome = yield* this.#act(act, thread, run, row, values);
    else yield* this.#wait(thread, run, (this.#waits[values.a] as DelaySource)(thread.random));
    return endStep(this.#program, this.#states, run.at, strand, outcome, this.#effects);
  }

  /** Does an act; where the row before says so, requests are answered otherwise meanwhile. */
  *#act(act: StepAct, thread: Thread, run: StepRun, row: number, values: StepRow): Act<number> {
    const before = row > 0 ? rowAt(this.#program.rows, row - 1) : undefined;
    if (before?.operation !== operations.pend) return yield* act(this.#book, thread, run, values);
    const { lane } = run;
    const { computer } = this.#book.actors;
    const usual = lane.pended;
    lane.pended = pendedAs(usual, before);
    // About address families and SAPs there is one act at a time.
    if (clientWideNumbers.includes(values.x)) computer.pended = lane.pended;
    const outcome = yield* act(this.#book, thread, run, values);
    lane.pended = usual;
    if (clientWideNumbers.includes(values.x)) computer.pended = usual;
    return outcome;
  }

  *#wait(thread: Thread, { lane }: StepRun, ticks: number): Act {
    if (this.#canEnd) yield* this.#book.hold(thread, lane, ticks);
    else if (thread.pass(ticks)) yield;
  }

  /** Lets other strands do what is theirs; gives the row of this one, or why it has none. */
  #hand(count: number, run: StepRun, strand: number): number {
    let own = rests;
    for (let i = 0; i < count; i++) {
      const head = this.#effects[i * effectWords] as number;
      const row = this.#effects[i * effectWords + 1] as number;
      const whose = head >>> 8;
      if ((head & 0xff) === stepEffects.over) return row === 0 ? completed : failed;
      if (whose === strand) own = row;
      else if (whose === 0) run.hand(row, run.threads[strand] as Thread);
      else this.#begin(run, whose, row);
    }
    return own;
  }

  #begin(run: StepRun, strand: number, row: number): void {
    const thread = run.threads[strand] as Thread;
    thread.start(this.#strand(thread, run, strand, row), run.stream(strand));
  }
}

/** The answers that a `pend` row leaves, and those that it gives. */
function pendedAs(usual: Lane['pended'], { a, b }: StepRow): Lane['pended'] {
  const told = pendableNames.map((name, bit) => [name, (b & (1 << bit)) === 0 ? usual[name] : (a & (1 << bit)) !== 0]);
  return Object.fromEntries(told) as Lane['pended'];
}
