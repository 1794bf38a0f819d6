import { z } from 'zod';
import { aal1CellOctets, cellsForRate } from '../core/scenario/aal1-rate.ts';
import {
  bearerClasses, categoriesOfClasses, highLayerTypes, layer2Protocols, layer3Protocols, type Aal1Spec, type AalSpec, type CallElementsSpec,
  type HighLayerName, type HighLayerSpec, type Layer2Protocol, type Layer3Protocol,
} from '../core/scenario/call-elements.ts';
import type { ServiceCategory } from '../core/scenario/scenario-spec.ts';
import { aal } from './aal-schema.ts';
import { hexDigits, mostCellRate } from './quantities.ts';
import type { Refusal } from './refusal.ts';

/** An NSAP address, which a subaddress is one of, has up to 20 octets. */
const subaddress = hexDigits(1, 20, 'an NSAP subaddress');

const bhli = z
  .strictObject({
    iso: hexDigits(1, 8, 'information of ISO').exactOptional(),
    user: hexDigits(1, 8, 'information of the user').exactOptional(),
    vendor: hexDigits(7, 7, 'OUI and application of a vendor').exactOptional(),
  } satisfies Record<HighLayerName, unknown>)
  .refine((given) => Object.keys(given).length === 1, {
    error: 'higher-layer information is of one kind', params: { next: `Give one of ${Object.keys(highLayerTypes).join(', ')}.` },
  })
  .transform((given): HighLayerSpec => {
    const [[by, octets]] = Object.entries(given) as [[HighLayerName, string]];
    return { by, octets };
  });

const blli = z
  .strictObject({
    layer2: z.enum(Object.keys(layer2Protocols) as [Layer2Protocol]).exactOptional(),
    layer3: z.enum(Object.keys(layer3Protocols) as [Layer3Protocol]).exactOptional(),
    snap: hexDigits(5, 5, 'OUI and PID').exactOptional(),
  })
  .refine(({ layer2, layer3 }) => layer2 !== undefined || layer3 !== undefined, {
    error: 'names no layer', params: { next: 'Add `layer2: LLC` or `layer3: IP`.' },
  })
  .refine(({ layer3, snap }) => (layer3 === 'SNAP') === (snap !== undefined), {
    error: '`layer3: SNAP` and `snap` go together', params: { next: 'Add the missing one; `snap` is OUI and PID, as "00a03e000c".' },
  });

/** Keys of `call` that become information elements. */
export const callElementKeys = {
  bearerClass: z.enum(bearerClasses).optional().meta({
    description: 'BCOB-A: constant bit rate; BCOB-C: any category but CBR; BCOB-X: any, the default',
  }),
  susceptibleToClipping: z.boolean().optional().meta({ description: 'The beginning of the data must not be cut off; default false' }),
  aal: aal.optional(),
  calledSubaddress: subaddress.optional(),
  callingSubaddress: subaddress.optional(),
  qosClass: z.int().min(0).max(4).optional().meta({ description: 'Quality of service class of UNI 3.1, in both directions; default 0' }),
  bhli: bhli.optional().meta({ description: 'Broadband higher-layer information: who defines it, and its octets' }),
  blli: blli.optional().meta({ description: 'Broadband lower-layer information: the protocols above the adaptation layer' }),
} as const;
type ElementsFile = z.output<z.ZodObject<typeof callElementKeys>>;

/** The inner form; `undefined` where everything is what the call manager would choose. */
export function elementsOf(file: ElementsFile): CallElementsSpec | undefined {
  const { bearerClass = 'BCOB-X', susceptibleToClipping = false, aal: layer, calledSubaddress, callingSubaddress, qosClass = 0 } = file;
  const isPlainBearer = bearerClass === 'BCOB-X' && !susceptibleToClipping;
  const isPlainLayer = layer === undefined || (layer.kind === 'AAL5' && layer.sscs === 'none');
  const elements: CallElementsSpec = {
    ...(isPlainBearer ? {} : { bearer: { bearerClass, susceptibleToClipping } }),
    ...(isPlainLayer ? {} : { aal: layer }),
    ...(calledSubaddress !== undefined && { calledSubaddress }),
    ...(callingSubaddress !== undefined && { callingSubaddress }),
    ...(qosClass > 0 && { qosClass }),
    ...(file.bhli !== undefined && { bhli: file.bhli }),
    ...(file.blli !== undefined && { blli: file.blli }),
  };
  return Object.keys(elements).length === 0 ? undefined : elements;
}

