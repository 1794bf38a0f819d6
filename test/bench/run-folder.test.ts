import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { makeRunFolder, safeName } from '../../src/bench/run-folder.ts';
import { temporaryFolder } from './bench-harness.ts';

const startedAt = new Date('2026-11-21T14:57:00.500Z');

test('a run folder says when, what, on what, and which of several', async (t) => {
  const folder = await makeRunFolder(join(temporaryFolder(t), 'not', 'there yet'), startedAt, 'outgoing-call', 'emulated-cm', 'a1b2c3');
  t.true(folder.endsWith(join('there yet', '20261121T145700Z-outgoing-call-emulated-cm-a1b2c3')));
  await t.throwsAsync(makeRunFolder(join(folder, '..'), startedAt, 'outgoing-call', 'emulated-cm', 'a1b2c3'), { message: /EEXIST/ });
});

test('names cannot leave the folder', (t) => {
  t.is(safeName('../../etc/passwd'), 'etc-passwd');
  t.is(safeName('.hidden'), 'hidden');
  t.is(safeName('\u0000\n'), 'unnamed');
});

test('a place where no folder can be made is refused at once', async (t) => {
  const file = join(temporaryFolder(t), 'file');
  writeFileSync(file, '');
  for (const place of [join(file, 'below'), ...(process.platform === 'linux' ? ['/proc/not-made'] : [])]) {
    const fault = await t.throwsAsync(makeRunFolder(place, startedAt, 'a', 'b', 'c'));
    t.like(fault, { code: 'run-folder-not-made' });
  }
});
