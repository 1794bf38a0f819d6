import type { Port } from './port.ts';
import { SerialPort, type SerialPortOptions } from './serial-port.ts';

/** How a device or bench file names a port: one key, the kind of port. */
export interface PortSpec {
  readonly serial: SerialPortOptions;
}

const kinds: { readonly [kind in keyof PortSpec]: (options: PortSpec[kind]) => Port } = {
  serial: (options) => new SerialPort(options),
};

/** The port that a specification describes, not opened yet. */
export function portOf(spec: PortSpec): Port {
  return kinds.serial(spec.serial);
}
