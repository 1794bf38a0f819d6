import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import test, { type ExecutionContext } from 'ava';
import { needs } from '../needs.ts';
import { lasting, program, records, run } from './run-process.ts';

const ptyTest = needs(process.platform !== 'win32', 'Windows has no pseudo-terminals to compare with');

ptyTest('without pseudo-terminals: the same records over TCP, and one line that says so', async (t) => {
  const words = ['outgoing-call', '--device', 'emulated-cm', 'emulated-mcm', '--calls', '20'];
  const [serial, tcp] = await Promise.all([run(t, words), run(t, words, { env: { CONDIS_BENCH_NO_PTY: '1' } })]);
  t.deepEqual([serial.code, tcp.code], [0, 0], tcp.err);
  t.deepEqual(tcp.runs.map((one) => one.verdict), ['pass', 'pass']);
  t.notRegex(serial.err, /TCP/);
  t.deepEqual(tcp.err.match(/^.*over TCP.*$/gm), [
    'no pseudo-terminals here (CONDIS_BENCH_NO_PTY is set): emulated NICs are reached over TCP on loopback',
  ]);
  t.regex(tcp.err, /^emulated-mcm +tcp:\/\/127\.0\.0\.1:\d+ /m);
  const [overSerial, overTcp] = [records(serial), records(tcp)];
  t.is(overTcp.length, 2);
  t.deepEqual(overTcp.map(lasting), overSerial.map(lasting));
  for (const record of overTcp) t.regex(record.provenance.device.port ?? '', /^tcp:\/\/127\.0\.0\.1:\d+$/);
  for (const record of overSerial) t.regex(record.provenance.device.port ?? '', /^\/dev\//);
});

/** A folder with the file of a device at this address. */
function folderWithDevice(t: ExecutionContext, address: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'condis-bench-tcp-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'devices'));
  const text = `summary: A NIC on the network.\ntopology: mcm\nports:\n  debug: { tcp: { address: "${address}" } }\n`;
  writeFileSync(join(folder, 'devices', 'far-nic.yaml'), text);
  return folder;
}

test('a device file that names an address: one run after another on the same listener, then nobody there', async (t) => {
  const stub = spawn(process.execPath, [program('firmware-stubs/emulated-nic/main.js'), '--topology', 'mcm', '--tcp'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.teardown(() => void stub.kill('SIGKILL'));
  const [line] = (await once(createInterface({ input: stub.stdout }), 'line')) as [string];
  const { port } = JSON.parse(line) as { port: string };
  const cwd = folderWithDevice(t, port);
  const both = await run(t, ['outgoing-call', 'vc-reuse', '--device', 'far-nic', '--calls', '5'], { cwd });
  t.is(both.code, 0, both.err);
  t.deepEqual(both.runs.map(({ device, verdict }) => [device, verdict]), [['far-nic', 'pass'], ['far-nic', 'pass']]);
  for (const record of records(both)) t.like(record.provenance.device, { name: 'far-nic', port });
  stub.stdin.end();
  await once(stub, 'close');
  const told = await run(t, ['outgoing-call', '--device', 'far-nic', '--calls', '5'], { cwd });
  t.is(told.code, 4);
  t.true(told.err.includes(`${port} cannot be reached: nobody listens there [port-refused]`), told.err);
  t.notRegex(told.err, /^ +at /m);
});
