import { column } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import { ObjectTable } from './object-table.ts';

/** Which VC, and which call on it, a party or list belongs to. */
export class Belongings {
  private readonly vc: Evaluator;

  constructor(vc: Evaluator) {
    this.vc = vc;
  }

  /** An object begins at a line, as part of a VC (-1: of none). Its row is new, or still holds what the handle stood for before. */
  begin(part: Evaluator, row: number, vcRow: number, life: number, line: number): void {
    const { rows, stride } = part.table;
    const base = row * stride;
    if (rows[base + column.life] !== 0) rows.fill(0, base + ObjectTable.facts, base + stride);
    rows[base + column.life] = life;
    rows[base + column.created] = line;
    rows[base + column.vcRow] = vcRow;
    rows[base + column.vcLife] = vcRow < 0 ? -1 : this.vc.life(vcRow);
    rows[base + column.vcCall] = vcRow < 0 ? 0 : this.callOf(this.vc, vcRow);
  }

  /** Number of the call on a VC, or of that to which a party or list belongs. */
  callOf({ scope, table }: Evaluator, row: number): number {
    if (scope === 'af' || scope === 'sap') return 0;
    return table.rows[row * table.stride + (scope === 'vc' ? column.call : column.vcCall)] as number;
  }

  /** Whether a party or list belongs to the present call of a VC. */
  isOfCall(part: Evaluator, row: number, vcRow: number): boolean {
    return this.vcLifeOf(part, row) === this.vc.life(vcRow) && this.callOf(part, row) === this.callOf(this.vc, vcRow);
  }

  /** Life of the VC of a party or list, living or not; -1: it has none. */
  vcLifeOf({ scope, table }: Evaluator, row: number): number {
    if (scope === 'vc') return this.vc.life(row);
    return scope === 'af' || scope === 'sap' ? -1 : (table.rows[row * table.stride + column.vcLife] as number);
  }

  /** The VC of a party or list, or -1 if that is gone. */
  ownerOf({ table }: Evaluator, row: number): number {
    const vcRow = table.rows[row * table.stride + column.vcRow] as number;
    if (vcRow < 0 || !this.vc.table.isTaken(vcRow)) return -1;
    return this.vc.life(vcRow) === table.rows[row * table.stride + column.vcLife] ? vcRow : -1;
  }
}
