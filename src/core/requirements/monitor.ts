import type { RequirementResult } from '../judgement.ts';
import type { EventBatch } from '../trace/event-batch.ts';
import { kindIds } from '../trace/event-record.ts';
import type { TraceHeader } from '../trace/header.ts';
import type { Pairing } from '../trace/pairing.ts';
import { Belongings } from './engine/belongings.ts';
import { column, doubts, firstRegister, vcColumn } from './engine/columns.ts';
import { vcCalls } from './engine/driver-calls.ts';
import { Evaluator, type EvaluatorListener } from './engine/evaluator.ts';
import { EventFacts } from './engine/event-facts.ts';
import { EventSymbols } from './engine/event-symbols.ts';
import { scopes, type Scope } from './engine/facts.ts';
import { FamilyKeeper } from './engine/family-keeper.ts';
import { Ledger, type Suspicion } from './engine/ledger.ts';
import { ListKeeper } from './engine/list-keeper.ts';
import { MemoryFacts } from './engine/memory-facts.ts';
import { ObjectTable } from './engine/object-table.ts';
import { explainedByOpenCall } from './engine/open-calls.ts';
import { OrderWindow } from './engine/order-window.ts';
import { Outstanding } from './engine/outstanding.ts';
import { PartyKeeper, type PartyHost } from './engine/party-keeper.ts';
import { partTransitions } from './engine/part-states.ts';
import { compile, type CompiledCheck, type Program } from './engine/program.ts';
import { doubtReason, gapReason, orderReason } from './engine/reasons.ts';
import { route, routesOf } from './engine/routes.ts';
import { everyRole, roleBits, symbolName, symbolOf } from './engine/symbols.ts';
import { SapKeeper } from './engine/sap-keeper.ts';
import { suspicionOf } from './engine/suspicion.ts';
import { Uncertainty } from './engine/uncertainty.ts';
import { hideUnnamed, isUnnamed, type UnnamedHost } from './engine/unnamed.ts';
import { VcKeeper } from './engine/vc-keeper.ts';
import { VcValues } from './engine/vc-values.ts';
import { vcTransitions } from './engine/vc-states.ts';
import { checks } from './rules/rules.ts';

const s = {
  anyCall: symbolOf('ANY CALL'), callEnd: symbolOf('CALL END'), vcEnd: symbolOf('VC END'), listEnd: symbolOf('LIST END'),
  partyEnd: symbolOf('PARTY END'), setupReceived: symbolOf('S SETUP rx'),
  created: symbolOf('R NdisCoCreateVc'), makeCall: symbolOf('E NdisClMakeCall'),
} as const;

/**
 * Judges a trace by the rules: tables and masks over the stream of events and integer state per VC, party, list and address family.
 * Give every event to the pairing first, then here. Nothing is allocated for an event; a finding is an object.
 */
export class Monitor implements EvaluatorListener {
  private readonly pairing: Pairing;
  private readonly header: TraceHeader;
  private readonly program: Program;
  private readonly ledger: Ledger;
  private readonly facts = new EventFacts();
  private readonly uncertainty: Uncertainty;
  private readonly order: OrderWindow;
  private readonly unnamed: UnnamedHost;
  private readonly scopes: Readonly<Record<Scope, Evaluator>>;
  private readonly belongings: Belongings;
  private readonly vcs: VcKeeper;
  private readonly outstanding: Outstanding;
  private readonly values: VcValues;
  private readonly lists: ListKeeper;
  private readonly families: FamilyKeeper;
  private readonly parties: PartyKeeper;
  private readonly saps: SapKeeper;
  /** Absent where the trace does not observe memory. */
  private readonly memory: MemoryFacts | undefined;
  /** What each symbol has to do with. */
  private readonly routes: Int32Array;
  private readonly symbols: EventSymbols;
  private line = 0;
  private at = 0;
  private port = 0;
  private symbol = -1;

