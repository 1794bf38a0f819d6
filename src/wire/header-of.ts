import type { TraceHeader, TracePort } from '../core/trace/header.ts';
import { observationNames } from '../core/trace/header.ts';
import { roleIds, type Role } from '../core/condis/roles.ts';
import type { Hello } from './hello.ts';

/** A port and the first HELLO that came through it. */
export interface GreetedPort {
  readonly name: string;
  readonly hello: Hello;
  /** Half-width of the interval in which its stamps lie; 0 for a free-running clock, and for the first port, which is the reference. */
  readonly uncertaintyNs?: number;
}

/** The part of a trace's header that no HELLO says. */
export type KnownOfTrace = Pick<TraceHeader, 'declares' | 'startedAt' | 'scenario' | 'device' | 'tool'>;

/**
 * The header of the trace that a capture holds: what the ports' HELLOs say, and what is known from elsewhere. Ports in the
 * order in which the bench opened them; the first is the reference and says topology and hook for all. `complete` and `ends`
 * are for whoever sees the end.
 */
export function headerOf(ports: readonly [GreetedPort, ...GreetedPort[]], known: Partial<KnownOfTrace> = {}): TraceHeader {
  const hellos = ports.map((port) => port.hello);
  const first = ports[0].hello;
  return {
    declares: {},
    ...known,
    condisTrace: 1,
    topology: first.topology,
    hook: first.hook,
    observes: observationNames.filter((name) => hellos.some((hello) => hello.observes.includes(name))),
    sees: (Object.keys(roleIds) as Role[]).filter((role) => hellos.some((hello) => hello.sees.includes(role))),
    begins: hellos.some((hello) => hello.begins === 'attached') ? 'attached' : 'load',
    ports: ports.map(portOf),
    uncertaintyNs: 0,
    complete: true,
    ends: false,
  };
}

function portOf(port: GreetedPort, index: number): TracePort {
  const { name, hello } = port;
  const uncertaintyNs = hello.freeRunning || index === 0 ? 0 : port.uncertaintyNs;
  return {
    name,
    sees: hello.sees,
    clock: hello.tickHz > 0 ? 'device' : 'host',
    ...(hello.tickHz > 0 && { tickHz: hello.tickHz }),
    ...(uncertaintyNs !== undefined && { uncertaintyNs }),
  };
}
