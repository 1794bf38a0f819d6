import type { Topology } from '../../core/condis/roles.ts';
import type { LeftOut } from './call-gatherer.ts';
import { partyNumbers } from './party-numbers.ts';
import type { StoryEvent } from './story-event.ts';

/** Who takes part in a ladder; its lane is its place in {@link lanesOf}. */
export type Lane = 'client' | 'ndis' | 'cm' | 'mcm' | 'miniport' | 'network';

/** Names of the lanes for people: in full, and in the two letters for which a narrow ladder has room. */
export const laneNames: Readonly<Record<Lane, readonly [full: string, short: string]>> = {
  client: ['Client', 'cl'],
  ndis: ['NDIS', 'nd'],
  cm: ['Call manager', 'cm'],
  mcm: ['MCM', 'mc'],
  miniport: ['Miniport', 'mp'],
  network: ['Network', 'nw'],
};

/** What one rung of a ladder shows. */
export type LadderRung =
  /** Something went from one of them to another: a call, its return, a message. */
  | { readonly kind: 'call' | 'return' | 'signal'; readonly event: StoryEvent; readonly from: number; readonly to: number }
  /** Something at one of them: memory, a declaration. */
  | { readonly kind: 'at'; readonly event: StoryEvent; readonly lane: number }
  /** Events may be missing, or a note. */
  | { readonly kind: 'across'; readonly event: StoryEvent }
  /** Events that are not drawn one by one. */
  | FoldedRung;

interface FoldedRung {
  readonly kind: 'folded';
  readonly events: number;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly atNs: number;
  /** What they are, after their number. */
  readonly what: string;
}

/** A sequence diagram before it is drawn. */
export interface Ladder {
  readonly lanes: readonly Lane[];
  readonly rungs: readonly LadderRung[];
  /** Stamp of the first rung, nanoseconds since the start of the trace. */
  readonly startNs: number;
  readonly endNs: number;
  /** Lines that decided a finding. */
  readonly deciding: ReadonlySet<number>;
  /** By line, the number of the party of a multipoint call that an event is about; 1 is the initial party. */
  readonly parties: ReadonlyMap<number, number>;
}

/** Functions that carry data: on a busy call there are many, and the call's story is told without them. */
const dataFunctions = /SendNetBufferLists|ReceiveNetBufferLists|ReturnNetBufferLists/;
/** Data events in a row from which on they are folded. */
const foldFrom = 3;
/** Rungs that a ladder has at most, more or less: beyond, the middle is folded but for what lies near a deciding line. */
const rungsLimit = 130;

/** The lanes of a topology, in the order in which a call passes them. */
export function lanesOf(topology: Topology): readonly Lane[] {
  return topology === 'cm' ? ['client', 'ndis', 'cm', 'miniport', 'network'] : ['client', 'ndis', 'mcm', 'network'];
}

/**
 * Lays a call's events out as a ladder. An enter of an Ndis function goes from the role that calls it to NDIS, that of a handler from
 * NDIS to the role that owns it; a return the other way. A return without a status says only that its call is over: it has no rung.
 * `whole` are all events of the call, where these are some of them: parties are numbered by them.
 */
export function ladderOf(
  events: readonly StoryEvent[], topology: Topology, deciding: ReadonlySet<number>, leftOut?: LeftOut,
  whole: readonly StoryEvent[] = events,
): Ladder {
  const lanes = lanesOf(topology);
  const rungs: LadderRung[] = [];
  let data: StoryEvent[] = [];
  const flush = (): void => {
    if (data.length >= foldFrom) rungs.push(folded(data, 'of sending and receiving'));
    else for (const event of data) rungs.push(...rungsOf(event, lanes, deciding));
    data = [];
  };
  for (const [i, event] of events.entries()) {
    const before = events[i - 1];
    if (leftOut !== undefined && before?.line === leftOut.afterLine) {
      flush();
      const place = { firstLine: before.line + 1, lastLine: event.line - 1, atNs: before.atNs };
      rungs.push({ kind: 'folded', events: leftOut.events, ...place, what: 'in the middle of the call' });
    }
    if (dataFunctions.test(event.name) && !deciding.has(event.line)) data.push(event);
    else {
      flush();
      rungs.push(...rungsOf(event, lanes, deciding));
    }
  }
  flush();
  const first = events[0];
  const spanNs = { startNs: first?.atNs ?? 0, endNs: events.at(-1)?.atNs ?? 0 };
  return { lanes, rungs: shortened(rungs, deciding), ...spanNs, deciding, parties: partyNumbers(whole) };
}

