import type { Delay, DelayName, Pendable } from './call-program.ts';
import { statusCodes } from '../condis/statuses.ts';
import { causeValues } from '../signalling/elements/cause-values.ts';
import type { CallSetupSpec } from './scenario-spec.ts';

/** Calls, calls in flight, calls on a VC and the seed of a scenario that does not say. */
export const defaultCounts = { calls: 1, concurrency: 1, callsPerVc: 1, seed: 1, sends: 1 } as const;

/** Octets of a sent net buffer list: an Ethernet frame's worth. */
export const defaultSendOctets = 1500;

/** The default CPCS-SDU of classical IP over ATM (RFC 1626). */
export const defaultMaxSduOctets = 9188;

/** Cells a second of a whole STM-1 (OC-3c) payload: what a best-effort call asks for unless told otherwise. */
export const lineCellRate = 353207;

/** What the network says of a call that it does not let stand. */
export const defaultReleaseCause = causeValues['call rejected'];

/** What a call manager answers to a request that it refuses. */
export const defaultRefusalStatus = statusCodes.NDIS_STATUS_NOT_SUPPORTED;

/** NDIS_STATUS with which the client rejects a call where the scenario does not say. */
export const defaultRejectionStatus = statusCodes.NDIS_STATUS_RESOURCES;

/** The called address of RFC 3116, appendix C. */
export const defaultCalled: CallSetupSpec['called'] = { plan: 'nsap', digits: '3900000000000000000000000011111111111100' };

/** The permanent VC that a scenario means which names none. */
export const defaultPermanentVc = { vpi: 0, vci: 100 } as const;

/** The called address of the party that is added to a multipoint call as the n-th, from 1, where the scenario gives none. */
export function defaultParty(n: number): CallSetupSpec['called'] {
  return { plan: 'nsap', digits: `39${'0'.repeat(24)}${(n + 1).toString(16).padStart(12, '0')}00` };
}

/** Pended, as drivers do whenever an answer has to come from hardware or the network. */
export const defaultPended: Readonly<Record<Pendable, boolean>> = {
  openAddressFamily: true,
  makeCall: true,
  activateVc: true,
  closeCall: true,
  deactivateVc: true,
  closeAddressFamily: true,
  addParty: true,
  dropParty: true,
  registerSap: true,
  deregisterSap: true,
};

const us = 1_000;
const ms = 1_000_000;

/**
 * A local switch, one hop away, and a driver that programs its NIC in some hundred microseconds. These are plausible values for
 * an emulated device, measured on none.
 */
export const defaultDelays: Readonly<Record<DelayName, Delay>> = {
  betweenCalls: { kind: 'fixed', ns: 100 * us },
  callManagerSetup: { kind: 'uniform', minNs: 50 * us, maxNs: 150 * us },
  networkProceeding: { kind: 'normal', meanNs: 2 * ms, sigmaNs: 400 * us },
  networkConnect: { kind: 'log-normal', medianNs: 12 * ms, sigma: 0.35 },
  callManagerActivation: { kind: 'uniform', minNs: 20 * us, maxNs: 80 * us },
  miniportActivation: { kind: 'log-normal', medianNs: 400 * us, sigma: 0.3 },
  callManagerCompletion: { kind: 'uniform', minNs: 10 * us, maxNs: 40 * us },
  clientReaction: { kind: 'uniform', minNs: 20 * us, maxNs: 100 * us },
  transmission: { kind: 'uniform', minNs: 30 * us, maxNs: 90 * us },
  hold: { kind: 'fixed', ns: 20 * ms },
  networkRelease: { kind: 'normal', meanNs: 3 * ms, sigmaNs: 500 * us },
  miniportDeactivation: { kind: 'log-normal', medianNs: 250 * us, sigma: 0.3 },
  dispatch: { kind: 'uniform', minNs: 1 * us, maxNs: 4 * us },
};
