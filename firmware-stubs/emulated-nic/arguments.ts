import { parseArgs } from 'node:util';
import type { Topology } from '../../src/core/condis/roles.ts';
import { readTcpAddress, type TcpAddress } from '../../src/core/device/tcp-address.ts';
import { Fault } from '../../src/core/fault.ts';
import { eventNamed, existsOn } from '../../src/core/scenario/event-name.ts';
import { limitForms, readFaultWord } from '../../src/core/scenario/fault-use.ts';
import type { Hook } from '../../src/core/trace/header.ts';
import { plainNature, type Nature } from './nature.ts';
import { allFaults } from './faults/all-faults.ts';
import type { FaultSpec } from './faults/fault.ts';
import { limited } from './faults/limited-fault.ts';
import type { Pace } from './probe-server.ts';
import type { UsbLineKind } from '../usb/usb-line.ts';

/** Where the NIC is reached: `usb` is a device to plug into this machine, an address one to listen at. */
export type StubLine = 'pty' | 'stdio' | TcpAddress | { readonly usb: UsbLineKind };

/** What the command line of the emulated NIC says. */
export type StubArguments =
  | { readonly does: 'list-faults'; readonly json: boolean }
  | {
      readonly does: 'serve';
      readonly topology: Topology;
      readonly faults: readonly FaultSpec[];
      readonly pace: Pace;
      readonly nature: Nature;
      /** Where the probe sits. */
      readonly hook: Hook;
      readonly line: StubLine;
    };

/** Any free port of this machine, for this machine alone. */
export const loopback: TcpAddress = { host: '127.0.0.1', port: 0 };

export const usage = `usage: main.js --topology cm|mcm [--fault NAME[@calls=3,7-9][@call-of-pass=N][@after-ns=N][@on=EVENT[@count=N]]]...
               [--hooks source|import] [--pace free|real] [--clock device|none]
               [--synchronous] [--miniport-activation NS] [--vc-table N]
               [--stdio | --tcp [HOST:PORT] | --usb [vendor|acm]]
       main.js --list-faults [--json]`;

/** Throws a Fault `bad-arguments` that says which word is wrong. */
export function stubArguments(words: readonly string[]): StubArguments {
  const { values } = parsed(words);
  if (values['list-faults'] === true) return { does: 'list-faults', json: values.json === true };
  const { topology } = values;
  if (topology === undefined) throw bad('--topology is missing');
  if (topology !== 'cm' && topology !== 'mcm') throw bad(`no topology ${topology}`);
  const pace = values.pace ?? 'free';
  if (pace !== 'free' && pace !== 'real') throw bad(`no pace ${pace}`);
  const hook = values.hooks ?? 'source';
  if (hook !== 'source' && hook !== 'import') throw bad(`no hooks ${hook}`);
  const faults = faultsNamed(values.fault ?? [], topology);
  return { does: 'serve', topology, faults, pace, hook, nature: natureOf(values), line: lineOf(values) };
}

interface NatureWords {
  readonly clock?: string;
  readonly synchronous?: boolean;
  readonly 'miniport-activation'?: string;
  readonly 'vc-table'?: string;
}

function natureOf(values: NatureWords): Nature {
  const { clock = 'device', synchronous = false } = values;
  if (clock !== 'device' && clock !== 'none') throw bad(`no clock ${clock}`);
  const miniportActivationNs = numberOf(values, 'miniport-activation');
  const vcTable = numberOf(values, 'vc-table');
  return {
    ...plainNature, isSynchronous: synchronous, hasClock: clock === 'device',
    ...(miniportActivationNs !== undefined && { miniportActivationNs }), ...(vcTable !== undefined && { vcTable }),
  };
}

/** A whole number, 1 or more. */
function numberOf(values: NatureWords, name: 'miniport-activation' | 'vc-table'): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw bad(`--${name} ${text}: not a whole number from 1 on`);
  return Number(text);
}

function lineOf({ stdio, tcp, usb }: { stdio?: boolean; tcp?: string; usb?: string }): StubLine {
  const given = [stdio === true ? '--stdio' : [], tcp === undefined ? [] : '--tcp', usb === undefined ? [] : '--usb'].flat();
  if (given.length > 1) throw bad(`${given.join(' and ')} are ${given.length} lines; a device has one`);
  if (usb !== undefined) return { usb: usbKind(usb) };
  if (tcp === undefined) return stdio === true ? 'stdio' : 'pty';
  if (tcp === '') return loopback;
  const address = readTcpAddress(tcp.startsWith('tcp://') ? tcp : `tcp://${tcp}`, 0);
  if ('problem' in address) throw bad(`--tcp ${tcp}: ${address.problem}`);
  return address;
}

function usbKind(word: string): UsbLineKind {
  if (word === '' || word === 'vendor') return 'vendor';
  if (word !== 'acm') throw bad(`--usb ${word}: there are vendor and acm`);
  return word;
}

/**
 * The faults that words such as `completed-twice` or `completed-twice@calls=3` stand for, in this order. Throws a Fault for a word or
 * name that is none, and for a fault that the topology cannot have.
 */
export function faultsNamed(words: readonly string[], topology: Topology): FaultSpec[] {
  return words.map((word) => {
    const use = readFaultWord(word);
    if (use === undefined) throw bad(`--fault ${word} is not NAME${limitForms.map((form) => `[${form}]`).join('')}`);
    const { name } = use;
    const fault = allFaults.find((one) => one.name === name);
    if (fault === undefined) {
      throw new Fault('unknown-fault', `no fault ${name}`, { next: `There are ${allFaults.map((one) => one.name).join(', ')}.` });
    }
    if (!fault.topology.includes(topology)) throw bad(`fault ${name} is none of a device of topology ${topology}`);
    const { name: _, ...limits } = use;
    const event = use.on === undefined ? undefined : eventNamed(use.on.event);
    if (use.on !== undefined && event !== undefined && !existsOn(use.on.event, event, topology)) {
      throw bad(`--fault ${word}: a device of topology ${topology} has no ${use.on.event}`);
    }
    return limited(fault, limits);
  });
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      // An option whose value may be left out: parseArgs has none.
      args: words.map((word, i) => (/^--(tcp|usb)$/.test(word) && (words[i + 1] ?? '-').startsWith('-') ? `${word}=` : word)),
      options: {
        topology: { type: 'string' },
        fault: { type: 'string', multiple: true },
        pace: { type: 'string' },
        hooks: { type: 'string' },
        clock: { type: 'string' },
        synchronous: { type: 'boolean' },
        'miniport-activation': { type: 'string' },
        'vc-table': { type: 'string' },
        stdio: { type: 'boolean' },
        tcp: { type: 'string' },
        usb: { type: 'string' },
        'list-faults': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw bad((error as Error).message.split('\n')[0] as string);
  }
}

function bad(message: string): Fault {
  return new Fault('bad-arguments', message, { next: usage });
}
