import { configurationDescriptor, descriptor, endpointDescriptor, interfaceDescriptor, le16 } from './descriptors.ts';
import { testProductIds, testVendorId, type UsbFunction } from './usb-function.ts';

/** Requests of the abstract control model (USB CDC PSTN 1.2, section 6.3). */
const request = { setLineCoding: 0x20, getLineCoding: 0x21, setControlLineState: 0x22, sendBreak: 0x23 } as const;
/** Of `setControlLineState`: DTR. */
const terminalReady = 1;
const packetOctets = 512;
const done = new Uint8Array(0);

/** A serial line over USB (CDC-ACM), which an operating system has a driver for: on Linux it is /dev/ttyACM0. */
export function acmFunction(serialNumber: string): UsbFunction {
  const [inEndpoint, outEndpoint, notices] = [0x81, 0x02, 0x83];
  /** 9600 Bd, 8 data bits, no parity, 1 stop bit. */
  let lineCoding: Uint8Array = Uint8Array.from([0x80, 0x25, 0, 0, 0, 0, 8]);
  return {
    identity: {
      vendorId: testVendorId, productId: testProductIds.acm, deviceClass: [2, 0, 0],
      manufacturer: 'condis-bench', product: 'Emulated NIC, serial line', serialNumber,
    },
    configuration: configurationDescriptor(2, [
      interfaceDescriptor(0, 1, [2, 2, 1]),
      // Header of CDC 1.10; no call management; line coding and break are understood; interface 0 controls interface 1.
      descriptor(0x24, 0, le16(0x0110)),
      descriptor(0x24, 1, 0, 1),
      descriptor(0x24, 2, 6),
      descriptor(0x24, 6, 0, 1),
      endpointDescriptor(notices, 'interrupt', 16, 9),
      interfaceDescriptor(1, 2, [10, 0, 0]),
      endpointDescriptor(inEndpoint, 'bulk', packetOctets),
      endpointDescriptor(outEndpoint, 'bulk', packetOctets),
    ]),
    inEndpoint,
    outEndpoint,
    packetOctets,
    control({ request: asked, value }, data, host) {
      switch (asked) {
        case request.setLineCoding:
          lineCoding = Uint8Array.from(data);
          return done;
        case request.getLineCoding:
          return lineCoding;
        case request.setControlLineState:
          if ((value & terminalReady) === 0) host.hungUp();
          return done;
        case request.sendBreak:
          return done;
        default:
          return undefined;
      }
    },
  };
}
