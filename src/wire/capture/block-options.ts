import { optionCodes } from './pcapng-format.ts';

/** The octets of a block's options by code; of a code that stands twice the first. */
export type BlockOptions = ReadonlyMap<number, Uint8Array>;

/**
 * Reads the options between two offsets of a view. `undefined` where an option runs past the end: the block is malformed. Options
 * of any code are kept, so a block may carry more than a reader knows.
 */
export function readOptions(view: DataView, from: number, end: number, littleEndian: boolean): BlockOptions | undefined {
  const options = new Map<number, Uint8Array>();
  let at = from;
  while (at + 4 <= end) {
    const code = view.getUint16(at, littleEndian);
    const length = view.getUint16(at + 2, littleEndian);
    if (code === optionCodes.end) return options;
    if (at + 4 + length > end) return undefined;
    if (!options.has(code)) options.set(code, new Uint8Array(view.buffer, view.byteOffset + at + 4, length));
    at += 4 + ((length + 3) & ~3);
  }
  return options;
}

/** The number in an option of 4 or 8 octets, or `undefined`. */
export function optionNumber(options: BlockOptions, code: number, littleEndian: boolean): bigint | undefined {
  const octets = options.get(code);
  if (octets === undefined) return undefined;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  if (octets.length === 4) return BigInt(view.getUint32(0, littleEndian));
  return octets.length === 8 ? view.getBigUint64(0, littleEndian) : undefined;
}
