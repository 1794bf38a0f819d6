import { permanentVc } from '../../src/core/condis/call-parameters.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import type { Hook } from '../../src/core/trace/header.ts';
import { decodeCallProgram } from '../../src/wire/call-program-codec.ts';
import { type Command, CommandDecoder, decodeCookie } from '../../src/wire/commands.ts';
import { FrameEncoder } from '../../src/wire/frame-encoder.ts';
import { frameTypes, payloadLimit } from '../../src/wire/frame.ts';
import { encodeHello } from '../../src/wire/hello.ts';
import {
  type AnswerCode, type CommandAnswer, encodeAnswer, encodeState, encodeTime, type RunState, textAnswer,
} from '../../src/wire/messages.ts';
import { deviceHello } from './device-hello.ts';
import { EmulatedNic } from './emulated-nic.ts';
import type { FaultSpec } from './faults/fault.ts';
import { inNature, plainNature, type Nature } from './nature.ts';

/** Events between two STATE frames that nobody asked for. */
const eventsPerState = 4096;

/** Octets of an ANSWER before the octets of ECHO. */
const answerHeadOctets = 8;

/** The device's side of the probe protocol (docs/probe-protocol.md): takes commands, runs the model, gives frames. No I/O. */
export class ProbePort {
  readonly #topology: Topology;
  readonly #faults: readonly FaultSpec[];
  readonly #hook: Hook;
  readonly #nature: Nature;
  readonly #frames = new FrameEncoder();
  #commands = this.#newDecoder();
  #nic: EmulatedNic | undefined;
  #run: RunState = 'idle';
  #isStopping = false;
  #isClosing = false;
  #isGoingDown = false;
  #start = 1;
  #events = 0;
  /** CLOSE is answered when it is done. */
  #closeCommand: Command | undefined;
  /** The last command and its answer, sent again to a bench that did not hear it. */
  #lastCommand: Command | undefined;
  #lastAnswer: Uint8Array | undefined;

  /** `hook`: where the device's probe sits; `nature`: what the device is like, whatever its program says. */
  constructor(topology: Topology, faults: readonly FaultSpec[], hook: Hook = 'source', nature = plainNature) {
    this.#topology = topology;
    this.#nature = nature;
    this.#faults = faults;
    this.#hook = hook;
  }

  /** Events since the last start. */
  get events(): number {
    return this.#events;
  }

  /** Octets that wait to be taken. */
  get pending(): number {
    return this.#frames.pending;
  }

  /** The frames made since the last call. */
  take(): Uint8Array {
    return this.#frames.take();
  }

  /** Octets from the bench, in pieces of any size. */
  push(octets: Uint8Array): void {
    this.#commands.push(octets);
  }

  /** Tick of the next thing that the model does; `Infinity` when it does nothing unasked. */
  get nextTicks(): number {
    if (!this.#isBusy) return Infinity;
    const { nextTicks, nowTicks } = this.#nic ?? { nextTicks: 0, nowTicks: 0 };
    // A model that has nothing more to do still has to say so, and not at the end of time.
    return nextTicks === Infinity ? nowTicks : nextTicks;
  }

  /** Lets the model go on a little. Call it only when there is room for what it says. */
  step(): void {
    const nic = this.#nic;
    if (nic === undefined || !this.#isBusy || nic.step()) return;
    if (!this.#isClosing) {
      this.#reach(this.#isStopping ? 'stopped' : 'done');
    } else if (!this.#isGoingDown) {
      this.#isGoingDown = true;
      nic.close();
    } else {
      this.#reach('closed');
      if (this.#closeCommand !== undefined) this.#answer(this.#closeCommand, 'ok');
    }
  }

  /** Begins anew, as after a power cycle; what waits to be taken is thrown away. */
  restart(): void {
    this.#forget();
    this.#lastCommand = undefined;
    this.#lastAnswer = undefined;
    this.#commands = this.#newDecoder();
    this.#frames.take();
  }

  /** An unasked STATE, for a line that would otherwise be silent for long. */
  sendState(): void {
    const { offered, completed, failed, abandoned } = this.#nic?.counts ?? { offered: 0, completed: 0, failed: 0, abandoned: 0 };
    const counts = { offered, completed, failed, abandoned };
    this.#frames.put(
      frameTypes.state,
      encodeState({ run: this.#run, tick: this.#tick, framesSent: this.#frames.framesSent + 1, ...counts }),
    );
  }

  #newDecoder(): CommandDecoder {
    return new CommandDecoder((command) => this.#obey(command));
  }

  get #isBusy(): boolean {
    return this.#run === 'running' || (this.#isClosing && this.#run !== 'closed');
  }

  get #tick(): bigint {
    return BigInt(this.#nic?.nowTicks ?? 0);
  }

  #reach(run: RunState): void {
    this.#run = run;
    this.sendState();
  }

  #obey(command: Command): void {
    const isRepeated = this.#lastCommand?.id === command.id && this.#lastCommand.name === command.name;
    if (isRepeated && command.name !== 'hello' && command.name !== 'sync') {
      if (this.#lastAnswer !== undefined) this.#frames.put(frameTypes.answer, this.#lastAnswer);
      return;
    }
    this.#lastCommand = command;
    this.#lastAnswer = undefined;
    this.#do(command);
  }

  #do(command: Command): void {
    switch (command.name) {
      case 'hello':
        this.#hello();
        return this.#answer(command, 'ok');
      case 'sync':
        return this.#sync(command);
      case 'load':
        return this.#load(command);
      case 'run':
        return this.#begin(command);
      case 'stop':
        return this.#stop(command);
      case 'close':
        return this.#close(command);
      case 'stats':
        this.sendState();
        return this.#answer(command, 'ok', this.#stats());
      case 'echo':
        return this.#echo(command);
      case 'reset':
        return this.#reset(command);
      case undefined:
        return this.#answer(command, 'unknown-command');
    }
  }

  #answer(command: Command, code: AnswerCode, text = ''): void {
    this.#sendAnswer(textAnswer(command.id, code, text));
  }

