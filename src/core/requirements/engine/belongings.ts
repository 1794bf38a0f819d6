import { column } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './facts.ts';
import { ObjectTable } from './object-table.ts';

/** Which VC, and which call on it, a party or list belongs to. */
export class Belongings {
  private readonly scopes: Readonly<Record<Scope, Evaluator>>;

  constructor(scopes: Readonly<Record<Scope, Evaluator>>) {
    this.scopes = scopes;
  }

  /** An object begins at a line, as part of a VC (-1: of none). */
  begin(scope: Scope, row: number, vcRow: number, life: number, line: number): void {
    const { table } = this.scopes[scope];
    const base = row * table.stride;
    table.rows.fill(0, base + ObjectTable.facts, base + table.stride);
    table.rows[base + column.life] = life;
    table.rows[base + column.created] = line;
    table.rows[base + column.vcRow] = vcRow;
    table.rows[base + column.vcLife] = vcRow < 0 ? -1 : this.scopes.vc.life(vcRow);
    table.rows[base + column.vcCall] = vcRow < 0 ? 0 : this.callOf('vc', vcRow);
  }

  /** Number of the call on a VC, or of that to which a party or list belongs. */
  callOf(scope: Scope, row: number): number {
    const { table } = this.scopes[scope];
    return scope === 'af' || scope === 'sap' ? 0 : (table.rows[row * table.stride + (scope === 'vc' ? column.call : column.vcCall)] as number);
  }

  /** Whether a party or list belongs to the present call of a VC. */
  isOfCall(scope: Scope, row: number, vcRow: number): boolean {
    return this.vcLifeOf(scope, row) === this.scopes.vc.life(vcRow) && this.callOf(scope, row) === this.callOf('vc', vcRow);
  }

  /** Life of the VC of a party or list, living or not; -1: it has none. */
  vcLifeOf(scope: Scope, row: number): number {
    if (scope === 'vc') return this.scopes.vc.life(row);
    const { table } = this.scopes[scope];
    return scope === 'af' || scope === 'sap' ? -1 : (table.rows[row * table.stride + column.vcLife] as number);
  }

  /** The VC of a party or list, or -1 if that is gone. */
  ownerOf(scope: Scope, row: number): number {
    const { table } = this.scopes[scope];
    const vcRow = table.rows[row * table.stride + column.vcRow] as number;
    if (vcRow < 0 || !this.scopes.vc.table.isTaken(vcRow)) return -1;
    return this.scopes.vc.life(vcRow) === table.rows[row * table.stride + column.vcLife] ? vcRow : -1;
  }
}
