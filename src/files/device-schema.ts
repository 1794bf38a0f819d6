import { z } from 'zod';
import type { DevicePortSpec, DeviceSpec } from '../core/device/device-spec.ts';
import { summary, topology } from './shared-schema.ts';

const serial = z.strictObject({
  path: z
    .string()
    .min(1)
    .max(4096)
    .regex(/^[^\p{Cc}]+$/u)
    .meta({ description: 'Path of the serial line, best one under /dev/serial/by-id', examples: ['/dev/serial/by-id/usb-…', 'COM3'] }),
  baudRate: z.int().min(50).max(12_000_000).optional().meta({ description: 'Bits a second; default 115200' }),
  dataBits: z.union([z.literal(5), z.literal(6), z.literal(7), z.literal(8)]).optional().meta({ description: 'Default 8' }),
  parity: z.enum(['none', 'even', 'odd']).optional().meta({ description: 'Default none' }),
  stopBits: z.union([z.literal(1), z.literal(2)]).optional().meta({ description: 'Default 1' }),
  flowControl: z.enum(['none', 'rts-cts']).optional().meta({ description: 'Default none' }),
});

const stub = z.strictObject({
  program: z.literal('emulated-nic').meta({ description: 'Which stand-in the bench starts' }),
  arguments: z.array(z.string().max(4096).regex(/^[^\0]*$/)).max(64).optional().meta({ description: 'Further words for its command line' }),
});

const port = z
  .strictObject({ serial: serial.optional(), stub: stub.optional() })
  .refine((ways) => Object.keys(ways).length === 1, {
    error: 'a port is either `serial` or `stub`',
    params: { next: 'Give one of the two.' },
  });

/** A device file. */
export const deviceSchema = z.strictObject({
  summary,
  topology,
  ports: z
    .record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/), port)
    .refine((ports) => Object.keys(ports).length > 0, {
      error: 'a device has a port',
      params: { next: 'Add `main:` with `serial:` or `stub:`.' },
    })
    .superRefine((ports, context) => {
      for (const name of Object.keys(ports).slice(1)) {
        const params = { next: 'This version reads one port of a device: keep one.' };
        context.addIssue({ code: 'custom', path: [name], message: `port \`${name}\` is one too many`, params });
      }
    })
    .meta({ description: 'The debug channels by name; this version reads one' }),
});

/** The inner form of a valid device file. */
export function deviceOf(file: z.output<typeof deviceSchema>, name: string, shown: string): DeviceSpec {
  const [portName, ways] = Object.entries(file.ports)[0] as [string, z.output<typeof port>];
  return { name, file: shown, summary: file.summary, topology: file.topology, port: portOf(portName, ways) };
}

function portOf(name: string, ways: z.output<typeof port>): DevicePortSpec {
  if (ways.stub !== undefined) return { kind: 'stub', name, stub: ways.stub.program, arguments: ways.stub.arguments ?? [] };
  const settings = ways.serial as z.output<typeof serial>;
  const { path, baudRate = 115_200, dataBits = 8, parity = 'none', stopBits = 1, flowControl = 'none' } = settings;
  return { kind: 'serial', name, path, baudRate, dataBits, parity, stopBits, flowControl };
}
