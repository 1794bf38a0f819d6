import { functionIds } from '../../condis/functions.ts';
import { frameFlags } from '../../trace/frames.ts';
import type { Pairing } from '../../trace/pairing.ts';
import { column } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import { objectBit } from './facts.ts';
import { everyRole, symbolOf } from './symbols.ts';
import type { Uncertainty } from './uncertainty.ts';

const s = {
  register: symbolOf('E NdisCmRegisterAddressFamilyEx'), open: symbolOf('E NdisClOpenAddressFamilyEx'),
} as const;

const fact = {
  attached: objectBit('af', 'attached'), afterGap: objectBit('af', 'afterGap'),
  inStart: objectBit('af', 'inStart'), outsideStart: objectBit('af', 'outsideStart'),
  inNotify: objectBit('af', 'inNotify'), outsideNotify: objectBit('af', 'outsideNotify'),
} as const;

const ofAdapter = new Set([
  'E ProtocolBindAdapterEx', 'R ProtocolBindAdapterEx', 'E MiniportInitializeEx', 'R MiniportInitializeEx', 'R NdisOpenAdapterEx',
  'E NdisCmRegisterAddressFamilyEx', 'R NdisCmRegisterAddressFamilyEx', 'E ProtocolCoAfRegisterNotify', 'E NdisClOpenAddressFamilyEx',
  'E ProtocolUnbindAdapterEx', 'R ProtocolUnbindAdapterEx', 'E MiniportHaltEx', 'R MiniportHaltEx',
].map(symbolOf));

/** Whether a symbol is something that happens to the adapter itself, before there is any address family. */
export function isOfAdapter(symbol: number): boolean {
  return ofAdapter.has(symbol);
}

/** The handlers in which a call manager comes to life with an adapter. */
const starts: readonly number[] = [functionIds.ProtocolBindAdapterEx, functionIds.MiniportInitializeEx];
const notifies: readonly number[] = [functionIds.ProtocolCoAfRegisterNotify];

/** What the keeper of the adapter needs. */
export interface AdapterHost {
  readonly families: Evaluator;
  readonly pairing: Pairing;
  readonly uncertainty: Uncertainty;
  readonly attached: boolean;
  begin(row: number): void;
}

/** Follows the one adapter of a trace, as an address family without a handle: a handle is never 0. */
export class AdapterKeeper {
  private readonly host: AdapterHost;

  constructor(host: AdapterHost) {
    this.host = host;
  }

  /** Takes an event of which {@link isOfAdapter} is true. */
  event(symbol: number, slot: number, line: number): void {
    const { families, attached, uncertainty } = this.host;
    const isDoubtful = attached || uncertainty.lastGapOf(everyRole) > 0;
    let row = families.table.find(0, 0);
    if (row < 0) {
      row = families.table.add(0, 0);
      this.host.begin(row);
      if (isDoubtful) {
        families.put(row, 0, attached ? fact.attached : fact.afterGap, true);
        families.table.rows[row * families.table.stride + column.created] = 0;
      }
    }
    if (symbol === s.register) this.place(row, slot, starts, fact.inStart, fact.outsideStart, isDoubtful);
    if (symbol === s.open) this.place(row, slot, notifies, fact.inNotify, fact.outsideNotify, isDoubtful);
    families.run(symbol, row, line);
  }

  /** Whether a call was made inside one of these handlers; neither `inside` nor `outside` where that is not known. */
  private place(row: number, slot: number, handlers: readonly number[], inside: number, outside: number, isDoubtful: boolean): void {
    const { families, pairing: { frames, newestOpen } } = this.host;
    const isNested = (frame: number): boolean => ((frames.flags[frame] as number) & frameFlags.nestingObserved) !== 0;
    let nested = slot >= 0 && isNested(slot);
    // An open handler whose thread was not seen may be the one around it.
    for (let open = newestOpen; open >= 0; open = frames.older[open] as number) {
      if (handlers.includes(frames.fn[open] as number) && !isNested(open)) nested = false;
    }
    let isInside = false;
    for (let around = nested ? (frames.parent[slot] as number) : -1; around >= 0; around = frames.parent[around] as number) {
      if (handlers.includes(frames.fn[around] as number)) isInside = true;
    }
    families.put(row, 0, inside, isInside);
    families.put(row, 0, outside, nested && !isInside && !isDoubtful);
  }
}
