import { handleText } from '../../octets.ts';
import { findingsLimit, type Finding, type Outcome, type RequirementResult } from '../../judgement.ts';
import { requirements } from '../catalogue/catalogue.ts';
import type { Severity } from '../requirement.ts';
import { anyDuty, type CompiledCheck, type Program } from './program.ts';

/** Something that did not hold, kept until the object it is about is gone: only then is it known what was cause and what consequence. */
export interface Suspicion {
  readonly compiled: CompiledCheck;
  /** Call on the object, by number. */
  readonly call: number;
  /** Of a party or list: its life, by number; else 0. */
  readonly part: number;
  readonly line: number;
  /** Line at which the window of the check opened. */
  readonly since: number;
  readonly at: number;
  readonly port: number;
  readonly events: readonly number[];
  readonly low: number;
  readonly high: number;
  /** Why it stays open; absent: it is decided. */
  open?: string | undefined;
}

/** An act that went to the wrong object: its symbol, and the life of the object that turned out to miss it (-1: none yet). */
interface StrayAct {
  readonly symbol: number;
  readonly line: number;
  readonly owner: number;
  missedBy: number;
}

const none: readonly Suspicion[] = [];

/** Acts on wrong objects that are remembered. */
const strayActsLimit = 256;

/** Suspicions that one object may gather before they are settled without waiting for its end. */
const suspicionsLimit = 2000;

/** Ended objects whose suspicions may wait for what other ports still have to say. */
const waitingLimit = 10_000;

interface RowCount {
  excused: number;
  total: number;
  worst: number;
  openReason: string | undefined;
  findings: (Omit<Finding, 'id' | 'fault'> & { faultNumber: number; line: number })[];
}

const outcomeOrder = ['pass', 'warn', 'inconclusive', 'fail', 'self-check'] as const;

function outcomeOf(severity: Severity): (typeof outcomeOrder)[number] {
  return severity === 'must' ? 'fail' : severity === 'self-check' ? 'self-check' : 'warn';
}

/** Collects occurrences, tells faults from their consequences, and writes the results. */
export class Ledger {
  /** Occurrences that held, that were broken, and that could not be judged, by check. */
  readonly passed: Float64Array;
  readonly undecided: Float64Array;
  private readonly broken: Float64Array;
  private readonly rows: RowCount[];
  private readonly suspicions = new Map<number, Suspicion[]>();
  /** Objects that have ended and are not settled yet, oldest first, with the line and time of their end. */
  private readonly waiting: { readonly owner: number; readonly line: number; readonly at: number }[] = [];
  /** First deciding line of every fault. */
  private faultLines = new Float64Array(64);
  private faults = 0;
  private readonly strayActs: StrayAct[] = [];
  private readonly program: Program;

  constructor(program: Program) {
    this.program = program;
    this.passed = new Float64Array(program.checks.length);
    this.undecided = new Float64Array(program.checks.length);
    this.broken = new Float64Array(program.checks.length);
    this.rows = requirements.map(() => ({ excused: 0, total: 0, worst: 0, openReason: undefined, findings: [] }));
  }

  /** What has been found or is suspected so far. */
  findings = 0;

  /** What is suspected of an object and could have been otherwise with an event of this symbol. */
  influencedBy(owner: number, symbol: number): readonly Suspicion[] {
    const isInfluenced = ({ compiled }: Suspicion): boolean => ((compiled.influences[symbol >> 5] as number) & (1 << (symbol & 31))) !== 0;
    return this.suspicions.get(owner)?.filter(isInfluenced) ?? none;
  }

  /** An act of this symbol was done to an object that it was not meant for; `owner` is that object's life. */
  stray(symbol: number, line: number, owner: number): void {
    if (this.strayActs.length === strayActsLimit) this.strayActs.shift();
    this.strayActs.push({ symbol, line, owner, missedBy: -1 });
  }

  /** `owner` is the life of the object whose end settles it. */
  suspect(owner: number, suspicion: Suspicion, stillOpen: (suspicion: Suspicion) => boolean): void {
    this.findings++;
    const known = this.suspicions.get(owner);
    if (known === undefined) this.suspicions.set(owner, [suspicion]);
    else known.push(suspicion);
    if (known !== undefined && known.length >= suspicionsLimit) this.settle(owner, stillOpen);
  }

