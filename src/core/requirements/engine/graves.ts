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
    const oldest = this.rows[at] as number;
    const isFull = this.burials > graves && this.vc.table.isTaken(oldest);
    if (isFull && this.vc.life(oldest) === this.lives[at]) {
      this.lateReturns.lost(oldest, line);
      this.vc.table.remove(oldest);
    }
    this.rows[at] = row;
    this.lives[at] = this.vc.life(row);
  }
}
