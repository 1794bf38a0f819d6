import { functionName } from '../core/condis/functions.ts';
import type { Topology } from '../core/condis/roles.ts';
import { acts, type ActName } from '../core/scenario/steps/acts.ts';
import type { ExpectedEvent, StepRole } from '../core/scenario/steps/step.ts';
import type { Lane } from '../report/story/ladder.ts';

/** The lanes of written steps; where they are for both kinds of call manager, those of the stand-alone one. */
export function stepLanes(topologies: readonly Topology[]): readonly Lane[] {
  return topologies.includes('cm') ? ['client', 'cm', 'miniport', 'network'] : ['client', 'mcm', 'network'];
}

/** From which lane to which something goes; the same twice for what happens at one. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Requests that the network hears nothing of. */
const local: ReadonlySet<ActName> = new Set<ActName>(['client: create VC', 'client: delete VC']);
/** Acts that are seen by nobody else: somebody goes, or does nothing. */
const atHome: ReadonlySet<ActName> = new Set<ActName>([
  'callManager: unbind', 'miniport: halt', 'network: not answer', 'network: not connect',
]);

/** Whom an act is addressed to in the end. */
export function spanOfAct(act: ActName, lanes: readonly Lane[]): Span {
  const { role } = acts[act];
  const from = laneOf(role, lanes);
  if (atHome.has(act)) return { from, to: from };
  if (role === 'client') return { from, to: laneOf(local.has(act) ? 'callManager' : 'network', lanes) };
  return { from, to: laneOf(role === 'miniport' ? 'callManager' : 'client', lanes) };
}

/** Where an event is seen: a message between call manager and network, anything else at whoever makes the call or has the handler. */
export function spanOfEvent(event: ExpectedEvent, lanes: readonly Lane[]): Span {
  if (event.kind === 'signal') {
    const [manager, network] = [laneOf('callManager', lanes), laneOf('network', lanes)];
    return event.dir === 'tx' ? { from: manager, to: network } : { from: network, to: manager };
  }
  const at = laneOf(ownerOf(functionName(event.fn) ?? ''), lanes);
  return { from: at, to: at };
}

function ownerOf(name: string): StepRole {
  if (/^(NdisM?Cm|ProtocolCm|ProtocolCo(Create|Delete)Vc$)/.test(name)) return 'callManager';
  return /^(Miniport|NdisMCo)/.test(name) ? 'miniport' : 'client';
}

function laneOf(role: StepRole, lanes: readonly Lane[]): number {
  const names: Readonly<Record<StepRole, readonly Lane[]>> = {
    client: ['client'], callManager: ['cm', 'mcm'], miniport: ['miniport', 'mcm'], network: ['network'],
  };
  return lanes.findIndex((lane) => names[role].includes(lane));
}
