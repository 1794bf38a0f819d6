import type { DeviceSpec } from '../core/device/device-spec.ts';
import type { Port } from '../ports/port.ts';

/** A device that can be talked to. */
export interface ReachedDevice {
  /** Not opened yet. */
  readonly port: Port;
  /** What people should know of the way it is reached; told once, however many devices say the same. */
  readonly notice?: string;
  /** Lets go of whatever was started to reach the device. Called once, after the port is closed. */
  release(): Promise<void>;
}

/**
 * Makes a device reachable: nothing to do for a line that exists, the start of a process for a stub, which is given the faults beside
 * the port. `said` is handed what such a process writes for people, a line at a time, until the device is released. Rejects with a Fault
 * that says what to do.
 */
export type ReachDevice = (device: DeviceSpec, faults: readonly string[], said: (line: string) => void) => Promise<ReachedDevice>;
