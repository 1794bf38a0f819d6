import type { Fault } from '../../fault.ts';
import { pendableNames, type Delay, type Pendable } from '../call-program.ts';
import { parameterDefaults, requests } from './acts.ts';
import type { AnsweredRequest } from './answered.ts';
import { stepFault } from './step-fault.ts';
import {
  counterLimit, operations, rowHead, rowLimit, rowWords, strandLimit, workLimit, type StepProgram,
} from './step-program.ts';
import type { StepNode } from './step-tree.ts';

/** Lays the rows of a program out, and says which step is one too many for a device. */
export function layOut(nodes: readonly StepNode[], faults: Fault[]): Omit<StepProgram, 'parties'> {
  const layout = new RowLayout(faults);
  layout.block(nodes, 0, 1);
  layout.put(rowHead(operations.end));
  const { rows, delays, strands, counters } = layout;
  return { rows: Int32Array.from(rows), delays, strands, counters };
}

class RowLayout {
  readonly rows: number[] = [];
  readonly delays: Delay[] = [];
  strands = 1;
  counters = 0;
  private readonly faults: Fault[];
  /** Rows that a call takes at most. */
  private work = 0;
  /** Repetitions around the step at hand, multiplied. */
  private times = 1;

  constructor(faults: Fault[]) {
    this.faults = faults;
  }

  /**
   * `strand` takes the steps; `free` is the first number that no other strand has meanwhile. Gives the first one that no strand of
   * these steps has had either.
   */
  block(nodes: readonly StepNode[], strand: number, free: number): number {
    let top = free;
    for (const node of nodes) {
      top = Math.max(top, this.node(node, strand, free));
      this.check(node, top);
    }
    this.strands = Math.max(this.strands, top);
    return top;
  }

  put(head: number, a = 0, b = 0): number {
    this.work += this.times;
    this.rows.push(head, a, b);
    return this.next - 1;
  }

  private node(node: StepNode, strand: number, free: number): number {
    switch (node.kind) {
      case 'request':
        this.act(node.request);
        return free;
      case 'wait':
        this.put(rowHead(operations.wait), this.delay(node.step.delay));
        return free;
      case 'repeat':
        return this.repeat(node, strand, free);
      case 'parallel':
        return this.parallel(node, strand, free);
      case 'branch':
        return this.branch(node, strand, free);
    }
  }

  private act({ request, step, answer, cause, status }: AnsweredRequest): void {
    const { parameters, requests: told } = step;
    if (told !== undefined) {
      const set = (isIn: (name: Pendable) => boolean): number => {
        return pendableNames.reduce((bits, name, bit) => (isIn(name) ? bits | (1 << bit) : bits), 0);
      };
      this.put(rowHead(operations.pend), set((name) => told[name] === true), set((name) => told[name] !== undefined));
    }
    const isSending = request === 'client: send' || request === 'network: send';
    const a = isSending ? (parameters.lists ?? parameterDefaults.lists) : (parameters.party ?? parameters.peakCellRate ?? 0);
    const b = request === 'client: send' ? (parameters.octets ?? parameterDefaults.octets) : status;
    this.put(rowHead(operations.act, requests[request].number, answer, cause), a, b);
  }

  private delay(delay: Delay): number {
    const known = this.delays.findIndex((one) => JSON.stringify(one) === JSON.stringify(delay));
    return known < 0 ? this.delays.push(delay) - 1 : known;
  }

  private repeat({ step: { times }, body }: StepNode & { kind: 'repeat' }, strand: number, free: number): number {
    const first = this.next;
    const around = this.times;
    this.times *= times;
    const top = this.block(body, strand, free);
    if (this.next > first && times > 1) this.put(rowHead(operations.again, this.counters++), first, times);
    this.times = around;
    return top;
  }

  /** The strand at hand forks the others, takes its own steps and waits for them. */
  private parallel({ strands: [own = [], ...others] }: StepNode & { kind: 'parallel' }, strand: number, free: number): number {
    const forks = others.map((_, i) => this.put(rowHead(operations.fork, free + i)));
    let top = this.block(own, strand, free + others.length);
    this.put(rowHead(operations.join), others.reduce((set, _, i) => set | (1 << (free + i)), 0));
    const jump = this.put(rowHead(operations.jump));
    for (const [i, other] of others.entries()) {
      this.aim(forks[i] as number, this.next);
      top = this.block(other, free + i, top);
      this.put(rowHead(operations.end, strand));
    }
    this.aim(jump, this.next);
    return top;
  }

  private branch({ step, met, otherwise }: StepNode & { kind: 'branch' }, strand: number, free: number): number {
    const unless = this.put(rowHead(operations.branch, step.condition === 'succeeded' ? 1 : 2));
    const top = this.block(met, strand, free);
    const jump = otherwise.length > 0 ? this.put(rowHead(operations.jump)) : undefined;
    this.aim(unless, this.next);
    const other = this.block(otherwise, strand, free);
    if (jump !== undefined) this.aim(jump, this.next);
    return Math.max(top, other);
  }

  private get next(): number {
    return this.rows.length / rowWords;
  }

  private aim(row: number, at: number): void {
    this.rows[row * rowWords + 1] = at;
  }

  /** Each limit is told once, at the step that goes beyond it. */
  private check(node: StepNode, top: number): void {
    this.limit(node, 'too-many-strands', top, strandLimit, 'strands at the same time');
    this.limit(node, 'too-many-repeats', this.counters, counterLimit, 'repetitions');
    this.limit(node, 'too-many-steps', this.next, rowLimit, 'steps');
    this.limit(node, 'too-many-steps', this.work, workLimit, 'steps, repetitions counted');
  }

  private limit(node: StepNode, code: string, count: number, most: number, what: string): void {
    if (count <= most || this.faults.some((fault) => fault.code === code)) return;
    const step = node.kind === 'request' ? node.request.step : node.step;
    const message = `with this the steps come to ${count} ${what}, more than ${most}`;
    this.faults.push(stepFault(step, code, message, 'Spread them over several scenarios.'));
  }
}
