import { functionIds, mcmTwin } from '../condis/functions.ts';
import { roleIds } from '../condis/roles.ts';
import type { RequirementResult } from '../judgement.ts';
import type { EventBatch } from '../trace/event-batch.ts';
import { kindIds, word } from '../trace/event-record.ts';
import type { TraceHeader } from '../trace/header.ts';
import type { Pairing } from '../trace/pairing.ts';
import { findEntry, tailTags } from '../trace/tail.ts';
import { afColumn, column, vcColumn } from './engine/columns.ts';
import { Evaluator, type EvaluatorListener } from './engine/evaluator.ts';
import { EventFacts } from './engine/event-facts.ts';
import { objectBit, type Scope } from './engine/facts.ts';
import { Ledger, type Suspicion } from './engine/ledger.ts';
import { ListKeeper } from './engine/list-keeper.ts';
import { ObjectTable } from './engine/object-table.ts';
import { partTransitions } from './engine/part-states.ts';
import { compile, firstRegister, type CompiledCheck, type Program } from './engine/program.ts';
import { roleBits, symbolCount, symbolName, symbolOf, symbolOfEvent } from './engine/symbols.ts';
import { Uncertainty } from './engine/uncertainty.ts';
import { VcKeeper } from './engine/vc-keeper.ts';
import { VcValues } from './engine/vc-values.ts';
import { vcTransitions } from './engine/vc-states.ts';
import { checks } from './rules/rules.ts';

const s = {
  anyCall: symbolOf('ANY CALL'), callEnd: symbolOf('CALL END'), vcEnd: symbolOf('VC END'), listEnd: symbolOf('LIST END'),
  partyEnd: symbolOf('PARTY END'),
  cmOpenAf: symbolOf('E ProtocolCmOpenAf'), createVc: symbolOf('E NdisCoCreateVc'), deleted: symbolOf('R NdisCoDeleteVc'),
    created: symbolOf('R NdisCoCreateVc'),
  cmMakeCall: symbolOf('E ProtocolCmMakeCall'), cmAddParty: symbolOf('E ProtocolCmAddParty'),
  openedAf: symbolOf('R NdisClOpenAddressFamilyEx'), closeAf: symbolOf('E NdisClCloseAddressFamily'), afClosed: symbolOf('AF CLOSED'),
} as const;

const party = { joined: objectBit('party', 'joined'), gone: objectBit('party', 'gone') } as const;
const af = { attached: objectBit('af', 'attached'), afterGap: objectBit('af', 'afterGap'), openAsked: objectBit('af', 'openAsked'),
  hasVcs: objectBit('af', 'hasVcs') } as const;

/** Symbols that are enters of a driver's call, not of a handler. */
const driverCalls = Uint8Array.from({ length: symbolCount }, (_, symbol) => (symbolName(symbol).startsWith('E Ndis') ? 1 : 0));

/**
 * Judges a trace by the rules: tables and masks over the stream of events and integer state per VC, party, list and address family.
 * Give every event to the pairing first, then here. Nothing is allocated for an event; a finding is an object.
 */
export class Monitor implements EvaluatorListener {
  private readonly pairing: Pairing;
  private readonly header: TraceHeader;
  private readonly imports: boolean;
  private readonly program: Program;
  private readonly ledger: Ledger;
  private readonly facts = new EventFacts();
  private readonly uncertainty: Uncertainty;
  private readonly scopes: Readonly<Record<Scope, Evaluator>>;
  private readonly vcs: VcKeeper;
  private readonly values: VcValues;
  private readonly lists: ListKeeper;
  private line = 0;
  private at = 0;
  private port = 0;
  private symbol = -1;

