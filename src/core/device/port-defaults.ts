import type { SerialPortSpec, TcpPortSpec, UsbPortSpec } from './device-spec.ts';

/** What a serial port is that its device file says nothing more of. */
export const serialDefaults = {
  baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none',
} as const satisfies Partial<SerialPortSpec>;

/** What a USB port is that its device file says nothing more of. */
export const usbDefaults = {
  transferOctets: 16_384, transfers: 4, writeTimeoutMs: 10_000,
} as const satisfies Partial<UsbPortSpec>;

/** What a TCP port is that its device file says nothing more of. */
export const tcpDefaults = { connectTimeoutMs: 5000 } as const satisfies Partial<TcpPortSpec>;
