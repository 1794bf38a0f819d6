import type { Topology } from '../condis/roles.ts';
import type { WrittenPlace } from '../fault.ts';
import type { Declaration } from '../trace/tail.ts';
import type { CallElementsSpec } from './call-elements.ts';
import type { Delay, DelayName, MultipointProgram, Pendable, PermanentVcProgram } from './call-program.ts';
import type { LineFault } from './line-fault.ts';
import type { LimitSpec } from '../timing/limit.ts';
import type { Course } from './course.ts';
import type { FaultUse } from './fault-use.ts';
import type { NetworkFault } from './network-fault.ts';
import type { RequirementExpectation } from './requirement-expectation.ts';
import type { StepSpec } from './steps/step.ts';

/** A scenario file as loaded, with every default filled in. */
export interface ScenarioSpec {
  /** The file's name without `.yaml`. */
  readonly name: string;
  /** The file it was loaded from, as it is shown to people. */
  readonly file: string;
  /** One sentence: what the scenario shows. */
  readonly summary: string;
  /** On which kinds of device it can run; at least one. */
  readonly topologies: readonly Topology[];
  /** Calls in all, 1 or more. */
  readonly calls: number;
  /** Calls in flight at once, each on a VC of its own. */
  readonly concurrency: number;
  /** Calls made one after another on a VC before it is deleted, 1 or more. */
  readonly callsPerVc: number;
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  /** Net buffer lists that the client sends on each call. */
  readonly sends: number;
  /** Octets in each list. */
  readonly sendOctets: number;
  readonly setup: CallSetupSpec;
  /** Numbers of the SAPs that the client registers, in this order. */
  readonly saps: readonly string[];
  /** Given: the calls are point-to-multipoint. */
  readonly multipoint?: MultipointProgram;
  /** Given: every call uses a permanent VC. */
  readonly permanentVc?: PermanentVcProgram;
  /** Given: after so many calls the call manager is unbound, or the adapter halted. */
  readonly endingAfter?: number;
  readonly pended: Readonly<Record<Pendable, boolean>>;
  readonly delays: Readonly<Record<DelayName, Delay>>;
  /** What the scenario says of itself for requirements whose condition no event shows; becomes the trace's `declares`. */
  readonly declares: Readonly<Partial<Record<Declaration, boolean>>>;
  /** What becomes of the calls, in turn; at least one. With `steps` of no meaning. */
  readonly courses: readonly Course[];
  /** Given: the steps that each call takes, in place of courses, parties, sends, hold and calls on a VC. */
  readonly steps?: readonly StepSpec[];
  /** With steps: the parties that can be added, the first of them party 1. Given: the calls are point-to-multipoint. */
  readonly parties?: readonly StepParty[];
  /** Faults that every emulated device is given with which the scenario is run; no other device can run it then. */
  readonly faults: readonly ScenarioFault[];
  /** Of a scenario with rows: what each row makes of it, in their order; each is run by itself. */
  readonly rows?: readonly ScenarioSpec[];
  /** Of what a row makes of a scenario: its number, from 1, of how many, and its values by their names. */
  readonly row?: ScenarioRow;
  /** What is done on the line to the octets that the device sends. */
  readonly line: readonly LineFault[];
  /** Given: what happens to messages of some calls on the network. */
  readonly networkFaults?: readonly NetworkFault[];
  /** Whether the calls are to end as their courses say; false: however they end. */
  readonly judgesCalls: boolean;
  readonly requirements: readonly RequirementExpectation[];
  readonly limits: readonly LimitSpec[];
}

/** A row of a scenario's data. */
export interface ScenarioRow {
  readonly number: number;
  readonly of: number;
  readonly values: readonly (readonly [name: string, value: string])[];
}

/** What is run of a scenario: what each of its rows makes of it, or itself. */
export function rowsOf(scenario: ScenarioSpec): readonly ScenarioSpec[] {
  return scenario.rows ?? [scenario];
}

/** A fault that a scenario names. Whether there is one of this name is for the stub to say. */
export interface ScenarioFault extends FaultUse {
  readonly written: WrittenPlace;
}

/** What the client asks of the network for each call. */
export interface CallSetupSpec {
  readonly called: AtmAddress;
  readonly calling?: AtmAddress;
  readonly serviceCategory: ServiceCategory;
  readonly forward: DirectionSpec;
  readonly backward: DirectionSpec;
  /** Given: what the client passes as information elements. */
  readonly elements?: CallElementsSpec;
}

/**
 * CBR: constant bit rate, guaranteed; rt-VBR and nrt-VBR: variable bit rate with a sustainable rate, for what has to be in time and for
 * what has not; ABR: available bit rate above a minimum; UBR: unspecified bit rate, best effort.
 */
export const serviceCategories = ['UBR', 'CBR', 'rt-VBR', 'nrt-VBR', 'ABR'] as const;
export type ServiceCategory = (typeof serviceCategories)[number];

/** One direction of a call; forward is from the caller to the called party. A multipoint call carries nothing backward: both are 0. */
export interface DirectionSpec {
  /** Largest CPCS-SDU of AAL5 or AAL3/4, 1 to 65535 octets; of AAL1 and AAL0 what one cell carries. */
  readonly maxSduOctets: number;
  /** Peak cell rate for CLP 0+1 in cells a second, 1 to 2^24 - 1. */
  readonly peakCellRate: number;
  /** Of a variable bit rate, for CLP 0+1: cells a second, at most the peak cell rate; cells that may follow one another at that rate. */
  readonly sustainableCellRate?: number;
  readonly maxBurst?: number;
  /** Of an available bit rate, for CLP 0+1, in cells a second, at most the peak cell rate. */
  readonly minimumCellRate?: number;
}

/** 40 lower-case hex digits of an ATM end system address (plan NSAP), or 1 to 15 decimal digits (plan E.164, international). */
export interface AtmAddress {
  readonly plan: 'nsap' | 'e164';
  readonly digits: string;
}

/** A party that steps add, where it is reached. */
export interface StepParty extends AtmAddress {
  /** What the steps call it; the device does not learn it. */
  readonly name: string;
}
