import { argumentIds } from '../condis/argument-names.ts';
import { functionId, unnumberedFunction } from '../condis/functions.ts';
import { handleArguments, isCreatedHandle } from '../condis/handle-arguments.ts';
import { roleIds, rolesOf, type Role, type Topology } from '../condis/roles.ts';
import { readArguments, readHandles, readStatus, refuseLongText } from './argument-reader.ts';
import { fromIds, gapReasonIds, kindIds, objectKinds, poolIds, type Kind } from './event-record.ts';
import { jsonKinds } from './json-tape.ts';
import { RecordWriter } from './record-writer.ts';
import { readSignal } from './signal-reader.ts';
import { declarationBits, tailTags, type Declaration } from './tail.ts';
import { declarations, eventSlots } from './trace-keys.ts';
import type { TraceLine } from './trace-line.ts';

const slotOf = (key: string): number => eventSlots.get(key) as number;
const slots = {
  kind: slotOf('kind'), at: slotOf('at'), port: slotOf('port'), seq: slotOf('seq'), tick: slotOf('tick'), fn: slotOf('fn'),
  by: slotOf('by'), vc: slotOf('vc'), party: slotOf('party'), af: slotOf('af'), sap: slotOf('sap'), nbl: slotOf('nbl'),
  from: slotOf('from'), args: slotOf('args'), irql: slotOf('irql'), thread: slotOf('thread'), span: slotOf('span'),
  status: slotOf('status'), out: slotOf('out'), dir: slotOf('dir'), message: slotOf('message'), bytes: slotOf('bytes'),
  callReference: slotOf('callReference'), endpointReference: slotOf('endpointReference'), address: slotOf('address'),
  size: slotOf('size'), pool: slotOf('pool'), what: slotOf('what'), lost: slotOf('lost'), why: slotOf('why'),
  text: slotOf('text'), events: slotOf('events'),
} as const;
/** In the order of {@link handleArguments}. */
const handleSlots = [slots.vc, slots.party, slots.af, slots.sap] as const;

const kindsByName = new Map(Object.entries(kindIds));

/** Turns the line of an event into its record, and refuses what the format does not allow. */
export class EventReader {
  readonly writer = new RecordWriter();
  /** Of the event read last: its kind, its stamp, the node of its stamp and of its port (-1: the default port), its frame number. */
  kind = 0;
  at = 0;
  atNode = 0;
  portNode = -1;
  seq = -1;
  /** Lost events of a gap, events of an end. */
  countNode = -1;
  private readonly line: TraceLine;
  private readonly roles: ReadonlyMap<string, number>;
  private readonly memoryRoles: ReadonlyMap<string, number>;
  private readonly nodes = new Int32Array(eventSlots.size);

  constructor(line: TraceLine, topology: Topology) {
    this.line = line;
    this.roles = numbersOf(rolesOf(topology));
    this.memoryRoles = numbersOf([...rolesOf(topology), 'ndis']);
  }

  read(): void {
    const { line, nodes } = this;
    const { tape } = line;
    nodes.fill(-1);
    for (let key = 1; key < tape.count; key = tape.nexts[key] as number) {
      const slot = eventSlots.get(tape.textOf(key));
      if (slot !== undefined) nodes[slot] = key + 1;
    }
    const kindNode = this.need(slots.kind, 'kind');
    this.kind = this.named(kindNode, kindsByName, 'unknown-kind', 'kind of event');
    this.atNode = this.need(slots.at, 'at');
    this.at = this.time(this.atNode);
    this.portNode = this.node(slots.port);
    if (this.portNode >= 0) line.text(this.portNode);
    const seq = this.node(slots.seq);
    this.seq = seq < 0 ? -1 : line.integerFrom(seq, 0);
    this.body();
    this.tick(this.node(slots.tick));
  }

  private body(): void {
    switch (this.kind) {
      case kindIds.enter:
      case kindIds.return:
        this.call();
        break;
      case kindIds.signal:
        this.signal();
        break;
      case kindIds.alloc:
      case kindIds.free:
        this.memory();
        break;
      case kindIds.declare:
        this.declare();
        break;
      case kindIds.gap:
        this.gap();
        break;
      case kindIds.note:
        this.note();
        break;
      default:
        this.ending();
    }
  }

