import { findAddress } from '../../condis/call-parameters.ts';
import type { EventBatch } from '../../trace/event-batch.ts';
import { kindIds, word } from '../../trace/event-record.ts';
import type { TraceHeader } from '../../trace/header.ts';
import { column, vcColumn } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import type { EventFacts, Pair } from './event-facts.ts';
import { eventBit, factPlace, factWords } from './facts.ts';
import { MemoryKeeper, memoryUses } from './memory-keeper.ts';
import { ObjectTable } from './object-table.ts';
import { symbolOf } from './symbols.ts';

const s = {
  free: symbolOf('FREE'), created: symbolOf('R NdisCoCreateVc'), handlerCreated: symbolOf('R ProtocolCoCreateVc'),
  make: symbolOf('E NdisClMakeCall'), activate: symbolOf('E NdisCmActivateVc'), complete: symbolOf('E NdisCmMakeCallComplete'),
  cmMade: symbolOf('R ProtocolCmMakeCall'), add: symbolOf('E NdisClAddParty'), addTold: symbolOf('E ProtocolClAddPartyComplete'),
  addCompleted: symbolOf('E NdisCmAddPartyComplete'), cmAdded: symbolOf('R ProtocolCmAddParty'),
} as const;

/** Symbols of events that name memory. */
export const memorySymbols: ReadonlySet<number> = new Set(Object.values(s));

const bit = {
  parametersResident: eventBit('parametersResident'), partyContextResident: eventBit('partyContextResident'),
  cmPartyContextResident: eventBit('cmPartyContextResident'), partyOver: eventBit('partyOver'), cmPartyOver: eventBit('cmPartyOver'),
} as const;

/** The fact of a FREE by the use of what is freed; 0 for none. */
const freeBits = new Int32Array(Math.max(...Object.values(memoryUses)) + 1);
freeBits[memoryUses.parameters] = eventBit('freesParameters');
freeBits[memoryUses.activation] = eventBit('freesActivation');
freeBits[memoryUses.creatorContext] = eventBit('freesCreatorContext');
freeBits[memoryUses.handlerContext] = eventBit('freesHandlerContext');
freeBits[memoryUses.partyContext] = eventBit('freesPartyContext');
freeBits[memoryUses.cmPartyContext] = eventBit('freesCmPartyContext');
const freesPartyContext = eventBit('freesPartyContext');
const freesCmPartyContext = eventBit('freesCmPartyContext');
const freesClientMemory = eventBit('freesClientMemory');

/** The facts of a VC that has a call, a mask a word. */
const openCall = new Int32Array(factWords);
for (const name of ['calling', 'connected', 'modifying', 'remote', 'closing']) {
  const { word: at, bit: fact } = factPlace('vc', name);
  openCall[at] = (openCall[at] as number) | fact;
}
const vc = {
  cmAsked: factPlace('vc', 'cmAsked'), cmAskedClose: factPlace('vc', 'cmAskedClose'), completedError: factPlace('vc', 'completedError'),
} as const;
const party = {
  gone: factPlace('party', 'gone'), dead: factPlace('party', 'dead'), dropAsked: factPlace('party', 'dropAsked'),
  cmContextSeen: factPlace('party', 'cmContextSeen'),
} as const;

/** Allocations, what VCs use them for, and the facts that rules about memory ask for. Only for traces that observe memory. */
export class MemoryFacts {
  private readonly memory = new MemoryKeeper();
  private readonly vcs: Evaluator;
  private readonly parties: Evaluator;
  private readonly facts: EventFacts;
  private readonly seesCallManager: boolean;

  constructor(header: TraceHeader, vcs: Evaluator, parties: Evaluator, facts: EventFacts) {
    this.seesCallManager = header.sees.includes('cm') || header.sees.includes('mcm');
    this.vcs = vcs;
    this.parties = parties;
    this.facts = facts;
  }

  /** Events were lost: addresses seen so far may stand for something else. */
  gap(): void {
    this.memory.forgetAll();
  }

