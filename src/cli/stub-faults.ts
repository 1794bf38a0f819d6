import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Topology } from '../core/condis/roles.ts';
import { Fault } from '../core/fault.ts';
import { CommandFailure, type CliContext } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { stubProgram } from './stub-program.ts';

/** A fault that the emulated NIC can be given, as it lists it itself. */
export interface StubFault {
  readonly name: string;
  readonly topology: readonly Topology[];
  /** Ids of the requirements that it breaks. */
  readonly requirement: readonly string[];
  /** Name of a scenario that shows it. */
  readonly scenario: string;
  readonly summary?: string;
}

/** What the emulated NIC says of faults. */
export interface StubFaultList {
  readonly faults: readonly StubFault[];
  /** What can be written behind a fault's name to limit it, each by an example: `@calls=3,7-9`. */
  readonly limits: readonly string[];
}

const limitMs = 20_000;

/** The emulated NIC's own list of its faults. The stub is a process of its own and nothing of it is loaded here. */
export async function stubFaults(context: CliContext): Promise<StubFaultList> {
  const program = stubProgram(context.packageRoot, 'emulated-nic');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program, '--list-faults', '--json'], { timeout: limitMs });
    return JSON.parse(stdout) as StubFaultList;
  } catch (error) {
    const fault = new Fault('stub-not-answering', `the emulated NIC does not list its faults: ${(error as Error).message.split('\n')[0]}`, {
      place: { file: program },
      next: 'Build again: `npm start -- faults`.',
      cause: error,
    });
    throw new CommandFailure([fault], exitCodes.error);
  }
}