  private call(): void {
    const { line, writer } = this;
    const name = line.text(this.need(slots.fn, 'fn'));
    const by = this.named(this.need(slots.by, 'by'), this.roles, 'unknown-role', 'role in this topology');
    const fn = functionId(name) ?? unnumberedFunction;
    writer.begin(this.kind, by, fn, this.from());
    if (fn === unnumberedFunction) this.text(slots.fn, tailTags.fn);
    this.vc();
    this.nbl();
    this.object(slots.af, objectKinds.af);
    this.object(slots.sap, objectKinds.sap);
    this.party();
    this.integer(slots.irql, tailTags.irql);
    this.thread();
    this.integer(slots.span, tailTags.span);
    const args = this.node(slots.args);
    if (args >= 0) {
      readArguments(line, args, writer, tailTags.argument);
      this.compareHandles(fn, args);
    }
    if (this.kind !== kindIds.return) return;
    const status = this.node(slots.status);
    if (status >= 0) writer.status(readStatus(line, status));
    const out = this.node(slots.out);
    if (out >= 0) readArguments(line, out, writer, tailTags.out);
  }

  private signal(): void {
    const dir = this.need(slots.dir, 'dir');
    readSignal(this.line, this.writer, dir, this.node(slots.message), this.node(slots.bytes));
    this.vc();
    this.nbl();
    this.party();
    this.integer(slots.callReference, tailTags.callReference);
    this.integer(slots.endpointReference, tailTags.endpointReference);
  }

  private memory(): void {
    const { line, writer } = this;
    const by = this.named(this.need(slots.by, 'by'), this.memoryRoles, 'unknown-role', 'role in this topology');
    const pool = this.node(slots.pool);
    const poolId = pool < 0 ? poolIds.absent : this.named(pool, pools, 'unknown-value', 'pool');
    writer.begin(this.kind, by, 0, poolId);
    const address = this.need(slots.address, 'address');
    if (line.isNull(address)) line.refuseType(address, 'an address other than NULL');
    line.handle(address);
    writer.objectWords(objectKinds.address, line.low, line.high);
    if (this.kind === kindIds.alloc) {
      line.integerFrom(this.need(slots.size, 'size'), 0);
      this.integer(slots.size, tailTags.size);
    }
    if (this.node(slots.what) >= 0) this.text(slots.what, tailTags.what);
  }

  private declare(): void {
    const { line, writer } = this;
    writer.begin(this.kind, 0, 0);
    const vc = this.need(slots.vc, 'vc');
    if (line.isNull(vc)) line.refuseType(vc, 'the handle of a VC');
    this.vc();
    let given = 0;
    let values = 0;
    for (const name of declarations) {
      const node = this.node(declarationSlots[name]);
      if (node < 0) continue;
      given |= declarationBits[name];
      if (line.boolean(node)) values |= declarationBits[name];
    }
    writer.declaresEntry(given, values);
  }

  private gap(): void {
    const lost = this.need(slots.lost, 'lost');
    const why = this.named(this.need(slots.why, 'why'), gapReasons, 'unknown-gap-reason', 'reason for a gap');
    this.writer.begin(this.kind, 0, 0, why);
    if (!this.line.isNull(lost)) this.count(this.line.integerFrom(lost, 0));
  }

  private note(): void {
    this.need(slots.text, 'text');
    this.writer.begin(this.kind, 0, 0);
    this.text(slots.text, tailTags.text);
  }

  private ending(): void {
    this.countNode = this.need(slots.events, 'events');
    this.writer.begin(this.kind, 0, 0);
    this.count(this.line.integerFrom(this.countNode, 0));
  }

  private node(slot: number): number {
    return this.nodes[slot] as number;
  }

  private need(slot: number, key: string): number {
    const node = this.node(slot);
    if (node >= 0) return node;
    const kind = kindNames.get(this.kind);
    const what = key === 'kind' || this.node(slots.kind) < 0 || kind === undefined ? 'this event' : `this ${kind}`;
    return this.line.refuse('missing-key', 0, `${what} has no "${key}"`, `Add "${key}"; docs/trace-format.md says what it means.`);
  }

  private named(node: number, numbers: ReadonlyMap<string, number>, code: string, what: string): number {
    const text = this.line.text(node);
    const number = numbers.get(text);
    if (number !== undefined) return number;
    const next = `Known are ${[...numbers.keys()].join(', ')}.`;
    return this.line.refuse(code, node, `there is no ${what} ${JSON.stringify(text)}`, next);
  }

  private time(node: number): number {
    const { line } = this;
    if (line.tape.kinds[node] !== jsonKinds.number) line.refuseType(node, 'an integer of nanoseconds');
    const value = line.tape.numberOf(node);
    if (Number.isSafeInteger(value) && value >= 0) return value + 0;
    return line.refuse('bad-time', node, `"at" is ${value}`, 'It is an integer of nanoseconds from 0 to 9007199254740991.');
  }

