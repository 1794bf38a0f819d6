import { configurationDescriptor, endpointDescriptor, interfaceDescriptor } from './descriptors.ts';
import { testProductIds, testVendorId, type UsbFunction } from './usb-function.ts';

const vendorSpecific = [0xff, 0, 0] as const;
const packetOctets = 512;

/** A debug channel as firmware has it that needs no driver: one interface of a class of its own, a bulk endpoint each way. */
export function vendorFunction(serialNumber: string): UsbFunction {
  const [inEndpoint, outEndpoint] = [0x81, 0x02];
  return {
    identity: {
      vendorId: testVendorId, productId: testProductIds.vendor, deviceClass: vendorSpecific,
      manufacturer: 'condis-bench', product: 'Emulated NIC, debug channel', serialNumber,
    },
    configuration: configurationDescriptor(1, [
      interfaceDescriptor(0, 2, vendorSpecific),
      endpointDescriptor(inEndpoint, 'bulk', packetOctets),
      endpointDescriptor(outEndpoint, 'bulk', packetOctets),
    ]),
    inEndpoint,
    outEndpoint,
    packetOctets,
    control: () => undefined,
  };
}
