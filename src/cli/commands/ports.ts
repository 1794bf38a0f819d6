import { Command } from 'commander';
import { safeText } from '../../core/safe-text.ts';
import { definitions } from '../columns.ts';
import type { CliContext } from '../context.ts';

/** `ports [--json]`: the serial ports of this machine. */
export function portsCommand(context: CliContext): Command {
  return new Command('ports')
    .description('list the serial ports of this machine')
    .option('--json', 'as JSON')
    .action(async (options: { json?: true }) => {
      const { listPorts } = await import('../../ports/list-ports.ts');
      const ports = await listPorts();
      if (options.json) {
        context.out.line(JSON.stringify({ ports }));
        return;
      }
      if (ports.length === 0) context.err.line('No serial port here. Emulated devices need none: `condis-bench devices`.');
      const entries = ports.map(({ path, byId, manufacturer, vendorId, productId, serialNumber, driver }) => {
        const usb = vendorId === undefined ? undefined : `USB ${vendorId}:${productId ?? '?'}`;
        const facts = [manufacturer, usb, serialNumber, driver, byId].filter((fact) => fact !== undefined);
        return [safeText(path), safeText(facts.join(', '))] as const;
      });
      for (const line of definitions(entries, context.out.columns)) context.out.line(line);
    });
}
