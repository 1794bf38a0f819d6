import type { StepRow } from '../../../src/core/scenario/steps/step-program.ts';
import type { Act } from '../act.ts';
import type { Actors } from '../actors.ts';
import type { Call, Lane, Vc } from '../call.ts';
import { Completion } from '../completion.ts';
import type { Party } from '../party.ts';
import type { Random } from '../random.ts';
import { success } from '../statuses.ts';
import type { Thread } from '../thread.ts';

/** What is drawn for a call: in its strands, and apart from them for its VC. */
export type StepStream = 'call' | 'create' | 'delete' | number;

/** A pass through the steps that is under way: one call at a time, with what it has open. */
export class StepRun {
  /** Number of the call that the program offers, from 1. */
  readonly number: number;
  readonly lane: Lane;
  /** Of each strand. */
  readonly threads: readonly Thread[];
  /** Where its state lies among those of all lanes. */
  readonly at: number;
  vc: Vc | undefined;
  call: Call | undefined;
  /** Parties that have joined, by their number; the initial one is 0. */
  readonly parties = new Map<number, Party>();
  readonly #streams = new Map<StepStream, Random>();
  readonly #stream: (name: StepStream) => Random;
  #turn = new Completion();
  #row = 0;

  constructor(number: number, lane: Lane, threads: readonly Thread[], at: number, stream: (name: StepStream) => Random) {
    this.number = number;
    this.lane = lane;
    this.threads = threads;
    this.at = at;
    this.#stream = stream;
  }

  /** A stream of this call, which goes on where it was left; a number is that of a strand. */
  stream(name: StepStream): Random {
    const known = this.#streams.get(name) ?? this.#stream(name);
    this.#streams.set(name, known);
    return known;
  }

  /** Hands strand 0, which waits for other strands, its next row. */
  hand(row: number, by: Thread): void {
    this.#row = row;
    this.#turn.finish(success, by);
  }

  /** Waits until it is strand 0's turn again; gives its row. */
  *turn(thread: Thread): Act<number> {
    yield* this.#turn.wait(thread);
    this.#turn = new Completion();
    return this.#row;
  }
}

/** What the acts of steps have at hand. */
export interface StepContext {
  readonly actors: Actors;
  /** Numbers of the parties that can be added, party 1 first; `undefined`: the calls are point-to-point. */
  readonly parties: readonly string[] | undefined;
  /** Addresses of the SAPs that the client registers. */
  readonly saps: readonly string[];
  /** What is to be done before a call is made. */
  prepare(call: Call): void;
  /** Whether the client keeps a call that was connected; one that it does not, it has closed. */
  keeps(thread: Thread, call: Call): Act<boolean>;
  /** What becomes of the offer of a call: success where it is connected in the end. */
  answerOffer(thread: Thread, call: Call): Act<number>;
  /** Has the drivers go, and no call begun any more; over when the client has been told to close what it has. */
  endDrivers(thread: Thread): Act;
}

/** Carries an act out; gives a number of `stepOutcomes`. */
export type StepAct = (context: StepContext, thread: Thread, run: StepRun, row: StepRow) => Act<number>;
