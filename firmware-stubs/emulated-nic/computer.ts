import type { CallProgram, Pendable } from '../../src/core/scenario/call-program.ts';
import type { Hook } from '../../src/core/trace/header.ts';
import { CallMessages } from './call-messages.ts';
import { CallStructures } from './call-structures.ts';
import { delaySources, type DelaySources } from './delays.ts';
import { EventEmitter, type EventSink } from './event-emitter.ts';
import { HandlePool } from './handle-pool.ts';
import { MessageFates } from './message-fates.ts';
import { PartyMessages } from './party-messages.ts';
import { Scheduler } from './scheduler.ts';
import { CallsOfPasses } from './steps/calls-of-passes.ts';
import { Thread } from './thread.ts';

/** The emulated computer that the drivers run in: its time, its memory, its probe, and what the program says of all of them. */
export class Computer {
  readonly scheduler = new Scheduler();
  readonly callsOfPasses = new CallsOfPasses();
  readonly probe: EventEmitter;
  readonly delays: DelaySources;
  /** Which requests about address families and SAPs are pended, as {@link Lane.pended} says of those about calls. */
  pended: Readonly<Record<Pendable, boolean>>;
  readonly structures: CallStructures;
  readonly messages: CallMessages;
  readonly partyMessages: PartyMessages;
  readonly messageFates: MessageFates;
  readonly sendOctets: number;
  /** How many VCs of clients the call manager has room for. */
  readonly vcTable: number;
  /** What the network calls the client by. */
  readonly ownAddress: string;

  /** Numbers for what drivers and NDIS hand each other. */
  readonly vcHandles = new HandlePool(0x1000_0000, 0x100);
  readonly partyHandles = new HandlePool(0x2000_0000, 0x100);
  /** The net buffer lists that the miniport indicates. A protocol that sends has a pool of its own. */
  readonly receiveLists = new HandlePool(0x5000_0000, 0x40);
  readonly clientMemory = new HandlePool(0xa000_0000, 0x200);
  readonly callManagerMemory = new HandlePool(0xc000_0000, 0x200);
  readonly miniportMemory = new HandlePool(0xe000_0000, 0x200);

  constructor(program: CallProgram, sink: EventSink, hook: Hook, vcTable: number) {
    this.vcTable = vcTable;
    this.probe = new EventEmitter(this.scheduler, sink, hook);
    this.delays = delaySources(program.delays);
    this.pended = program.pended;
    this.structures = new CallStructures(program);
    this.messages = new CallMessages(program);
    this.partyMessages = new PartyMessages(program);
    this.messageFates = new MessageFates(program.networkFaults);
    this.sendOctets = program.sendOctets;
    this.ownAddress = program.addresses.called;
  }

  thread(number: number, irql: number): Thread {
    return new Thread(number, irql, this.scheduler, this.delays);
  }

  /** Takes resident memory for a driver. */
  allocate(pool: HandlePool, role: number, octets: number, what: string): number {
    const address = pool.take();
    this.probe.allocated(role, address, octets, what);
    return address;
  }

  free(pool: HandlePool, role: number, address: number): void {
    this.probe.freed(role, address);
    pool.giveBack(address);
  }
}