  constructor(header: TraceHeader, pairing: Pairing) {
    this.header = header;
    this.pairing = pairing;
    this.imports = header.hook === 'import';
    this.program = compile(checks, [...vcTransitions, ...partTransitions], header);
    this.ledger = new Ledger(this.program);
    this.uncertainty = new Uncertainty(header);
    const evaluator = (scope: Scope): Evaluator =>
      new Evaluator(scope, this.program, firstRegister, this.facts, this.uncertainty.several, this.ledger, this);
    this.scopes = { vc: evaluator('vc'), party: evaluator('party'), list: evaluator('list'), af: evaluator('af') };
    this.values = new VcValues(this.scopes.vc, this.facts, this.program.asked);
    this.values.lossy = header.begins === 'attached';
    this.vcs = new VcKeeper(header, this.scopes.vc, this.facts, pairing, this.values, {
      ended: (life) => this.ledger.settle(life, this.stillOpen),
      created: (row) => this.countVc(row, 1),
    });
    this.lists = new ListKeeper(this.scopes.list, this.facts, {
      begin: (row, vcRow) => this.begin('list', row, vcRow),
      end: (row) => this.end('list', row),
      outstanding: (row, at, change) => this.vcs.outstanding(row, at, change),
      ownerOf: (row) => this.ownerOf('list', row),
    });
  }

  /** Findings so far; some of them may yet turn out to be consequences of others, and what only the end decides is not among them. */
  get findings(): number {
    return this.ledger.findings;
  }

  /** Takes event `i`, which the pairing has just seen. */
  event(batch: EventBatch, i: number): void {
    const start = batch.starts[i] as number;
    const identity = batch.words[start] as number;
    const kind = (identity >>> 16) & 0xff;
    this.line = batch.firstLine + i;
    this.at = batch.at[i] as number;
    this.port = batch.port[i] as number;
    if (kind > kindIds.free) {
      this.beside(batch, i, kind);
      return;
    }
    const { slot } = this.pairing;
    let fn = identity & 0xffff;
    if (slot >= 0) fn = this.pairing.frames.fn[slot] as number;
    else if (this.imports && identity >>> 24 === roleIds.mcm && kind !== kindIds.signal) fn = mcmTwin(fn);
    const symbol = symbolOfEvent(kind, fn, (batch.words[start + word.presence] as number) >>> 24);
    if (symbol < 0) return;
    this.symbol = symbol;
    this.facts.read(batch, i, kind, fn);
    this.vcs.complete(kind, symbol, slot, batch);
    const row = this.rowOf(kind, symbol, slot);
    if (row < 0 && kind === kindIds.signal) this.uncertainty.hide(roleBits.signalling, this.line);
    this.party(symbol, row);
    const entered = slot < 0 ? -1 : (this.pairing.frames.line[slot] as number);
    if (this.facts.list.seen) this.lists.event(batch, symbol, row, this.line, entered);
    this.addressFamily(symbol);
    if (row >= 0) this.call(batch, kind, symbol, row);
    else if (kind === kindIds.enter && !this.facts.vc.seen) this.unbound(symbol);
  }

  /** The row of the VC that the event is about, by its own handle or by its party's; -1: none. */
  private rowOf(kind: number, symbol: number, slot: number): number {
    const { facts } = this;
    if (!facts.vc.seen && facts.party.seen) {
      const known = this.scopes.party.table.find(facts.party.low, facts.party.high);
      const owner = known < 0 ? -1 : this.ownerOf('party', known);
      if (owner >= 0) return owner;
    }
    return this.vcs.rowOf(kind, symbol, slot, this.line, this.uncertainty.lastGapOf(roleBits.client | roleBits.cm));
  }

  /** The trace is over: what is still open is decided or left open. `complete`: nothing was cut off. */
  finish(ending: { readonly complete: boolean }): RequirementResult[] {
    this.complete = ending.complete && this.header.complete;
    this.facts.readEnd();
    this.symbol = -1;
    this.line += 1;
    this.forAll('list', s.listEnd);
    this.forAll('party', s.partyEnd);
    this.vcs.holdUp();
    this.forAll('vc', s.callEnd);
    this.forAll('vc', s.vcEnd);
    this.forAll('af', s.vcEnd);
    this.ledger.settleAll(this.stillOpen);
    return this.ledger.results(this.header.topology, this.header.declares.tapi === true);
  }

  /** Set when the trace has ended. */
  private complete = true;

