import type { Evaluator } from './evaluator.ts';
import type { LateReturns } from './late-returns.ts';

/** Handles of deleted VCs that are remembered, so that their use is recognised. */
const graves = 4096;

/** Keeps the rows of the VCs that were deleted last, and frees the oldest when there are too many. */
export class Graves {
  private readonly rows = new Int32Array(graves);
  private readonly lives = new Int32Array(graves);
  private burials = 0;
  private readonly vc: Evaluator;
  private readonly lateReturns: LateReturns;

  constructor(vc: Evaluator, lateReturns: LateReturns) {
    this.vc = vc;
    this.lateReturns = lateReturns;
  }

  bury(row: number, line: number): void {
    const at = this.burials++ % graves;
    if (this.burials > graves) this.free(at, line);
    this.rows[at] = row;
    this.lives[at] = this.vc.life(row);
  }

  /** Events may be missing: any of these handles may have been issued again. */
  freeAll(line: number): void {
    for (let at = Math.min(this.burials, graves) - 1; at >= 0; at--) this.free(at, line);
    this.burials = 0;
  }

  private free(at: number, line: number): void {
    const row = this.rows[at] as number;
    if (!this.vc.table.isTaken(row) || this.vc.life(row) !== this.lives[at]) return;
    this.lateReturns.lost(row, line);
    this.vc.table.remove(row);
  }
}