/** The stamp of a rung, and the line by which it is found in the trace. */
export function rungPlace(rung: LadderRung): { readonly atNs: number; readonly line: number } {
  return rung.kind === 'folded' ? { atNs: rung.atNs, line: rung.firstLine } : { atNs: rung.event.atNs, line: rung.event.line };
}

/** What `p1` and so on mean beside the rungs of a multipoint call. */
export const partyLegend = 'p1 initial party of the call, p2 and so on those added, in that order.';

/** What stands beside a rung: name and status, and in a multipoint call the party ({@link partyLegend}). */
export function rungText(rung: LadderRung, { parties }: Pick<Ladder, 'parties'>): string {
  if (rung.kind === 'folded') return `${rung.events} events ${rung.what}`;
  const { event } = rung;
  if (event.kind === 'gap') return `events may be missing here: ${event.name}`;
  const party = parties.get(event.line);
  return [event.name, event.status, party === undefined ? undefined : `p${party}`].filter((word) => word !== undefined).join(' ');
}

function rungsOf(event: StoryEvent, lanes: readonly Lane[], deciding: ReadonlySet<number>): LadderRung[] {
  if (event.kind === 'gap' || event.kind === 'note') return [{ kind: 'across', event }];
  if (event.kind === 'signal') {
    const signaller = lanes.indexOf('mcm') >= 0 ? lanes.indexOf('mcm') : lanes.indexOf('cm');
    const network = lanes.indexOf('network');
    return [{ kind: 'signal', event, ...(event.direction === 'rx' ? { from: network, to: signaller } : { from: signaller, to: network }) }];
  }
  const lane = lanes.findIndex((each) => each === event.role);
  if (event.kind !== 'enter' && event.kind !== 'return') {
    return deciding.has(event.line) || event.kind === 'declare' ? [{ kind: 'at', event, lane: Math.max(0, lane) }] : [];
  }
  if (lane < 0) return [{ kind: 'across', event }];
  if (event.kind === 'return' && event.status === undefined && !deciding.has(event.line)) return [];
  const ndis = lanes.indexOf('ndis');
  const outward = event.name.startsWith('Ndis') === (event.kind === 'enter');
  return [{ kind: event.kind === 'enter' ? 'call' : 'return', event, from: outward ? lane : ndis, to: outward ? ndis : lane }];
}

function folded(events: readonly StoryEvent[], what: string): LadderRung {
  const [first] = events;
  if (first === undefined) throw new RangeError('nothing to fold');
  return { kind: 'folded', events: events.length, firstLine: first.line, lastLine: (events.at(-1) ?? first).line, atNs: first.atNs, what };
}

/** Folds the middle of a long ladder, but for what lies near a deciding line. */
function shortened(rungs: readonly LadderRung[], deciding: ReadonlySet<number>): LadderRung[] {
  if (rungs.length <= rungsLimit) return [...rungs];
  const near = rungs.map((rung) => rung.kind !== 'folded' && deciding.has(rung.event.line));
  const short: LadderRung[] = [];
  let hidden: LadderRung[] = [];
  const flush = (): void => {
    const [first] = hidden;
    const last = hidden.at(-1);
    if (first !== undefined && last !== undefined) {
      const events = hidden.reduce((sum, rung) => sum + (rung.kind === 'folded' ? rung.events : 1), 0);
      const { atNs, line } = rungPlace(first);
      const lastLine = last.kind === 'folded' ? last.lastLine : last.event.line;
      short.push({ kind: 'folded', events, firstLine: line, lastLine, atNs, what: 'more' });
    }
    hidden = [];
  };
  for (const [i, rung] of rungs.entries()) {
    if (i < 60 || i >= rungs.length - 20 || near.slice(Math.max(0, i - 20), i + 21).includes(true)) {
      flush();
      short.push(rung);
    } else hidden.push(rung);
  }
  flush();
  return short;
}
