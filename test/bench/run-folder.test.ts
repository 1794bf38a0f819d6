import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import test from 'ava';
import { makeOutDir, makeRunFolder, runFolderPath, safeName } from '../../src/bench/run-folder.ts';
import { temporaryFolder } from './bench-harness.ts';

const startedAt = new Date('2026-11-21T14:57:00.500Z');

test('a run folder says when, what, on what, and which of several, and appears with its capture in it', async (t) => {
  const outDir = join(temporaryFolder(t), 'not', 'there yet');
  const folder = runFolderPath(outDir, startedAt, 'outgoing-call', 'emulated-cm', 'a1b2c3');
  t.is(folder, join(outDir, '20261121T145700Z-outgoing-call-emulated-cm-a1b2c3'));
  await makeOutDir(outDir);
  const making = { over: false };
  const made = makeRunFolder(folder, 'capture.pcapng', Uint8Array.of(1, 2, 3)).finally(() => (making.over = true));
  // Whenever the folder is to be seen, so is the capture: a process that is killed at any moment leaves both or neither.
  while (!making.over) {
    if (existsSync(folder)) t.deepEqual([...readFileSync(join(folder, 'capture.pcapng'))], [1, 2, 3]);
    await turn();
  }
  await made;
  t.deepEqual(readdirSync(outDir), [basename(folder)]);
  await t.throwsAsync(makeRunFolder(folder, 'capture.pcapng', new Uint8Array()), { code: 'run-folder-not-made' });
  t.deepEqual(readdirSync(outDir), [basename(folder)]);
  t.is(readFileSync(join(folder, 'capture.pcapng')).length, 3);
});

test('names cannot leave the folder', (t) => {
  t.is(safeName('../../etc/passwd'), 'etc-passwd');
  t.is(safeName('.hidden'), 'hidden');
  t.is(safeName('\u0000\n'), 'unnamed');
});

test('a place where no folder can be made is refused at once', async (t) => {
  const file = join(temporaryFolder(t), 'file');
  writeFileSync(file, '');
  for (const place of [file, join(file, 'below'), ...(process.platform === 'linux' ? ['/proc/not-made'] : [])]) {
    const fault = await t.throwsAsync(makeOutDir(place).then(() => makeRunFolder(join(place, 'run'), 'capture.pcapng', new Uint8Array())));
    t.like(fault, { code: 'run-folder-not-made' });
  }
});
