import { mcmTwin } from '../condis/functions.ts';
import type { Topology } from '../condis/roles.ts';
import { directionIds, functionOf, kindIds, kindOf, word } from '../trace/event-record.ts';
import { eventNamed } from './event-name.ts';

/** Tells whether records are of an event that a scenario names. */
export class EventSought {
  private readonly kind: number;
  private readonly what: number;
  /** Of a message; -1: of a function, for which it says something else. */
  private readonly direction: number;
  private readonly topology: Topology;

  /** `text`: a name that `eventNamed` knows. */
  constructor(text: string, topology: Topology) {
    const event = eventNamed(text);
    if (event === undefined) throw new RangeError(`there is no event ${text}`);
    this.topology = topology;
    this.kind = kindIds[event.kind];
    this.what = event.kind === 'signal' ? event.message : this.named(event.fn);
    this.direction = event.kind === 'signal' ? directionIds[event.dir] : -1;
  }

  /** Whether the record that begins at word `start` is of it. */
  matches(words: Int32Array, start: number): boolean {
    const identity = words[start + word.identity] as number;
    if (kindOf(identity) !== this.kind) return false;
    if (this.direction < 0) return this.named(functionOf(identity)) === this.what;
    return functionOf(identity) === this.what && (words[start + word.presence] as number) >>> 24 === this.direction;
  }

  /** Where the probe sees the exports of ndis.sys, an MCM's calls come under the names of a stand-alone call manager's. */
  private named(fn: number): number {
    return this.topology === 'mcm' ? mcmTwin(fn) : fn;
  }
}
