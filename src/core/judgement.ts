import type { Modal, Severity } from './requirements/requirement.ts';
import type { Verdict } from './verdict.ts';

/** What became of a requirement in a trace, best first among those that an occurrence decides. */
export const outcomes = [
  'pass', 'warn', 'inconclusive', 'fail', 'self-check', 'vacuous', 'not-observed', 'guard', 'manual',
] as const;
export type Outcome = (typeof outcomes)[number];

/** One broken or open requirement with its evidence. */
export interface Finding {
  /** Requirement id, a slash, and a number from 1. */
  readonly id: string;
  /** Of the clause that it breaks. */
  readonly severity: Severity;
  /** Number of the broken act, from 1 by the first deciding line; absent where it is open whether anything broke. */
  readonly fault?: number;
  /** Line numbers of the trace that decided it, first cause first. */
  readonly events: readonly number[];
  readonly vc?: string;
  readonly message: string;
}

/** What a trace says of one requirement. */
export interface RequirementResult {
  readonly id: string;
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly modal: Modal;
  /** Occurrences that were decided. */
  readonly triggered: number;
  /** Occurrences broken only in consequence of a fault already found. */
  readonly excused: number;
  /** Occurrences whose values the tracer did not see. */
  readonly undecided: number;
  /** With not-observed, inconclusive and manual. */
  readonly reason?: string;
  readonly findingsTotal: number;
  /** The first {@link findingsLimit}. */
  readonly findings: readonly Finding[];
}

/** Findings that a requirement lists; further ones are counted. */
export const findingsLimit = 1000;

/** Statistics of one interval. Percentiles are nearest rank; above {@link valuesLimit} values, within 0.1 %. */
export interface Measurement {
  /** `TI-..` of the interval table. */
  readonly id: string;
  readonly unit: 'ns';
  /** `host` if any value rests on the host's clock. */
  readonly clock: 'device' | 'host';
  readonly count: number;
  readonly min: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** In the order of their ends; `null` where there are more than {@link valuesLimit}. */
  readonly values: readonly number[] | null;
}

/** Values of an interval that a judgement keeps. */
export const valuesLimit = 100_000;

/** How one function or handler ended, over all its calls. */
export interface FunctionBehaviour {
  readonly fn: string;
  /** Returns with a status other than NDIS_STATUS_PENDING. */
  readonly synchronous: number;
  readonly pended: number;
}

/** `count` things had `number` of something. */
export interface HistogramEntry {
  readonly number: number;
  readonly count: number;
}

/** TI-35: how the drivers behaved, in counts. */
export interface Behaviour {
  /** Functions that returned a status, by their number in the probe protocol. */
  readonly functions: readonly FunctionBehaviour[];
  /** Activations asked for during a call, from NdisClMakeCall or the incoming call's dispatch to its end. */
  readonly activationsPerCall: readonly HistogramEntry[];
  /** Activations that followed a failed one of the same call. */
  readonly activationRetries: number;
  /** SETUP messages beyond a call's first. */
  readonly setupRetries: number;
}

/** A function that no requirement speaks of, with the number of its enters. */
export interface NotModelled {
  readonly fn: string;
  readonly count: number;
}

/** Names that a judgement lists as not modelled; `notModelledTotal` counts the enters of all. */
export const notModelledLimit = 1000;

/** A place where events may be missing. */
export interface GapRecord {
  readonly line: number;
  readonly port: string;
  /** Events lost, or `null` where nobody knows. */
  readonly lost: number | null;
  readonly why: string;
}

/** Gaps that a judgement lists; `gapsTotal` counts all. */
export const gapsLimit = 1000;

/** Everything that a trace shows, as `check --json` prints it and a record keeps it. */
export interface Judgement {
  readonly condisCheck: 1;
  readonly verdict: Verdict;
  readonly requirements: readonly RequirementResult[];
  readonly measurements: readonly Measurement[];
  readonly notModelled: readonly NotModelled[];
  readonly behaviour: Behaviour;
  /** Enters of functions that no requirement speaks of. */
  readonly notModelledTotal: number;
  /** Starts of intervals that were left out because too many were open at once, more than a million sends or parties. */
  readonly notMeasured: number;
  /** Returns without an open enter. */
  readonly orphans: number;
  readonly gapsTotal: number;
  readonly gaps: readonly GapRecord[];
}
