import { factWords } from './facts.ts';
import type { Evaluator } from './evaluator.ts';
import { doubts } from './columns.ts';
import type { Loss, Losses } from './losses.ts';
import type { Uncertainty } from './uncertainty.ts';
import { everyRole } from './symbols.ts';

/** Events of an object that are remembered. If more come within the uncertainties, everything about it is open. */
const depth = 32;
/** Events of objects that were not known yet. */
const strangers = 256;

/** Columns by row and place in the ring; `counts` and `lives` by row. */
interface Ring {
  symbols: Int32Array;
  ports: Uint8Array;
  at: Float64Array;
  counts: Int32Array;
  lives: Int32Array;
}

/**
 * What is open where stamps of two ports are closer than their uncertainties: the events of each object that are recent enough, and
 * which facts would be others if two of them had come the other way round. Used only in traces of several ports with uncertainties.
 */
export class OrderWindow {
  private readonly losses: Losses;
  private readonly uncertainty: Uncertainty;
  /** By scope and row a ring of symbol, port and time, and how many events there have been. */
  private readonly rings = new Map<Evaluator, Ring>();
  private readonly strangerHandles = new Int32Array(strangers * 3);
  private readonly strangerPorts = new Uint8Array(strangers);
  private readonly strangerAt = new Float64Array(strangers).fill(-Infinity);
  private strangerCount = 0;
  /** Facts that the other port's event may yet change, or has changed too early, at the moment of an event. */
  readonly momentary = new Int32Array(factWords);

  constructor(losses: Losses, uncertainty: Uncertainty) {
    this.losses = losses;
    this.uncertainty = uncertainty;
  }

  /** A new object in a row. What came of its handle before it did, and may belong behind, is taken as its first events. */
  begin(evaluator: Evaluator, row: number, at: number, port: number): boolean {
    const [low, high] = handleOf(evaluator, row);
    const ring = this.ringOf(evaluator, row);
    ring.counts[row] = 0;
    ring.lives[row] = evaluator.life(row);
    const forgotten = this.strangerCount < strangers ? -Infinity : (this.strangerAt[this.strangerCount % strangers] as number);
    let early = at - forgotten <= this.uncertainty.widest;
    for (let n = Math.max(0, this.strangerCount - strangers); n < this.strangerCount; n++) {
      const k = n % strangers;
      const same = this.strangerHandles[k * 3] === low && this.strangerHandles[k * 3 + 1] === high;
      const otherAt = this.strangerAt[k] as number;
      if (!same || at - otherAt > this.uncertainty.widest) continue;
      // Another port may have more to say of the life before.
      early = true;
      if (!this.uncertainty.orderOpen(at, port, otherAt, this.strangerPorts[k] as number)) continue;
      this.remember(evaluator, row, this.strangerHandles[k * 3 + 2] as number, otherAt, this.strangerPorts[k] as number);
    }
    if (early) evaluator.doubt(row, doubts.mixed);
    return early;
  }

  /** An event of a handle that is not known. */
  stranger(low: number, high: number, symbol: number, at: number, port: number): void {
    if (!this.uncertainty.several) return;
    const k = this.strangerCount++ % strangers;
    this.strangerHandles[k * 3] = low;
    this.strangerHandles[k * 3 + 1] = high;
    this.strangerHandles[k * 3 + 2] = symbol;
    this.strangerPorts[k] = port;
    this.strangerAt[k] = at;
  }

  /** An object is gone. What it was given last may belong to the next of its handle. */
  retire(evaluator: Evaluator, row: number, at: number): void {
    const [low, high] = handleOf(evaluator, row);
    const ring = this.ringOf(evaluator, row);
    const count = ring.counts[row] as number;
    for (let n = Math.max(0, count - depth); n < count; n++) {
      const k = row * depth + (n % depth);
      const when = ring.at[k] as number;
      if (at - when <= this.uncertainty.widest) this.stranger(low, high, ring.symbols[k] as number, when, ring.ports[k] as number);
    }
    ring.counts[row] = 0;
  }

  /** Whether an object is so young that what another port shows of its beginning may yet come. */
  isYoung(evaluator: Evaluator, row: number, at: number): boolean {
    const ring = this.ringOf(evaluator, row);
    const count = ring.counts[row] as number;
    const first = row * depth + (count < depth ? 0 : count % depth);
    return count > 0 && at - (ring.at[first] as number) <= this.uncertainty.widest;
  }

  /** Whether an object has had an event so lately that one of another port may still belong before it. */
  isRecent(evaluator: Evaluator, row: number, at: number): boolean {
    const ring = this.ringOf(evaluator, row);
    const count = ring.counts[row] as number;
    return count > 0 && at - (ring.at[row * depth + ((count + depth - 1) % depth)] as number) <= this.uncertainty.widest;
  }

