import { brings, callFact, ofCall, decides, ends, goneFact, joins, lacks, leaves, needs, partyChange, spoils } from './act-table.ts';
import { operations, rowWords, strandLimit, type StepProgram } from './step-program.ts';

/**
 * Carries the steps of calls out: (state of a call, what happened) becomes (state, what is to be done). The states of many calls lie
 * in one array, a few words each, and nothing is made while calls go on: it neither waits nor draws a number, so whoever drives it
 * keeps the time. What a call cannot do because something before it went wrong is passed over and counts as failed.
 */

/** Words of the state of a call: what holds, its parties, its strands; then the row of each strand, and the counters. */
const headWords = 3;
const factsWord = 0;
const partiesWord = 1;
/** Bits 0 to 7: strands that run; 8 to 15: those whose last request failed; 16 to 23: those that rest at a join. */
const strandsWord = 2;
const failedShift = 8;
const restingShift = 16;

/** In the word of facts, above all of them: the call has failed. */
const callFailed = 0x100;

/** How what a strand waited for ended. */
export const stepOutcomes = {
  /** The time has passed. */
  waited: 0,
  succeeded: 1,
  failed: 2,
  /** It succeeded, and the client has closed the call in it. */
  spent: 3,
} as const;

/** What is to be done; see {@link effectWords}. */
export const stepEffects = {
  /** The act of a row is to be done for a strand. */
  act: 1,
  /** The delay of a row is to be spent for a strand. */
  wait: 2,
  /** The call is over; in place of the row: 1 where it has failed, else 0. */
  over: 3,
} as const;

/** Words of an effect: kind in bits 0 to 7 and strand in bits 8 to 15; row. */
export const effectWords = 2;

/** Room for whatever one call of {@link beginCall} or {@link endStep} gives. */
export function effectRoom(): Int32Array {
  return new Int32Array(strandLimit * effectWords);
}

/** Words of the state of one call. */
export function stateWords({ strands, counters }: Pick<StepProgram, 'strands' | 'counters'>): number {
  return headWords + strands + counters;
}

/** Begins the call whose state lies at word `at`. Gives the number of effects. */
export function beginCall(program: StepProgram, states: Int32Array, at: number, effects: Int32Array): number {
  states.fill(0, at, at + stateWords(program));
  states[at + strandsWord] = 1;
  return run(program, states, at, 0, effects, 0);
}

/** A strand has done its act, or spent its delay. Gives the number of effects. */
export function endStep(
  program: StepProgram, states: Int32Array, at: number, strand: number, outcome: number, effects: Int32Array,
): number {
  const row = states[at + headWords + strand] as number;
  if (outcome !== stepOutcomes.waited) finishAct(program, states, at, strand, row, outcome);
  states[at + headWords + strand] = row + 1;
  return run(program, states, at, strand, effects, 0);
}

/**
 * The drivers go while the call whose state lies at word `at` is under way: what is being done goes to its end, and every act that has
 * not begun is passed over. Whoever drives it closes what is left open.
 */
export function tearDown(states: Int32Array, at: number): void {
  (states[at + factsWord] as number) |= goneFact;
}

/** Takes rows until the strand has to wait. */
function run(program: StepProgram, states: Int32Array, at: number, strand: number, effects: Int32Array, known: number): number {
  const { rows, strands } = program;
  const rowAt = at + headWords + strand;
  const bit = 1 << strand;
  let count = known;
  for (;;) {
    const row = states[rowAt] as number;
    const head = rows[row * rowWords] as number;
    const x = (head >>> 8) & 0xff;
    const a = rows[row * rowWords + 1] as number;
    let next = row + 1;
    switch (head & 0xff) {
      case operations.act:
        if (canBegin(states, at, x, a)) {
          // What it ends, no other strand begins to use.
          (states[at + factsWord] as number) &= ~(ends[x] as number);
          return put(effects, count, stepEffects.act, strand, row);
        }
        finishAct(program, states, at, strand, row, isForestalled(states, at, x) ? stepOutcomes.spent : stepOutcomes.failed);
        break;
      case operations.pend:
        // Whoever drives it looks at the row before that of the act.
        break;
      case operations.wait:
        return put(effects, count, stepEffects.wait, strand, row);
      case operations.again: {
        const counter = at + headWords + strands + x;
        const isEnough = ++(states[counter] as number) >= (rows[row * rowWords + 2] as number);
        if (isEnough) states[counter] = 0;
        else next = a;
        break;
      }
      case operations.fork:
        states[at + headWords + x] = a;
        inheritOutcome(states, at, bit, 1 << x);
        count = run(program, states, at, x, effects, count);
        break;
      case operations.join:
        if (((states[at + strandsWord] as number) & a) !== 0) {
          (states[at + strandsWord] as number) |= bit << restingShift;
          return count;
        }
        joinOutcomes(states, at, bit, a);
        break;
      case operations.branch: {
        const hasFailed = (((states[at + strandsWord] as number) >>> failedShift) & bit) !== 0;
        if (hasFailed !== (x === stepOutcomes.failed)) next = a;
        break;
      }
      case operations.jump:
        next = a;
        break;
      default:
        return endStrand(program, states, at, strand, x, effects, count);
    }
    states[rowAt] = next;
  }
}

