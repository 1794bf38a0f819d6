import { utf8Octets, utf8Text } from '../core/octets.ts';
import type { PayloadReader, PayloadWriter } from './payload.ts';

/** The value of the key `saps`: u8 length in octets and text of each number. */
export function putSaps(out: PayloadWriter, saps: readonly string[]): void {
  for (const address of saps) {
    const octets = utf8Octets(address);
    out.u8(octets.length);
    out.raw(octets);
  }
}

/** The numbers behind it; `undefined` where one is empty. */
export function readSaps(from: PayloadReader): readonly string[] | undefined {
  const saps: string[] = [];
  while (from.left > 0) {
    const address = utf8Text(from.raw(from.u8()));
    if (address === '') return undefined;
    saps.push(address);
  }
  return saps;
}
