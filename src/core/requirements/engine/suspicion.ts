import type { Belongings } from './belongings.ts';
import { column } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './facts.ts';
import type { Suspicion } from './ledger.ts';
import type { CompiledCheck } from './program.ts';

/** When something is suspected; `isEnd`: what only the end of the trace decides. */
export interface Moment {
  readonly line: number;
  readonly at: number;
  readonly port: number;
  readonly isEnd: boolean;
}

/**
 * What is suspected where a check does not hold on a row, and the life that it is kept under. `window` is the line at which the check's
 * window opened; `open` says why it may be nothing.
 */
export function suspicionOf(
  scopes: Readonly<Record<Scope, Evaluator>>, belongings: Belongings, compiled: CompiledCheck, scope: Scope, row: number, window: number,
  open: string | undefined, { line, at, port, isEnd }: Moment,
): { readonly owner: number; readonly suspicion: Suspicion } {
  const { table } = scopes[scope];
  const base = row * table.stride;
  const shown = compiled.show.map((register) => table.rows[base + register] as number);
  const events = shown.filter((one) => one > 0 && one >= window);
  if (!isEnd || events.length === 0) events.push(isEnd ? line - 1 : line);
  events.sort((a, b) => a - b);
  const vcRow = scope === 'vc' ? row : scope === 'af' || scope === 'sap' ? -1 : belongings.ownerOf(scopes[scope], row);
  const handle = vcRow * scopes.vc.table.stride;
  const vcLife = belongings.vcLifeOf(scopes[scope], row);
  return {
    owner: vcLife >= 0 ? vcLife : (table.rows[base + column.life] as number),
    suspicion: {
      compiled,
      call: belongings.callOf(scopes[scope], row),
      part: scope === 'party' || scope === 'list' ? scopes[scope].life(row) : 0,
      line,
      since: window,
      at,
      port,
      events: [...new Set(events)],
      low: vcRow >= 0 ? (scopes.vc.table.rows[handle] as number) : 0,
      high: vcRow >= 0 ? (scopes.vc.table.rows[handle + 1] as number) : 0,
      open,
    },
  };
}
