import type { DeviceIdentity } from './descriptors.ts';
import type { Setup } from './usbip-messages.ts';

/** What a control request may do to the line. */
export interface FunctionHost {
  /** Nobody uses the line any more, or somebody new does. */
  hungUp(): void;
}

/** What a device is for: its descriptors, its endpoints, and the requests of its class. */
export interface UsbFunction {
  readonly identity: DeviceIdentity;
  /** The whole configuration descriptor. */
  readonly configuration: Uint8Array;
  /** Addresses of the endpoints that carry the line, and the octets of their packets. */
  readonly inEndpoint: number;
  readonly outEndpoint: number;
  readonly packetOctets: number;
  /** A request of its class: what it answers, `undefined` where it refuses. */
  control(setup: Setup, data: Uint8Array, host: FunctionHost): Uint8Array | undefined;
}

/** Whose ids a device of ours bears: pid.codes keeps these for tests. */
export const testVendorId = 0x1209;
export const testProductIds = { vendor: 0x0001, acm: 0x0002 } as const;
