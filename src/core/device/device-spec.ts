import type { Topology } from '../condis/roles.ts';
import type { TcpAddress } from './tcp-address.ts';
import type { UsbAddress } from './usb-address.ts';

/** A device file as loaded: what stands on the bench and how to reach it. */
export interface DeviceSpec {
  /** The file's name without `.yaml`. */
  readonly name: string;
  /** The file it was loaded from, as it is shown to people. */
  readonly file: string;
  /** One sentence. */
  readonly summary: string;
  readonly topology: Topology;
  readonly port: DevicePortSpec;
}

/** The debug channel of a device. `name` is the port's name in traces and captures. */
export type DevicePortSpec = LinePortSpec | StubPortSpec;

/** A debug channel that is there when the run begins. */
export type LinePortSpec = SerialPortSpec | UsbPortSpec | TcpPortSpec;

/** A serial line of this machine. */
export interface SerialPortSpec {
  readonly kind: 'serial';
  readonly name: string;
  /** `/dev/serial/by-id/…`, `/dev/ttyUSB0`, `COM3`. */
  readonly path: string;
  /** Bits a second. */
  readonly baudRate: number;
  readonly dataBits: 5 | 6 | 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
  readonly flowControl: 'none' | 'rts-cts';
}

/** A USB interface with a bulk endpoint each way. */
export interface UsbPortSpec extends UsbAddress {
  readonly kind: 'usb';
  readonly name: string;
  /** Absent: the first that has a bulk endpoint each way. */
  readonly interfaceNumber?: number;
  /** Addresses of endpoints; absent: the first of the interface. */
  readonly inEndpoint?: number;
  readonly outEndpoint?: number;
  /** Octets of one transfer from the device. */
  readonly transferOctets: number;
  /** Transfers that wait for the device at any time. */
  readonly transfers: number;
  /** What the device may take for one transfer to it, ms. */
  readonly writeTimeoutMs: number;
}

/** A device that listens for a TCP connection, or a server that passes its serial line on. */
export interface TcpPortSpec extends TcpAddress {
  readonly kind: 'tcp';
  readonly name: string;
  /** What connecting may take, ms. */
  readonly connectTimeoutMs: number;
}

/** A process that stands in for a NIC: the bench starts it, and it says where it is reached. */
export interface StubPortSpec {
  readonly kind: 'stub';
  readonly name: string;
  readonly stub: 'emulated-nic';
  /** Words for the stub's command line, after those by which the bench names the topology, the port and the faults. */
  readonly arguments: readonly string[];
  /** It behaves in a way of its own, and is taken only where it is asked for by name. */
  readonly isVariant?: true;
}

/** Whether a device is an emulated one that every scenario may be run with. */
export function isPlainStub({ port }: DeviceSpec): boolean {
  return port.kind === 'stub' && port.isVariant !== true;
}
