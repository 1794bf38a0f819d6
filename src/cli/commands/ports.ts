import { Command } from 'commander';
import { safeText } from '../../core/safe-text.ts';
import type { PortDescription } from '../../ports/list-ports.ts';
import type { UsbDeviceDescription } from '../../ports/usb/list-usb-devices.ts';
import { definitions } from '../columns.ts';
import type { CliContext } from '../context.ts';

/** `ports [--json]`: the serial ports and USB devices of this machine. */
export function portsCommand(context: CliContext): Command {
  return new Command('ports')
    .description('list the serial ports and USB devices of this machine')
    .option('--json', 'as JSON')
    .action(async (options: { json?: true }) => {
      const { listPorts } = await import('../../ports/list-ports.ts');
      const { listUsbDevices } = await import('../../ports/usb/list-usb-devices.ts');
      const ports = await listPorts();
      const { devices: usbDevices, notListed } = await listUsbDevices();
      if (notListed !== undefined) context.err.line(notListed.describe());
      if (options.json) {
        context.out.line(JSON.stringify({ ports, usbDevices }));
        return;
      }
      if (ports.length + usbDevices.length === 0) {
        context.err.line('No serial port and no USB device here. Emulated devices need none: `condis-bench devices`.');
      }
      const entries = [
        ...ports.map((port) => [safeText(port.path), safeText(portFacts(port).join(', '))] as const),
        ...usbDevices.map((device) => [safeText(device.address), safeText(usbFacts(device).join(', '))] as const),
      ];
      for (const line of definitions(entries, context.out.columns)) context.out.line(line);
    });
}

function portFacts({ byId, manufacturer, vendorId, productId, serialNumber, driver }: PortDescription): string[] {
  const usb = vendorId === undefined ? undefined : `USB ${vendorId}:${productId ?? '?'}`;
  return [manufacturer, usb, serialNumber, driver, byId].filter((fact) => fact !== undefined);
}

function usbFacts({ manufacturer, product, interface: number, notOpened }: UsbDeviceDescription): string[] {
  const channel = number === undefined ? 'no debug channel (no bulk endpoint each way)' : `debug channel on interface ${number}`;
  return [manufacturer, product, channel, notOpened && `cannot be opened (${notOpened})`].filter((fact) => fact !== undefined);
}