  /** An object has ended. What is suspected of it is settled when {@link release} says that nothing can explain it any more. */
  end(owner: number, stillOpen: (suspicion: Suspicion) => boolean, line: number, at: number): void {
    const suspicions = this.suspicions.get(owner);
    if (suspicions === undefined) return;
    leaveOpen(suspicions, stillOpen);
    this.waiting.push({ owner, line, at });
    if (this.waiting.length > waitingLimit) this.settle((this.waiting.shift() as { owner: number }).owner, () => false);
  }

  /** All ports have been heard after `line`, and up to `at`: objects that ended before are settled. */
  release(line: number, at: number): void {
    let count = 0;
    for (const { owner, line: ended, at: endedAt } of this.waiting) {
      if (ended >= line || endedAt >= at) break;
      this.settle(owner, () => false);
      count++;
    }
    if (count > 0) this.waiting.splice(0, count);
  }

  /** Events of some roles may be missing after a line, or a time: what was suspected since then, and they could explain, is left open. */
  reopen(after: number, since: number, roles: number, why: string): void {
    for (const suspicions of this.suspicions.values()) {
      for (const suspicion of suspicions) {
        if ((suspicion.line > after || suspicion.at >= since) && (suspicion.compiled.explainedBy & roles) !== 0) suspicion.open ??= why;
      }
    }
  }

  /** All that has been suspected of an object, and is not settled, is left open. */
  leaveOpen(owner: number, why: string): void {
    for (const suspicion of this.suspicions.get(owner) ?? []) suspicion.open ??= why;
  }

  /** Decides what has been suspected of an object. `stillOpen`: a call that has not returned yet may explain it. */
  settle(owner: number, stillOpen: (suspicion: Suspicion) => boolean): void {
    const suspicions = this.suspicions.get(owner);
    if (suspicions === undefined) return;
    this.suspicions.delete(owner);
    leaveOpen(suspicions, stillOpen);
    const faults = new Map<string, number>();
    for (const suspicion of suspicions) {
      const row = this.rows[suspicion.compiled.requirement] as RowCount;
      const cause = suspicions.find((other) => excuses(other, suspicion));
      if ((cause !== undefined && cause.open === undefined) || this.missesStray(owner, suspicion)) {
        row.excused++;
        continue;
      }
      if (suspicion.open === undefined && cause !== undefined) suspicion.open = cause.open;
      this.commit(row, suspicion, faults);
    }
  }

  /** Whether what is missing was done, to another object. An act explains what one object misses, and no more. */
  private missesStray(owner: number, suspicion: Suspicion): boolean {
    const { influences } = suspicion.compiled;
    for (const act of this.strayActs) {
      if (act.owner === owner || (act.missedBy !== -1 && act.missedBy !== owner)) continue;
      if (act.line < suspicion.since || act.line > suspicion.line) continue;
      // The enter of the act, or the return, which is the next symbol.
      const entered = (influences[act.symbol >> 5] as number) & (1 << (act.symbol & 31));
      const returned = (influences[(act.symbol + 1) >> 5] as number) & (1 << ((act.symbol + 1) & 31));
      if (entered === 0 && returned === 0) continue;
      act.missedBy = owner;
      return true;
    }
    return false;
  }

  settleAll(stillOpen: (suspicion: Suspicion) => boolean): void {
    for (const owner of this.suspicions.keys()) this.settle(owner, stillOpen);
  }

  private commit(row: RowCount, suspicion: Suspicion, faults: Map<string, number>): void {
    const { compiled } = suspicion;
    const outcome = suspicion.open === undefined ? outcomeOf(compiled.severity) : 'inconclusive';
    row.worst = Math.max(row.worst, outcomeOrder.indexOf(outcome));
    row.total++;
    let faultNumber = -1;
    if (suspicion.open === undefined) {
      this.broken[compiled.number] = (this.broken[compiled.number] as number) + 1;
      // Where several objects end at once, each is an act of its own.
      const act = compiled.check.each !== true ? '' : compiled.atBound ? `of ${suspicion.part}` : suspicion.line;
      const key = `${compiled.duty} ${suspicion.call} ${act}`;
      const known = faults.get(key);
      faultNumber = known ?? this.newFault();
      const first = suspicion.events[0] ?? suspicion.line;
      faults.set(key, faultNumber);
      if (known === undefined || first < (this.faultLines[faultNumber] as number)) this.faultLines[faultNumber] = first;
    } else row.openReason ??= suspicion.open;
    if (row.findings.length >= findingsLimit) return;
    row.findings.push({
      severity: compiled.severity,
      faultNumber,
      line: suspicion.line,
      events: suspicion.events,
      ...(suspicion.low === 0 && suspicion.high === 0 ? {} : { vc: handleText(suspicion.low, suspicion.high) }),
      message: suspicion.open === undefined ? (compiled.check.message ?? 'the requirement does not hold') : `left open: ${suspicion.open}`,
    });
  }

