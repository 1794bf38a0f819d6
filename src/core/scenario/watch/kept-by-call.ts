import { handleText } from '../../octets.ts';
import type { WatchPass } from './watch-pass.ts';

/** Values that steps keep, by the call to whose row they belong: its VC and the time at which it began. */
export class KeptByCall {
  private readonly rows = new Map<string, Float64Array>();
  private readonly begun = new Map<WatchPass, number>();
  private readonly columns: number;

  constructor(columns: number) {
    this.columns = columns;
  }

  /** A call begins on the VC of a pass, `at` nanoseconds since the start of the trace. */
  begin(pass: WatchPass, at: number): void {
    if (this.columns === 0) return;
    this.begun.set(pass, at);
    if (!pass.hasKept) return;
    // What was kept before the call belongs to it: the VC was made for it.
    const row = this.rowOf(pass, at);
    for (const [column, value] of pass.kept.entries()) if (!Number.isNaN(value)) row[column] = value;
    pass.forgetKept();
  }

  keep(pass: WatchPass, column: number, value: number): void {
    const at = this.begun.get(pass);
    if (at === undefined || !pass.hasVc) {
      pass.kept[column] = value;
      pass.hasKept = true;
    } else this.rowOf(pass, at)[column] = value;
  }

  /** The VC of a pass is gone. */
  over(pass: WatchPass): void {
    this.begun.delete(pass);
    pass.forgetKept();
  }

  /** The values of a call, by column, NaN for none; they are given once. */
  take(vc: string, startedNs: number): Float64Array | undefined {
    const key = `${vc} ${startedNs}`;
    const row = this.rows.get(key);
    if (row !== undefined) this.rows.delete(key);
    return row;
  }

  private rowOf({ vcLow, vcHigh }: WatchPass, at: number): Float64Array {
    const key = `${handleText(vcLow, vcHigh)} ${at}`;
    let row = this.rows.get(key);
    if (row === undefined) this.rows.set(key, row = new Float64Array(this.columns).fill(Number.NaN));
    return row;
  }
}
