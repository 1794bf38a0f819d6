import { spawnSync } from 'node:child_process';
import test from 'ava';

test('what the README shows is what the program prints', (t) => {
  t.timeout(180_000);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/readme-output.mjs', '--check'], { encoding: 'utf8' });
  t.is(status, 0, stdout + stderr);
});
