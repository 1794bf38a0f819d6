import { pendableNames, type CallProgram, type Pendable } from '../../src/core/scenario/call-program.ts';

/** What an emulated NIC is like, whatever program it is given. */
export interface Nature {
  /** Every request is answered at once. */
  readonly isSynchronous: boolean;
  /** What its miniport takes to activate a VC, nanoseconds; absent: what the program says. */
  readonly miniportActivationNs?: number;
  /** How many VCs of clients it has room for; absent: as many as are asked for. */
  readonly vcTable?: number;
  /** Whether its ticks have a known length. */
  readonly hasClock: boolean;
}

export const plainNature: Nature = { isSynchronous: false, hasClock: true };

/** A program as a NIC of some nature carries it out. */
export function inNature(program: CallProgram, { isSynchronous, miniportActivationNs }: Nature): CallProgram {
  const pended = Object.fromEntries(pendableNames.map((name) => [name, false])) as Record<Pendable, boolean>;
  return {
    ...program,
    ...(isSynchronous && { pended }),
    ...(miniportActivationNs !== undefined && {
      delays: { ...program.delays, miniportActivation: { kind: 'fixed', ns: miniportActivationNs } },
    }),
  };
}