  /** An alloc or free. A free of what a VC uses is run on the VC, that of a party's context on the party, too. */
  event(batch: EventBatch, i: number, kind: number, line: number): void {
    const start = batch.starts[i] as number;
    const { words } = batch;
    const low = words[start + word.object] as number;
    const high = words[start + word.object + 1] as number;
    if (kind === kindIds.alloc) {
      this.memory.allocate(low, high, (words[start] as number) >>> 24, (words[start + word.presence] as number) >>> 24);
      return;
    }
    const row = this.memory.free(low, high);
    if (row < 0) return;
    const vcRow = this.memory.vcRowOf(row);
    if (!this.vcs.table.isTaken(vcRow) || this.vcs.life(vcRow) !== this.memory.vcLifeOf(row)) return;
    this.facts.read(batch, i, kind, 0);
    const use = this.memory.useOf(row);
    this.freed(use, vcRow);
    this.freedOfParty(row, use, vcRow, line);
    this.vcs.run(s.free, vcRow, line);
  }

  /** A context is freed: judged on the party, if that is still the same. */
  private freedOfParty(row: number, use: number, vcRow: number, line: number): void {
    const isClients = use === memoryUses.partyContext || use === memoryUses.addedPartyContext;
    if (!isClients && use !== memoryUses.cmPartyContext && use !== memoryUses.addedCmPartyContext) return;
    const isInitial = use === memoryUses.partyContext || use === memoryUses.cmPartyContext;
    const at = isInitial ? this.initialPartyOf(vcRow) : this.parties.table.find(this.memory.partyLowOf(row), this.memory.partyHighOf(row));
    const { rows, stride } = this.parties.table;
    if (at < 0 || rows[at * stride + column.vcRow] !== vcRow || rows[at * stride + column.vcLife] !== this.vcs.life(vcRow)) return;
    const { second, seenSecond } = this.facts;
    this.facts.flagSecond(isClients ? freesPartyContext : freesCmPartyContext, true);
    this.parties.run(s.free, at, line);
    this.facts.second = second;
    this.facts.seenSecond = seenSecond;
  }

  private freed(use: number, vcRow: number): void {
    const { facts } = this;
    for (let known = 0; known < freeBits.length; known++) facts.flagSecond(freeBits[known] as number, known === use);
    const ofClient = use === memoryUses.parameters || use === memoryUses.creatorContext || use === memoryUses.partyContext;
    facts.flagSecond(freesClientMemory, ofClient);
    const { rows, stride } = this.vcs.table;
    const base = vcRow * stride;
    let open = 0;
    let unknown = 0;
    for (let w = 0; w < factWords; w++) {
      open |= (rows[base + ObjectTable.facts + w] as number) & (openCall[w] as number);
      unknown |= (rows[base + column.unknown + w] as number) & (openCall[w] as number);
    }
    const isCallOpen = open !== 0;
    const known = rows[base + vcColumn.partyMadeKnown] === 1;
    const at = this.initialPartyOf(vcRow);
    const over = at < 0 || this.parties.has(at, party.gone.word, party.gone.bit) || this.parties.has(at, party.dead.word, party.dead.bit);
    // Only the call manager shows that a party is gone while its call goes on.
    const isSure = at < 0 || this.parties.knows(at, party.gone.word, party.gone.bit | party.dead.bit | party.dropAsked.bit);
    const called = this.vcs.has(vcRow, vc.cmAsked.word, vc.cmAsked.bit);
    const isNamed = isSure && (known || !called);
    if (!isCallOpen || (known && over) || (this.seesCallManager && isNamed && unknown === 0)) {
      facts.flagSecond(bit.partyOver, !isCallOpen || (known && over));
    } else facts.seenSecond &= ~bit.partyOver;
    const asked = at >= 0 && this.parties.has(at, party.dropAsked.word, party.dropAsked.bit);
    const failed = this.vcs.has(vcRow, vc.completedError.word, vc.completedError.bit);
    const closed = this.vcs.has(vcRow, vc.cmAskedClose.word, vc.cmAskedClose.bit);
    const cmOver = !called || closed || failed || asked || (known && over);
    if (cmOver || isNamed) facts.flagSecond(bit.cmPartyOver, cmOver);
    else facts.seenSecond &= ~bit.cmPartyOver;
  }

  /** The row of the party that a VC's call was made with; -1: none is known. */
  private initialPartyOf(vcRow: number): number {
    const { rows, stride } = this.vcs.table;
    const base = vcRow * stride;
    if (rows[base + vcColumn.partyMadeKnown] !== 1) return -1;
    return this.parties.table.find(rows[base + vcColumn.partyMade] as number, rows[base + vcColumn.partyMade + 1] as number);
  }

