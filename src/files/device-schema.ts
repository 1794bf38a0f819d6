import { z } from 'zod';
import type { DevicePortSpec, DeviceSpec } from '../core/device/device-spec.ts';
import { serialDefaults, tcpDefaults, usbDefaults } from '../core/device/port-defaults.ts';
import { readTcpAddress } from '../core/device/tcp-address.ts';
import { readUsbAddress } from '../core/device/usb-address.ts';
import { durationNs } from './quantities.ts';
import { summary, topology } from './shared-schema.ts';

const serial = z.strictObject({
  path: z
    .string()
    .min(1)
    .max(4096)
    .regex(/^[^\p{Cc}]+$/u)
    .meta({ description: 'Path of the serial line, best one under /dev/serial/by-id', examples: ['/dev/serial/by-id/usb-…', 'COM3'] }),
  baudRate: z.int().min(50).max(12_000_000).exactOptional().meta({ description: 'Bits a second; default 115200' }),
  dataBits: z.union([z.literal(5), z.literal(6), z.literal(7), z.literal(8)]).exactOptional().meta({ description: 'Default 8' }),
  parity: z.enum(['none', 'even', 'odd']).exactOptional().meta({ description: 'Default none' }),
  stopBits: z.union([z.literal(1), z.literal(2)]).exactOptional().meta({ description: 'Default 1' }),
  flowControl: z.enum(['none', 'rts-cts']).exactOptional().meta({ description: 'Default none' }),
});

const nsPerMs = 1_000_000;
/** Range of `connectTimeout`, ms. */
const connectTimeout = { least: 10, most: 60_000 };

const tcp = z.strictObject({
  address: z
    .string()
    .min(1)
    .max(300)
    .meta({
      description: 'tcp://HOST:PORT; an IPv6 address stands in brackets',
      examples: ['tcp://192.0.2.17:4000'],
      pattern: '^tcp://[^/?#@]+:[0-9]{1,5}$',
    })
    .transform((text, context) => {
      const reading = readTcpAddress(text);
      if ('host' in reading) return reading;
      context.addIssue({ code: 'custom', message: reading.problem, params: { next: reading.next } });
      return z.NEVER;
    }),
  connectTimeout: durationNs
    .refine((ns) => ns >= connectTimeout.least * nsPerMs && ns <= connectTimeout.most * nsPerMs, {
      error: 'that is no sensible time to connect',
      params: { next: 'Allowed: 10 ms to 60 s.' },
    })
    .optional()
    .meta({ description: 'What connecting may take, with its unit, 10 ms to 60 s; default 5 s', examples: ['5 s'] }),
});

/** Range of `writeTimeout`, ms. */
const writeTimeout = { least: 100, most: 600_000 };

const usb = z.strictObject({
  address: z
    .string()
    .min(1)
    .max(200)
    .meta({
      description: 'usb://VENDOR:PRODUCT or usb://VENDOR:PRODUCT/SERIAL, as `condis-bench ports` shows it; ids in four hex digits',
      examples: ['usb://1209:0001/A50285BI'],
      pattern: '^usb://[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}(/.+)?$',
    })
    .transform((text, context) => {
      const reading = readUsbAddress(text);
      if ('vendorId' in reading) return reading;
      context.addIssue({ code: 'custom', message: reading.problem, params: { next: reading.next } });
      return z.NEVER;
    }),
  interface: z.int().min(0).max(255).optional().meta({ description: 'Its number; default the first with a bulk endpoint each way' }),
  inEndpoint: z.int().min(0x81).max(0x8f).optional().meta({ description: 'Address of the bulk IN endpoint; default the first' }),
  outEndpoint: z.int().min(0x01).max(0x0f).optional().meta({ description: 'Address of the bulk OUT endpoint; default the first' }),
  transferOctets: z
    .int()
    .min(8)
    .max(1_048_576)
    .exactOptional()
    .meta({ description: 'Octets of one transfer from the device, a multiple of its packet size; default 16384' }),
  transfers: z.int().min(1).max(64).exactOptional().meta({ description: 'Transfers that wait for the device at any time; default 4' }),
  writeTimeout: durationNs
    .refine((ns) => ns >= writeTimeout.least * nsPerMs && ns <= writeTimeout.most * nsPerMs, {
      error: 'that is no sensible time to take what is written',
      params: { next: 'Allowed: 100 ms to 10 min.' },
    })
    .optional()
    .meta({ description: 'What the device may take for one transfer, 100 ms to 10 min; default 10 s', examples: ['10 s'] }),
});