const cellPayloadOctets = 48;

/** Octets that a list can have where the adaptation layer has no SDU of its own: what a cell carries. */
export function cellSduOf(layer: AalSpec | undefined): number | undefined {
  if (layer?.kind === 'AAL0') return cellPayloadOctets;
  return layer?.kind === 'AAL1' ? (layer.filledOctets ?? aal1CellOctets) : undefined;
}

/** Cells a second that the stream of AAL1 takes; `undefined` for any other layer. */
export function streamCellRate(layer: AalSpec | undefined): number | undefined {
  return layer?.kind === 'AAL1' ? cellsForRate(layer.kbitPerSecond, layer) : undefined;
}

/** What of these keys contradicts the category, the rates or each other. `peaks` are the peak cell rates of both directions. */
export function elementRefusals(
  file: ElementsFile & { readonly maxSdu?: unknown; readonly peakCellRate?: unknown }, category: ServiceCategory, peaks: readonly number[],
): Refusal[] {
  const { bearerClass = 'BCOB-X', aal: layer, qosClass = 0 } = file;
  const refusals: Refusal[] = [];
  if (!categoriesOfClasses[bearerClass].includes(category)) {
    const next = `${bearerClass} takes ${categoriesOfClasses[bearerClass].join(', ')} (UNI signalling 4.0); BCOB-X takes all.`;
    refusals.push([['bearerClass'], `${bearerClass} does not go with category ${category}`, next]);
  }
  if (layer !== undefined && cellSduOf(layer) !== undefined && file.maxSdu !== undefined) {
    refusals.push([['maxSdu'], `${layer.kind} has no SDU: a list holds what one cell carries`, 'Take it out.']);
  }
  if (layer?.kind === 'AAL1') refusals.push(...streamRefusals(layer, category, file.peakCellRate === undefined ? [] : peaks));
  if (category === 'UBR' && qosClass > 0) {
    refusals.push([['qosClass'], 'best effort has class 0', 'Take it out, or choose another `serviceCategory`.']);
  }
  return refusals;
}

function streamRefusals(layer: Aal1Spec, category: ServiceCategory, peaks: readonly number[]): Refusal[] {
  if (category !== 'CBR') {
    const next = 'Add `serviceCategory: CBR` under `call`, or choose AAL5.';
    return [[['aal'], `AAL1 carries a constant bit rate, and the category is ${category}`, next]];
  }
  const needed = cellsForRate(layer.kbitPerSecond, layer);
  if (needed > mostCellRate) {
    const next = 'Lower `cbrRate`, or raise `partialFill`.';
    return [[['aal'], `AAL1 takes ${needed} cells/s so, and a traffic descriptor holds at most ${mostCellRate}`, next]];
  }
  if (peaks.every((peak) => peak >= needed)) return [];
  const next = `Give ${needed} cells/s or more, or leave it out.`;
  return [[['peakCellRate'], `AAL1 takes ${needed} cells/s to carry ${layer.kbitPerSecond} kbit/s`, next]];
}

/** Keys that are signalled and nothing else. */
const signalledKeys = [
  'bearerClass', 'susceptibleToClipping', 'calledSubaddress', 'callingSubaddress', 'qosClass', 'bhli', 'blli',
] as const;

/** What is said of calls on permanent VCs in vain. */
export function unsignalledRefusals(file: ElementsFile): Refusal[] {
  return signalledKeys.filter((key) => file[key] !== undefined).map((key) => {
    return [[key], 'is signalled, and a call on a permanent VC is not', 'Take it out, or take `permanent` out.'];
  });
}
