import type { Topology } from '../../src/core/condis/roles.ts';
import { callRules } from './call-rules.ts';
import { closingRules } from './closing-rules.ts';
import { dataRules } from './data-rules.ts';
import type { ProbeEvent } from './event.ts';
import { handlerRules } from './handler-rules.ts';
import type { Finding, Rule, Step } from './rule.ts';
import { vcRules } from './vc-rules.ts';
import { newVc, updateVc, type VcState } from './vc-state.ts';

/** Every rule that is asked of every event. */
export const rules: readonly Rule[] = [...vcRules, ...callRules, ...handlerRules, ...dataRules];

/** Keeps what is known of each VC and each thread, and asks the rules. */
export class Tracker {
  private readonly topology: Topology;
  private readonly vcs = new Map<string, VcState>();
  private readonly threads = new Map<number, ProbeEvent[]>();
  private readonly received = new Map<string, VcState>();
  private line = 1;

  constructor(topology: Topology) {
    this.topology = topology;
  }

  /** Findings of one event. */
  next(event: ProbeEvent): Finding[] {
    this.line++;
    const around = this.aroundOf(event);
    if (event.vc !== undefined && !this.vcs.has(event.vc)) this.vcs.set(event.vc, newVc(event.vc));
    const vc = event.vc === undefined ? undefined : this.vcs.get(event.vc);
    const step: Step = { event, line: this.line, vc, around, topology: this.topology };
    const findings = rules
      .map((rule) => ({ id: rule.id, message: rule.check(step) }))
      .filter((result): result is { id: string; message: string } => result.message !== undefined)
      .map(({ id, message }): Finding => ({ id, line: this.line, vc: event.vc, message }));
    if (vc !== undefined) updateVc(vc, event, around);
    this.followList(event, vc);
    if (vc !== undefined && event.kind === 'return' && event.name === 'NdisCoDeleteVc' && event.status === 'NDIS_STATUS_SUCCESS') {
      findings.push(...this.close(vc));
      this.vcs.delete(vc.handle);
    }
    if (event.kind === 'enter' && event.thread !== undefined) this.threads.set(event.thread, [...around, event]);
    return findings;
  }

  /** Findings that only the end shows. */
  end(): Finding[] {
    return [...this.vcs.values()].flatMap((vc) => this.close(vc));
  }

  private close(vc: VcState): Finding[] {
    return closingRules.flatMap((rule): Finding[] => {
      const message = rule.check(vc);
      return message === undefined ? [] : [{ id: rule.id, line: this.line, vc: vc.handle, message }];
    });
  }

  /** Calls around the event on its thread; a return ends the innermost one of its name. */
  private aroundOf(event: ProbeEvent): readonly ProbeEvent[] {
    if (event.thread === undefined) return [];
    const calls = this.threads.get(event.thread) ?? [];
    if (event.kind !== 'return') return calls;
    const index = calls.findLastIndex((call) => call.name === event.name && call.by === event.by);
    const rest = index < 0 ? calls : calls.filter((_, i) => i !== index);
    this.threads.set(event.thread, rest);
    return index < 0 ? calls : calls.slice(0, index + 1);
  }

  /** A received list goes back without naming its VC. */
  private followList({ kind, name, nbl }: ProbeEvent, vc: VcState | undefined): void {
    if (nbl === undefined) return;
    if (kind === 'enter' && name === 'NdisMCoIndicateReceiveNetBufferLists' && vc !== undefined) {
      this.received.set(nbl, vc);
    } else if (kind === 'enter' && name === 'NdisReturnNetBufferLists') {
      this.received.get(nbl)?.receivesOutstanding.delete(nbl);
      this.received.delete(nbl);
    }
  }
}
