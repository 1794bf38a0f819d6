import type { Topology } from '../../src/core/condis/roles.ts';
import { plannedRun } from '../bench/bench-harness.ts';
import { having, judge, type Line } from '../core/requirements/judging.ts';
import { recorded } from './recorded.ts';

/** What a correct device records in a shipped scenario, as the lines of a trace. */
export async function traceOf(scenarioName: string, topology: Topology, calls: number): Promise<Line[]> {
  const { scenario, program } = await plannedRun(scenarioName, topology, calls);
  const header = { condisTrace: 1, topology, observes: ['calls', 'arguments', 'signalling', 'memory', 'irql'], declares: scenario.declares };
  return [header, ...recorded(program).events.map(({ tick, ...event }) => ({ ...event, at: tick * 10 }))];
}

/** Rows that accuse somebody. */
export function accused(lines: readonly Line[]): string {
  return having(judge(lines), 'fail', 'warn', 'self-check').join(' ');
}

/** What kind of event a line is. */
export function kindOf(line: Line): string {
  return ['kind', 'fn', 'message', 'dir', 'by', 'from'].flatMap((key) => (typeof line[key] === 'string' ? [line[key]] : [])).join(' ');
}

/** Keys of an event that a tracer need not see. */
const optional = ['vc', 'party', 'af', 'sap', 'nbl', 'from', 'irql', 'thread', 'status', 'callReference', 'endpointReference', 'pool', 'what'];
/** A handle key, and the argument that repeats it. */
const repeated: Readonly<Record<string, string>> = { vc: 'NdisVcHandle', party: 'NdisPartyHandle', af: 'NdisAfHandle', sap: 'NdisSapHandle' };

/** The keys of an event that may be absent: its own, and those of `args` and `out` with their group in front. */
export function optionalKeys(line: Line): string[] {
  if (line['kind'] === 'declare') return [];
  const inside = (['args', 'out'] as const).flatMap((group) => [group, ...Object.keys(line[group] ?? {}).map((key) => `${group}.${key}`)]);
  return [...optional, ...inside].filter((key) => valueAt(line, key) !== undefined);
}

function valueAt(line: Line, key: string): unknown {
  const [group, inner] = key.split('.') as ['args' | 'out', string | undefined];
  return inner === undefined ? line[group] : line[group]?.[inner];
}

/** The event as a tracer shows it that did not see one of its values. */
export function unseen(line: Line, key: string): Line {
  const copy = structuredClone(line);
  const [group, inner] = key.split('.') as ['args' | 'out', string | undefined];
  if (inner !== undefined) delete copy[group]?.[inner];
  else {
    delete copy[group];
    delete copy.args?.[repeated[key] ?? ''];
  }
  return copy;
}

/** Numbers from 0 to below 1, the same for the same seed. */
export function numbers(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return ((state ^ (state >>> 13)) >>> 0) / 0x1_0000_0000;
  };
}

/** The trace as the ports of its roles show it, each with a clock that is up to `half` ns off; `isJittery`: at each event anew. */
export function onPorts([header, ...events]: readonly Line[], half: number, isJittery: boolean, next: () => number): Line[] {
  const roles = header?.['topology'] === 'cm' ? ['client', 'cm', 'miniport'] : ['client', 'mcm'];
  const signalling = roles[1] as string;
  const ports = Object.fromEntries(roles.map((role) => [role, { sees: [role], uncertaintyNs: half }]));
  const off = new Map(roles.map((role) => [role, (next() * 2 - 1) * half]));
  const last = new Map<string, number>();
  const placed = events.map((event) => {
    const port = roles.includes(event['by'] as string) ? (event['by'] as string) : signalling;
    const shift = isJittery ? (next() * 2 - 1) * half : (off.get(port) as number);
    const at = Math.max(last.get(port) ?? 0, (event['at'] as number) + half + Math.round(shift));
    last.set(port, at);
    return { ...event, port, at };
  });
  return [{ ...header, ports }, ...placed.toSorted((a, b) => a.at - b.at)];
}

/** The trace with a block of `length` events of one port lost (any port where events name none). */
export function withGap(lines: readonly Line[], length: number, next: () => number): Line[] {
  const all = [...new Set(lines.slice(1).map((line) => line['port']))];
  const port = all[Math.floor(next() * all.length)];
  const own = lines.flatMap((line, index) => (index > 0 && line['port'] === port && line['kind'] !== 'gap' ? [index] : []));
  const first = Math.floor(next() * (own.length - length - 1));
  const lost = new Set(own.slice(first, first + length));
  const after = own[first + length];
  const gap = (line: Line): Line => ({ kind: 'gap', at: line['at'], lost: null, why: 'crc', ...(port === undefined ? {} : { port }) });
  return lines.flatMap((line, index) => (index === after ? [gap(line), line] : lost.has(index) ? [] : [line]));
}
