import { HandleTable } from '../trace/handle-table.ts';

/** Parties that are remembered at once; of further ones an event must name the VC itself. */
const partyLimit = 1 << 20;

/** The VC of each party, so that an event that names the party alone is known to be about its call. */
export class PartyOwners {
  private readonly handles = new HandleTable();
  private vcLow = new Int32Array(64);
  private vcHigh = new Int32Array(64);

  /** An event names both. */
  learn(low: number, high: number, vcLow: number, vcHigh: number): void {
    if ((low | high) === 0) return;
    let slot = this.handles.find(low, high);
    if (slot < 0) {
      if (this.handles.count >= partyLimit) return;
      slot = this.handles.take(low, high);
      if (slot >= this.vcLow.length) this.grow();
    }
    this.vcLow[slot] = vcLow;
    this.vcHigh[slot] = vcHigh;
  }

  /** The slot of a party that is known, or -1; for {@link low} and {@link high}. */
  find(low: number, high: number): number {
    return this.handles.find(low, high);
  }

  /** The handle of a known party's VC. */
  low(slot: number): number {
    return this.vcLow[slot] as number;
  }

  high(slot: number): number {
    return this.vcHigh[slot] as number;
  }

  /** The party is gone. */
  forget(low: number, high: number): void {
    const slot = this.handles.find(low, high);
    if (slot >= 0) this.handles.remove(slot);
  }

  private grow(): void {
    const size = this.vcLow.length * 2;
    const low = new Int32Array(size);
    const high = new Int32Array(size);
    low.set(this.vcLow);
    high.set(this.vcHigh);
    this.vcLow = low;
    this.vcHigh = high;
  }
}
