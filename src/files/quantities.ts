import { z } from 'zod';
import { aal1CellOctets } from '../core/scenario/aal1-rate.ts';

/** A number written with its unit, and what the number becomes. */
interface QuantityKind {
  /** `a duration`: how messages call it. */
  readonly what: string;
  readonly example: string;
  /** Decimal places to the right of the inner unit, by unit as written. */
  readonly units: Readonly<Record<string, number>>;
  readonly min: number;
  readonly max: number;
  /** The range in words. */
  readonly range: string;
}

const second = 1_000_000_000;

/** Durations are kept in nanoseconds, as everywhere inside. */
const duration: QuantityKind = {
  what: 'a duration',
  example: '5 ms',
  units: { ns: 0, us: 3, µs: 3, ms: 6, s: 9 },
  min: 0,
  max: 3600 * second,
  range: '0 ns to 3600 s',
};

/** Largest CPCS-SDU of AAL5: its length field has 16 bits. */
const sduSize: QuantityKind = {
  what: 'a size',
  example: '9188 octets',
  units: { octets: 0, octet: 0 },
  min: 1,
  max: 65535,
  range: '1 to 65535 octets',
};

/** A place in what a device sends in a run, or a length of it. */
const lineLength: QuantityKind = {
  what: 'a number of octets',
  example: '4096 octets',
  units: { octets: 0, octet: 0 },
  min: 1,
  max: 2 ** 40,
  range: '1 to 2^40 octets',
};

/** Q.2931 carries a cell rate in 24 bits. */
export const mostCellRate = 0xffffff;
const cellRate: QuantityKind = {
  what: 'a cell rate',
  example: '353207 cells/s',
  units: { 'cells/s': 0 },
  min: 1,
  max: mostCellRate,
  range: '1 to 16777215 cells/s, the 24 bits of the traffic descriptor',
};

/** A burst: a field of 24 bits, too. */
const burst: QuantityKind = {
  what: 'a number of cells',
  example: '100 cells',
  units: { cells: 0, cell: 0 },
  min: 1,
  max: 0xffffff,
  range: '1 to 16777215 cells, the 24 bits of the traffic descriptor',
};

/** Bit rates of the AAL parameters have a code of their own, or are multiples of 64 or of 8 kbit/s by a number of 16 bits. */
const bitRate: QuantityKind = {
  what: 'a bit rate',
  example: '1544 kbit/s',
  units: { 'kbit/s': 0, 'Mbit/s': 3 },
  min: 8,
  max: 64 * 0xffff,
  range: '8 to 4194240 kbit/s',
};

/** What of a cell AAL1 leaves to the user. */
const cellOctets: QuantityKind = {
  what: 'a number of octets',
  example: '32 octets',
  units: { octets: 0, octet: 0 },
  min: 1,
  max: aal1CellOctets,
  range: `1 to ${aal1CellOctets} octets, what a cell carries`,
};

/** What to say of a text that does not match the pattern of a quantity, by pattern. */
export const patternHelp = new Map<string, { readonly expected: string; readonly next: string; readonly code: string }>();

export const durationNs = quantity(duration);
export const sduOctets = quantity(sduSize);
export const lineOctets = quantity(lineLength);
export const cellsPerSecond = quantity(cellRate);
export const burstCells = quantity(burst);
export const kbitPerSecond = quantity(bitRate);
export const octetsOfCell = quantity(cellOctets);

function quantity(kind: QuantityKind) {
  const units = Object.keys(kind.units);
  const pattern = new RegExp(`^[0-9]{1,12}(\\.[0-9]{1,9})? ?(${units.join('|')})$`);
  patternHelp.set(String(pattern), {
    expected: `${kind.what} with its unit, such as \`${kind.example}\``,
    next: `Units: ${units.filter((unit) => unit !== 'octet' && unit !== 'cell' && unit !== 'µs').join(', ')}.`,
    code: 'wrong-unit',
  });
  return z
    .string()
    .regex(pattern)
    .meta({ description: `${kind.what} with its unit, such as ${kind.example}; ${kind.range}`, examples: [kind.example] })
    .transform((text, context) => {
      const value = scaled(text, kind);
      if (value === undefined) {
        context.addIssue({ code: 'custom', message: `\`${text}\` is finer than can be kept`, params: { next: 'Use a coarser value.' } });
      } else if (value < kind.min || value > kind.max) {
        context.addIssue({ code: 'custom', message: `\`${text}\` is out of range`, params: { next: `Allowed: ${kind.range}.` } });
      }
      return value ?? 0;
    });
}

/** The number in the inner unit, exactly; `undefined` where it has digits beyond it. */
function scaled(text: string, kind: QuantityKind): number | undefined {
  const parts = /^([0-9]+)(?:\.([0-9]+))? ?(.+)$/.exec(text);
  if (parts === null) return undefined;
  const [, whole, fraction = '', unit] = parts as unknown as [string, string, string | undefined, string];
  const places = kind.units[unit] as number;
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > places) return undefined;
  return Number(whole + digits.padEnd(places, '0'));
}

const nsapPattern = /^[0-9A-Fa-f.]{40,60}$/;
const e164Pattern = /^\+[0-9]{1,15}$/;
const addressPattern = new RegExp(`${nsapPattern.source}|${e164Pattern.source}`);
patternHelp.set(String(addressPattern), {
  expected: 'an ATM address: 40 hex digits (NSAP), or `"+"` and 1 to 15 digits (E.164), in quotes',
  next: 'Write `"+493012345678"` or `"39.0000…00"`; dots between the hex digits are ignored.',
  code: 'malformed-value',
});

/** An ATM address as people write it. */
export const atmAddress = z
  .string()
  .regex(addressPattern)
  .meta({ description: 'NSAP address of 40 hex digits (dots are ignored), or + and the digits of an E.164 number' })
  .transform((text, context) => {
    if (text.startsWith('+')) return { plan: 'e164' as const, digits: text.slice(1) };
    const digits = text.replaceAll('.', '').toLowerCase();
    if (digits.length !== 40) {
      const next = 'An NSAP address has 20 octets.';
      context.addIssue({ code: 'custom', message: `an NSAP address has 40 hex digits, this one ${digits.length}`, params: { next } });
    }
    return { plan: 'nsap' as const, digits };
  });

/** So many octets, as hex digits in quotes; dots between them are ignored. */
export function hexDigits(least: number, most: number, what: string) {
  const pattern = new RegExp(`^(?:\\.?[0-9A-Fa-f]{2}\\.?){${least},${most}}$`);
  const count = least === most ? `${least}` : `${least} to ${most}`;
  patternHelp.set(String(pattern), {
    expected: `${what}: ${count} octets in hex, in quotes`,
    next: 'Two digits an octet; dots between them are ignored.',
    code: 'malformed-value',
  });
  return z
    .string()
    .regex(pattern)
    .transform((text) => text.replaceAll('.', '').toLowerCase())
    .meta({ description: `${what}: ${count} octets in hex; dots are ignored` });
}