  private forAll(scope: Scope, symbol: number): void {
    const evaluator = this.scopes[scope];
    for (let row = 0; row < evaluator.table.size; row++) {
      if (!evaluator.table.isTaken(row) || (scope === 'vc' && this.vcs.isDeleted(row))) continue;
      evaluator.run(symbol, row, this.line);
    }
  }

  private beside(batch: EventBatch, i: number, kind: number): void {
    if (kind === kindIds.gap) {
      this.uncertainty.gap(this.port, this.line);
      this.vcs.gap();
      return;
    }
    if (kind !== kindIds.declare) return;
    const start = batch.starts[i] as number;
    const row = this.scopes.vc.table.find(batch.words[start + word.vc] as number, batch.words[start + word.vc + 1] as number);
    const at = findEntry(batch.words, start, batch.ends[i] as number, tailTags.declares);
    if (row < 0 || at < 0) return;
    const { rows, stride } = this.scopes.vc.table;
    rows[row * stride + vcColumn.declared] = batch.words[at + 1] as number;
    rows[row * stride + vcColumn.declaredValues] = batch.words[at + 2] as number;
  }

  /** What happens on a VC. */
  private call(batch: EventBatch, kind: number, symbol: number, row: number): void {
    const { vc } = this.scopes;
    if (this.uncertainty.several) this.reconsider(vc.life(row), symbol);
    if (kind === kindIds.enter && driverCalls[symbol] === 1) this.anyCall(row);
    if (this.vcs.isDeleted(row) || !vc.concerns(symbol)) return;
    this.values.compare(batch, symbol, row);
    if (this.vcs.beginsCall(symbol, row)) {
      vc.run(s.callEnd, row, this.line);
      this.vcs.beginCall(row);
    }
    vc.run(symbol, row, this.line);
    this.values.keep(batch, symbol, row);
    if (this.vcs.isDeleted(row)) {
      this.countVc(row, -1);
      this.endParties(row);
      this.vcs.bury(row);
    } else if (symbol === s.created && this.vcs.hasFailed(row)) this.vcs.bury(row);
  }

  /** An event about no VC: only what follows from the event itself is judged, on a row that is wiped afterwards. */
  private unbound(symbol: number): void {
    const { vc } = this.scopes;
    if (!vc.concerns(symbol)) return;
    const row = this.vcs.blank(this.line);
    vc.run(symbol, row, this.line);
    this.ledger.settle(vc.life(row), this.stillOpen);
    this.vcs.wipe(row);
  }

  /** A driver calls a function on a VC that may not exist, or no more. */
  private anyCall(row: number): void {
    if (this.vcs.plain(row)) return;
    this.scopes.vc.run(s.anyCall, row, this.line);
    this.vcs.assume(row);
  }

  private party(symbol: number, vcRow: number): void {
    const { facts } = this;
    const { party: parties } = this.scopes;
    if (!facts.party.seen || (facts.party.low === 0 && facts.party.high === 0)) return;
    let row = parties.table.find(facts.party.low, facts.party.high);
    if (row < 0) {
      if ((symbol !== s.cmMakeCall && symbol !== s.cmAddParty) || vcRow < 0) return;
      row = parties.table.add(facts.party.low, facts.party.high);
      this.begin('party', row, vcRow);
    }
    const live = (): boolean => parties.has(row, 0, party.joined) && !parties.has(row, 0, party.gone);
    const before = live();
    facts.flagSecond(this.vcs.partyLiveBit, before);
    parties.run(symbol, row, this.line);
    if (live() !== before) this.vcs.outstanding(this.ownerOf('party', row), vcColumn.parties, before ? -1 : 1);
  }

  /** The parties of a VC that is gone are gone. */
  private endParties(vcRow: number): void {
    const { party: parties } = this.scopes;
    if (parties.table.count === 0) return;
    for (let row = 0; row < parties.table.size; row++) {
      if (!parties.table.isTaken(row) || this.ownerOf('party', row) !== vcRow) continue;
      parties.run(s.partyEnd, row, this.line);
      this.end('party', row);
    }
  }

