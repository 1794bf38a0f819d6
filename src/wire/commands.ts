import { frameTypes } from './frame.ts';
import type { FrameEncoder } from './frame-encoder.ts';
import { type FrameArena, FrameReader, type FrameSink } from './frame-reader.ts';
import { bodyWordsLimit } from './frame.ts';
import { PayloadReader, PayloadWriter } from './payload.ts';

/** What the bench may ask of a device, with its frame type and how long a device may take to answer. */
export const commands = {
  hello: { type: frameTypes.helloCommand, deadlineMs: 1000 },
  sync: { type: frameTypes.syncCommand, deadlineMs: 1000 },
  load: { type: frameTypes.loadCommand, deadlineMs: 5000 },
  run: { type: frameTypes.runCommand, deadlineMs: 1000 },
  stop: { type: frameTypes.stopCommand, deadlineMs: 1000 },
  close: { type: frameTypes.closeCommand, deadlineMs: 10_000 },
  stats: { type: frameTypes.statsCommand, deadlineMs: 1000 },
  echo: { type: frameTypes.echoCommand, deadlineMs: 1000 },
  reset: { type: frameTypes.resetCommand, deadlineMs: 10_000 },
} as const;
export type CommandName = keyof typeof commands;

/** A command as a device receives it. */
export interface Command {
  /** `undefined`: a type that this version does not know; it is answered as unknown. */
  readonly name: CommandName | undefined;
  /** Chosen by the bench, repeated in the answer. */
  readonly id: number;
  /** What follows the id: the program of LOAD, the octets of ECHO, the cookie of SYNC. */
  readonly octets: Uint8Array;
}

/** The octets of a command's frame, for the port. */
export function encodeCommand(frames: FrameEncoder, name: CommandName, id: number, octets: Uint8Array = new Uint8Array()): Uint8Array {
  const out = new PayloadWriter();
  out.u32(id);
  out.raw(octets);
  return frames.encode(commands[name].type, out.octets());
}

/** The contents of SYNC: a number that comes back in TIME. */
export function encodeCookie(cookie: bigint): Uint8Array {
  const out = new PayloadWriter();
  out.bigU64(cookie);
  return out.octets();
}

/** The number in SYNC; `undefined` where it is too short. */
export function decodeCookie(octets: Uint8Array): bigint | undefined {
  const from = new PayloadReader(octets);
  const cookie = from.bigU64();
  return from.short ? undefined : cookie;
}

const namesByType = new Map<number, CommandName>((Object.keys(commands) as CommandName[]).map((name) => [commands[name].type, name]));

/**
 * From octets to commands, for whoever stands in for a device. A damaged command is counted and not answered: the bench notices
 * by the deadline and sends it again.
 */
export class CommandDecoder implements FrameSink {
  damagedFrames = 0;
  private readonly consumer: (command: Command) => void;
  private readonly reader: FrameReader;
  private readonly room: FrameArena;

  constructor(consumer: (command: Command) => void) {
    this.consumer = consumer;
    const words = new Int32Array(bodyWordsLimit + 1);
    this.room = { words, octets: new Uint8Array(words.buffer), used: 0 };
    this.reader = new FrameReader(this);
  }

  push(octets: Uint8Array): void {
    this.reader.push(octets);
  }

  arena(): FrameArena {
    return this.room;
  }

  frame(type: number, _sequence: number, start: number, octets: number): void {
    if (octets < 4) {
      this.damagedFrames++;
      return;
    }
    const from = start * 4;
    const id = (this.room.words[start] as number) >>> 0;
    this.consumer({ name: namesByType.get(type), id, octets: this.room.octets.slice(from + 4, from + octets) });
  }

  damaged(): void {
    this.damagedFrames++;
  }
}
