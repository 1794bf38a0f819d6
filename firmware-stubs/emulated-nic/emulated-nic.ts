import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import type { Hook } from '../../src/core/trace/header.ts';
import type { Actors } from './actors.ts';
import { CallAgent, type CallCounts } from './call-agent.ts';
import { CallManager } from './call-manager.ts';
import { Client } from './client.ts';
import { Computer } from './computer.ts';
import type { EventSink } from './event-emitter.ts';
import type { FaultSpec } from './faults/fault.ts';
import { MiniportCallManager } from './miniport-call-manager.ts';
import { Miniport } from './miniport.ts';
import { Ndis } from './ndis/ndis.ts';
import { Network } from './network.ts';

/**
 * The behavioural model of a NIC with its drivers, in a computer and on a network, executing one call program. It is pulled: nothing
 * happens but in {@link step}, so it never runs ahead of whoever takes the events.
 */
export class EmulatedNic {
  readonly #computer: Computer;
  readonly #agent: CallAgent;

  /**
   * `faults` change what the actors do, the last one standing in front of those before it; `hook` is where the probe sits, `vcTable` how
   * many VCs of clients there is room for.
   */
  constructor(program: CallProgram, faults: readonly FaultSpec[], sink: EventSink, hook: Hook = 'source', vcTable = Infinity) {
    const computer = new Computer(program, sink, hook, vcTable);
    this.#computer = computer;
    const actors = { topology: program.topology, computer } as { -readonly [Name in keyof Actors]: Actors[Name] };
    actors.ndis = new Ndis(actors);
    actors.client = new Client(actors);
    actors.callManager = program.topology === 'cm' ? new CallManager(actors) : new MiniportCallManager(actors);
    actors.miniport = new Miniport(actors);
    actors.network = new Network(actors);
    for (const fault of faults) fault.standInFront(actors);
    this.#agent = new CallAgent(actors, program);
    this.#agent.run();
  }

  /** The model's time in ticks. */
  get nowTicks(): number {
    return this.#computer.scheduler.nowTicks;
  }

  /** Tick of the next thing to happen; `Infinity` when nothing will. */
  get nextTicks(): number {
    return this.#computer.scheduler.nextTicks;
  }

  /** Nothing happens until {@link close}, if then. */
  get isOver(): boolean {
    return this.nextTicks === Infinity;
  }

  /** The drivers are down again. */
  get isClosed(): boolean {
    return this.#agent.isClosed;
  }

  get counts(): CallCounts {
    return this.#agent.counts(this.isOver);
  }

  /** Goes on until a thread has to wait: some tens of events at most. False when nothing is due. */
  step(): boolean {
    return this.#computer.scheduler.step();
  }

  /** No call is offered from now on; those under way go on to their end. */
  stop(): void {
    this.#agent.stop();
  }

  /** Closes the address family and takes the drivers down, if no call is left. Call it when the model {@link isOver}. */
  close(): void {
    this.#agent.close();
  }
}
