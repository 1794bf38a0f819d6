import { parseArgs } from 'node:util';
import type { Topology } from '../../src/core/condis/roles.ts';
import { Fault } from '../../src/core/fault.ts';
import { allFaults } from './faults/all-faults.ts';
import type { FaultSpec } from './faults/fault.ts';
import type { Pace } from './probe-server.ts';

/** What the command line of the emulated NIC says. */
export type StubArguments =
  | { readonly does: 'list-faults'; readonly json: boolean }
  | {
      readonly does: 'serve';
      readonly topology: Topology;
      readonly faults: readonly FaultSpec[];
      readonly pace: Pace;
      readonly line: 'pty' | 'stdio';
    };

export const usage = `usage: main.js --topology cm|mcm [--fault NAME]... [--pace free|real] [--stdio]
       main.js --list-faults [--json]`;

/** Throws a Fault `bad-arguments` that says which word is wrong. */
export function stubArguments(words: readonly string[]): StubArguments {
  const { values } = parsed(words);
  if (values['list-faults'] === true) return { does: 'list-faults', json: values.json === true };
  const { topology } = values;
  if (topology === undefined) throw bad('--topology is missing');
  if (topology !== 'cm' && topology !== 'mcm') throw bad(`no topology ${topology}`);
  const pace = values.pace ?? 'free';
  if (pace !== 'free' && pace !== 'real') throw bad(`no pace ${pace}`);
  const faults = faultsNamed(values.fault ?? [], topology);
  return { does: 'serve', topology, faults, pace, line: values.stdio === true ? 'stdio' : 'pty' };
}

/** The faults of these names, in this order. Throws a Fault for an unknown name and for one that the topology cannot have. */
export function faultsNamed(names: readonly string[], topology: Topology): FaultSpec[] {
  return names.map((name) => {
    const fault = allFaults.find((one) => one.name === name);
    if (fault === undefined) {
      throw new Fault('unknown-fault', `no fault ${name}`, { next: `There are ${allFaults.map((one) => one.name).join(', ')}.` });
    }
    if (!fault.topology.includes(topology)) throw bad(`fault ${name} is none of a device of topology ${topology}`);
    return fault;
  });
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        topology: { type: 'string' },
        fault: { type: 'string', multiple: true },
        pace: { type: 'string' },
        stdio: { type: 'boolean' },
        'list-faults': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw bad((error as Error).message.split('\n')[0] as string);
  }
}

function bad(message: string): Fault {
  return new Fault('bad-arguments', message, { next: usage });
}
