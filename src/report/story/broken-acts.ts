import type { Finding, Judgement, RequirementResult } from '../../core/judgement.ts';
import { plural } from '../plural.ts';

/** A finding with the result that it belongs to. */
export interface FoundBreach {
  readonly result: RequirementResult;
  readonly finding: Finding;
}

/**
 * One broken act with every requirement that it breaks (they share a fault number); or, where it is open whether anything broke, the
 * findings of one requirement at one place.
 */
export interface BrokenAct {
  /** Absent where it is open whether anything broke. */
  readonly fault: number | undefined;
  /** The gravest first. */
  readonly breaches: readonly FoundBreach[];
}

/** Acts that break the same requirements in the same words: a mistake that is made again and again. */
export interface ActKind {
  /** In the order of the trace; never empty. */
  readonly acts: readonly BrokenAct[];
  /** A requirement lists no more findings than these: there may be further acts of this kind. */
  readonly cut: boolean;
}

const gravity: readonly string[] = ['self-check', 'fail', 'inconclusive', 'warn'];

/** What a judgement found, as kinds of acts: the gravest first, then in the order of the trace. */
export function actKinds(judgement: Judgement): ActKind[] {
  const acts = new Map<string, FoundBreach[]>();
  for (const result of judgement.requirements) {
    for (const finding of result.findings) {
      const key = finding.fault === undefined ? finding.id : `fault ${finding.fault}`;
      const breaches = acts.get(key);
      if (breaches === undefined) acts.set(key, [{ result, finding }]);
      else breaches.push({ result, finding });
    }
  }
  const kinds = new Map<string, BrokenAct[]>();
  for (const breaches of acts.values()) {
    breaches.sort((a, b) => gravityOf(a) - gravityOf(b));
    const act = { fault: breaches[0]?.finding.fault, breaches };
    const key = JSON.stringify(breaches.map(({ result, finding }) => [result.id, finding.message]));
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, [act]);
    else kind.push(act);
  }
  return [...kinds.values()]
    .map((kind) => ({ acts: kind.sort((a, b) => firstLine(a) - firstLine(b)), cut: kind.some(isCut) }))
    .sort((a, b) => gravityOfKind(a) - gravityOfKind(b) || firstLine(a.acts[0] as BrokenAct) - firstLine(b.acts[0] as BrokenAct));
}

/** How often an act of a kind was done: `once`, `20 times`, `at least 1000 times`. */
export function often({ acts, cut }: ActKind): string {
  if (acts.length === 1 && !cut) return 'once';
  return `${cut ? 'at least ' : ''}${plural(acts.length, 'time')}`;
}

/** The breach that an act is named after: the gravest, of several the first in the catalogue. */
export function headOf(act: BrokenAct): FoundBreach {
  return act.breaches[0] as FoundBreach;
}

/** Lines that decided an act, in their order, each once. */
export function decidingLines(act: BrokenAct): number[] {
  return [...new Set(act.breaches.flatMap(({ finding }) => finding.events))].sort((a, b) => a - b);
}

/** The VC that an act is about, where its findings name one. */
export function vcOf(act: BrokenAct): string | undefined {
  return act.breaches.find(({ finding }) => finding.vc !== undefined)?.finding.vc;
}

function isCut({ breaches }: BrokenAct): boolean {
  return breaches.some(({ result }) => result.findingsTotal > result.findings.length);
}

function gravityOf({ result }: FoundBreach): number {
  return gravity.indexOf(result.outcome);
}

function gravityOfKind(kind: ActKind): number {
  return gravityOf(headOf(kind.acts[0] as BrokenAct));
}

function firstLine(act: BrokenAct): number {
  let first = Infinity;
  for (const { finding } of act.breaches) for (const line of finding.events) first = Math.min(first, line);
  return first;
}
