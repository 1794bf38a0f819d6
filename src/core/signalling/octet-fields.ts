import { hexOctets } from '../octets.ts';

/** The octets of a number, highest first. Throws a RangeError when they are too few for it. */
export function bigEndian(value: number, octets: number): number[] {
  if (!Number.isInteger(value) || value < 0 || value >= 256 ** octets) throw new RangeError(`${value} does not fit in ${octets} octets`);
  return Array.from({ length: octets }, (_, i) => (value >>> (8 * (octets - 1 - i))) & 0xff);
}

/** A number that shares an octet with others. Throws a RangeError when it exceeds what its bits can hold. */
export function within(value: number, most: number): number {
  if (!Number.isInteger(value) || value < 0 || value > most) throw new RangeError(`${value} is not in 0 … ${most}`);
  return value;
}

/** The octets of a field in hex; none where it is not given. Throws a RangeError for what is no hex. */
export function hexField(text: string | undefined): readonly number[] {
  const octets = hexOctets(text ?? '');
  if (octets === undefined) throw new RangeError(`'${text}' is no hex`);
  return [...octets];
}