  private newFault(): number {
    if (this.faults === this.faultLines.length) {
      const larger = new Float64Array(this.faults * 2);
      larger.set(this.faultLines);
      this.faultLines = larger;
    }
    return this.faults++;
  }

  /** One result a requirement, in the catalogue's order. */
  results(topology: 'cm' | 'mcm', tapi: boolean): RequirementResult[] {
    const order = Array.from({ length: this.faults }, (_, fault) => fault).toSorted(
      (a, b) => (this.faultLines[a] as number) - (this.faultLines[b] as number) || a - b,
    );
    const numbers = new Float64Array(this.faults);
    for (const [index, fault] of order.entries()) numbers[fault] = index + 1;
    const passed = new Float64Array(requirements.length);
    const broken = new Float64Array(requirements.length);
    const undecided = new Float64Array(requirements.length);
    for (const { number, requirement } of this.program.checks) {
      passed[requirement] = (passed[requirement] as number) + (this.passed[number] as number);
      broken[requirement] = (broken[requirement] as number) + (this.broken[number] as number);
      undecided[requirement] = (undecided[requirement] as number) + (this.undecided[number] as number);
    }
    return requirements.map((requirement, index) => {
      const row = this.rows[index] as RowCount;
      const triggered = (passed[index] as number) + (broken[index] as number);
      const [outcome, reason] = this.outcome(index, row, triggered, undecided[index] as number, topology);
      const severity = requirement.id === 'MC-31' ? (tapi ? 'must' : 'should') : requirement.severity;
      return {
        id: requirement.id,
        outcome,
        severity,
        modal: requirement.modal,
        triggered,
        excused: row.excused,
        undecided: undecided[index] as number,
        ...(reason === undefined ? {} : { reason }),
        findingsTotal: row.total,
        findings: row.findings
          .toSorted((a, b) => a.line - b.line)
          .map(({ severity: word, faultNumber, events, vc, message }, n) => ({
            id: `${requirement.id}/${n + 1}`,
            severity: word,
            ...(faultNumber < 0 ? {} : { fault: numbers[faultNumber] as number }),
            events,
            ...(vc === undefined ? {} : { vc }),
            message,
          })),
      };
    });
  }

  private outcome(index: number, row: RowCount, triggered: number, undecided: number, topology: 'cm' | 'mcm'): [Outcome, string?] {
    const requirement = requirements[index] as (typeof requirements)[number];
    if (requirement.manual) return ['manual', 'no trace can show it'];
    if (requirement.guard) return ['guard'];
    if (requirement.topology !== 'both' && requirement.topology !== topology) return ['vacuous'];
    if (!this.program.ruled.has(index)) return ['not-observed', 'no rule yet'];
    const unobserved = this.program.unobserved.get(index);
    if (unobserved !== undefined) return ['not-observed', unobserved];
    const outcome = outcomeOrder[row.worst] as (typeof outcomeOrder)[number];
    if (outcome === 'inconclusive') return [outcome, row.openReason ?? 'left open'];
    if (outcome !== 'pass') return [outcome];
    if (triggered > 0) return ['pass'];
    if (undecided > 0) return ['not-observed', 'the tracer did not see the values that it needs'];
    return ['vacuous'];
  }
}

function leaveOpen(suspicions: readonly Suspicion[], stillOpen: (suspicion: Suspicion) => boolean): void {
  for (const suspicion of suspicions) {
    if (suspicion.open === undefined && stillOpen(suspicion)) suspicion.open = 'a call that could explain it has not returned';
  }
}

function excuses(cause: Suspicion, consequence: Suspicion): boolean {
  if (cause === consequence) return false;
  // Rows that state the same duty are broken together.
  if (cause.compiled.duty === consequence.compiled.duty && cause.call === consequence.call) return false;
  const { root } = cause.compiled.check;
  const after = consequence.compiled.check.root === undefined ? consequence.line >= cause.line : consequence.line > cause.line;
  if (root !== undefined && after && (root === 'object' || consequence.call <= cause.call)) return true;
  if (cause.call > consequence.call) return false;
  const { excuse } = consequence.compiled;
  if (excuse.includes(cause.compiled.duty)) return true;
  const causeExcuse = cause.compiled.excuse;
  return excuse.includes(anyDuty) && !causeExcuse.includes(anyDuty) && !causeExcuse.includes(consequence.compiled.duty);
}