  #sendAnswer(answer: CommandAnswer): void {
    const octets = encodeAnswer(answer);
    if (answer.id === this.#lastCommand?.id) this.#lastAnswer = octets;
    this.#frames.put(frameTypes.answer, octets);
  }

  #hello(): void {
    const moment = { tick: this.#tick, events: this.#events, start: this.#start };
    this.#frames.put(frameTypes.hello, encodeHello(deviceHello(this.#topology, moment, this.#hook, this.#nature.hasClock)));
  }

  #sync(command: Command): void {
    const cookie = decodeCookie(command.octets);
    if (cookie === undefined) return this.#answer(command, 'refused', 'SYNC has no cookie');
    this.#frames.put(frameTypes.time, encodeTime({ id: command.id, cookie, receivedTick: this.#tick, sentTick: this.#tick }));
  }

  #load(command: Command): void {
    if (this.#run !== 'idle' || this.#isClosing) return this.#answer(command, 'wrong-state', 'a program was run; RESET first');
    const program = decodeCallProgram(command.octets);
    if (typeof program === 'string') return this.#answer(command, 'refused', program);
    if (program.topology !== this.#topology) return this.#answer(command, 'refused', `topology: this device is ${this.#topology}`);
    if (((Number(program.callParameters['Flags'] ?? 0) & permanentVc) !== 0) !== (program.permanentVc !== undefined)) {
      return this.#answer(command, 'refused', 'callParameters: PERMANENT_VC and the key permanentVc go together');
    }
    try {
      const own = inNature(program, this.#nature);
      this.#nic = new EmulatedNic(own, this.#faults, (words, length) => this.#event(words, length), this.#hook, this.#nature.vcTable);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return this.#answer(command, 'refused', error.message);
    }
    this.#answer(command, 'ok');
  }

  #begin(command: Command): void {
    if (this.#nic === undefined) return this.#answer(command, 'wrong-state', 'no program is loaded');
    if (this.#run !== 'idle' || this.#isClosing) return this.#answer(command, 'wrong-state', 'the program was run; RESET first');
    this.#run = 'running';
    this.#answer(command, 'ok');
  }

  #stop(command: Command): void {
    this.#answer(command, 'ok');
    if (this.#run === 'running') {
      this.#isStopping = true;
      this.#nic?.stop();
    } else {
      this.sendState();
    }
  }

  #close(command: Command): void {
    if (this.#run === 'idle' || this.#run === 'closed') {
      this.#reach('closed');
      return this.#answer(command, 'ok');
    }
    this.#isClosing = true;
    this.#closeCommand = command;
    this.#nic?.stop();
  }

  #stats(): string {
    return `${this.#events} events, ${this.#frames.framesSent} frames sent, ${this.#commands.damagedFrames} damaged commands`;
  }

  #echo(command: Command): void {
    const most = payloadLimit - answerHeadOctets;
    if (command.octets.length > most) return this.#answer(command, 'refused', `ECHO takes at most ${most} octets`);
    this.#sendAnswer({ id: command.id, code: 'ok', octets: command.octets });
  }

  #reset(command: Command): void {
    this.#answer(command, 'ok');
    this.#forget();
    this.#hello();
  }

  #forget(): void {
    this.#nic = undefined;
    this.#run = 'idle';
    this.#isStopping = false;
    this.#isClosing = false;
    this.#isGoingDown = false;
    this.#closeCommand = undefined;
    this.#events = 0;
    this.#start++;
    this.#frames.restart();
  }

  #event(words: Int32Array, length: number): void {
    this.#frames.putRecord(words, length);
    this.#events++;
    if (this.#events % eventsPerState === 0) this.sendState();
  }
}
