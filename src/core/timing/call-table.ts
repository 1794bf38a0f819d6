import { grown } from '../grown.ts';
import { HandleTable } from '../trace/handle-table.ts';
import { openIntervalCount } from './open-intervals.ts';

/** Flags of a VC, see {@link CallTable.flags}. */
export const vcFlags = {
  /** Nothing but its creation has been seen. */
  fresh: 0x01,
  /** A call is under way or over, and its row not yet given out. */
  call: 0x02,
  /** NdisClMakeCall and ProtocolCmMakeCall of this call have been seen. */
  makeCall: 0x80,
  managerMakeCall: 0x04,
  /** The call's closing has begun. */
  closing: 0x08,
  /** The set-up is over, well or not. */
  setUp: 0x10,
  /** NdisCoDeleteVc or NdisMCmDeleteVc has been entered: its return decides whether the VC is gone. */
  deleting: 0x20,
  /** The last activation that ended had failed. */
  activationFailed: 0x40,
  /** Events may be missing since the call began. */
  hidden: 0x100,
} as const;

/** Numbers of {@link callResults}, kept in a column. */
export const resultIds = { unfinished: 0, connected: 1, failed: 2, refused: 3 } as const;

const initialSlots = 64;

/** What the meter knows of each VC, as columns by slot. Columns are replaced when the table grows: read them through this object. */
export class CallTable {
  readonly handles = new HandleTable();
  /** Intervals that are open, bits of `open-intervals.ts`. */
  open = new Int32Array(initialSlots);
  /** Intervals that this call (or its closing) has had, or cannot have any more. */
  done = new Int32Array(initialSlots);
  /** Intervals whose next end is nobody's, because two starts came before it. */
  ambiguous = new Int32Array(initialSlots);
  flags = new Int32Array(initialSlots);
  result = new Uint8Array(initialSlots);
  /** Number of the call, from 1. */
  call = new Float64Array(initialSlots);
  startedAt = new Float64Array(initialSlots);
  port = new Uint8Array(initialSlots);
  activations = new Int32Array(initialSlots);
  /** SETUP messages sent. */
  setups = new Int32Array(initialSlots);
  /** The start of each open interval, at `slot * openIntervalCount + bit`. */
  stampAt = new Float64Array(initialSlots * openIntervalCount);
  /** Ticks of the start, low and high word at twice that index. */
  stampTick = new Int32Array(2 * initialSlots * openIntervalCount);
  /** Port of the start; its complement where the event had no tick. */
  stampPort = new Int16Array(initialSlots * openIntervalCount);
  /** Values and uncertainties of the call's row, at `slot * rowWidth`; empty where nobody wants rows. */
  rows: Float64Array;

  private readonly rowWidth: number;

  /** `rowWidth` is 0 where nobody wants rows. */
  constructor(rowWidth: number) {
    this.rowWidth = rowWidth;
    this.rows = new Float64Array(initialSlots * rowWidth);
  }

  /** The slot of a new VC, cleared. */
  take(low: number, high: number): number {
    const slot = this.handles.take(low, high);
    if (slot >= this.flags.length) this.grow();
    return slot;
  }

  private grow(): void {
    const size = this.flags.length * 2;
    for (const name of ['open', 'done', 'ambiguous', 'flags', 'activations', 'setups'] as const) {
      this[name] = grown(this[name], new Int32Array(size));
    }
    for (const name of ['result', 'port'] as const) this[name] = grown(this[name], new Uint8Array(size));
    for (const name of ['call', 'startedAt'] as const) this[name] = grown(this[name], new Float64Array(size));
    this.stampAt = grown(this.stampAt, new Float64Array(size * openIntervalCount));
    this.stampTick = grown(this.stampTick, new Int32Array(2 * size * openIntervalCount));
    this.stampPort = grown(this.stampPort, new Int16Array(size * openIntervalCount));
    this.rows = grown(this.rows, new Float64Array(size * this.rowWidth));
  }
}