/** Strand 0 ends the call. Another may be what the strand that forked it waits for. */
function endStrand(
  program: StepProgram, states: Int32Array, at: number, strand: number, parent: number, effects: Int32Array, count: number,
): number {
  if (strand === 0) {
    states[at + strandsWord] = 0;
    return put(effects, count, stepEffects.over, 0, ((states[at + factsWord] as number) & callFailed) === 0 ? 0 : 1);
  }
  const strands = (states[at + strandsWord] as number) & ~(1 << strand);
  states[at + strandsWord] = strands;
  if ((strands & (1 << (parent + restingShift))) === 0) return count;
  // It looks again whether it still has to wait.
  states[at + strandsWord] = strands & ~(1 << (parent + restingShift));
  return run(program, states, at, parent, effects, count);
}

function put(effects: Int32Array, count: number, kind: number, strand: number, row: number): number {
  effects[count * effectWords] = kind | (strand << 8);
  effects[count * effectWords + 1] = row;
  return count + 1;
}

/** A strand begins with the outcome of the one that forks it. */
function inheritOutcome(states: Int32Array, at: number, from: number, to: number): void {
  const strands = (states[at + strandsWord] as number) | to;
  const hasFailed = ((strands >>> failedShift) & from) !== 0;
  states[at + strandsWord] = hasFailed ? strands | (to << failedShift) : strands & ~(to << failedShift);
}

/** Strands together have failed where the last request of one of them did. */
function joinOutcomes(states: Int32Array, at: number, bit: number, others: number): void {
  const strands = states[at + strandsWord] as number;
  if (((strands >>> failedShift) & others) !== 0) states[at + strandsWord] = strands | (bit << failedShift);
}

/** Whether what an act rests on is there. The last party of a call goes with the call alone. */
function canBegin(states: Int32Array, at: number, act: number, party: number): boolean {
  const facts = states[at + factsWord] as number;
  const needed = needs[act] as number;
  if ((facts & needed) !== needed || (facts & (lacks[act] as number)) !== 0) return false;
  const change = partyChange[act] as number;
  if (change === 0) return true;
  const parties = states[at + partiesWord] as number;
  const isThere = (parties & (1 << party)) !== 0;
  return change === joins ? !isThere : isThere && parties !== 1 << party;
}

/** The client closes what is open when the drivers go: a close that comes too late for that has not failed. */
function isForestalled(states: Int32Array, at: number, act: number): boolean {
  return ((states[at + factsWord] as number) & goneFact) !== 0 && brings[act] === 0;
}

function finishAct(program: StepProgram, states: Int32Array, at: number, strand: number, row: number, outcome: number): void {
  const act = ((program.rows[row * rowWords] as number) >>> 8) & 0xff;
  const party = program.rows[row * rowWords + 1] as number;
  const stands = outcome === stepOutcomes.succeeded;
  const brought = stands ? (brings[act] as number) : 0;
  let facts = (states[at + factsWord] as number) | brought;
  if (outcome === stepOutcomes.spent) facts &= ~ofCall;
  if (outcome === stepOutcomes.failed) facts |= (spoils[act] as number) | (decides[act] === 1 ? callFailed : 0);
  states[at + factsWord] = facts;
  let parties = states[at + partiesWord] as number;
  if (stands && partyChange[act] === joins) parties |= 1 << party;
  else if (stands && partyChange[act] === leaves) parties &= ~(1 << party);
  // Where there is a call, there is its initial party.
  if ((brought & callFact) !== 0) parties = 1;
  states[at + partiesWord] = (facts & callFact) === 0 ? 0 : parties;
  const failed = 1 << (strand + failedShift);
  if (stands) (states[at + strandsWord] as number) &= ~failed;
  else (states[at + strandsWord] as number) |= failed;
}
