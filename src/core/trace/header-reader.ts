import { roleIds, rolesOf, type Role, type Topology } from '../condis/roles.ts';
import { observationNames, type TraceHeader, type TracePort } from './header.ts';
import type { Declaration } from './tail.ts';
import { declarations, headerKeys, portKeys } from './trace-keys.ts';
import type { TraceLine } from './trace-line.ts';

/** Roles that a tracer can be in; NDIS is the channel, never instrumented itself. */
const instrumentedRoles: readonly Role[] = (Object.keys(roleIds) as Role[]).filter((role) => role !== 'ndis');

/** What {@link readHeader} gives: the port list grows as events name further ports. */
export type LiveHeader = TraceHeader & { readonly ports: TracePort[] };

/** Reads the first line of a trace file, which must be its header, and fills in the defaults. */
export function readHeader(line: TraceLine): LiveHeader {
  checkVersion(line);
  const nodes = members(line, 0, headerKeys, 'unknown-header-key', 'a header');
  const topologyNode = required(line, nodes, 'topology');
  const topology: Topology = choice(line, topologyNode, ['cm', 'mcm']);
  const observes = list(line, required(line, nodes, 'observes'), (node) => choice(line, node, observationNames));
  const sees = nodes.get('sees');
  const ports = nodes.get('ports');
  const uncertainty = nodes.get('uncertaintyNs');
  const startedAt = nodes.get('startedAt');
  return {
    condisTrace: 1,
    topology,
    hook: optionalChoice(line, nodes.get('hook'), ['source', 'import']) ?? 'source',
    observes,
    sees: sees === undefined ? rolesOf(topology) : readSees(line, sees),
    begins: optionalChoice(line, nodes.get('begins'), ['load', 'attached']) ?? 'load',
    declares: readDeclares(line, nodes.get('declares')),
    ports: ports === undefined ? [] : readPorts(line, ports),
    uncertaintyNs: uncertainty === undefined ? 0 : line.integerFrom(uncertainty, 0),
    complete: optionalBoolean(line, nodes.get('complete')) ?? true,
    ends: optionalBoolean(line, nodes.get('ends')) ?? false,
    ...(startedAt === undefined ? {} : { startedAt: readTime(line, startedAt) }),
    ...provenance(line, nodes, 'scenario'),
    ...provenance(line, nodes, 'device'),
    ...provenance(line, nodes, 'tool'),
  };
}

/** Other versions have other keys: the version is looked at first. */
function checkVersion(line: TraceLine): void {
  const { tape } = line;
  for (let key = 1; key < tape.count; key = tape.nexts[key] as number) {
    if (tape.textOf(key) !== 'condisTrace') continue;
    const version = tape.valueOf(key + 1);
    if (version === 1) return;
    line.refuse('unknown-version', key + 1, `trace format version ${JSON.stringify(version)}`, 'This program reads version 1.');
  }
  line.refuseLine('no-header', 'the file does not begin with a header', 'Line 1 is the header, with "condisTrace": 1.');
}

/** The value nodes of an object's members by key; keys that begin `x-` are passed over. */
function members(line: TraceLine, object: number, known: readonly string[], code: string, what: string): Map<string, number> {
  const { tape } = line;
  const nodes = new Map<string, number>();
  for (let key = object + 1; key < (tape.nexts[object] as number); key = tape.nexts[key] as number) {
    const name = tape.textOf(key);
    if (known.includes(name)) nodes.set(name, key + 1);
    else if (!name.startsWith('x-')) {
      line.refuse(code, key, `${what} has no key ${JSON.stringify(name)}`, `Known are ${known.join(', ')}; your own keys begin with x-.`);
    }
  }
  return nodes;
}

function required(line: TraceLine, nodes: Map<string, number>, key: string): number {
  const next = `Add "${key}"; docs/trace-format.md says what it means.`;
  return nodes.get(key) ?? line.refuse('missing-key', 0, `the header has no "${key}"`, next);
}

function choice<const T extends string>(line: TraceLine, node: number, choices: readonly T[]): T {
  const text = line.text(node);
  const found = choices.find((candidate) => candidate === text);
  return found ?? line.refuse('unknown-value', node, `${JSON.stringify(text)} is not known here`, `Known are ${choices.join(', ')}.`);
}

function optionalChoice<const T extends string>(line: TraceLine, node: number | undefined, choices: readonly T[]): T | undefined {
  return node === undefined ? undefined : choice(line, node, choices);
}

function optionalBoolean(line: TraceLine, node: number | undefined): boolean | undefined {
  return node === undefined ? undefined : line.boolean(node);
}

function list<T>(line: TraceLine, node: number, read: (element: number) => T): readonly T[] {
  return [...new Set(line.tape.elementsOf(line.array(node)).map(read))];
}

function readSees(line: TraceLine, node: number): readonly Role[] {
  return list(line, node, (element) => {
    const text = line.text(element);
    const role = instrumentedRoles.find((candidate) => candidate === text);
    const next = `Roles are ${instrumentedRoles.join(', ')}.`;
    return role ?? line.refuse('unknown-role', element, `there is no role ${JSON.stringify(text)}`, next);
  });
}

function readDeclares(line: TraceLine, node: number | undefined): Partial<Record<Declaration, boolean>> {
  if (node === undefined) return {};
  const nodes = members(line, line.object(node), declarations, 'unknown-key', '"declares"');
  return Object.fromEntries([...nodes].map(([key, value]) => [key, line.boolean(value)]));
}

function readPorts(line: TraceLine, node: number): TracePort[] {
  const { tape } = line;
  const ports: TracePort[] = [];
  const end = tape.nexts[line.object(node)] as number;
  for (let key = node + 1; key < end; key = tape.nexts[key] as number) {
    const name = tape.textOf(key);
    if (!name.startsWith('x-')) ports.push(readPort(line, name, line.object(key + 1)));
  }
  return ports;
}

function readPort(line: TraceLine, name: string, object: number): TracePort {
  const nodes = members(line, object, portKeys, 'unknown-key', 'a port');
  const sees = nodes.get('sees');
  const clock = optionalChoice(line, nodes.get('clock'), ['device', 'host']);
  const tickHz = nodes.get('tickHz');
  const uncertaintyNs = nodes.get('uncertaintyNs');
  return {
    name,
    ...(sees === undefined ? {} : { sees: readSees(line, sees) }),
    ...(clock === undefined ? {} : { clock }),
    ...(tickHz === undefined ? {} : { tickHz: line.integerFrom(tickHz, 1) }),
    ...(uncertaintyNs === undefined ? {} : { uncertaintyNs: line.integerFrom(uncertaintyNs, 0) }),
  };
}

const dateTime = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

function readTime(line: TraceLine, node: number): string {
  const text = line.text(node);
  return dateTime.test(text) ? text : line.refuseType(node, 'a date and time as in RFC 3339, such as 2026-11-21T14:57:00Z');
}

function provenance<const K extends 'scenario' | 'device' | 'tool'>(
  line: TraceLine, nodes: Map<string, number>, key: K,
): Partial<Record<K, unknown>> {
  const node = nodes.get(key);
  if (node === undefined) return {};
  if (!line.isText(node)) line.object(node);
  return { [key]: line.tape.valueOf(node) } as Partial<Record<K, unknown>>;
}
