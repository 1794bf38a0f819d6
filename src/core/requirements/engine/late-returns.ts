import type { Evaluator } from './evaluator.ts';
import { symbolOf } from './symbols.ts';
import { vcFact } from './vc-facts.ts';

const s = { request: symbolOf('R ProtocolCmMakeCall'), late: symbolOf('LATE RETURN'), lost: symbolOf('RETURN LOST') } as const;

/**
 * Requests that outlive the VC of their call: a client may delete it in the handler of a completion that comes before
 * ProtocolCmMakeCall has returned. What the request returns is judged when it does, on the row of the VC that is gone.
 */
export class LateReturns {
  private readonly vc: Evaluator;

  constructor(vc: Evaluator) {
    this.vc = vc;
  }

  /** An event of a symbol on a VC that was deleted. */
  event(symbol: number, row: number, line: number): void {
    if (symbol === s.request) this.run(s.late, row, line);
  }

  /** The row of a VC is given up: a request that still owes its return will not be seen to. */
  lost(row: number, line: number): void {
    this.run(s.lost, row, line);
  }

  /** The trace is over. */
  allLost(line: number): void {
    for (let row = 0; row < this.vc.table.size; row++) if (this.vc.table.isTaken(row)) this.lost(row, line);
  }

  private run(symbol: number, row: number, line: number): void {
    const { word, bit } = vcFact.returnDue;
    if (this.vc.has(row, word, bit)) this.vc.run(symbol, row, line);
  }
}
