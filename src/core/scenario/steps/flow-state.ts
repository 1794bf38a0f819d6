import { factBits } from './act-facts.ts';
import type { AnsweredRequest } from './answered.ts';

/** The call of a correct device at one point of its steps. */
export interface FlowState {
  /** What holds, as a set of `callFacts`. */
  readonly facts: number;
  /** Parties that have joined, as a set: bit 0 the initial one. */
  readonly parties: number;
  /** The last request of the strand; absent before the first. */
  readonly last?: LastRequest;
  /** The requests that brought what is open. */
  readonly vcOf?: AnsweredRequest;
  readonly callOf?: AnsweredRequest;
  /** The request that closed what is closed. */
  readonly closedBy?: AnsweredRequest;
  /** An act could not be done: what holds now is a guess, and nothing that follows is judged. */
  readonly isLost?: true;
  /** Calls that were connected, and that were not, so far. */
  readonly connected: number;
  readonly failed: number;
}

/** How the last request ended. */
export interface LastRequest {
  readonly request: AnsweredRequest;
  readonly succeeded: boolean;
  /** What holds where it ends the other way, which only a device that is told nothing of the outcome may do. */
  readonly otherwise?: Pick<FlowState, 'facts' | 'parties'>;
}

export const atFirst: FlowState = { facts: 0, parties: 0, connected: 0, failed: 0 };

const call = factBits(['call']);

/** Whether steps that are repeated begin again as they began. */
export function isSame(one: FlowState, other: FlowState): boolean {
  return one.facts === other.facts && one.parties === other.parties && one.last?.succeeded === other.last?.succeeded &&
    one.last?.otherwise?.facts === other.last?.otherwise?.facts && one.last?.otherwise?.parties === other.last?.otherwise?.parties;
}

/** What holds when all strands that began in `before` are over. */
export function joined(before: FlowState, strands: readonly FlowState[]): FlowState {
  const changed = strands.find(({ facts }) => facts !== before.facts) ?? before;
  const isLost = strands.some((strand) => strand.isLost === true);
  const join = strands.reduce((set, { parties }) => set | (parties & ~before.parties), 0);
  const leave = strands.reduce((set, { parties }) => set | (before.parties & ~parties), 0);
  const parties = (changed.facts & call) === 0 ? 0 : (before.parties | join) & ~leave;
  const lasts = strands.flatMap(({ last }) => (last === undefined ? [] : [last]));
  const last = lasts.find(({ succeeded }) => !succeeded) ?? lasts.find(({ otherwise }) => otherwise !== undefined) ?? lasts[0];
  const sum = (name: 'connected' | 'failed'): number => strands.reduce((n, strand) => n + strand[name] - before[name], before[name]);
  return {
    ...changed, parties, connected: sum('connected'), failed: sum('failed'), ...(isLost && { isLost }), ...(last !== undefined && { last }),
  };
}
