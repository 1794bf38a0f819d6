import type { CallParameters } from '../../src/core/condis/call-parameters.ts';

/** Octets of user data in an ATM cell; FLOWSPEC counts octets where ATM counts cells. */
export const cellPayloadOctets = 48;

/**
 * Which rates a call has, seen from those that the client asked for when it made the call: all of them, three quarters or half of them
 * (rounded up), or so many cells a second in each direction that has any.
 */
export type Rates = 'all' | 'most' | 'half' | number;

const shares: Readonly<Record<'all' | 'most' | 'half', number>> = { all: 1, most: 0.75, half: 0.5 };

/** A cell rate as it is changed; one of 0 stays 0. */
export function changedCells(rates: Rates, cells: number): number {
  if (typeof rates !== 'number') return Math.ceil(cells * shares[rates]);
  return cells === 0 ? 0 : rates;
}

function changedOctets(rates: Rates, octets: number): number {
  if (typeof rates !== 'number') return Math.ceil(octets * shares[rates]);
  return octets === 0 ? 0 : rates * cellPayloadOctets;
}

/** A rate below the peak rate shrinks with it, and never exceeds it. */
export function changedBelow(rates: Rates, cells: number): number {
  return typeof rates === 'number' ? Math.min(cells, rates) : changedCells(rates, cells);
}

/** Fields of FLOWSPEC and ATM_FLOW_PARAMETERS that hold a rate. */
const changes: Readonly<Record<string, (rates: Rates, value: number) => number>> = {
  TokenRate: changedOctets, PeakBandwidth: changedOctets, PeakCellRate: changedCells, AverageCellRate: changedBelow,
  MinimumCellRate: changedBelow,
};

/** Call parameters with other rates. */
export function withRates(parameters: CallParameters, rates: Rates): CallParameters {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => {
    // The token rate of a variable bit rate is its sustainable rate.
    const isSustained = name === 'TokenRate' && typeof value === 'number' && value !== parameters['PeakBandwidth'];
    if (isSustained) return [name, changedBelow(rates, value / cellPayloadOctets) * cellPayloadOctets];
    const change = changes[name];
    if (typeof value === 'number' && change !== undefined) return [name, change(rates, value)];
    return [name, typeof value === 'object' && value !== null ? withRates(value as CallParameters, rates) : value];
  }));
}