  private addressFamily(symbol: number): void {
    const { facts } = this;
    const { af: families } = this.scopes;
    if (!facts.af.seen || (facts.af.low === 0 && facts.af.high === 0) || !families.concerns(symbol)) return;
    let row = families.table.find(facts.af.low, facts.af.high);
    if (row < 0) {
      row = families.table.add(facts.af.low, facts.af.high);
      this.begin('af', row, -1);
      const opening = symbol === s.cmOpenAf || symbol === s.openedAf;
      const attached = this.header.begins === 'attached';
      if (!opening && (attached || this.uncertainty.lastGapOf(roleBits.client | roleBits.cm) > 0)) {
        families.put(row, 0, attached ? af.attached : af.afterGap, true);
        families.table.rows[row * families.table.stride + column.created] = 0;
      }
    }
    if (symbol === s.cmOpenAf && this.vcs.openFrame(functionIds.NdisClOpenAddressFamilyEx) >= 0) families.put(row, 0, af.openAsked, true);
    families.run(symbol, row, this.line);
    if (symbol === s.closeAf && families.has(row, 0, af.hasVcs)) this.closing(facts.af.low, facts.af.high);
  }

  /** Tells the VCs of an address family that it is being closed. */
  private closing(low: number, high: number): void {
    const { vc } = this.scopes;
    const { table } = vc;
    for (let row = 0; row < table.size; row++) {
      const base = row * table.stride;
      if (!table.isTaken(row) || this.vcs.isDeleted(row) || table.rows[base + vcColumn.afKnown] !== 1) continue;
      if (table.rows[base + vcColumn.af] === low && table.rows[base + vcColumn.af + 1] === high) vc.run(s.afClosed, row, this.line);
    }
  }

  /** A VC of an address family comes (1) or goes (-1). */
  private countVc(row: number, change: number): void {
    const { vc, af: families } = this.scopes;
    const base = row * vc.table.stride;
    if (vc.table.rows[base + vcColumn.afKnown] !== 1) return;
    const family = families.table.find(vc.table.rows[base + vcColumn.af] as number, vc.table.rows[base + vcColumn.af + 1] as number);
    if (family < 0) return;
    const at = family * families.table.stride + afColumn.vcs;
    const count = Math.max(0, (families.table.rows[at] as number) + change);
    families.table.rows[at] = count;
    families.put(family, 0, af.hasVcs, count > 0);
  }

  private begin(scope: Scope, row: number, vcRow: number): void {
    const { table } = this.scopes[scope];
    const base = row * table.stride;
    table.rows.fill(0, base + ObjectTable.facts, base + table.stride);
    table.rows[base + column.life] = this.vcs.newLife();
    table.rows[base + column.created] = this.line;
    table.rows[base + column.vcRow] = vcRow;
    table.rows[base + column.vcLife] = vcRow < 0 ? -1 : this.scopes.vc.life(vcRow);
  }

  /** What is suspected of a party or list of a living VC waits for the VC's end. */
  private end(scope: Scope, row: number): void {
    this.ledger.settle(this.scopes[scope].life(row), this.stillOpen);
    this.scopes[scope].table.remove(row);
  }

  /** The VC of a party or list, or -1 if that is gone. */
  private ownerOf(scope: Scope, row: number): number {
    const { table } = this.scopes[scope];
    const vcRow = table.rows[row * table.stride + column.vcRow] as number;
    if (vcRow < 0 || !this.scopes.vc.table.isTaken(vcRow)) return -1;
    return this.scopes.vc.life(vcRow) === table.rows[row * table.stride + column.vcLife] ? vcRow : -1;
  }

