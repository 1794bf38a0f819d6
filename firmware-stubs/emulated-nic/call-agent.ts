import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import { courseOfCall, traitsOf, type Course, type CourseName } from '../../src/core/scenario/course.ts';
import type { Act } from './act.ts';
import type { Actors } from './actors.ts';
import { Call, type Lane, type Vc } from './call.ts';
import { Ending } from './ending.ts';
import { renegotiating } from './client-qos.ts';
import { Completion } from './completion.ts';
import { changeOf, changeParameters } from './parameter-change.ts';
import { MultipointCall } from './multipoint-call.ts';
import { Party } from './party.ts';
import { Random } from './random.ts';
import { StepAgent, type CallBook } from './steps/step-agent.ts';
import { failure, pending, success } from './statuses.ts';
import { irqls, type Thread } from './thread.ts';

/** What became of the calls; `offered` is always the sum of the other four. */
export interface CallCounts {
  /** Begun. */
  readonly offered: number;
  /** Connected and closed again. */
  readonly completed: number;
  /** The attempt or the close ended with anything but success. */
  readonly failed: number;
  /** Left open for good. */
  readonly abandoned: number;
  /** Still under way. */
  readonly open: number;
}

/** Numbers of the threads: those of the start first, then four a lane. */
const firstLaneThread = 16;
const threadsOfLane = 4;

/**
 * Streams of one call: the call itself, and apart from it what not every call has, because that depends on the concurrency: a pause
 * before it, its VC created, its VC deleted.
 */
const streams = { call: 0, create: 1, delete: 2, pause: 3 } as const;

/** How many activations of its VC fail in a call. */
const refusedActivations: Readonly<Partial<Record<CourseName, number>>> = { activationRetried: 1, activationFails: 2 };

/** The VC that the call manager keeps for the next call of the network on a lane, and how many calls were on it. */
interface KeptVc {
  vc: Vc | undefined;
  calls: number;
}

/** Executes a call program with the client: so many calls, so many of them at once, so many on a VC. */
export class CallAgent {
  readonly #actors: Actors;
  readonly #program: CallProgram;
  readonly #start: Lane;
  readonly #startRandom: Random;
  readonly #ending: Ending;
  #used = 0;
  readonly #steps: StepAgent | undefined;
  #offered = 0;
  #completed = 0;
  #failed = 0;
  #busyLanes = 0;
  #isStopping = false;
  #isClosed = false;

  constructor(actors: Actors, program: CallProgram) {
    this.#actors = actors;
    this.#program = program;
    this.#start = this.#lane(0);
    this.#startRandom = new Random(program.seed, 0, streams.call);
    this.#ending = new Ending(actors, this.#startRandom, () => this.#steps?.tearDown());
    this.#steps = program.steps === undefined ? undefined : new StepAgent(program.steps, program.topology, this.#lanes, this.#book);
  }

  /** `isOver`: nothing will happen any more, so a call that is not through never will be. */
  counts(isOver: boolean): CallCounts {
    const left = this.#offered - this.#completed - this.#failed;
    return {
      offered: this.#offered,
      completed: this.#completed,
      failed: this.#failed,
      abandoned: isOver ? left : 0,
      open: isOver ? 0 : left,
    };
  }

  get isClosed(): boolean {
    return this.#isClosed || this.#ending.isOver;
  }

  /** Brings the drivers up and makes the calls. */
  run(): void {
    this.#start.client.start(this.#bringUp(this.#start.client), this.#startRandom);
  }

  /** No call is offered from now on; those under way go on to their end. */
  stop(): void {
    this.#isStopping = true;
  }

