import type { CallResult, CallRow } from '../../core/timing/call-row.ts';
import { intervalIndex, intervals } from '../../core/timing/intervals.ts';
import { splitOf, splitParts, type SetupSplit, type SplitPart } from './setup-split.ts';
import { StrideSample } from './stride-sample.ts';

/** A call whose set-up time is split. */
export interface SplitCall {
  readonly call: number;
  readonly vc: string;
  readonly result: CallResult;
  readonly split: SetupSplit;
}

/** Where a call is found again when the events are read once more. */
export interface CallPlace {
  readonly call: number;
  readonly vc: string;
  readonly startedNs: number;
}

/** A call with its value of an interval. */
export interface ExtremeCall extends CallPlace {
  readonly valueNs: number;
}

/** Calls that are listed: the first in the order of their ends, and the slowest. */
export const listedCalls = 20;
/** Calls among which the typical one is looked for, and values that a distribution is drawn from. */
const keptCalls = 100_000;
const sampledValues = 20_000;

const setup = intervalIndex('TI-15');

/** What reports need of the calls of a run, in bounded memory however many there are. Takes the rows as they come. */
export class CallSurvey {
  calls = 0;
  readonly results: Record<CallResult, number> = { connected: 0, failed: 0, refused: 0, unfinished: 0 };
  /** Calls whose set-up time is known, and its sum by part. */
  split = 0;
  readonly sums: Record<SplitPart, number> = { callManager: 0, network: 0, miniport: 0, ndis: 0, unsplit: 0 };
  readonly first: SplitCall[] = [];
  /** The slowest set-ups, the slowest first; of equal ones the earlier. */
  readonly slowest: SplitCall[] = [];
  /** Values of each interval, by its index, from calls that are evenly spaced; for intervals of more values than a judgement keeps. */
  readonly samples = intervals.map(() => new StrideSample(sampledValues));
  /** By index of `intervals`: the calls with the shortest and the longest value. */
  readonly shortest: (ExtremeCall | undefined)[] = intervals.map(() => undefined);
  readonly longest: (ExtremeCall | undefined)[] = intervals.map(() => undefined);
  private readonly places: CallPlace[] = [];
  private readonly setups: number[] = [];

  add(row: CallRow): void {
    this.calls++;
    this.results[row.result]++;
    for (const [index, sample] of this.samples.entries()) {
      const value = row.valuesNs[index] as number;
      if (Number.isNaN(value)) continue;
      sample.add(value);
      const { call, vc, startedNs } = row;
      if (value < (this.shortest[index]?.valueNs ?? Infinity)) this.shortest[index] = { call, vc, startedNs, valueNs: value };
      if (value > (this.longest[index]?.valueNs ?? -Infinity)) this.longest[index] = { call, vc, startedNs, valueNs: value };
    }
    if (this.places.length < keptCalls) {
      this.places.push({ call: row.call, vc: row.vc, startedNs: row.startedNs });
      this.setups.push(row.valuesNs[setup] as number);
    }
    const split = splitOf(row);
    if (split !== undefined) this.addSplit({ call: row.call, vc: row.vc, result: row.result, split });
  }

  /** The place of a call by its number, among the first 100,000. */
  place(call: number): CallPlace | undefined {
    return this.places.find((place) => place.call === call);
  }

  /** The number of the call that began on a VC at a moment. */
  callAt(vc: string, startedNs: number): number | undefined {
    return this.places.find((place) => place.vc === vc && place.startedNs === startedNs)?.call;
  }

  /** The call whose set-up time is nearest to the median, among the first 100,000; one whose set-up ended where none was measured. */
  typical(medianNs: number | undefined): CallPlace | undefined {
    let nearest = 0;
    let distance = Infinity;
    for (const [i, value] of this.setups.entries()) {
      const off = Math.abs(value - (medianNs ?? Number.NaN));
      if (off < distance) [nearest, distance] = [i, off];
    }
    return this.places[nearest];
  }

  private addSplit(call: SplitCall): void {
    this.split++;
    for (const part of splitParts) this.sums[part] += call.split.parts[part];
    if (this.first.length < listedCalls) this.first.push(call);
    const last = this.slowest.at(-1);
    if (this.slowest.length === listedCalls && last !== undefined && last.split.totalNs >= call.split.totalNs) return;
    const place = this.slowest.findIndex((other) => other.split.totalNs < call.split.totalNs);
    this.slowest.splice(place < 0 ? this.slowest.length : place, 0, call);
    if (this.slowest.length > listedCalls) this.slowest.pop();
  }
}