  judged(compiled: CompiledCheck, held: boolean, scope: Scope, row: number): void {
    const { table } = this.scopes[scope];
    const base = row * table.stride;
    const created = table.rows[base + column.created] as number;
    const window = compiled.since === -2 ? this.line : compiled.since === -1 ? created : (table.rows[base + compiled.since] as number);
    const unknownPast = compiled.since !== -2 && window === 0 && created === 0 && scope !== 'list' && scope !== 'party';
    let open: string | undefined;
    if (unknownPast) {
      if (!this.vcs.isAfterGap(scope, row)) {
        if (this.vcs.isAttached(scope, row)) {
          this.ledger.undecided[compiled.number] = (this.ledger.undecided[compiled.number] as number) + 1;
          return;
        }
      } else open = 'a gap may hide how it began';
    }
    const hangsOnOrder = !(held && compiled.atBound);
    if (this.uncertainty.several && hangsOnOrder && scope === 'vc' && this.uncertainty.touched(row, compiled.neededFacts, this.at,
      this.port)) {
      open = 'events of two ports are closer than their uncertainties';
    }
    if (open === undefined) {
      if (held) {
        this.ledger.passed[compiled.number] = (this.ledger.passed[compiled.number] as number) + 1;
        return;
      }
      if (compiled.check.open === true) open = 'a call that it needs has not returned';
      else if (this.symbol < 0 && !this.complete) open = 'the recording stopped before it was over';
      else {
        const gap = compiled.since === -2 ? 0 : this.uncertainty.lastGapOf(compiled.explainedBy);
        if (gap > window) open = `a gap at line ${gap} may explain it`;
      }
    }
    this.suspect(compiled, scope, row, window, open);
  }

  private suspect(compiled: CompiledCheck, scope: Scope, row: number, window: number, open: string | undefined): void {
    const { table } = this.scopes[scope];
    const base = row * table.stride;
    const events: number[] = [];
    for (const register of compiled.show) {
      const line = table.rows[base + register] as number;
      if (line > 0 && line >= window && !events.includes(line)) events.push(line);
    }
    if (this.symbol >= 0 || events.length === 0) events.push(Math.min(this.line, this.symbol < 0 ? this.line - 1 : this.line));
    events.sort((a, b) => a - b);
    const vcRow = scope === 'vc' ? row : scope === 'af' ? -1 : this.ownerOf(scope, row);
    const { vc } = this.scopes;
    const vcBase = vcRow * vc.table.stride;
    const owner = vcRow >= 0 ? vc.life(vcRow) : (table.rows[base + column.life] as number);
    this.ledger.suspect(owner, {
      compiled,
      call: vcRow >= 0 ? (vc.table.rows[vcBase + column.call] as number) : 0,
      line: this.line,
      at: this.at,
      port: this.port,
      events: [...new Set(events)],
      low: vcRow >= 0 ? (vc.table.rows[vcBase] as number) : 0,
      high: vcRow >= 0 ? (vc.table.rows[vcBase + 1] as number) : 0,
      open,
    }, this.stillOpen);
  }

  changed(scope: Scope, row: number, before: Int32Array): void {
    if (scope !== 'vc') return;
    const { table } = this.scopes.vc;
    this.uncertainty.note(row, before, table.rows, row * table.stride + ObjectTable.facts, this.at, this.port);
  }

  /** An event of another port may have come before what was suspected. */
  private reconsider(owner: number, symbol: number): void {
    for (const suspicion of this.ledger.suspects(owner) ?? []) {
      const influences = ((suspicion.compiled.influences[symbol >> 5] as number) & (1 << (symbol & 31))) !== 0;
      if (!influences || !this.uncertainty.orderOpen(this.at, this.port, suspicion.at, suspicion.port)) continue;
      suspicion.open ??= 'events of two ports are closer than their uncertainties';
    }
  }

  /** Whether a call that was entered before, and has not returned, would have changed what a suspicion rests on. */
  private readonly stillOpen = (suspicion: Suspicion): boolean => {
    const { frames } = this.pairing;
    for (let slot = this.pairing.newestOpen; slot >= 0; slot = frames.older[slot] as number) {
      if ((frames.line[slot] as number) >= suspicion.line) continue;
      if (frames.vcLow[slot] !== suspicion.low || frames.vcHigh[slot] !== suspicion.high) continue;
      const symbol = symbolOfEvent(kindIds.return, frames.fn[slot] as number, 0);
      if (symbol >= 0 && ((suspicion.compiled.influences[symbol >> 5] as number) & (1 << (symbol & 31))) !== 0) return true;
    }
    return false;
  };
}
