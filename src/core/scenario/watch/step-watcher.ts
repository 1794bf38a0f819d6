import { functionIds, mcmTwin } from '../../condis/functions.ts';
import { roleIds } from '../../condis/roles.ts';
import { messageTypes } from '../../signalling/message-types.ts';
import type { EventBatch } from '../../trace/event-batch.ts';
import { kindIds, present, word } from '../../trace/event-record.ts';
import type { TraceHeader } from '../../trace/header.ts';
import { KeptByCall } from './kept-by-call.ts';
import { VcPasses } from './vc-passes.ts';
import { adapterWide, afterVc, clientWide, createVc, makeCall, networkCall, ownBeginnings, withLists } from './watch-acts.ts';
import { WatchEvent } from './watch-event.ts';
import { WatchFlow } from './watch-flow.ts';
import { interestOf, placeIn, type WatchInterest } from './watch-interest.ts';
import { copyStamp, emptyStamp, outcomes, type Strand, type WatchPass } from './watch-pass.ts';
import type { WatchedExpectation, WatchPlan, WatchRow } from './watch-plan.ts';
import type { WatchRecord } from './watch-record.ts';
import { WatchTally } from './watch-tally.ts';

/**
 * Watches the events of a trace for what the steps of a scenario expect, time and keep. It follows each pass through the steps by what the
 * drivers do on its VC; nothing but the plan and the events decides. Takes every event once, in order, before the rows of calls are made.
 */
export class StepWatcher {
  readonly kept: KeptByCall;
  private readonly plan: WatchPlan;
  private readonly flow: WatchFlow;
  private readonly vcs: VcPasses;
  private readonly tally: WatchTally;
  /** By row: the function that it expects, as this topology names it; -1: none. */
  private readonly functions: Int32Array;
  private readonly interest: WatchInterest;
  private readonly isImport: boolean;
  private readonly event = new WatchEvent();
  private readonly now = emptyStamp();
  private readonly takesCalls: boolean;
  /** SETUPs received that name no VC and no pass has claimed. */
  private unclaimed = 0;
  private readonly setup = emptyStamp();
  private wasHidden = false;
  /** A pass makes a VC, or has a call come in, more than once. */
  private readonly hasSeveralVcs: boolean;
  private readonly hasStrands: boolean;
  /** A step has the drivers go. */
  private readonly endsDrivers: boolean;

  constructor(plan: WatchPlan, header: TraceHeader) {
    this.plan = plan;
    this.flow = new WatchFlow(plan, {
      passed: (pass, row, strand) => this.tally.passed(pass, row, strand),
      began: (pass, row) => this.tally.time(pass, plan.rows[row] as WatchRow & { op: 'act' }),
    });
    this.vcs = new VcPasses(plan);
    this.kept = new KeptByCall(plan.columns.length);
    this.isImport = header.hook === 'import';
    this.tally = new WatchTally(plan, header, this.now, this.kept);
    this.takesCalls = plan.rows.some((row) => row.op === 'act' && row.act === networkCall);
    this.functions = Int32Array.from(plan.rows, (row) => {
      if (row.op !== 'expect' || row.event.kind === 'signal') return -1;
      return header.topology === 'mcm' ? mcmTwin(row.event.fn) : row.event.fn;
    });
    this.hasSeveralVcs = hasSeveralVcs(plan);
    this.hasStrands = plan.rows.some(({ op }) => op === 'fork');
    this.endsDrivers = plan.rows.some((row) => row.op === 'act' && (adapterWide & (1 << row.act)) !== 0);
    this.interest = interestOf(plan, this.functions, this.isImport);
  }

  batch(batch: EventBatch): void {
    const { words, starts, count } = batch;
    for (let i = 0; i < count; i++) {
      const identity = words[starts[i] as number] as number;
      const kind = (identity >>> 16) & 0xff;
      if (kind === kindIds.gap) {
        this.hide();
      } else if (kind <= kindIds.signal && this.interest.any[placeIn(kind, identity & 0xffff)] === 1) {
        this.take(batch, i);
      }
    }
  }

  /** Something was not seen. Where a pass has several VCs, which of them one is that comes later is not known either. */
  private hide(): void {
    this.wasHidden = true;
    this.unclaimed = 0;
    if (this.hasSeveralVcs) this.vcs.mix();
    else this.vcs.hideAll();
  }

  /** Ends the trace; `isWhole` is false where something may not have been seen. */
  finish(isWhole: boolean): WatchRecord {
    if (!isWhole) this.vcs.hideAll();
    for (const pass of this.vcs.active()) this.end(pass);
    return this.tally.record();
  }

