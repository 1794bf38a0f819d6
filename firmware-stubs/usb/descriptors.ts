/** Descriptors as a device tells them (USB 2.0, section 9.6): length and type in front, numbers little-endian. */

/** What the descriptors of a device say beyond its interfaces. */
export interface DeviceIdentity {
  readonly vendorId: number;
  readonly productId: number;
  /** Class, subclass, protocol of the device. */
  readonly deviceClass: readonly [number, number, number];
  readonly manufacturer: string;
  readonly product: string;
  readonly serialNumber: string;
}

const englishUs = 0x0409;
/** Configurations, and the value that selects the only one. */
const one = 1;

/** Any descriptor: its type, then its octets; `le16` splits numbers. */
export function descriptor(type: number, ...octets: readonly (number | readonly number[])[]): Uint8Array {
  const flat = octets.flat();
  return Uint8Array.from([flat.length + 2, type, ...flat]);
}

export function le16(value: number): number[] {
  return [value & 0xff, value >> 8];
}

/** Of a USB 2.0 device, release 1.00. */
export function deviceDescriptor({ vendorId, productId, deviceClass }: DeviceIdentity): Uint8Array {
  return descriptor(1, le16(0x0200), deviceClass, 64, le16(vendorId), le16(productId), le16(0x0100), 1, 2, 3, one);
}

/** Interfaces with what belongs to them, in one piece; 100 mA from the bus. */
export function configurationDescriptor(interfaces: number, parts: readonly Uint8Array[]): Uint8Array {
  const octets = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([descriptor(2, le16(octets + 9), interfaces, one, 0, 0x80, 50), ...parts]);
}

export function interfaceDescriptor(number: number, endpoints: number, ofClass: readonly [number, number, number]): Uint8Array {
  return descriptor(4, number, 0, endpoints, ofClass, 0);
}

/** `interval` counts for interrupt endpoints alone. */
export function endpointDescriptor(address: number, kind: 'bulk' | 'interrupt', packetOctets: number, interval = 0): Uint8Array {
  return descriptor(5, address, kind === 'bulk' ? 2 : 3, le16(packetOctets), interval);
}

/** A string, or the languages there are where `index` is 0; `undefined` where there is none. */
export function stringDescriptor(identity: DeviceIdentity, index: number): Uint8Array | undefined {
  if (index === 0) return descriptor(3, le16(englishUs));
  const text = [identity.manufacturer, identity.product, identity.serialNumber][index - 1];
  return text === undefined ? undefined : descriptor(3, [...Buffer.from(text, 'utf16le')]);
}