  /** Facts about the memory that an event of a VC names, before it is judged. */
  compare(batch: EventBatch, symbol: number): void {
    const { facts } = this;
    if (symbol === s.make || symbol === s.activate) {
      const at = facts.parametersEnd > 0 ? findAddress(batch.words, facts.parametersAt, facts.parametersEnd) : -1;
      if (at >= 0) this.resident(bit.parametersResident, batch.words[at] as number, batch.words[at + 1] as number, symbol === s.make);
      if (symbol === s.make && isSet(facts.partyContext)) {
        this.resident(bit.partyContextResident, facts.partyContext.low, facts.partyContext.high, true);
      }
    } else if (symbol === s.add && facts.partyContext.seen) {
      if (isSet(facts.partyContext)) this.resident(bit.partyContextResident, facts.partyContext.low, facts.partyContext.high, true);
      else facts.flagSecond(bit.partyContextResident, false);
    } else if ((symbol === s.complete || symbol === s.addCompleted || symbol === s.cmAdded) && isSet(facts.cmPartyContext)) {
      this.resident(bit.cmPartyContextResident, facts.cmPartyContext.low, facts.cmPartyContext.high, false);
    }
  }

  private resident(fact: number, low: number, high: number, client: boolean): void {
    const resident = this.memory.residentOf(low, high, client);
    if (resident >= 0) this.facts.flagSecond(fact, resident === 1);
  }

  /** What an event of a VC names belongs to the VC from here on. */
  keep(batch: EventBatch, symbol: number, row: number): void {
    const { facts } = this;
    if (symbol === s.make || symbol === s.activate) {
      const at = facts.parametersEnd > 0 ? findAddress(batch.words, facts.parametersAt, facts.parametersEnd) : -1;
      const use = symbol === s.make ? memoryUses.parameters : memoryUses.activation;
      if (at >= 0) this.name(batch.words[at] as number, batch.words[at + 1] as number, use, row);
      if (symbol === s.make && isSet(facts.partyContext)) {
        this.name(facts.partyContext.low, facts.partyContext.high, memoryUses.partyContext, row);
      }
    } else if (symbol === s.complete || symbol === s.cmMade) this.partyContext(facts.cmPartyContext, memoryUses.cmPartyContext, row);
    else if (symbol === s.addCompleted || symbol === s.cmAdded) {
      this.partyContext(facts.cmPartyContext, memoryUses.addedCmPartyContext, row);
    } else if (symbol === s.addTold) this.partyContext(facts.partyContext, memoryUses.addedPartyContext, row);
    else if (symbol === s.created) this.context(row, vcColumn.creatorContext, vcColumn.creatorContextKnown, memoryUses.creatorContext);
    else if (symbol === s.handlerCreated) {
      this.context(row, vcColumn.handlerContext, vcColumn.handlerContextKnown, memoryUses.handlerContext);
    }
  }

  private context(row: number, at: number, known: number, use: number): void {
    const { rows, stride } = this.vcs.table;
    const base = row * stride;
    if (rows[base + known] === 1) this.name(rows[base + at] as number, rows[base + at + 1] as number, use, row);
  }

  /** A context of the party that the event names. */
  private partyContext(context: Pair, use: number, row: number): void {
    if (!isSet(context)) return;
    const named = this.name(context.low, context.high, use, row);
    const { facts, parties } = this;
    if (named < 0 || !facts.party.seen) return;
    this.memory.nameParty(named, facts.party.low, facts.party.high);
    const at = parties.table.find(facts.party.low, facts.party.high);
    const isCallManagers = use === memoryUses.cmPartyContext || use === memoryUses.addedCmPartyContext;
    if (at >= 0 && isCallManagers) parties.put(at, party.cmContextSeen.word, party.cmContextSeen.bit, true);
  }

  /** Gives the row of the memory; -1: its allocation was not seen. */
  private name(low: number, high: number, use: number, row: number): number {
    return this.memory.name(low, high, use, row, this.vcs.life(row));
  }
}

function isSet(pair: Pair): boolean {
  return pair.seen && (pair.low !== 0 || pair.high !== 0);
}
