import type { PermanentVcProgram } from '../core/scenario/call-program.ts';
import type { PayloadReader, PayloadWriter } from './payload.ts';

/** The permanent VCs of a program, as LOAD carries them. */
export function putPermanentVc(out: PayloadWriter, { vpi, vci, isNamed }: PermanentVcProgram): void {
  out.u8(isNamed ? 1 : 2);
  out.u8(0);
  out.u16(vpi);
  out.u16(vci);
}

/** What {@link putPermanentVc} wrote; `undefined` where it makes no sense. */
export function readPermanentVc(from: PayloadReader): PermanentVcProgram | undefined {
  const isNamed = ({ 1: true, 2: false } as const)[from.u8() as 1];
  from.u8();
  const vpi = from.u16();
  const vci = from.u16();
  return isNamed === undefined || vci === 0 ? undefined : { vpi, vci, isNamed };
}
