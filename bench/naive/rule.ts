import type { Topology } from '../../src/core/condis/roles.ts';
import type { ProbeEvent } from './event.ts';
import type { VcState } from './vc-state.ts';

/** An event with what was known before it. */
export interface Step {
  readonly event: ProbeEvent;
  readonly line: number;
  /** The VC that the event names. */
  readonly vc: VcState | undefined;
  /** Calls open on the event's thread, outermost first; for a return without the one that it ends. */
  readonly around: readonly ProbeEvent[];
  readonly topology: Topology;
}

/** A requirement of the catalogue as a function. */
export interface Rule {
  readonly id: string;
  /** What is wrong with the event, if anything. */
  readonly check: (step: Step) => string | undefined;
}

/** A duty that is due when a VC is deleted, or when the stream ends. */
export interface ClosingRule {
  readonly id: string;
  readonly check: (vc: VcState) => string | undefined;
}

export interface Finding {
  readonly id: string;
  readonly line: number;
  readonly vc: string | undefined;
  readonly message: string;
}
