import { z } from 'zod';
import { defaultCalled, defaultMaxSduOctets, defaultSendOctets, lineCellRate } from '../core/scenario/defaults.ts';
import { serviceCategories, type CallSetupSpec, type DirectionSpec, type ServiceCategory } from '../core/scenario/scenario-spec.ts';
import { callElementKeys, cellSduOf, elementRefusals, elementsOf, streamCellRate, unsignalledRefusals } from './call-elements-schema.ts';
import { connection } from './permanent-vc-schema.ts';
import { atmAddress, burstCells, cellsPerSecond, sduOctets } from './quantities.ts';
import type { Refusal } from './refusal.ts';
import type { ListOctets } from './steps/act-step.ts';

/** The value for both directions, or one for each. */
function eachDirection<T extends z.ZodType>(value: T) {
  return z.union([value, z.strictObject({ forward: value, backward: value })]);
}

/** The key `call` of a scenario file. */
export const call = z.strictObject({
  called: atmAddress.optional(),
  calling: atmAddress.optional(),
  ...callElementKeys,
  serviceCategory: z.enum(serviceCategories).optional().meta({
    description: 'UBR: best effort, the default; CBR: constant bit rate; rt-VBR, nrt-VBR: variable bit rate; ABR: available bit rate',
  }),
  peakCellRate: eachDirection(cellsPerSecond)
    .optional()
    .meta({ description: `CLP 0+1; default ${lineCellRate} cells/s for UBR, what the stream takes for AAL1; else it must be given` }),
  sustainableCellRate: eachDirection(cellsPerSecond)
    .optional()
    .meta({ description: 'CLP 0+1, of a variable bit rate, for which it must be given' }),
  maxBurst: eachDirection(burstCells)
    .optional()
    .meta({ description: 'Maximum burst size, CLP 0+1, of a variable bit rate, for which it must be given' }),
  minimumCellRate: eachDirection(cellsPerSecond).optional().meta({ description: 'CLP 0+1, of an available bit rate; default none' }),
  permanent: z.boolean().optional().meta({ description: 'The calls use permanent VCs, and nothing is signalled; default false' }),
  connection: connection.optional(),
  maxSdu: eachDirection(sduOctets)
    .optional()
    .meta({ description: `Largest CPCS-SDU of AAL5 or AAL3/4; default ${defaultMaxSduOctets} octets` }),
});
export type CallFile = z.output<typeof call>;

/** Keys that may have a value for each direction. */
export const directedKeys = ['peakCellRate', 'sustainableCellRate', 'maxBurst', 'minimumCellRate', 'maxSdu'] as const;

/** What each category has to be given, and what besides it can be; the field of ATM_FLOW_PARAMETERS that carries it. */
const needs: Readonly<Record<ServiceCategory, readonly Rate[]>> = {
  UBR: [], CBR: ['peakCellRate'], ABR: ['peakCellRate'],
  'rt-VBR': ['peakCellRate', 'sustainableCellRate', 'maxBurst'], 'nrt-VBR': ['peakCellRate', 'sustainableCellRate', 'maxBurst'],
};
type Rate = 'peakCellRate' | 'sustainableCellRate' | 'maxBurst' | 'minimumCellRate';
const words: Readonly<Record<Rate, readonly [what: string, example: string, field: string]>> = {
  peakCellRate: ['a peak cell rate', '10000 cells/s', 'PeakCellRate'],
  sustainableCellRate: ['a sustainable cell rate', '2000 cells/s', 'AverageCellRate'],
  maxBurst: ['a maximum burst size', '100 cells', 'BurstLengthCells'],
  minimumCellRate: ['a minimum cell rate', '1000 cells/s', 'MinimumCellRate'],
};

const sides = ['forward', 'backward'] as const;

/** What of the key contradicts its service category or itself, with its place below it. */
export function callRefusals(file: CallFile): Refusal[] {
  const category = file.serviceCategory ?? 'UBR';
  const refusals: Refusal[] = [];
  const isStream = streamCellRate(file.aal) !== undefined;
  const missing = needs[category].find((key) => file[key] === undefined && !(isStream && key === 'peakCellRate'));
  if (missing !== undefined) {
    const [what, example] = words[missing];
    refusals.push([['serviceCategory'], `${category} needs ${what}`, `Add \`${missing}: ${example}\` under \`call\`.`]);
  }
  for (const key of ['sustainableCellRate', 'maxBurst', 'minimumCellRate'] as const) {
    if (file[key] === undefined) continue;
    const [what, , field] = words[key];
    const takes = key === 'minimumCellRate' ? 'ABR' : 'rt-VBR and nrt-VBR';
    if (!needs[category].includes(key) && !(category === 'ABR' && key === 'minimumCellRate')) {
      const next = `Take it out; ${takes} have ${what} (${field} of ATM_FLOW_PARAMETERS).`;
      refusals.push([[key], `a call of category ${category} has no ${what.slice(2)}`, next]);
    } else if (key !== 'maxBurst' && sides.some((side) => (sideOf(file[key], side) ?? 0) > peakOf(file, side))) {
      const next = `Lower it, or raise \`peakCellRate\` (${field} is at most PeakCellRate in ATM_FLOW_PARAMETERS).`;
      refusals.push([[key], 'is above the peak cell rate', next]);
    }
  }
  refusals.push(...elementRefusals(file, category, sides.map((side) => peakOf(file, side))));
  if (file.permanent === true) refusals.push(...unsignalledRefusals(file));
  return refusals;
}

function peakOf({ peakCellRate, aal }: CallFile, side: 'forward' | 'backward'): number {
  return sideOf(peakCellRate, side) ?? streamCellRate(aal) ?? lineCellRate;
}

/** What the client asks of the network; a multipoint call carries nothing backward. */
export function setupOf(given: CallFile | undefined, isMultipoint: boolean): CallSetupSpec {
  const file = given ?? {};
  const direction = (side: 'forward' | 'backward'): DirectionSpec => {
    const [sustainableCellRate, maxBurst, minimumCellRate] = [file.sustainableCellRate, file.maxBurst, file.minimumCellRate]
      .map((value) => sideOf(value, side));
    return {
      maxSduOctets: cellSduOf(file.aal) ?? sideOf(file.maxSdu, side) ?? defaultMaxSduOctets,
      peakCellRate: peakOf(file, side),
      ...(sustainableCellRate !== undefined && { sustainableCellRate }),
      ...(maxBurst !== undefined && { maxBurst }),
      ...(minimumCellRate !== undefined && { minimumCellRate }),
    };
  };
  const elements = elementsOf(file);
  return {
    called: file.called ?? defaultCalled,
    ...(file.calling === undefined ? {} : { calling: file.calling }),
    serviceCategory: file.serviceCategory ?? 'UBR',
    forward: direction('forward'),
    backward: isMultipoint ? { maxSduOctets: 0, peakCellRate: 0 } : direction('backward'),
    ...(elements !== undefined && { elements }),
  };
}

/** The most octets of a list that a call of the file carries, and those of a list of which nothing is said. */
export function listOctetsOf(given: CallFile | undefined): ListOctets {
  const most = setupOf(given, false).forward.maxSduOctets;
  return { most, usual: Math.min(defaultSendOctets, most) };
}

function sideOf(value: number | { forward: number; backward: number } | undefined, side: 'forward' | 'backward'): number | undefined {
  return typeof value === 'object' ? value[side] : value;
}
