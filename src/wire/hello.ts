import type { Role, Topology } from '../core/condis/roles.ts';
import type { Hook, Observation } from '../core/trace/header.ts';
import { roleIds } from '../core/condis/roles.ts';
import { observationNames } from '../core/trace/header.ts';
import { PayloadReader, PayloadWriter } from './payload.ts';

/** The version of the probe protocol that this code speaks. */
export const protocolVersion = 1;

/** What the call agent of a device can do, by bit of HELLO's `agent` word. None: the device can only be watched. */
export const agentSteps = {
  /** Open an address family, create VCs, make calls and close them. */
  makeCall: 0x01,
  /** Several calls at once, each on its own VC. */
  concurrentCalls: 0x02,
  /** Several calls one after another on one VC. */
  reuseVc: 0x04,
  /** Send net buffer lists on an active call. */
  send: 0x08,
  /** Choose which requests are pended. */
  pend: 0x10,
  /** Spend the delays of the program in its drivers. */
  delays: 0x20,
  /** Make point-to-multipoint calls, add parties to them and drop them. */
  parties: 0x40,
  /** Let the call manager refuse calls or give them up, and the miniport refuse activations. */
  refuse: 0x80,
  /** Let the client pass parameters that are not valid, and judge those that it gets back. */
  judgeParameters: 0x100,
  /** Carry out the steps of a scenario. */
  steps: 0x200,
  /** Register SAPs, take calls of the network and reject them. */
  incomingCalls: 0x400,
  /** Make calls on permanent VCs. */
  permanentVcs: 0x800,
  /** Unbind the call manager, or halt the adapter, with calls open. */
  halt: 0x1000,
  /** Close the address family and open it again, and register and deregister SAPs, between calls and while one is open. */
  families: 0x2000,
  /** Pass information elements with the call parameters, and signal them, also of calls that come in. */
  informationElements: 0x4000,
  /** Choose among the steps of a call which requests are pended. */
  pendInSteps: 0x8000,
} as const;
export type AgentStep = keyof typeof agentSteps;

/** What the network side of a device can do, by bit of HELLO's `network` word. */
export const networkSteps = {
  /** Accept a call with CALL PROCEEDING and CONNECT. */
  accept: 0x01,
  /** Answer RELEASE with RELEASE COMPLETE. */
  release: 0x02,
  /** Spend the delays of the program. */
  delays: 0x04,
  /** Answer ADD PARTY and DROP PARTY, and drop a party of its own accord. */
  parties: 0x08,
  /** Reject and release calls with a cause. */
  reject: 0x10,
  /** Leave messages without an answer. */
  silence: 0x20,
  /** Grant less than was asked for, and more when asked again. */
  modify: 0x40,
  /** Make calls to the client. */
  call: 0x80,
  /** Release connected calls. */
  releaseConnected: 0x100,
  /** Ask for other parameters of a call that stands. */
  changeQoS: 0x200,
  /** Send a message of a call twice. */
  duplicate: 0x400,
  /** Hold a message of a call back, or lose it. */
  lose: 0x800,
} as const;
export type NetworkStep = keyof typeof networkSteps;

/** What a device says of itself. */
export interface Hello {
  readonly topology: Topology;
  readonly hook: Hook;
  readonly begins: 'load' | 'attached';
  /** The clock is a model's, not bound to the host's time and shared by all ports of the device. */
  readonly freeRunning: boolean;
  readonly observes: readonly Observation[];
  readonly sees: readonly Role[];
  /** Ticks a second; 0 where ticks have no known length. */
  readonly tickHz: number;
  /** The device's clock when it made this message. */
  readonly tick: bigint;
  /** EVENT frames sent, and events lost by an overrun, since this start, before this message. */
  readonly events: number;
  /** Tells one start of the device from the next: another number after every start or RESET. */
  readonly start: number;
  /** Octets of the largest program that LOAD may carry; 0 for a device that takes none. */
  readonly maxProgramOctets: number;
  readonly agent: readonly AgentStep[];
  readonly network: readonly NetworkStep[];
  /** What the device is: people read it. */
  readonly identity: string;
  /** Which build of its firmware or driver runs. */
  readonly firmware: string;
}

const topologies = { 1: 'cm', 2: 'mcm' } as const;
const hooks = { 1: 'source', 2: 'import' } as const;
const beginnings = { 1: 'load', 2: 'attached' } as const;
const freeRunningBit = 0x01;

/** The payload of a HELLO frame. */
export function encodeHello(hello: Hello): Uint8Array {
  const out = new PayloadWriter();
  out.u16(protocolVersion);
  out.u8(hello.topology === 'cm' ? 1 : 2);
  out.u8(hello.hook === 'source' ? 1 : 2);
  out.u8(hello.begins === 'load' ? 1 : 2);
  out.u8(hello.freeRunning ? freeRunningBit : 0);
  out.u8(hello.observes.reduce((bits, name) => bits | (1 << observationNames.indexOf(name)), 0));
  out.u8(hello.sees.reduce((bits, role) => bits | (1 << (roleIds[role] - 1)), 0));
  out.u64(hello.tickHz);
  out.bigU64(hello.tick);
  out.u64(hello.events);
  out.u32(hello.start);
  out.u32(hello.maxProgramOctets);
  out.u32(hello.agent.reduce((bits, step) => bits | agentSteps[step], 0));
  out.u32(hello.network.reduce((bits, step) => bits | networkSteps[step], 0));
  out.sizedText(hello.identity);
  out.sizedText(hello.firmware);
  return out.octets();
}

/**
 * The HELLO behind a payload, or what is wrong with it: another version of the protocol, a value without a meaning, too few
 * octets. Octets after the last field, and bits that have no meaning yet, are left to later versions.
 */
export function decodeHello(payload: Uint8Array): Hello | string {
  const from = new PayloadReader(payload);
  const version = from.u16();
  if (version !== protocolVersion && !from.short) {
    return `the device speaks probe protocol version ${version}, this bench version ${protocolVersion}`;
  }
  const topology = topologies[from.u8() as 1];
  const hook = hooks[from.u8() as 1];
  const begins = beginnings[from.u8() as 1];
  const flags = from.u8();
  const observes = from.u8();
  const sees = from.u8();
  const hello = {
    freeRunning: (flags & freeRunningBit) !== 0,
    observes: observationNames.filter((_, bit) => (observes & (1 << bit)) !== 0),
    sees: (Object.keys(roleIds) as Role[]).filter((role) => role !== 'ndis' && (sees & (1 << (roleIds[role] - 1))) !== 0),
    tickHz: from.u64(),
    tick: from.bigU64(),
    events: from.u64(),
    start: from.u32(),
    maxProgramOctets: from.u32(),
    agent: stepsOf(agentSteps, from.u32()),
    network: stepsOf(networkSteps, from.u32()),
    identity: from.sizedText(),
    firmware: from.sizedText(),
  };
  if (from.short) return 'the HELLO is too short';
  if (topology === undefined || hook === undefined || begins === undefined) return 'the HELLO names an unknown topology, hook or beginning';
  if (!Number.isSafeInteger(hello.tickHz)) return 'the tick rate in the HELLO is 2^53 or more';
  return { topology, hook, begins, ...hello };
}

function stepsOf<Name extends string>(steps: Readonly<Record<Name, number>>, bits: number): Name[] {
  return (Object.keys(steps) as Name[]).filter((name) => (bits & steps[name]) !== 0);
}
