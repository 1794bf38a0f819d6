import type { Role, Topology } from '../condis/roles.ts';
import type { Declaration } from './tail.ts';

/** Observation classes: T (calls), A (arguments), S (signalling), M (memory), Q (irql) of the catalogue. */
export const observationNames = ['calls', 'arguments', 'signalling', 'memory', 'irql'] as const;
export type Observation = (typeof observationNames)[number];

/** One debug channel of a trace. */
export interface TracePort {
  readonly name: string;
  /** Roles whose calls arrive through this port; absent: every role that the trace sees. */
  readonly sees?: readonly Role[];
  readonly clock?: 'device' | 'host';
  /** Ticks a second of the port's own clock; absent: ticks have no length. */
  readonly tickHz?: number;
  /** Half-width of the interval in which a stamp of this port lies; absent: the header's. */
  readonly uncertaintyNs?: number;
}

/** Where a tracer sits: in the source of the drivers, or in their imports, so that names are those of ndis.sys exports (DD-21). */
export type Hook = 'source' | 'import';

/** Line 1 of a trace file, with defaults filled in. */
export interface TraceHeader {
  readonly condisTrace: 1;
  readonly topology: Topology;
  readonly hook: Hook;
  readonly observes: readonly Observation[];
  readonly sees: readonly Role[];
  readonly begins: 'load' | 'attached';
  readonly declares: Readonly<Partial<Record<Declaration, boolean>>>;
  /** In the order of the file, the reference first. A port that only events name is appended when it is met. */
  readonly ports: readonly TracePort[];
  readonly uncertaintyNs: number;
  readonly complete: boolean;
  readonly ends: boolean;
  readonly startedAt?: string;
  readonly scenario?: unknown;
  readonly device?: unknown;
  readonly tool?: unknown;
}
