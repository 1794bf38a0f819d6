import { functionIdLimit, functionIds } from '../../condis/functions.ts';
import { kindIds } from '../../trace/event-record.ts';
import { WatchEvent } from './watch-event.ts';
import type { WatchPlan } from './watch-plan.ts';

/** By {@link placeIn}: 1 for events that have anything to do with a plan, and for those that a step of it expects. */
export interface WatchInterest {
  readonly any: Uint8Array;
  readonly expected: Uint8Array;
}

/** Where an event stands in a table by its kind and its function or message. */
export function placeIn(kind: number, fn: number): number {
  return kind * functionIdLimit + (fn < functionIdLimit ? fn : 0);
}

/** `functions`: by row, the function that it expects as the topology names it. `isImport`: an MCM's calls come under other names. */
export function interestOf({ rows }: WatchPlan, functions: Int32Array, isImport: boolean): WatchInterest {
  const any = new Uint8Array(4 * functionIdLimit);
  const expected = new Uint8Array(4 * functionIdLimit);
  const mark = (table: Uint8Array, kind: number, fn: number): void => {
    table[placeIn(kind, fn)] = 1;
    if (isImport && fn >> 8 === 4) table[placeIn(kind, fn - 0x100)] = 1;
  };
  for (let fn = 0; fn < functionIdLimit; fn++) {
    if (WatchEvent.canBegin(fn) || WatchEvent.canEnd(fn)) mark(any, kindIds.enter, fn);
    if (WatchEvent.canEnd(fn)) mark(any, kindIds.return, fn);
  }
  for (const fn of [
    functionIds.NdisCoCreateVc, functionIds.NdisMCmCreateVc, functionIds.NdisCoDeleteVc, functionIds.NdisMCmDeleteVc,
    functionIds.ProtocolCoCreateVc, functionIds.MiniportCoCreateVc,
  ]) {
    mark(any, kindIds.enter, fn);
    mark(any, kindIds.return, fn);
  }
  for (let message = 0; message < 256; message++) if (WatchEvent.canBeginReceived(message)) mark(any, kindIds.signal, message);
  for (const [i, row] of rows.entries()) {
    if (row.op !== 'expect') continue;
    const what = row.event.kind === 'signal' ? row.event.message : (functions[i] as number);
    mark(any, kindIds[row.event.kind], what);
    mark(expected, kindIds[row.event.kind], what);
  }
  return { any, expected };
}
