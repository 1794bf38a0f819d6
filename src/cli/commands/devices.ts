import { Command } from 'commander';
import type { DevicePortSpec } from '../../core/device/device-spec.ts';
import { tcpAddressText } from '../../core/device/tcp-address.ts';
import { usbAddressText } from '../../core/device/usb-address.ts';
import { safeText } from '../../core/safe-text.ts';
import { definitions } from '../columns.ts';
import { CommandFailure, type CliContext } from '../context.ts';

/** `devices [--json]`: those that a name can stand for. */
export function devicesCommand(context: CliContext): Command {
  return new Command('devices')
    .description('list the devices that can be used by name')
    .option('--json', 'as JSON')
    .action(async (options: { json?: true }) => {
      const { loadAll } = await import('../load-all.ts');
      const { specs, faults } = await loadAll('devices', context);
      if (options.json) {
        const devices = specs.map(({ name, file, topology, summary, port }) => ({
          name, file, topology: [topology], summary, port: portText(port),
        }));
        context.out.line(JSON.stringify({ devices }));
      } else {
        const entries = specs.map(({ name, topology, summary, port }) => {
          return [name, `${summary} (${topology}; ${safeText(portText(port))})`] as const;
        });
        for (const line of definitions(entries, context.out.columns)) context.out.line(line);
      }
      if (faults.length > 0) throw new CommandFailure(faults);
    });
}

/** Where a device is reached, in a few words. */
function portText(port: DevicePortSpec): string {
  switch (port.kind) {
    case 'serial':
      return `${port.path} at ${port.baudRate} Bd`;
    case 'usb':
      return usbAddressText(port);
    case 'tcp':
      return tcpAddressText(port);
    case 'stub':
      return `${port.stub} started by the bench`;
  }
}
