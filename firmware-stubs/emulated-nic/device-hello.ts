import { rolesOf, type Topology } from '../../src/core/condis/roles.ts';
import { observationNames, type Hook } from '../../src/core/trace/header.ts';
import { payloadLimit } from '../../src/wire/frame.ts';
import { agentSteps, networkSteps, type AgentStep, type Hello, type NetworkStep } from '../../src/wire/hello.ts';
import { tickHz } from './delays.ts';

/** Octets before the program in a LOAD command. */
const commandIdOctets = 4;

/** What changes from one HELLO to the next. */
export interface HelloMoment {
  readonly tick: bigint;
  readonly events: number;
  readonly start: number;
}

/**
 * What the emulated NIC says of itself. It sees every role and everything that a probe can see, on the model's clock, unless its ticks
 * have no known length.
 */
export function deviceHello(topology: Topology, moment: HelloMoment, hook: Hook = 'source', hasClock = true): Hello {
  return {
    topology,
    hook,
    begins: 'load',
    freeRunning: hasClock,
    observes: observationNames,
    sees: rolesOf(topology),
    tickHz: hasClock ? tickHz : 0,
    maxProgramOctets: payloadLimit - commandIdOctets,
    agent: Object.keys(agentSteps) as AgentStep[],
    network: Object.keys(networkSteps) as NetworkStep[],
    identity: topology === 'cm' ? 'emulated NIC with stand-alone call manager' : 'emulated NIC with integrated call manager',
    firmware: 'behavioural model 1',
    ...moment,
  };
}