  /**
   * Takes the drivers down again, once no call is under way. A client that still holds a VC cannot close its address family, and
   * under an open address family nothing else can go: then nothing happens.
   */
  close(): void {
    if (this.#busyLanes > 0 || this.#isClosed || this.#ending.hasBegun) return;
    this.#start.client.start(this.#takeDown(this.#start.client), this.#startRandom);
  }

  *#bringUp(thread: Thread): Act {
    const { callManager, client } = this.#actors;
    yield* callManager.start(thread, this.#start);
    yield* client.ProtocolCoAfRegisterNotify(thread, this.#start.worker);
    yield* client.awaitAddressFamily(thread);
    for (const address of this.#program.saps ?? []) yield* client.registerSap(thread, address);
    for (let number = 1; number <= this.#lanes; number++) {
      const lane = this.#lane(number);
      this.#busyLanes++;
      const calls = this.#steps === undefined ? this.#makeCalls(lane) : this.#takeSteps(this.#steps, lane, number);
      lane.client.start(calls, this.#startRandom);
    }
  }

  *#takeDown(thread: Thread): Act {
    const { client } = this.#actors;
    if (client.isFamilyOpen) yield* client.closeAddressFamily(thread);
    yield* this.#actors.callManager.stop(thread);
    this.#isClosed = true;
  }

  get #lanes(): number {
    return Math.min(this.#program.concurrency, this.#program.calls);
  }

  *#takeSteps(steps: StepAgent, lane: Lane, number: number): Act {
    yield* steps.calls(lane, number - 1);
    this.#laneIsOver();
  }

  /** What the steps of calls need of the agent. */
  get #book(): CallBook {
    const { computer } = this.#actors;
    const firstThread = firstLaneThread + this.#lanes * threadsOfLane;
    return {
      actors: this.#actors,
      parties: this.#program.steps?.parties,
      saps: this.#program.saps ?? [],
      next: (thread) => this.#next(thread),
      ended: (hasFailed) => {
        if (hasFailed) this.#failed++;
        else this.#completed++;
      },
      prepare: (call) => this.#prepare(call),
      keeps: (thread, call) => this.#isAcceptable(thread, call),
      answerOffer: (thread, call) => this.#answerOffer(thread, call),
      stream: (call, n) => this.#stream(call, n),
      strandThread: (n) => computer.thread(firstThread + n, irqls.passive),
      isEnding: () => this.#ending.hasBegun,
      hold: (thread, lane, ticks) => this.#ending.hold(thread, lane, ticks),
      endDrivers: (thread) => this.#endDrivers(thread),
    };
  }

  /** The drivers are to go; over when the client has been told so. */
  *#endDrivers(thread: Thread): Act {
    this.#beginEnding();
    yield* this.#ending.awaitNotice(thread);
  }