const behaviour = z
  .strictObject({
    requests: z.literal('synchronous').optional().meta({ description: 'Every request is answered at once, whatever the scenario says' }),
    miniportActivation: durationNs
      .refine((ns) => Number.isInteger(ns) && ns >= 1, { error: 'is no time that passes', params: { next: 'Write `5 ms`.' } })
      .optional()
      .meta({ description: 'What the miniport takes to activate a VC, whatever the scenario says', examples: ['5 ms'] }),
    vcTable: z.int().min(1).max(1_000_000).optional().meta({ description: 'VCs of clients that there is room for; default all' }),
    clock: z.literal('none').optional().meta({ description: 'none: its ticks have no known length, and events stand where they arrive' }),
  })
  .meta({ description: 'What the NIC is like, whatever scenario it is given' });

const stub = z.strictObject({
  program: z.literal('emulated-nic').meta({ description: 'Which stand-in the bench starts' }),
  behaviour: behaviour.optional(),
  arguments: z.array(z.string().max(4096).regex(/^[^\0]*$/)).max(64).optional().meta({ description: 'Further words for its command line' }),
});

const port = z
  .strictObject({ serial: serial.optional(), usb: usb.optional(), tcp: tcp.optional(), stub: stub.optional() })
  .refine((ways) => Object.keys(ways).length === 1, {
    error: 'a port is one of `serial`, `usb`, `tcp` and `stub`',
    params: { next: 'Give exactly one of them.' },
  });

/** A device file. */
export const deviceSchema = z.strictObject({
  summary,
  topology,
  ports: z
    .record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/), port)
    .refine((ports) => Object.keys(ports).length > 0, {
      error: 'a device has a port',
      params: { next: 'Add `main:` with `serial:`, `usb:`, `tcp:` or `stub:`.' },
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
  if (ways.stub !== undefined) {
    const { program, arguments: words = [], behaviour: nature = {} } = ways.stub;
    const isVariant = Object.keys(nature).length > 0;
    return { kind: 'stub', name, stub: program, arguments: [...behaviourWords(nature), ...words], ...(isVariant && { isVariant }) };
  }
  if (ways.tcp !== undefined) {
    const timeoutNs = ways.tcp.connectTimeout ?? tcpDefaults.connectTimeoutMs * nsPerMs;
    return { kind: 'tcp', name, ...ways.tcp.address, connectTimeoutMs: timeoutNs / nsPerMs };
  }
  if (ways.usb !== undefined) return usbPortOf(name, ways.usb);
  return { kind: 'serial', name, ...serialDefaults, ...(ways.serial as z.output<typeof serial>) };
}

function usbPortOf(name: string, keys: z.output<typeof usb>): DevicePortSpec {
  const { address, interface: interfaceNumber, inEndpoint, outEndpoint, writeTimeout: timeoutNs, ...sizes } = keys;
  return {
    kind: 'usb', name, ...address, ...usbDefaults, ...sizes,
    ...(interfaceNumber !== undefined && { interfaceNumber }),
    ...(inEndpoint !== undefined && { inEndpoint }),
    ...(outEndpoint !== undefined && { outEndpoint }),
    ...(timeoutNs !== undefined && { writeTimeoutMs: timeoutNs / nsPerMs }),
  };
}

/** The words by which the emulated NIC is told what it is like. */
function behaviourWords({ requests, miniportActivation, vcTable, clock }: z.output<typeof behaviour>): string[] {
  return [
    ...(requests === undefined ? [] : ['--synchronous']),
    ...(miniportActivation === undefined ? [] : ['--miniport-activation', String(miniportActivation)]),
    ...(vcTable === undefined ? [] : ['--vc-table', String(vcTable)]),
    ...(clock === undefined ? [] : ['--clock', clock]),
  ];
}
