import type { Topology } from '../core/condis/roles.ts';
import { CallOrder, type CallCounting } from '../core/scenario/call-order.ts';
import { EventSought } from '../core/scenario/event-sought.ts';
import { isAmong } from '../core/scenario/fault-use.ts';
import type { LineFault, LineMoment } from '../core/scenario/line-fault.ts';
import type { LineBeginning, LineLookout } from '../core/scenario/line-lookout.ts';
import type { EventBatch } from '../core/trace/event-batch.ts';
import { present, word } from '../core/trace/event-record.ts';
import { ProbeDecoder } from '../wire/probe-decoder.ts';
import { Timeline } from '../wire/timeline.ts';

/** What ends a frame of the binary form, and a line of the text form. */
const frameEnd = 0x00;
const lineFeed = 0x0a;

/** Of octets without such an end so many are waited for; whatever ends later is no frame and no line of a probe. */
const longestOctets = 1 << 17;

/**
 * Decodes what a device says before the line damages it, frame by frame, and says with which octet the frame of an event begins that a line
 * fault waits for. It depends on the octets alone, however they come in pieces; the host's clock has no part in it.
 */
export class WireLookout implements LineLookout {
  known = 0;
  private readonly decoder: ProbeDecoder;
  private readonly timeline: Timeline;
  private readonly order: CallOrder;
  private readonly waits: readonly Wait[];
  private found: LineBeginning[] = [];
  private position = 0;
  /** Octets before the frame that is being received. */
  private frameAt = 0;
  /** What ends a frame, once the device has said HELLO. */
  private end: number | undefined;
  /** The device has a clock whose ticks have a length. */
  private hasClock = false;
  private latest: number | undefined;

  constructor(faults: readonly LineFault[], topology: Topology, counting: CallCounting) {
    this.waits = faults.flatMap(({ moment }, fault) => (moment === undefined ? [] : [new Wait(fault, moment, topology)]));
    this.order = new CallOrder(counting);
    this.timeline = new Timeline((batch) => this.look(batch));
    const none = (): void => undefined;
    this.decoder = new ProbeDecoder(0, this.timeline, {
      hello: ({ tickHz }) => {
        this.hasClock = tickHz > 0;
        this.end ??= this.latest;
      },
      time: none, state: none, answer: none,
    });
  }

  push(octets: Uint8Array): void {
    let from = 0;
    for (let next = this.afterEnd(octets, from); next > 0; next = this.afterEnd(octets, from)) {
      this.latest = octets[next - 1];
      this.decode(octets.subarray(from, next));
      from = next;
      if (this.latest === this.end) this.frameAt = this.position;
    }
    this.decode(octets.subarray(from));
    const isWaiting = this.end !== undefined && this.position - this.frameAt <= longestOctets;
    this.known = isWaiting ? this.frameAt : this.position;
  }

  take(): readonly LineBeginning[] {
    const { found } = this;
    this.found = [];
    return found;
  }

  /** Index after the next octet that may end a frame; 0: there is none. */
  private afterEnd(octets: Uint8Array, from: number): number {
    if (this.end !== undefined) return octets.indexOf(this.end, from) + 1;
    const [zero, feed] = [octets.indexOf(frameEnd, from), octets.indexOf(lineFeed, from)];
    return (zero < 0 || feed < 0 ? Math.max(zero, feed) : Math.min(zero, feed)) + 1;
  }

  private decode(octets: Uint8Array): void {
    if (octets.length === 0) return;
    this.position += octets.length;
    this.decoder.push(octets, 0);
    this.timeline.flush();
  }

  private look({ words, starts, ends, at, count }: EventBatch): void {
    for (let i = 0; i < count; i++) {
      const start = starts[i] as number;
      this.order.take(words, start, ends[i] as number);
      const { call, callOfPass } = this.order;
      const hasTick = ((words[start + word.presence] as number) & present.tick) !== 0;
      const atNs = this.hasClock && hasTick ? (at[i] as number) : -1;
      for (const wait of this.waits) {
        if (wait.isOver(words, start, atNs, call, callOfPass)) this.found.push({ fault: wait.fault, position: this.frameAt });
      }
    }
  }
}

/** A fault that waits. */
class Wait {
  readonly fault: number;
  private readonly moment: LineMoment;
  private readonly sought: EventSought | undefined;
  /** How many of its events were seen: of each call that is meant, or under 0 of all. */
  private readonly seen = new Map<number, number>();

  constructor(fault: number, moment: LineMoment, topology: Topology) {
    this.fault = fault;
    this.moment = moment;
    this.sought = 'on' in moment ? new EventSought(moment.on.event, topology) : undefined;
  }

  /** Whether it begins with an event. */
  isOver(words: Int32Array, start: number, atNs: number, call: number, callOfPass: number): boolean {
    const { moment } = this;
    if ('atNs' in moment) return atNs >= moment.atNs && this.counts(0) === 1;
    if (this.sought?.matches(words, start) !== true) return false;
    const isLimited = moment.calls !== undefined || moment.callOfPass !== undefined;
    if (isLimited && (call === 0 || !isAmong(moment.calls, call) || (moment.callOfPass ?? callOfPass) !== callOfPass)) return false;
    return this.counts(isLimited ? call : 0) === moment.on.count;
  }

  private counts(call: number): number {
    const count = (this.seen.get(call) ?? 0) + 1;
    this.seen.set(call, count);
    return count;
  }
}
