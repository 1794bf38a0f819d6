import type { Topology } from '../../core/condis/roles.ts';
import type { CallRow } from '../../core/timing/call-row.ts';
import { intervalIndex } from '../../core/timing/intervals.ts';

/** Who a part of the set-up time went to. */
export const splitParts = ['callManager', 'network', 'miniport', 'ndis', 'unsplit'] as const;
export type SplitPart = (typeof splitParts)[number];

/** Set-up time of one call (TI-15) and who it went to; nanoseconds that add up. */
export interface SetupSplit {
  readonly totalNs: number;
  readonly parts: Readonly<Record<SplitPart, number>>;
}

const at = {
  total: intervalIndex('TI-15'),
  dispatch: intervalIndex('TI-03'),
  building: intervalIndex('TI-05'),
  network: intervalIndex('TI-08'),
  reaction: intervalIndex('TI-09'),
  toMiniport: intervalIndex('TI-10'),
  miniport: intervalIndex('TI-11'),
  fromMiniport: intervalIndex('TI-12'),
  activation: intervalIndex('TI-36'),
  finishing: intervalIndex('TI-13'),
  toClient: intervalIndex('TI-14'),
} as const;

/**
 * Splits a call's set-up time by the intervals that follow one another in it: NDIS dispatch (TI-03), the call manager until SETUP
 * (TI-05), the network until CONNECT (TI-08), the call manager until it asks for activation (TI-09), the activation, the call manager
 * until it reports (TI-13), NDIS dispatch (TI-14). Of the activation the miniport has TI-11 and NDIS the rest; on an MCM, which
 * programs its NIC within TI-09, all of it is NDIS's. An activation that was not over when the call was reported (no TI-13) and
 * whatever else was not measured is left unsplit. `undefined` where the call has no set-up time.
 */
export function splitOf(row: CallRow): SetupSplit | undefined {
  const totalNs = measured(row, at.total);
  if (Number.isNaN(totalNs)) return undefined;
  const parts: Record<SplitPart, number> = { callManager: 0, network: 0, miniport: 0, ndis: 0, unsplit: 0 };
  let leftNs = totalNs;
  const take = (part: SplitPart, ns: number): void => {
    const taken = Math.min(leftNs, Math.max(0, Number.isNaN(ns) ? 0 : ns));
    parts[part] += taken;
    leftNs -= taken;
  };
  take('ndis', measured(row, at.dispatch));
  take('callManager', measured(row, at.building));
  take('network', measured(row, at.network));
  take('callManager', measured(row, at.reaction));
  take('ndis', measured(row, at.toClient));
  if (!Number.isNaN(measured(row, at.finishing))) {
    take('callManager', measured(row, at.finishing));
    takeActivation(row, take);
  }
  parts.unsplit = leftNs;
  return { totalNs, parts };
}

function takeActivation(row: CallRow, take: (part: SplitPart, ns: number) => void): void {
  const activation = measured(row, at.activation);
  const miniport = measured(row, at.miniport);
  if (isMcm(row.topology)) return take('ndis', activation);
  if (Number.isNaN(miniport)) return;
  take('miniport', miniport);
  take('ndis', Number.isNaN(activation) ? measured(row, at.toMiniport) + measured(row, at.fromMiniport) : activation - miniport);
}

function isMcm(topology: Topology): boolean {
  return topology === 'mcm';
}

function measured(row: CallRow, index: number): number {
  return row.valuesNs[index] ?? Number.NaN;
}
