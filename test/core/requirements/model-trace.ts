import type { CallProgram } from '../../../src/core/scenario/call-program.ts';
import { plainProgram, recorded, type Seen } from '../../firmware-stubs/recorded.ts';
import { Mutation, type Line } from './judging.ts';

const made = new Map<string, readonly Seen[]>();

/** The events of a program, made once. */
function eventsOf(changes: Partial<CallProgram>): readonly Seen[] {
  const key = JSON.stringify(changes);
  const events = made.get(key) ?? recorded(plainProgram(changes)).events;
  made.set(key, events);
  return events;
}

/** A trace that the emulated NIC makes, of one call unless the program says otherwise, to be changed. */
export class ModelTrace extends Mutation {
  private readonly events: readonly Seen[];

  constructor(changes: Partial<CallProgram>, header: Line = {}) {
    const events = eventsOf(changes);
    const observes = ['calls', 'arguments', 'signalling', 'memory', 'irql'];
    const first: Line = { condisTrace: 1, topology: plainProgram(changes).topology, observes, ...header };
    super([first, ...events.map((event): Line => ({ ...event, at: Math.round(event.tick * 10) }))]);
    this.events = events;
  }

  /** Line of the nth event that `what` is the outline of: `E NdisClMakeCall`, `R ProtocolCmMakeCall`, `rx CONNECT`. */
  at(what: string, nth = 1): number {
    const [kind, ...rest] = what.split(' ');
    const name = rest.join(' ');
    const kinds: Readonly<Record<string, string>> = { E: 'enter', R: 'return' };
    let left = nth;
    for (const [i, event] of this.events.entries()) {
      const isIt = kinds[kind as string] === undefined ? event.dir === kind && event.message === name : event.kind === kinds[kind as string] && event.fn === name;
      if (isIt && --left === 0) return i + 2;
    }
    throw new RangeError(`no event ${what}, ${nth}`);
  }

  /** Lines from one event to another, both included. */
  span(first: number, last: number): number[] {
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  }
}