  private take(batch: EventBatch, i: number): void {
    const { event, now } = this;
    event.read(batch, i, this.isImport);
    const start = batch.starts[i] as number;
    const { words } = batch;
    now.at = batch.at[i] as number;
    now.port = batch.port[i] as number;
    now.line = batch.firstLine + i;
    now.hasTick = ((words[start + word.presence] as number) & present.tick) !== 0;
    now.tickLow = words[start + word.tick] as number;
    now.tickHigh = words[start + word.tick + 1] as number;
    const began = event.begins;
    const begins = this.plan.passes === undefined && ((clientWide >>> began) & 1) !== 0 ? 0 : began;
    if (begins > 0 && (adapterWide & (1 << begins)) !== 0) return this.driversGo(begins);
    if (this.creation(begins)) return;
    const pass = ((clientWide >>> begins) & 1) !== 0 ? this.passOfClient(begins) : this.passOfEvent(begins);
    if (pass === undefined) return;
    this.process(pass, begins);
    if (this.plan.passes !== undefined && pass.isActive && !pass.hasVc && pass.strands.every(({ row }) => row < 0)) this.end(pass);
  }

  /** The pass in which something is done to the whole client: the one that goes on, or the next. */
  private passOfClient(act: number): WatchPass | undefined {
    const { event, flow, now, plan, vcs } = this;
    const [only, second] = vcs.active();
    if (second !== undefined) vcs.hideAll();
    const goesOn = (strand: Strand): boolean => strand.row >= 0 && (strand.act === act || flow.leadsTo(only as WatchPass, strand, act));
    const isNext = only === undefined || (!only.hasVc && !only.strands.some(goesOn));
    if (!isNext || !flow.beginsWith(act) || vcs.passes >= (plan.passes ?? 0)) return only;
    if (only !== undefined) this.end(only);
    return vcs.fresh(now.port, event.thread);
  }

  /** The call manager goes, or the adapter: to every call, whosever step it is. */
  private driversGo(begins: number): void {
    const passes = this.vcs.active();
    // Whose step it is cannot be told, and the steps of the others end wherever they are.
    const [only] = passes;
    const isTold = passes.length === 1 && only?.strands.some((strand) => strand.row >= 0 && this.flow.leadsTo(only, strand, begins));
    if (this.endsDrivers && isTold !== true) this.vcs.mix();
    for (const pass of passes) {
      this.process(pass, begins);
      for (const strand of pass.strands) {
        if (strand.row < 0 || strand.act !== begins || strand.outcome !== outcomes.unknown) continue;
        strand.outcome = outcomes.succeeded;
        this.flow.settle(pass, strand);
      }
    }
  }

  /** Events of the creation of a VC, and of a call that comes in, before the VC is known. */
  private creation(begins: number): boolean {
    const { event, now, vcs } = this;
    if (begins === networkCall && event.kind === kindIds.signal && !event.hasVc) {
      this.unclaimed++;
      copyStamp(this.setup, now);
      return true;
    }
    const isCreate = event.fn === functionIds.NdisCoCreateVc || event.fn === functionIds.NdisMCmCreateVc;
    if (!isCreate) return false;
    if (event.kind === kindIds.return) {
      const pass = vcs.returned(now.port, event.thread);
      if (pass === undefined) return true;
      if (event.hasVc) vcs.bind(pass, event.vcLow, event.vcHigh);
      this.process(pass, 0);
    } else if (begins === createVc) {
      const pass = this.passFor(createVc);
      vcs.asked(pass, now.port, event.thread);
      this.process(pass, createVc);
    } else if (event.by !== roleIds.client && this.takesCalls && this.unclaimed > 0) {
      vcs.asked(this.incoming(), now.port, event.thread);
    }
    return true;
  }

  /** A pass that a call which has come in belongs to; it has begun with the SETUP that nobody has claimed, where there is one. */
  private incoming(): WatchPass {
    const pass = this.passFor(networkCall);
    if (this.unclaimed > 0) {
      if (this.unclaimed > 1) pass.hidden = true;
      this.unclaimed--;
      this.begin(pass, networkCall, this.setup);
      this.matchSetup(pass);
    } else {
      // Its SETUP may be what was not seen.
      if (this.wasHidden) pass.hidden = true;
      this.begin(pass, networkCall, this.now);
    }
    return pass;
  }

