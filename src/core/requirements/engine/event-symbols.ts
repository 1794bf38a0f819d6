import { mcmTwin } from '../../condis/functions.ts';
import { roleIds } from '../../condis/roles.ts';
import { grown } from '../../grown.ts';
import type { EventBatch } from '../../trace/event-batch.ts';
import { functionOf, kindIds, kindOf, roleOf, word } from '../../trace/event-record.ts';
import type { TraceHeader } from '../../trace/header.ts';
import type { Pairing } from '../../trace/pairing.ts';
import { symbolOfEvent } from './symbols.ts';

/** Symbols of events, remembered by the shapes of their records. */
export class EventSymbols {
  private readonly pairing: Pairing;
  private readonly imports: boolean;
  /** By shape: the symbol and two more; 0: not known yet. */
  private known = new Int16Array(64);

  constructor(header: TraceHeader, pairing: Pairing) {
    this.pairing = pairing;
    this.imports = header.hook === 'import';
  }

  /** The symbol of event `i`, which the pairing put into a frame (-1: into none); -1 where no rule can care. */
  symbolOf(batch: EventBatch, i: number, slot: number): number {
    const shape = batch.shape[i] as number;
    const known = shape < 0 ? 0 : (this.known[shape] ?? 0);
    return known !== 0 ? known - 2 : this.find(batch, i, slot, shape);
  }

  /** The function number after renaming what an import hook saw of an MCM. */
  functionOf(identity: number, slot: number): number {
    if (slot >= 0) return this.pairing.frames.fn[slot] as number;
    const fn = functionOf(identity);
    return this.imports && roleOf(identity) === roleIds.mcm && kindOf(identity) !== kindIds.signal ? mcmTwin(fn) : fn;
  }

  private find(batch: EventBatch, i: number, slot: number, shape: number): number {
    const start = batch.starts[i] as number;
    const identity = batch.words[start] as number;
    const detail = (batch.words[start + word.presence] as number) >>> 24;
    const symbol = symbolOfEvent(kindOf(identity), this.functionOf(identity, slot), detail);
    if (shape < 0) return symbol;
    if (shape >= this.known.length) this.known = grown(this.known, new Int16Array(2 * shape));
    this.known[shape] = symbol + 2;
    return symbol;
  }
}