  private tick(node: number): void {
    if (node < 0) return;
    const { line, writer } = this;
    if (!line.isText(node)) {
      writer.tick(line.integerFrom(node, 0));
      return;
    }
    const text = line.tape.textOf(node);
    const ticks = /^[0-9]{1,20}$/.test(text) ? BigInt(text) : -1n;
    if (ticks < 0n || ticks > 0xffff_ffff_ffff_ffffn) line.refuseType(node, 'an integer, or a text of decimal digits below 2^64');
    writer.tickWords(Number(BigInt.asIntN(32, ticks)), Number(BigInt.asIntN(32, ticks >> 32n)));
  }

  private from(): number {
    const node = this.node(slots.from);
    return node < 0 ? fromIds.absent : this.named(node, froms, 'unknown-value', '"from"');
  }

  private vc(): void {
    const node = this.node(slots.vc);
    if (node < 0) return;
    this.line.handle(node);
    this.writer.vcWords(this.line.low, this.line.high);
  }

  private object(slot: number, kind: number): void {
    const node = this.node(slot);
    if (node < 0) return;
    this.line.handle(node);
    this.writer.objectWords(kind, this.line.low, this.line.high);
  }

  private nbl(): void {
    const node = this.node(slots.nbl);
    if (node < 0) return;
    if (this.line.tape.kinds[node] !== jsonKinds.array) {
      this.object(slots.nbl, objectKinds.nbl);
      return;
    }
    const pairs = readHandles(this.line, node);
    for (const element of this.line.tape.elementsOf(node)) if (this.line.isNull(element)) this.line.refuseType(element, 'a handle');
    if (pairs.length > 0) this.writer.objectWords(objectKinds.nbl, pairs[0] as number, pairs[1] as number);
    this.writer.handlesEntry(tailTags.nbl, pairs);
  }

  private party(): void {
    const node = this.node(slots.party);
    if (node < 0) return;
    this.line.handle(node);
    this.writer.partyWords(this.line.low, this.line.high);
  }

  private thread(): void {
    const node = this.node(slots.thread);
    if (node < 0) return;
    if (this.line.isText(node)) this.text(slots.thread, tailTags.thread);
    else this.integer(slots.thread, tailTags.thread);
  }

  /** An integer: in the head or as one word where it has room there, else as JSON. */
  private integer(slot: number, tag: number): void {
    const node = this.node(slot);
    if (node < 0) return;
    const value = this.line.integer(node);
    const { writer } = this;
    if (tag === tailTags.irql && value >= 0 && value <= 0xff) writer.irql(value);
    else if (tag === tailTags.thread && isWord(value)) writer.thread(value);
    else if (tag !== tailTags.irql && tag !== tailTags.thread && isWord(value)) writer.unsignedEntry(tag, value);
    else writer.jsonEntry(tag, value);
  }

  private count(value: number): void {
    if (isWord(value)) this.writer.status(value);
    else this.writer.jsonEntry(tailTags.count, value);
  }

  private text(slot: number, tag: number): void {
    const node = this.node(slot);
    const { line } = this;
    const text = line.text(node);
    refuseLongText(line, node, text);
    const { kinds, octets, starts, ends } = line.tape;
    if (kinds[node] === jsonKinds.plainText) this.writer.utf8Entry(tag, octets, starts[node] as number, ends[node] as number);
    else this.writer.textEntry(tag, text);
  }

  /** `args` may repeat the event's handles, but not contradict them. */
  private compareHandles(fn: number, args: number): void {
    const { line } = this;
    const { tape } = line;
    for (let key = args + 1; key < (tape.nexts[args] as number); key = tape.nexts[key] as number) {
      const which = handleArguments.indexOf(tape.textOf(key) as (typeof handleArguments)[number]);
      if (which < 0) continue;
      const node = this.node(handleSlots[which] as number);
      const name = handleArguments[which] as (typeof handleArguments)[number];
      if (node < 0 || isCreatedHandle(fn, argumentIds[name])) continue;
      line.handle(node);
      const { low, high } = line;
      line.handle(key + 1);
      if (low === line.low && high === line.high) continue;
      const next = `Both are the value that was passed: write it alike in ${line.nameOf(node)} and in args.`;
      line.refuse('handles-disagree', key + 1, `${line.nameOf(node)} and args.${name} are not the same handle`, next);
    }
  }
}

const kindNames = new Map<number, Kind>(Object.entries(kindIds).map(([name, id]) => [id, name as Kind]));
const pools = new Map(Object.entries(poolIds).slice(1));
const froms = new Map(Object.entries(fromIds).slice(1));
const gapReasons = new Map(Object.entries(gapReasonIds));
const declarationSlots = Object.fromEntries(declarations.map((name) => [name, slotOf(name)])) as Record<Declaration, number>;

function numbersOf(roles: readonly Role[]): ReadonlyMap<string, number> {
  return new Map(roles.map((role) => [role, roleIds[role]]));
}

function isWord(value: number): boolean {
  return value >= 0 && value <= 0xffffffff;
}
