import { utf8Octets, utf8Text } from '../core/octets.ts';
import { PayloadReader, PayloadWriter } from './payload.ts';

/** TIME: the answer to SYNC. */
export interface TimeAnswer {
  /** Id of the SYNC command. */
  readonly id: number;
  /** What the bench put into SYNC, unchanged. */
  readonly cookie: bigint;
  /** The device's clock when the last octet of SYNC arrived, and when the first of TIME left, as nearly as it can tell. */
  readonly receivedTick: bigint;
  readonly sentTick: bigint;
}

/** What the call agent is doing. `stopped`: after STOP, no call is begun. `closed`: after CLOSE, nothing is open any more. */
export const runStates = ['idle', 'running', 'done', 'stopped', 'closed'] as const;
export type RunState = (typeof runStates)[number];

/** STATE: sent now and then, when a program is done, and after STOP and CLOSE. */
export interface DeviceState {
  readonly run: RunState;
  /** The device's clock: no event that follows has an earlier tick. Absent where the device has no clock. */
  readonly tick?: bigint;
  /** Frames sent in this numbering, this one included. */
  readonly framesSent: number;
  /** Calls begun; those carried through, refused or broken off by the device or network, and given up by STOP or CLOSE. */
  readonly offered: number;
  readonly completed: number;
  readonly failed: number;
  readonly abandoned: number;
}

/** OVERRUN: the probe had no room for events. */
export interface Overrun {
  /** Events lost; absent where the probe did not count them. */
  readonly lost?: number;
  /** The device's clock when there was room again. */
  readonly tick?: bigint;
}

/** Results of a command, by number in ANSWER. */
export const answerCodes = {
  ok: 0,
  /** No such command in this device. */
  'unknown-command': 1,
  /** The command's contents are not acceptable; the text says which part. */
  refused: 2,
  /** Not now: the text says why (RUN without LOAD, LOAD while running). */
  'wrong-state': 3,
  /** The device tried and could not. */
  failed: 4,
} as const;
export type AnswerCode = keyof typeof answerCodes;

/** ANSWER: one for every command but SYNC. */
export interface CommandAnswer {
  readonly id: number;
  /** A number without a name is `failed`. */
  readonly code: AnswerCode;
  /** For ECHO the octets of the command; else UTF-8 for people, often empty. */
  readonly octets: Uint8Array;
}

export function answerText(answer: CommandAnswer): string {
  return utf8Text(answer.octets);
}

export function encodeTime(time: TimeAnswer): Uint8Array {
  const out = new PayloadWriter();
  out.u32(time.id);
  out.u32(0);
  out.bigU64(time.cookie);
  out.bigU64(time.receivedTick);
  out.bigU64(time.sentTick);
  return out.octets();
}

/** The message behind a payload; `undefined`, here and below, where it is too short or a value has no meaning. */
export function decodeTime(payload: Uint8Array): TimeAnswer | undefined {
  const from = new PayloadReader(payload);
  const id = from.u32();
  from.u32();
  const time = { id, cookie: from.bigU64(), receivedTick: from.bigU64(), sentTick: from.bigU64() };
  return from.short ? undefined : time;
}

const tickKnown = 0x01;
const lostKnown = 0x02;

export function encodeState(state: DeviceState): Uint8Array {
  const out = new PayloadWriter();
  out.u8(runStates.indexOf(state.run));
  out.u8(state.tick === undefined ? 0 : tickKnown);
  out.u16(0);
  out.u32(0);
  out.bigU64(state.tick ?? 0n);
  for (const count of [state.framesSent, state.offered, state.completed, state.failed, state.abandoned]) out.u64(count);
  return out.octets();
}

export function decodeState(payload: Uint8Array): DeviceState | undefined {
  const from = new PayloadReader(payload);
  const run = runStates[from.u8()];
  const known = from.u8();
  from.u16();
  from.u32();
  const tick = from.bigU64();
  const counts = { framesSent: from.u64(), offered: from.u64(), completed: from.u64(), failed: from.u64(), abandoned: from.u64() };
  if (from.short || run === undefined) return undefined;
  return (known & tickKnown) !== 0 ? { run, tick, ...counts } : { run, ...counts };
}

export function encodeOverrun(overrun: Overrun): Uint8Array {
  const out = new PayloadWriter();
  out.u8((overrun.tick === undefined ? 0 : tickKnown) | (overrun.lost === undefined ? 0 : lostKnown));
  out.u8(0);
  out.u16(0);
  out.u32(overrun.lost ?? 0);
  out.bigU64(overrun.tick ?? 0n);
  return out.octets();
}

export function decodeOverrun(payload: Uint8Array): Overrun | undefined {
  const from = new PayloadReader(payload);
  const known = from.u8();
  from.raw(3);
  const lost = from.u32();
  const tick = from.bigU64();
  if (from.short) return undefined;
  return { ...((known & lostKnown) !== 0 && { lost }), ...((known & tickKnown) !== 0 && { tick }) };
}

export function encodeAnswer(answer: CommandAnswer): Uint8Array {
  const out = new PayloadWriter();
  out.u32(answer.id);
  out.u32(answerCodes[answer.code]);
  out.raw(answer.octets);
  return out.octets();
}

/** An answer whose text is for people. */
export function textAnswer(id: number, code: AnswerCode, text = ''): CommandAnswer {
  return { id, code, octets: utf8Octets(text) };
}

export function decodeAnswer(payload: Uint8Array): CommandAnswer | undefined {
  const from = new PayloadReader(payload);
  const id = from.u32();
  const number = from.u32();
  const octets = from.raw(from.left).slice();
  const code = (Object.keys(answerCodes) as AnswerCode[]).find((name) => answerCodes[name] === number) ?? 'failed';
  return from.short ? undefined : { id, code, octets };
}
