import type { Delay, Pendable } from '../call-program.ts';
import type { WrittenPlace } from '../../fault.ts';
import type { ActName, ActParameter } from './acts.ts';

/** Who does something in a scenario: the drivers of the system under test, and the network that they are connected to. */
export const stepRoles = ['client', 'callManager', 'miniport', 'network'] as const;
export type StepRole = (typeof stepRoles)[number];

/** A step of a scenario as loaded: fragments are put in, words are resolved, every default is filled in. */
export type StepSpec = ActStep | ExpectStep | WaitStep | RepeatStep | ParallelStep | BranchStep;

interface AnyStep {
  /** Where it stands in its file; a step of a fragment stands in the fragment's file. */
  readonly written: WrittenPlace;
  /** Named timers that begin with this step: with the first event of an act, with the event of an expectation. */
  readonly starts?: readonly string[];
  /** Named timers that it ends. */
  readonly stops?: readonly string[];
  /** Where the names of `starts` and `stops` stand, in their order. */
  readonly timersWritten?: Readonly<Partial<Record<'starts' | 'stops', readonly WrittenPlace[]>>>;
}

/** Somebody does something, or answers the act before. */
export interface ActStep extends AnyStep {
  readonly kind: 'act';
  readonly act: ActName;
  /** Integers as they travel: octets, cells a second, causes and statuses by number, a party by its place in the scenario's list. */
  readonly parameters: Readonly<Partial<Record<ActParameter, number>>>;
  /** Requests between drivers that are answered otherwise than in the rest of the scenario while it lasts; true: pended. */
  readonly requests?: Readonly<Partial<Record<Pendable, boolean>>>;
}

/**
 * Something has to be seen between the beginning of the act before it and the beginning of the next act. Expectations of one act are
 * met in their order, unless they stand in one `anyOrder` group.
 */
export interface ExpectStep extends AnyStep {
  readonly kind: 'expect';
  readonly event: ExpectedEvent;
  /** Device time from the beginning of the act before, in nanoseconds, at most. */
  readonly withinNs?: number;
  /** It may also not be seen; if it is, `withinNs` and the rest hold. */
  readonly isOptional: boolean;
  /** Neighbouring expectations with the same number may be met in any order. */
  readonly anyOrder?: number;
  /** A value to keep in the call's row of results: its column, and the documented name of the argument. */
  readonly keeps?: Readonly<Record<string, string>>;
}

/** An event that a step expects. */
export type ExpectedEvent =
  | {
      readonly kind: 'enter' | 'return';
      /** Number of the function (core/condis/functions.ts). */
      readonly fn: number;
      /** Of a return: its status. Of an enter: its argument `Status` or `CloseStatus`. */
      readonly status?: number;
      /** Further arguments by their documented names. */
      readonly args?: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: 'signal';
      readonly dir: 'tx' | 'rx';
      /** Message type (core/signalling/message-types.ts). */
      readonly message: number;
      /** Cause of a message that carries one. */
      readonly cause?: number;
    };

/** Device time passes. */
export interface WaitStep extends AnyStep {
  readonly kind: 'wait';
  readonly delay: Delay;
}

/** Steps one after another, so many times. */
export interface RepeatStep extends AnyStep {
  readonly kind: 'repeat';
  /** 1 to 65,535. */
  readonly times: number;
  readonly steps: readonly StepSpec[];
}

/** Strands of steps at the same time; it is over when all of them are. */
export interface ParallelStep extends AnyStep {
  readonly kind: 'parallel';
  /** 2 to 8. */
  readonly strands: readonly (readonly StepSpec[])[];
}

/** How the last request of the strand ended. */
export const branchConditions = ['succeeded', 'failed'] as const;
export type BranchCondition = (typeof branchConditions)[number];

/** Steps that depend on how the last request ended. */
export interface BranchStep extends AnyStep {
  readonly kind: 'branch';
  readonly condition: BranchCondition;
  /** Taken where the condition is met. (An object with a member called `then` would be taken for a promise.) */
  readonly met: readonly StepSpec[];
  readonly otherwise: readonly StepSpec[];
}
