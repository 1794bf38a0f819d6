import { vcColumn } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import { vcFact as f } from './vc-facts.ts';

/** Counts what is outstanding on a VC, by column of {@link vcColumn}, and keeps the facts that say whether there is any. */
export class Outstanding {
  private readonly vc: Evaluator;

  constructor(vc: Evaluator) {
    this.vc = vc;
  }

  /** One more or one less on a VC (-1: none is known). */
  count(row: number, at: number, change: number): void {
    if (row < 0) return;
    const { vc } = this;
    const { rows, stride } = vc.table;
    const count = Math.max(0, (rows[row * stride + at] as number) + change);
    rows[row * stride + at] = count;
    if (at === vcColumn.sendsOut) vc.put(row, f.sendsOut.word, f.sendsOut.bit, count > 0);
    else if (at === vcColumn.receivesOut) vc.put(row, f.receivesOut.word, f.receivesOut.bit, count > 0);
    else if (at === vcColumn.parties) vc.put(row, f.manyParties.word, f.manyParties.bit, count > 1);
  }

  /** A count can no longer be relied on, so neither can the fact that it keeps; `why` as in `doubts`. */
  hide(row: number, at: number, why: number): void {
    if (row < 0) return;
    const fact = at === vcColumn.sendsOut ? f.sendsOut : at === vcColumn.receivesOut ? f.receivesOut : f.manyParties;
    this.vc.hide(row, fact.word, fact.bit, why);
  }
}