  constructor(header: TraceHeader, pairing: Pairing) {
    this.header = header;
    this.pairing = pairing;
    this.symbols = new EventSymbols(header, pairing);
    this.program = compile(checks, [...vcTransitions, ...partTransitions], header);
    this.ledger = new Ledger(this.program);
    this.uncertainty = new Uncertainty(header);
    this.order = new OrderWindow(this.program.losses, this.uncertainty);
    const evaluator = (scope: Scope): Evaluator =>
      new Evaluator(scope, this.program, firstRegister, this.facts, this.uncertainty.several, this.ledger, this);
    this.scopes = { vc: evaluator('vc'), party: evaluator('party'), list: evaluator('list'), af: evaluator('af'), sap: evaluator('sap') };
    this.belongings = new Belongings(this.scopes.vc);
    this.outstanding = new Outstanding(this.scopes.vc);
    this.values = new VcValues(this.scopes.vc, this.facts, this.program.asked);
    if (header.begins === 'attached') this.values.gap();
    const { facts, uncertainty, scopes: of } = this;
    const { belongings, outstanding, program: { losses } } = this;
    this.unnamed = { facts, uncertainty, losses, scopes: of, belongings, outstanding };
    this.vcs = new VcKeeper(header, this.scopes.vc, this.facts, pairing, this.values, this.uncertainty, {
      ended: (row) => this.ended(row),
      lost: (row) => this.lost(row),
      reissued: (row) => {
        const mixed = this.order.isRecent(this.scopes.vc, row, this.at);
        if (mixed) this.ledger.leaveOpen(this.scopes.vc.life(row), orderReason);
        return mixed;
      },
      created: (row) => this.families.countVc(row, 1),
    });
    const part = (of: Evaluator): PartyHost => ({
      begin: (row, vcRow) => this.begin(of, row, vcRow),
      end: (row) => this.end(of, row),
      outstanding: (row, at, change) => this.outstanding.count(row, at, change),
      uncounted: (row, at, why) => this.outstanding.hide(row, at, why),
      ownerOf: (row) => this.belongings.ownerOf(of, row),
      isOfCall: (row, vcRow) => this.belongings.isOfCall(of, row, vcRow),
      stranger: (low, high) => this.order.stranger(low, high, this.symbol, this.at, this.port),
    });
    this.parties = new PartyKeeper(header, this.scopes, this.facts, this.values, part(this.scopes.party));
    this.lists = new ListKeeper(this.scopes.list, this.facts, part(this.scopes.list));
    this.families = new FamilyKeeper({
      families: this.scopes.af, vc: this.scopes.vc, facts: this.facts, vcs: this.vcs, uncertainty: this.uncertainty,
      losses, attached: header.begins === 'attached', pairing, begin: (row) => this.begin(this.scopes.af, row, -1),
    });
    this.saps = new SapKeeper({
      saps: this.scopes.sap, families: this.scopes.af, vc: this.scopes.vc, facts: this.facts, vcs: this.vcs, uncertainty: this.uncertainty,
      attached: header.begins === 'attached', losses, pairing, begin: (row) => this.begin(this.scopes.sap, row, -1),
    });
    this.memory = header.observes.includes('memory') ? new MemoryFacts(header, this.scopes.vc, this.scopes.party, this.facts) : undefined;
    // An enter or a signal can show what was not known of; and with several ports any event can make an earlier finding doubtful.
    this.routes = routesOf(this.scopes, this.lists, this.program.losses, (symbol) => !this.uncertainty.several &&
      /^(R |ALLOC|FREE)/.test(symbolName(symbol)) && !this.lists.concerns(symbol) && scopes.every((scope) => !of[scope].concerns(symbol)));
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
    if (kind !== kindIds.gap) this.uncertainty.heard(this.port, this.line, this.at);
    if (kind > kindIds.free) {
      this.beside(batch, i, kind);
      return;
    }
    if (kind >= kindIds.alloc) return this.memory?.event(batch, i, kind, this.line);
    const { slot } = this.pairing;
    const symbol = this.symbols.symbolOf(batch, i, slot);
    const bits = symbol < 0 ? route.idle : (this.routes[symbol] as number);
    if ((bits & route.idle) !== 0) return;
    this.symbol = symbol;
    const { facts } = this;
    facts.read(batch, i, kind, this.symbols.functionOf(identity, slot));
    this.vcs.complete(kind, symbol, slot, batch);
    const row = this.rowOf(kind, symbol, slot);
    // SETUP that comes in is about a call that has no VC yet.
    if (row < 0 && kind === kindIds.signal && symbol !== s.setupReceived) this.uncertainty.hide(roleBits.signalling, this.line);
    if (facts.party.seen || (bits & route.parties) !== 0) this.parties.event(symbol, row, this.line);
    if (facts.list.seen && (bits & route.list) !== 0) {
      this.lists.event(batch, symbol, row, this.line, slot < 0 ? -1 : (this.pairing.frames.line[slot] as number));
    }
    if ((bits & (route.adapter | route.losesAf)) !== 0 || (facts.af.seen && (bits & route.af) !== 0)) {
      this.families.event(symbol, slot, this.line);
    }
    if ((bits & route.sap) !== 0) this.saps.event(symbol, row, this.line);
    if (this.uncertainty.several) this.reconsiderOthers(symbol, row);
    if (isUnnamed(facts, bits, row)) hideUnnamed(this.unnamed, symbol, row, this.line);
    if (row >= 0) this.call(batch, symbol, bits, row);
    else if (kind === kindIds.enter && facts.vc.seen && vcCalls[symbol] === 1) this.unbound(symbol, true);
    else if (kind === kindIds.enter && !facts.vc.seen) this.unbound(symbol, false);
  }

