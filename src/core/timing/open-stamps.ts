import { grown } from '../grown.ts';
import { HandleTable } from '../trace/handle-table.ts';

/** Starts that are kept at once; further ones are counted and not measured. */
const stampLimit = 1 << 20;
const initialSlots = 256;

/**
 * Starts of intervals that belong to an object other than a VC (a net buffer list, a party), by its handle. A second start before
 * the end makes both unusable, since nothing then says whose end it is.
 */
export class OpenStamps {
  readonly handles = new HandleTable();
  at = new Float64Array(initialSlots);
  tickLow = new Int32Array(initialSlots);
  tickHigh = new Int32Array(initialSlots);
  /** Port, or its complement where the event had no tick. */
  port = new Int16Array(initialSlots);
  /** Trace line. */
  line = new Float64Array(initialSlots);
  vcLow = new Int32Array(initialSlots);
  vcHigh = new Int32Array(initialSlots);
  role = new Uint8Array(initialSlots);
  /** Starts that found no room. */
  dropped = 0;

  /** A slot for a start, or -1 where it is not to be measured. The caller fills the columns. */
  open(low: number, high: number): number {
    const found = this.handles.find(low, high);
    if (found >= 0) {
      this.at[found] = NaN;
      return -1;
    }
    if (this.handles.count >= stampLimit) {
      this.dropped++;
      return -1;
    }
    const slot = this.handles.take(low, high);
    if (slot >= this.at.length) this.grow();
    return slot;
  }

  private grow(): void {
    const size = this.at.length * 2;
    this.at = grown(this.at, new Float64Array(size));
    this.line = grown(this.line, new Float64Array(size));
    this.port = grown(this.port, new Int16Array(size));
    this.role = grown(this.role, new Uint8Array(size));
    for (const name of ['tickLow', 'tickHigh', 'vcLow', 'vcHigh'] as const) this[name] = grown(this[name], new Int32Array(size));
  }
}