  /** The pass that does such a request next: one that waits for it, or a new one. */
  private passFor(act: number): WatchPass {
    const { event, now, vcs } = this;
    const waiting = vcs.waiting((pass) => pass.strands.some((strand) => strand.row >= 0 && this.flow.leadsTo(pass, strand, act)));
    const own = event.thread < 0 ? [] : waiting.filter(({ port, thread }) => port === now.port && thread === event.thread);
    // The client makes the VCs of a pass on one thread, but those of strands on others.
    const isTold = act === createVc && event.thread >= 0 && (own.length > 0 || !this.hasStrands);
    const candidates = isTold && !this.plan.isAlone ? own : waiting;
    const canBegin = !isTold && this.plan.isAlone !== true && this.flow.beginsWith(act);
    if (candidates.length > 0 && (candidates.length > 1 || canBegin)) vcs.mix();
    return own[0] ?? (canBegin ? undefined : candidates[0]) ?? vcs.fresh(now.port, event.thread);
  }

  private passOfEvent(begins: number): WatchPass | undefined {
    const { event, now, vcs } = this;
    if (!event.hasVc) {
      const isExpected = this.interest.expected[placeIn(event.kind, event.fn)] === 1 || (event.ends & clientWide) !== 0;
      const [only, second] = isExpected ? vcs.active() : [];
      if (second === undefined) return only;
      vcs.hideAll();
      return undefined;
    }
    const { vcLow, vcHigh, thread } = event;
    const found = vcs.find(vcLow, vcHigh);
    const stale = found?.hidden === true ? vcs.recreated(now.port, thread, vcLow, vcHigh) : undefined;
    const known = stale ?? found ?? vcs.beingCreated(now.port, thread, vcLow, vcHigh);
    if (known !== undefined || begins !== networkCall || !this.takesCalls) return known;
    const pass = this.incoming();
    vcs.bind(pass, event.vcLow, event.vcHigh);
    return pass;
  }

  private process(pass: WatchPass, begins: number): void {
    const { event, now } = this;
    copyStamp(pass.last, now);
    if (event.ends !== 0) this.outcome(pass, event.ends);
    if (begins > 0) this.begin(pass, begins, now);
    const isCall = begins === makeCall || (begins === networkCall && event.kind === kindIds.enter);
    if (isCall) this.kept.begin(pass, now.at);
    for (const strand of pass.strands) if (strand.row >= 0 && this.match(pass, strand)) break;
    if (event.kind === kindIds.return && event.hasVc && event.isSuccess === true) {
      if (event.fn === functionIds.NdisCoDeleteVc || event.fn === functionIds.NdisMCmDeleteVc) this.vcGone(pass);
    }
  }

  private outcome(pass: WatchPass, ends: number): void {
    const { isSuccess } = this.event;
    const strand = pass.strands.find(({ row, act, outcome }) => row >= 0 && outcome === outcomes.unknown && (ends & (1 << act)) !== 0);
    if (strand === undefined || isSuccess === undefined) return;
    strand.outcome = isSuccess && !strand.fails ? outcomes.succeeded : outcomes.failed;
    this.flow.settle(pass, strand);
  }

  private begin(pass: WatchPass, act: number, stamp: typeof this.now): void {
    const { flow, event } = this;
    const lists = (withLists & (1 << act)) !== 0 ? event.lists : 0;
    for (const strand of pass.strands) {
      if (strand.row < 0) continue;
      if (strand.act === act && strand.listsLeft > 0) {
        this.takeLists(pass, strand, lists);
        return;
      }
      if (strand.outcome === outcomes.unknown && ((ownBeginnings[strand.act] as number) & (1 << act)) !== 0) return;
    }
    for (const strand of pass.strands) {
      if (strand.row < 0 || !flow.leadsTo(pass, strand, act)) continue;
      const entered = flow.enter(pass, strand, act, stamp);
      if (entered !== undefined && lists > 0) this.takeLists(pass, entered, lists);
      return;
    }
  }

  private takeLists(pass: WatchPass, strand: Strand, lists: number): void {
    strand.listsLeft -= lists;
    if (strand.listsLeft > 0) return;
    strand.listsLeft = 0;
    strand.outcome = outcomes.succeeded;
    this.flow.settle(pass, strand);
  }

  /** Whether the event is one that the strand waits for. */
  private match(pass: WatchPass, strand: Strand): boolean {
    const { rows } = this.plan;
    let at = strand.row;
    for (let row = rows[at]; row?.op === 'expect'; row = rows[at]) {
      const size = row.group === undefined ? 1 : this.groupSize(at, row.group);
      if (row.group === undefined ? this.matchOne(pass, strand, at, row) : this.matchInGroup(pass, strand, at, size)) return true;
      const met = strand.row === at ? strand.met : 0;
      if (this.restOf(at, size, met) === 'needed') return false;
      at += size;
    }
    return false;
  }

