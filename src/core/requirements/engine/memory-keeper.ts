import { roleIds } from '../../condis/roles.ts';
import { poolIds } from '../../trace/event-record.ts';
import { ObjectTable } from './object-table.ts';

/** What an allocation is to a VC. */
export const memoryUses = {
  none: 0, parameters: 1, activation: 2, creatorContext: 3, handlerContext: 4, partyContext: 5, cmPartyContext: 6,
  /** Contexts of a party that was added to the call. */
  addedPartyContext: 7, addedCmPartyContext: 8,
} as const;

const memoryColumn = { role: 8, pool: 9, live: 10, vcRow: 11, vcLife: 12, use: 13, partyLow: 14, partyHigh: 15 } as const;
/** How many columns that are. */
const memoryColumns = 8;

/** Addresses of freed memory that are remembered, so that their use is recognised. */
const freedLimit = 4096;

/**
 * Allocations by address, as far as the trace shows them. An address that was never seen allocated says nothing: what needs it is
 * left undecided.
 */
export class MemoryKeeper {
  private table = new ObjectTable(memoryColumns);
  private freed = new Int32Array(freedLimit * 2);
  private freedCount = 0;

  /** Memory is taken. */
  allocate(low: number, high: number, role: number, pool: number): void {
    const { table } = this;
    let row = table.find(low, high);
    if (row < 0) row = table.add(low, high);
    const base = row * table.stride;
    const { rows } = table;
    rows[base + memoryColumn.role] = role;
    rows[base + memoryColumn.pool] = pool;
    rows[base + memoryColumn.live] = 1;
    rows[base + memoryColumn.use] = memoryUses.none;
  }

  /** Memory is given back; the row of what was in use there, or -1. */
  free(low: number, high: number): number {
    const { table, freed } = this;
    const row = table.find(low, high);
    if (row < 0 || !this.isLive(row)) return -1;
    table.rows[row * table.stride + memoryColumn.live] = 0;
    const at = (this.freedCount++ % freedLimit) * 2;
    if (this.freedCount > freedLimit) {
      const oldest = table.find(freed[at] as number, freed[at + 1] as number);
      if (oldest >= 0 && oldest !== row && !this.isLive(oldest)) table.remove(oldest);
    }
    freed[at] = low;
    freed[at + 1] = high;
    return this.useOf(row) === memoryUses.none ? -1 : row;
  }

  /** Something may have been lost: nothing is known any more. */
  forgetAll(): void {
    if (this.table.count > 0) this.table = new ObjectTable(memoryColumns);
    this.freedCount = 0;
  }

  /** An event names an address as something of a VC. Gives the row of the memory; -1: its allocation was not seen. */
  name(low: number, high: number, use: number, vcRow: number, vcLife: number): number {
    const { table } = this;
    const row = table.find(low, high);
    if (row < 0) return -1;
    const base = row * table.stride;
    table.rows[base + memoryColumn.vcRow] = vcRow;
    table.rows[base + memoryColumn.vcLife] = vcLife;
    table.rows[base + memoryColumn.use] = use;
    table.rows[base + memoryColumn.partyLow] = 0;
    table.rows[base + memoryColumn.partyHigh] = 0;
    return row;
  }

  /** What was named is a context of a party. */
  nameParty(row: number, low: number, high: number): void {
    const base = row * this.table.stride;
    this.table.rows[base + memoryColumn.partyLow] = low;
    this.table.rows[base + memoryColumn.partyHigh] = high;
  }

  partyLowOf(row: number): number {
    return this.table.rows[row * this.table.stride + memoryColumn.partyLow] as number;
  }

  partyHighOf(row: number): number {
    return this.table.rows[row * this.table.stride + memoryColumn.partyHigh] as number;
  }

  /** Whether an address is resident memory of a role: 1 yes, 0 no, -1 where its allocation was not seen. */
  residentOf(low: number, high: number, client: boolean): number {
    const { table } = this;
    const row = table.find(low, high);
    if (row < 0) return -1;
    const base = row * table.stride;
    const role = table.rows[base + memoryColumn.role] as number;
    const owned = client ? role === roleIds.client : role === roleIds.cm || role === roleIds.mcm;
    return owned && this.isLive(row) && table.rows[base + memoryColumn.pool] !== poolIds.paged ? 1 : 0;
  }

  useOf(row: number): number {
    return this.table.rows[row * this.table.stride + memoryColumn.use] as number;
  }

  vcRowOf(row: number): number {
    return this.table.rows[row * this.table.stride + memoryColumn.vcRow] as number;
  }

  vcLifeOf(row: number): number {
    return this.table.rows[row * this.table.stride + memoryColumn.vcLife] as number;
  }

  private isLive(row: number): boolean {
    return this.table.rows[row * this.table.stride + memoryColumn.live] === 1;
  }
}
