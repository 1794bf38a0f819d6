import type { RequirementResult } from '../judgement.ts';
import type { EventBatch } from '../trace/event-batch.ts';
import type { TraceHeader } from '../trace/header.ts';
import type { Pairing } from '../trace/pairing.ts';
import { requirements } from './catalogue/catalogue.ts';

/** Decides nothing: the engine's monitor takes this place. */
export class Monitor {
  /** Findings so far. */
  readonly findings = 0;

  constructor(_header: TraceHeader, _pairing: Pairing) {}

  event(_batch: EventBatch, _i: number): void {}

  finish(_ending: { readonly complete: boolean }): RequirementResult[] {
    return requirements.map(({ id, severity, modal, manual, guard }) => ({
      id, severity, modal,
      outcome: manual ? 'manual' : guard ? 'guard' : 'not-observed',
      triggered: 0, excused: 0, undecided: 0,
      ...(guard && !manual ? {} : { reason: manual ? 'no trace decides it' : 'no rule yet' }),
      findingsTotal: 0, findings: [],
    }));
  }
}