  /** An event is about to be judged on an object: finds what of it is open. False: nothing is. */
  arrive(evaluator: Evaluator, row: number, at: number, port: number): boolean {
    const ring = this.ringOf(evaluator, row);
    this.hideCrowded(evaluator, row, ring, at);
    if (ring.lives[row] !== evaluator.life(row)) this.renew(evaluator, row, ring, at);
    this.momentary.fill(0);
    let any = false;
    const count = ring.counts[row] as number;
    for (let n = Math.max(0, count - depth); n < count; n++) {
      const k = row * depth + (n % depth);
      if (!this.uncertainty.orderOpen(at, port, ring.at[k] as number, ring.ports[k] as number)) continue;
      any = true;
      const other = this.losses.ofSymbol(evaluator.scope, ring.symbols[k] as number);
      for (let w = 0; w < factWords; w++) this.momentary[w] = (this.momentary[w] as number) | changes(other, w);
    }
    return any;
  }

  /** An event has been judged on an object: what it and those of other ports would have done the other way round is open. */
  settle(evaluator: Evaluator, row: number, symbol: number, at: number, port: number): void {
    const ring = this.ringOf(evaluator, row);
    const { scope } = evaluator;
    const own = this.losses.ofSymbol(scope, symbol);
    const count = ring.counts[row] as number;
    this.hideCrowded(evaluator, row, ring, at);
    for (let n = Math.max(0, count - depth); n < count; n++) {
      const k = row * depth + (n % depth);
      if (!this.uncertainty.orderOpen(at, port, ring.at[k] as number, ring.ports[k] as number)) continue;
      const otherSymbol = ring.symbols[k] as number;
      const other = this.losses.ofSymbol(scope, otherSymbol);
      const dependent = this.losses.dependentOn(scope, otherSymbol, symbol);
      let asks = false;
      for (let w = 0; w < factWords; w++) {
        const both = ((own.settable[w] as number) & (other.clearable[w] as number)) |
          ((own.clearable[w] as number) & (other.settable[w] as number));
        if (both !== 0) evaluator.hide(row, w, both & ~(this.losses.counted(scope, w)), doubts.order);
        const open = changes(dependent, w);
        if (open === 0) continue;
        asks = true;
        evaluator.hide(row, w, open & ~this.losses.counted(scope, w), doubts.order);
      }
      if (asks) evaluator.hideLost(row, other, doubts.order);
    }
    this.remember(evaluator, row, symbol, at, port);
  }

  /** More events lie within the uncertainties than are remembered: nothing of the object is sure. */
  private hideCrowded(evaluator: Evaluator, row: number, ring: Ring, at: number): void {
    const count = ring.counts[row] as number;
    if (count < depth || at - (ring.at[row * depth + (count % depth)] as number) > this.uncertainty.widest) return;
    evaluator.hideLost(row, this.losses.ofRoles(evaluator.scope, everyRole), doubts.order);
  }

  /** A row has another life. What the former one still has to say may be taken for it. */
  private renew(evaluator: Evaluator, row: number, ring: Ring, at: number): void {
    if (this.isRecent(evaluator, row, at)) evaluator.hideLost(row, this.losses.ofRoles(evaluator.scope, everyRole), doubts.order);
    ring.lives[row] = evaluator.life(row);
    ring.counts[row] = 0;
  }

  /** Keeps an event of an object in mind. */
  remember(evaluator: Evaluator, row: number, symbol: number, at: number, port: number): void {
    const ring = this.ringOf(evaluator, row);
    const count = ring.counts[row] as number;
    const k = row * depth + (count % depth);
    ring.symbols[k] = symbol;
    ring.ports[k] = port;
    ring.at[k] = at;
    ring.counts[row] = count + 1;
  }

  private ringOf(evaluator: Evaluator, row: number): Ring {
    let ring = this.rings.get(evaluator);
    if (ring === undefined || row >= ring.counts.length) {
      const rows = Math.max(64, row * 2);
      const larger = {
        symbols: new Int32Array(rows * depth), ports: new Uint8Array(rows * depth), at: new Float64Array(rows * depth),
        counts: new Int32Array(rows), lives: new Int32Array(rows),
      };
      if (ring !== undefined) {
        larger.symbols.set(ring.symbols);
        larger.ports.set(ring.ports);
        larger.at.set(ring.at);
        larger.counts.set(ring.counts);
        larger.lives.set(ring.lives);
      }
      this.rings.set(evaluator, (ring = larger));
    }
    return ring;
  }
}

function handleOf({ table }: Evaluator, row: number): [low: number, high: number] {
  const base = row * table.stride;
  return [table.rows[base] as number, table.rows[base + 1] as number];
}

function changes(loss: Loss, w: number): number {
  return (loss.settable[w] as number) | (loss.clearable[w] as number);
}
