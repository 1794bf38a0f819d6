import { utf8Octets, utf8Text } from '../core/octets.ts';
import type { Delay } from '../core/scenario/call-program.ts';
import { rowAt, rowHead, rowWords, type StepProgram } from '../core/scenario/steps/step-program.ts';
import { putDelay, readDelay } from './delay-codec.ts';
import type { PayloadReader, PayloadWriter } from './payload.ts';

/** What a call is to be: with two parties, or with any number of them. */
const callKinds = { pointToPoint: 1, multipoint: 2 } as const;

/** The steps of a call as LOAD carries them (docs/probe-protocol.md, "Steps of a call"). */
export function putSteps(out: PayloadWriter, { rows, delays, strands, counters, parties }: StepProgram): void {
  out.u8(strands);
  out.u8(counters);
  out.u8(parties === undefined ? callKinds.pointToPoint : callKinds.multipoint);
  const called = parties ?? [];
  if (called.length > 0xff) throw new RangeError(`the steps name ${called.length} parties, more than 255`);
  out.u8(called.length);
  for (const number of called) {
    const octets = utf8Octets(number);
    if (octets.length > 0xff) throw new RangeError(`the number of a party takes ${octets.length} octets, more than 255`);
    out.u8(octets.length);
    out.raw(octets);
  }
  out.u16(delays.length);
  for (const delay of delays) putDelay(out, delay);
  for (let row = 0; row < rows.length / rowWords; row++) {
    const { operation, x, y, z, a, b } = rowAt(rows, row);
    for (const octet of [operation, x, y, z]) out.u8(octet);
    out.u32(a);
    out.u32(b);
  }
}

/** What {@link putSteps} wrote, to the end of the value; `undefined` where it makes no sense. Its rows are not looked into. */
export function readSteps(from: PayloadReader): StepProgram | undefined {
  const strands = from.u8();
  const counters = from.u8();
  const kind = from.u8();
  const parties = Array.from({ length: from.u8() }, () => utf8Text(from.raw(from.u8())));
  const delays = Array.from({ length: from.u16() }, () => readDelay(from));
  const rows: number[] = [];
  while (from.left > 0 && !from.short) rows.push(rowHead(from.u8(), from.u8(), from.u8(), from.u8()), from.u32(), from.u32());
  const isMultipoint = kind === callKinds.multipoint;
  if (!isMultipoint && (kind !== callKinds.pointToPoint || parties.length > 0)) return undefined;
  if (delays.includes(undefined)) return undefined;
  return { rows: Int32Array.from(rows), delays: delays as Delay[], strands, counters, ...(isMultipoint && { parties }) };
}
