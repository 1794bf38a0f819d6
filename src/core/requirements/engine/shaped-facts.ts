import { grown } from '../../grown.ts';
import type { EventFacts, Pair } from './event-facts.ts';

/** Where a pair is that has no place in the record because it was NULL; 0: it was not seen. */
const nullAt = -1;
const constants = 14;
/** Words kept of a shape: what its records have in common, then the offset of each pair. */
const shapeWords = constants + 8;

/** What the facts of all events of one shape have in common (`record-shapes.ts`), and where in a record the rest lies. */
export class ShapedFacts {
  private words = new Int32Array(64 * shapeWords);
  private known = new Uint8Array(64);

  /** Whether an event of a shape has been remembered. */
  has(shape: number): boolean {
    return this.known[shape] === 1;
  }

  /** Keeps what was read of an event whose record begins at `start`, before anything else is added to it. */
  remember(shape: number, facts: EventFacts, start: number): void {
    if (shape >= this.known.length) this.grow(shape + 1);
    const { words } = this;
    const pairs = pairsOf(facts);
    words.set([
      facts.first, facts.second, facts.seenFirst, facts.seenSecond, facts.statusSeen ? 1 : 0, facts.status,
      facts.listsEnd === 0 ? 0 : facts.listsAt - start, facts.listsEnd - facts.listsAt,
      facts.parametersEnd === 0 ? 0 : facts.parametersAt - start, facts.parametersEnd - facts.parametersAt,
      facts.octetsLength === 0 ? 0 : (facts.octetsAt >> 2) - start, facts.octetsLength, facts.third, facts.seenThird,
      ...pairs.map((pair) => (!pair.seen ? 0 : pair.at === 0 ? nullAt : pair.at - start)),
    ], shape * shapeWords);
    // Events about SAPs are few: they are read whole.
    this.known[shape] = facts.callReferenceAt === 0 && !facts.sap.seen && facts.sapHash === 0 ? 1 : 0;
  }

  /** Fills in the facts of an event whose record begins at `start`. */
  restore(shape: number, facts: EventFacts, from: Int32Array, start: number): void {
    const { words } = this;
    const k = shape * shapeWords;
    facts.first = words[k] as number;
    facts.second = words[k + 1] as number;
    facts.seenFirst = words[k + 2] as number;
    facts.seenSecond = words[k + 3] as number;
    facts.statusSeen = words[k + 4] === 1;
    facts.status = words[k + 5] as number;
    const lists = words[k + 6] as number;
    facts.listsAt = start + lists;
    facts.listsEnd = lists === 0 ? 0 : start + lists + (words[k + 7] as number);
    const parameters = words[k + 8] as number;
    facts.parametersAt = start + parameters;
    facts.parametersEnd = parameters === 0 ? 0 : start + parameters + (words[k + 9] as number);
    facts.octetsAt = (start + (words[k + 10] as number)) * 4;
    facts.octetsLength = words[k + 11] as number;
    facts.third = words[k + 12] as number;
    facts.seenThird = words[k + 13] as number;
    facts.sap.seen = false;
    facts.sapHash = 0;
    facts.callReference = -1;
    facts.connection = -1;
    const at = k + constants;
    restorePair(facts.vc, from, start, words[at] as number);
    restorePair(facts.party, from, start, words[at + 1] as number);
    restorePair(facts.af, from, start, words[at + 2] as number);
    restorePair(facts.context, from, start, words[at + 3] as number);
    restorePair(facts.contextOut, from, start, words[at + 4] as number);
    restorePair(facts.partyContext, from, start, words[at + 5] as number);
    restorePair(facts.cmPartyContext, from, start, words[at + 6] as number);
    restorePair(facts.list, from, start, words[at + 7] as number);
  }

  private grow(least: number): void {
    const size = Math.max(least, this.known.length * 2);
    this.words = grown(this.words, new Int32Array(size * shapeWords));
    this.known = grown(this.known, new Uint8Array(size));
  }
}

function pairsOf(facts: EventFacts): Pair[] {
  return [facts.vc, facts.party, facts.af, facts.context, facts.contextOut, facts.partyContext, facts.cmPartyContext, facts.list];
}

function restorePair(to: Pair, from: Int32Array, start: number, offset: number): void {
  to.seen = offset !== 0;
  if (offset > 0) {
    to.low = from[start + offset] as number;
    to.high = from[start + offset + 1] as number;
  } else if (offset < 0) {
    to.low = 0;
    to.high = 0;
  }
}