  #beginEnding(): void {
    this.stop();
    this.#ending.begin(this.#start);
  }

  /** Offers a call, after the pause that is between two of them; 0: there is none. */
  *#next(thread: Thread): Act<number> {
    if (this.#offered >= this.#program.calls || this.#isStopping) return 0;
    const number = ++this.#offered;
    if (number > this.#program.concurrency) {
      if (thread.pass(this.#actors.computer.delays.betweenCalls(this.#stream(number, streams.pause)))) yield;
    }
    if (!this.#ending.hasBegun) return number;
    this.#offered--;
    return 0;
  }

  /** The calls of one lane, one after another. */
  *#makeCalls(lane: Lane): Act {
    const { client } = this.#actors;
    const thread = lane.client;
    let vc: Vc | undefined;
    let callsOnVc = 0;
    const kept: KeptVc = { vc: undefined, calls: 0 };
    for (let number = yield* this.#next(thread); number > 0; number = yield* this.#next(thread)) {
      const course = courseOfCall(this.#program.courses, number);
      if (traitsOf(course).direction === 'incoming') {
        yield* this.#takeCall(lane, number, course, kept);
        continue;
      }
      const isRefused = course.name === 'creationFails';
      if (vc !== undefined && isRefused) {
        yield* this.#deleteVc(thread, vc, number);
        vc = undefined;
      }
      if (vc === undefined) {
        thread.drawFrom(this.#stream(number, streams.create));
        vc = yield* client.createVc(thread, lane, isRefused);
        callsOnVc = 0;
      }
      if (vc === undefined) {
        this.#failed++;
        continue;
      }
      const random = this.#stream(number, streams.call);
      thread.drawFrom(random);
      const initialParty = this.#program.multipoint === undefined ? undefined : new Party(0, undefined);
      const call = new Call(number, vc, random, course, initialParty);
      this.#prepare(call);
      const isReusable = yield* this.#makeCall(thread, call);
      client.forget(call);
      client.parties.forgetLast(call);
      callsOnVc++;
      if (!isReusable || callsOnVc === this.#program.callsPerVc || !this.#isGoingOn) {
        yield* this.#deleteVc(thread, vc, number);
        vc = undefined;
      }
    }
    // Calls of the network may have been the last ones, or another lane has had the last one meanwhile.
    if (vc !== undefined) yield* this.#deleteVc(thread, vc, this.#offered);
    if (kept.vc !== undefined) yield* this.#deleteKept(lane, kept.vc);
    this.#laneIsOver();
  }

  #laneIsOver(): void {
    this.#busyLanes--;
    if (this.#busyLanes === 0) this.#ending.emptied();
  }

  get #isGoingOn(): boolean {
    return this.#offered < this.#program.calls && !this.#isStopping;
  }

  /** One call of the network from SETUP to its end, on the VC that the call manager has kept or on a new one. */
  *#takeCall(lane: Lane, number: number, course: Course, kept: KeptVc): Act {
    const { client, network } = this.#actors;
    const thread = lane.client;
    const random = this.#stream(number, streams.call);
    thread.drawFrom(random);
    const call = new Call(number, kept.vc ?? lane, random, course);
    call.isVcKept = kept.calls + 1 < this.#program.callsPerVc && this.#isGoingOn;
    this.#prepare(call);
    network.call(thread, call);
    const isConnected = (yield* this.#answerOffer(thread, call)) === success;
    if (isConnected) yield* this.#useAndClose(thread, call);
    yield* call.ended.wait(thread);
    if (isConnected && (yield* client.awaitClose(thread, call)) === success) this.#completed++;
    else this.#failed++;
    kept.vc = call.isVcKept ? call.vc : undefined;
    kept.calls = call.isVcKept ? kept.calls + 1 : 0;
  }

  /** What becomes of the offer of a call: success where it is connected in the end. */
  *#answerOffer(thread: Thread, call: Call): Act<number> {
    const { client: { incoming }, computer, network } = this.#actors;
    let status = yield* incoming.awaitOffer(thread, call);
    if (status === pending && call.course.name === 'incomingAbandoned') {
      network.release(thread, call, call.course.cause ?? 0);
      yield* incoming.awaitRemoteClose(thread, call);
      if (call.isClosing) return failure;
    }
    if (status === pending) {
      if (thread.pass(computer.delays.clientReaction(thread.random))) yield;
      status = yield* incoming.answer(thread, call);
    }
    return status === success ? yield* incoming.awaitConnected(thread, call) : status;
  }

  /** No call of the network will take the VC any more that the call manager kept for one. */
  *#deleteKept({ client, worker }: Lane, vc: Vc): Act {
    const { incoming } = this.#actors.callManager;
    const gone = new Completion();
    worker.start(function* (): Act {
      yield* incoming.deleteVc(worker, vc);
      gone.finish(success, worker);
    }(), client.random);
    yield* gone.wait(client);
  }

  *#deleteVc(thread: Thread, vc: Vc, call: number): Act {
    thread.drawFrom(this.#stream(call, streams.delete));
    yield* this.#actors.client.deleteVc(thread, vc);
  }

  /** One call from NdisClMakeCall to its end. False: the VC is not to be used again. */
  *#makeCall(thread: Thread, call: Call): Act<boolean> {
    const { client } = this.#actors;
    const status = yield* client.makeCall(thread, call);
    if (status === success) {
      if (yield* this.#isAcceptable(thread, call)) yield* this.#useAndClose(thread, call);
      const closed = yield* client.awaitClose(thread, call);
      if (closed === success) this.#completed++;
      else this.#failed++;
      return closed === success && call.remoteStatus === success;
    }
    // NDIS_STATUS_PENDING is no outcome: the call may exist, so it has to be closed before its VC can go.
    if (status === pending) {
      yield* client.requestClose(thread, call);
      yield* client.awaitClose(thread, call);
    }
    this.#failed++;
    return false;
  }

  /** Whether the client keeps the call; one that it does not, it has closed. */
  *#isAcceptable(thread: Thread, call: Call): Act<boolean> {
    if (renegotiating.has(call.course.name)) return (yield* this.#actors.client.qos.await(thread, call)) === success;
    return call.course.name !== 'parametersUnacceptable';
  }

  *#useAndClose(thread: Thread, call: Call): Act {
    const { client, computer } = this.#actors;
    if (thread.pass(computer.delays.clientReaction(thread.random))) yield;
    const { multipoint, sends } = this.#program;
    if (changeOf(call.course) !== undefined) {
      yield* client.exchangeData(thread, call, sends);
      yield* changeParameters(this.#actors, thread, call);
      if (call.isClosing) return;
    }
    const parties = multipoint === undefined ? undefined : new MultipointCall(this.#actors, call, multipoint);
    if (parties !== undefined) yield* parties.join(thread);
    yield* client.exchangeData(thread, call, sends);
    yield* this.#hold(thread, call);
    const { closedBy } = traitsOf(call.course);
    if (closedBy !== undefined) yield* this.#awaitClosing(thread, call, closedBy);
    if (parties !== undefined) yield* parties.leave(thread);
    // With parties left it could not close the call where it was told that the other side had.
    if (closedBy === undefined || parties !== undefined) yield* client.requestClose(thread, call);
  }

  /** The network releases the call, or the call manager loses it. */
  *#awaitClosing(thread: Thread, call: Call, closedBy: 'network' | 'callManager'): Act {
    const { callManager, client, network } = this.#actors;
    const { worker } = call.lane;
    if (closedBy === 'network') network.release(thread, call, call.course.cause ?? 0);
    else worker.start(callManager.incoming.lost(worker, call), thread.random);
    yield* client.incoming.awaitRemoteClose(thread, call);
  }

  /** Holds a call; where the drivers are to go while calls are open, this is when they may. */
  *#hold(thread: Thread, call: Call): Act {
    const ticks = this.#actors.computer.delays.hold(thread.random);
    if (this.#program.endingAfter === undefined) {
      if (thread.pass(ticks)) yield;
      return;
    }
    if (++this.#used === this.#program.endingAfter) this.#beginEnding();
    yield* this.#ending.hold(thread, call.vc.lane, ticks);
  }

  /** Says of a call what no event of it will, and makes its VC one that the NIC refuses as the course wants. */
  #prepare(call: Call): void {
    const { permanentVc } = this.#program;
    if (permanentVc !== undefined) call.permanentVc = { vpi: permanentVc.vpi, vci: permanentVc.vci + call.lane.number - 1 };
    const { declares } = traitsOf(call.course);
    call.whenVcIsThere((vc) => {
      if (declares !== undefined) this.#actors.computer.probe.declared(vc.handle, declares);
      vc.refusals = refusedActivations[call.course.name] ?? 0;
    });
  }

  #stream(call: number, stream: number): Random {
    return new Random(this.#program.seed, call, stream);
  }

  #lane(number: number): Lane {
    const { computer } = this.#actors;
    const first = number === 0 ? 1 : firstLaneThread + (number - 1) * threadsOfLane;
    return {
      number,
      client: computer.thread(first, irqls.passive),
      receive: computer.thread(first + 1, irqls.dispatch),
      transmit: computer.thread(first + 2, irqls.dispatch),
      worker: computer.thread(first + 3, irqls.passive),
      pended: this.#program.pended,
    };
  }
}