  /** An event about an address family, or a list that names no VC, may have come before what is suspected of it, or of the list's VC. */
  private reconsiderOthers(symbol: number, row: number): void {
    const { list, af } = this.facts;
    const known = row < 0 && list.seen ? this.scopes.list.table.find(list.low, list.high) : -1;
    const owner = known < 0 ? -1 : this.belongings.ownerOf(this.scopes.list, known);
    if (owner >= 0) this.reconsider(this.scopes.vc.life(owner), symbol);
    const family = af.seen ? this.scopes.af.table.find(af.low, af.high) : -1;
    if (family >= 0) this.reconsider(this.scopes.af.life(family), symbol);
  }

  /** The row of the VC that the event is about, by its own handle or by its party's; -1: none. */
  private rowOf(kind: number, symbol: number, slot: number): number {
    const { facts } = this;
    if (!facts.vc.seen && facts.party.seen) {
      const known = this.scopes.party.table.find(facts.party.low, facts.party.high);
      const owner = known < 0 ? -1 : this.belongings.ownerOf(this.scopes.party, known);
      if (owner >= 0) return owner;
    }
    return this.vcs.rowOf(kind, symbol, slot, this.line);
  }

  /** The trace is over: what is still open is decided or left open. `complete`: nothing was cut off. */
  finish(ending: { readonly complete: boolean }): RequirementResult[] {
    this.complete = ending.complete && this.header.complete;
    this.facts.readEnd();
    this.symbol = -1;
    this.line += 1;
    this.forAll('list', s.listEnd);
    this.forAll('party', s.partyEnd);
    this.saps.finish(this.line);
    this.vcs.holdUp(this.saps.isAnyLeft);
    this.forAll('vc', s.callEnd);
    this.forAll('vc', s.vcEnd);
    this.forAll('af', s.vcEnd);
    this.vcs.lateReturns.allLost(this.line);
    this.ledger.settleAll(this.stillOpen);
    for (const scope of scopes) this.scopes[scope].addUp();
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
      this.missing(this.uncertainty.rolesOf(this.port), this.uncertainty.lastLineOf(this.port));
      this.uncertainty.heard(this.port, this.line, this.at);
      this.memory?.gap();
      return;
    }
    if (kind === kindIds.declare) this.vcs.declarations.note(batch, i);
  }

  /** Events of some roles may be missing between a line and this one. */
  private missing(roles: number, after: number): void {
    this.uncertainty.hide(roles, this.line);
    for (const scope of scopes) this.scopes[scope].hideAll(this.program.losses.ofRoles(scope, roles), doubts.gap);
    this.vcs.gap(this.line);
    this.uncertainty.reachOut(roles, this.at);
    this.ledger.reopen(after, this.uncertainty.since(this.port), roles, gapReason(this.line));
  }

  /** A VC ended without anybody deleting it. */
  private lost(row: number): void {
    this.scopes.vc.run(s.callEnd, row, this.line);
    this.scopes.vc.run(s.vcEnd, row, this.line);
    this.families.countVc(row, -1);
    this.parties.endAll(row, this.line);
  }

  /** The life of a VC is over. With transfers outstanding it is not known yet whose fault that is. */
  private ended(row: number): void {
    if (!this.vcs.hasTransfers(row)) this.settle(this.scopes.vc.life(row));
  }

  /** Nothing more will be heard of a VC, unless a port is behind. */
  private settle(life: number): void {
    if (!this.uncertainty.apart) this.ledger.settle(life, this.stillOpen);
    else {
      this.ledger.release(this.uncertainty.heardOfAll, this.uncertainty.heardUntil);
      this.ledger.end(life, this.stillOpen, this.line, this.at);
    }
  }

  /** What happens on a VC. */
  private call(batch: EventBatch, symbol: number, bits: number, row: number): void {
    const { vc } = this.scopes;
    const { several } = this.uncertainty;
    if (several) this.reconsider(vc.life(row), symbol);
    const isOver = (bits & route.vc) === 0 || this.vcs.isDeleted(row);
    if ((bits & route.beginsCall) !== 0 && !isOver && this.vcs.beginsCall(symbol, row)) {
      vc.run(s.callEnd, row, this.line);
      this.vcs.beginCall(row);
      if (symbol === s.makeCall) this.parties.endAll(row, this.line);
    }
    if ((bits & route.driverCall) !== 0) this.anyCall(row);
    if (isOver && several) this.order.remember(vc, row, symbol, this.at, this.port);
    if (isOver) return this.vcs.late(symbol, row, this.line);
    if ((bits & route.compares) !== 0 || this.facts.hasValues) this.values.compare(batch, symbol, row, this.at);
    else this.values.placeOn(row);
    if ((bits & route.memory) !== 0) this.memory?.compare(batch, symbol);
    vc.run(symbol, row, this.line);
    if ((bits & route.closesCall) !== 0 && this.vcs.hasListsAway(row)) this.lists.closing(row);
    if ((bits & route.settlesClose) !== 0 && this.vcs.isClosed(row)) this.parties.closed(row);
    if ((bits & route.keeps) !== 0) this.values.keep(batch, symbol, row);
    if ((bits & route.memory) !== 0) this.memory?.keep(batch, symbol, row);
    if ((bits & route.endsVc) === 0) return;
    if (this.vcs.isDeleted(row)) {
      this.families.countVc(row, -1);
      this.parties.endAll(row, this.line);
      this.vcs.bury(row, this.line);
    } else if (symbol === s.created && this.vcs.hasFailed(row)) this.vcs.bury(row, this.line);
    else if (!this.vcs.knowsDeleted(row)) this.families.uncounted(row);
  }

  /** An event about no VC, or about NULL in its place: what follows from it is judged on a row that is wiped afterwards. */
  private unbound(symbol: number, isNull: boolean): void {
    const { vc } = this.scopes;
    if (!isNull && !this.values.unplaced(symbol) && !vc.concerns(symbol)) return;
    const row = this.vcs.blank(this.line);
    if (isNull) this.anyCall(row);
    else if (vc.asksState(symbol)) vc.hideEverything(row);
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

  private retire(part: Evaluator, row: number): void {
    if (this.uncertainty.several) this.order.retire(part, row, this.at);
  }

  private begin(part: Evaluator, row: number, vcRow: number): void {
    this.retire(part, row);
    this.belongings.begin(part, row, vcRow, this.vcs.newLife(), this.line);
    if (!this.uncertainty.several || !this.order.begin(part, row, this.at, this.port) || vcRow < 0) return;
    for (const at of [vcColumn.sendsOut, vcColumn.receivesOut, vcColumn.parties]) this.outstanding.hide(vcRow, at, doubts.order);
  }

  /** A party or list is gone. What is suspected of it waits for the VC's end, or has waited for it. */
  private end(part: Evaluator, row: number): void {
    this.retire(part, row);
    const owner = this.belongings.ownerOf(part, row);
    const vcLife = this.belongings.vcLifeOf(part, row);
    if (vcLife < 0) this.ledger.settle(part.life(row), this.stillOpen);
    else if (owner < 0 || this.vcs.isDeleted(owner)) this.settle(vcLife);
    part.table.remove(row);
  }

  judged(compiled: CompiledCheck, held: boolean, scope: Scope, row: number, doubted: boolean): void {
    const { table } = this.scopes[scope];
    const base = row * table.stride;
    const created = table.rows[base + column.created] as number;
    const window = compiled.since === -2 ? this.line : compiled.since === -1 ? created : (table.rows[base + compiled.since] as number);
    const unknownPast = compiled.since !== -2 && window === 0 && created === 0 && scope !== 'list' && scope !== 'party';
    let open: string | undefined;
    if (unknownPast && this.vcs.isAfterGap(scope, row)) open = 'a gap may hide how it began';
    else if (unknownPast && this.vcs.isAttached(scope, row)) {
      this.ledger.undecided[compiled.number] = (this.ledger.undecided[compiled.number] as number) + 1;
      return;
    }
    const hangsOnOrder = this.uncertainty.several && scope === 'vc' && !(held && compiled.atBound);
    if (hangsOnOrder && this.uncertainty.touched(row, compiled.neededFacts, this.at, this.port)) open = orderReason;
    if (!held && (this.scopes[scope].doubtOf(row) & doubts.mixed) !== 0) {
      open = this.uncertainty.several ? orderReason : gapReason(this.uncertainty.lastGapOf(everyRole));
    }
    if (!held && scope === 'list' && this.uncertainty.several && this.order.isYoung(this.scopes.list, row, this.at)) open = orderReason;
    if (!held && compiled.ofParties && this.uncertainty.several) open = orderReason;
    if (open === undefined) {
      if (held) {
        this.ledger.passed[compiled.number] = (this.ledger.passed[compiled.number] as number) + 1;
        return;
      }
      const gap = compiled.since === -2 ? 0 : this.uncertainty.reachOf(compiled.explainedBy);
      if (compiled.check.open !== undefined) ({ open } = compiled.check);
      else if (doubted) open = doubtReason(this.scopes[scope].doubtOf(row), this.uncertainty.lastGapOf(everyRole));
      else if (this.symbol < 0 && !this.complete) open = 'the recording stopped before it was over';
      else if (gap > window) open = gapReason(this.uncertainty.lastGapOf(compiled.explainedBy));
    }
    this.suspect(compiled, scope, row, window, open);
  }

  private suspect(compiled: CompiledCheck, scope: Scope, row: number, window: number, open: string | undefined): void {
    const { line, at, port, symbol } = this;
    const moment = { line, at, port, isEnd: symbol < 0 };
    const { owner, suspicion } = suspicionOf(this.scopes, this.belongings, compiled, scope, row, window, open, moment);
    if (compiled.check.stray === true && open === undefined) this.ledger.stray(symbol, line, owner);
    this.ledger.suspect(owner, suspicion, this.stillOpen);
  }

  arriving(evaluator: Evaluator, row: number): Int32Array | undefined {
    // What the monitor runs of its own, such as the end of a call, is the event's doing.
    if (this.symbol < 0) return undefined;
    return this.order.arrive(evaluator, row, this.at, this.port) ? this.order.momentary : undefined;
  }

  arrived(evaluator: Evaluator, symbol: number, row: number): void {
    if (this.symbol >= 0 && symbol === this.symbol) this.order.settle(evaluator, row, symbol, this.at, this.port);
  }

  changed(scope: Scope, row: number, before: Int32Array): void {
    if (scope !== 'vc') return;
    const { table } = this.scopes.vc;
    this.uncertainty.note(row, before, table.rows, row * table.stride + ObjectTable.facts, this.at, this.port);
  }

  /** An event of another port may have come before what was suspected. */
  private reconsider(owner: number, symbol: number): void {
    for (const suspicion of this.ledger.influencedBy(owner, symbol)) {
      if (this.uncertainty.orderOpen(this.at, this.port, suspicion.at, suspicion.port)) suspicion.open ??= orderReason;
    }
  }

  private readonly stillOpen = (suspicion: Suspicion): boolean => explainedByOpenCall(this.pairing, suspicion);
}
