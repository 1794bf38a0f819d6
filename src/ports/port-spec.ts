import type { LinePortSpec, SerialPortSpec, TcpPortSpec, UsbPortSpec } from '../core/device/device-spec.ts';
import type { Port } from './port.ts';
import { SerialPort } from './serial-port.ts';
import { TcpPort } from './tcp-port.ts';
import { UsbPort } from './usb-port.ts';

const kinds: { readonly [Kind in LinePortSpec['kind']]: (spec: Extract<LinePortSpec, { kind: Kind }>) => Port } = {
  serial: ({ flowControl, path, baudRate, dataBits, parity, stopBits }: SerialPortSpec) =>
    new SerialPort({ path, baudRate, dataBits, parity, stopBits, rtscts: flowControl === 'rts-cts' }),
  usb: (spec: UsbPortSpec) => new UsbPort(spec),
  tcp: (spec: TcpPortSpec) => new TcpPort(spec),
};

/** The port that a device file describes, not opened yet. */
export function portOf(spec: LinePortSpec): Port {
  return (kinds[spec.kind] as (spec: LinePortSpec) => Port)(spec);
}