  private matchOne(pass: WatchPass, strand: Strand, at: number, row: WatchedExpectation): boolean {
    const how = this.event.matches(row.event, this.functions[at] as number);
    if (how === 0) {
      this.missed(strand, at, row);
      return false;
    }
    this.skipTo(pass, strand, at);
    this.tally.met(pass, strand, at, how, this.event);
    strand.row = at + 1;
    this.flow.settle(pass, strand);
    return true;
  }

  /** The event is not the one that is expected: perhaps it is but for what it carries. */
  private missed(strand: Strand, at: number, row: WatchedExpectation): void {
    const found = this.event.carried(row.event, this.functions[at] as number);
    if (found !== undefined) strand.near = { row: at, line: this.now.line, ...found };
  }

  /** Whether the event is one of those left of a group in any order, which stands at a row. */
  private matchInGroup(pass: WatchPass, strand: Strand, at: number, size: number): boolean {
    const { plan: { rows }, event } = this;
    for (let i = 0; i < size; i++) {
      if (strand.row === at && (strand.met & (1 << i)) !== 0) continue;
      const row = rows[at + i] as WatchedExpectation;
      const how = event.matches(row.event, this.functions[at + i] as number);
      if (how === 0) {
        this.missed(strand, at + i, row);
        continue;
      }
      this.skipTo(pass, strand, at);
      this.tally.met(pass, strand, at + i, how, event);
      strand.met |= 1 << i;
      if (this.restOf(at, size, strand.met) === 'nothing') {
        strand.met = 0;
        strand.row = at + size;
        this.flow.settle(pass, strand);
      }
      return true;
    }
    return false;
  }

  /** The SETUP that began a call which came in, as an event that may be expected. */
  private matchSetup(pass: WatchPass): void {
    for (const strand of pass.strands) {
      const row = strand.row < 0 ? undefined : this.plan.rows[strand.row];
      if (row?.op !== 'expect' || row.group !== undefined || row.event.kind !== 'signal') continue;
      if (row.event.message !== messageTypes.SETUP || row.event.dir !== 'rx') continue;
      this.tally.met(pass, strand, strand.row, 1, this.event);
      strand.row++;
      this.flow.settle(pass, strand);
      return;
    }
  }

  private groupSize(at: number, group: number): number {
    let size = 1;
    for (;; size++) {
      const row = this.plan.rows[at + size];
      if (row?.op !== 'expect' || row.group !== group) return size;
    }
  }

  /** What is left of a group: nothing, optional expectations alone, or some that are needed. */
  private restOf(at: number, size: number, met: number): 'nothing' | 'optional' | 'needed' {
    let rest: 'nothing' | 'optional' = 'nothing';
    for (let i = 0; i < size; i++) {
      if ((met & (1 << i)) !== 0) continue;
      if ((this.plan.rows[at + i] as WatchedExpectation).optional !== true) return 'needed';
      rest = 'optional';
    }
    return rest;
  }

  /** Passes over optional expectations that were not seen. */
  private skipTo(pass: WatchPass, strand: Strand, to: number): void {
    for (let at = strand.row, i = 0; at < to; at++, i++) if ((strand.met & (1 << i)) === 0) this.tally.passed(pass, at, strand);
    if (strand.row === to) return;
    strand.row = to;
    strand.met = 0;
  }

  /** The VC of a pass is gone; with it the pass, unless it makes another. */
  private vcGone(pass: WatchPass): void {
    this.kept.over(pass);
    this.vcs.unbind(pass);
    for (const strand of pass.strands) {
      if (strand.row < 0 || strand.act !== networkCall || strand.outcome !== outcomes.unknown) continue;
      strand.outcome = outcomes.failed;
      this.flow.settle(pass, strand);
    }
    // The drivers go on going when the last VC is gone.
    const goesOn = pass.strands.some((strand) => strand.row >= 0 && ((adapterWide & (1 << strand.act)) !== 0 ||
      afterVc.some((act) => this.flow.leadsTo(pass, strand, act))));
    if (!goesOn) this.end(pass);
  }

  private end(pass: WatchPass): void {
    const [main] = pass.strands;
    if (main !== undefined) this.flow.close(pass, main);
    this.kept.over(pass);
    this.vcs.release(pass);
  }
}

/** Whether a pass can make a VC, or have a call come in, more than once. */
function hasSeveralVcs({ rows }: WatchPlan): boolean {
  const makes = rows.flatMap((row, i) => (row.op === 'act' && (row.act === createVc || row.act === networkCall) ? [i] : []));
  return makes.length > 1 || rows.some((row, i) => row.op === 'again' && makes.some((make) => make >= row.to && make < i));
}
