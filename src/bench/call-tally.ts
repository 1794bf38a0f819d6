import type { Judgement } from '../core/judgement.ts';
import type { CallTally } from '../core/scenario/expectation.ts';
import type { CallRow } from '../core/timing/call-row.ts';
import { intervals } from '../core/timing/intervals.ts';

/** NdisClCloseCall to ProtocolClCloseCallComplete: measured means that the close was completed. */
const teardown = intervals.findIndex((interval) => interval.id === 'TI-21');

/** Counts what became of calls, row by row. */
export class CallCounter {
  private connected = 0;
  private failed = 0;
  private closed = 0;

  add(row: CallRow): void {
    if (row.result === 'connected') this.connected++;
    else if (row.result === 'failed' || row.result === 'refused') this.failed++;
    if (row.result === 'connected' && !Number.isNaN(row.valuesNs[teardown])) this.closed++;
  }

  /** Calls are hidden by a gap, or by an end that came too early. */
  tally(judgement: Judgement, complete: boolean): CallTally {
    const { connected, failed, closed } = this;
    return { connected, failed, closed, whole: complete && judgement.gapsTotal === 0 };
  }
}
