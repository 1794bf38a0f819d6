import type { SerialPortSpec, TcpPortSpec } from './device-spec.ts';

/** What a serial port is that its device file says nothing more of. */
export const serialDefaults = {
  baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none',
} as const satisfies Partial<SerialPortSpec>;

/** What a TCP port is that its device file says nothing more of. */
export const tcpDefaults = { connectTimeoutMs: 5000 } as const satisfies Partial<TcpPortSpec>;
