import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import type { ExecutionContext } from 'ava';
import { lasting, program, records, run } from '../cli/run-process.ts';
import { labTest } from './in-lab.ts';

const topologies = ['cm', 'mcm'] as const;

/** A folder with the two emulated NICs under their usual names, reached in another way. */
function folderWith(t: ExecutionContext, ...words: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'condis-bench-lab-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'devices'));
  for (const topology of topologies) {
    const stub = `{ program: emulated-nic, arguments: [${words.join(', ')}] }`;
    writeFileSync(
      join(folder, 'devices', `emulated-${topology}.yaml`),
      `summary: Emulated NIC.\ntopology: ${topology}\nports:\n  main:\n    stub: ${stub}\n`,
    );
  }
  return folder;
}

/** The events of a run's trace, a line each, without the header, which names the port. */
function events(folder: string): string[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program('src/cli/main.js'), 'trace', folder], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(stderr);
  return stdout.trimEnd().split('\n').slice(1);
}

const scenario = ['outgoing-call', '--device', 'emulated-cm', 'emulated-mcm', '--calls', '10', '--seed', '7'];

for (const [line, words, port] of [
  ['a USB interface of its own', ['--usb'], /^usb:\/\/1209:0001\/NIC-\d+$/],
  ['a serial line over USB', ['--usb', 'acm'], /^\/dev\/ttyACM\d+$/],
] as const) {
  labTest(`outgoing-call over ${line}: the verdict, the record and the trace of a pseudo-terminal, on both topologies`, async (t) => {
    const usual = await run(t, scenario, { cwd: folderWith(t) });
    const usb = await run(t, scenario, { cwd: folderWith(t, ...words) });
    t.is(usb.code, 0, usb.err);
    t.deepEqual(usb.runs.map(({ device, verdict }) => [device, verdict]), [['emulated-cm', 'pass'], ['emulated-mcm', 'pass']]);
    t.deepEqual(records(usb).map(lasting), records(usual).map(lasting));
    for (const record of records(usb)) t.regex(record.provenance.device.port ?? '', port);
    for (const [i, { folder }] of usb.runs.entries()) {
      const [overUsb, overPty] = [events(folder), events(usual.runs[i]?.folder ?? '')];
      t.true(overUsb.length > 500);
      t.deepEqual(overUsb, overPty);
    }
    const captured = readFileSync(join(usb.runs[0]?.folder ?? '', 'capture.pcapng'), 'latin1');
    t.true(captured.includes('emulated-cm'));
  });
}
