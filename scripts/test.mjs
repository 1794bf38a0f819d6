/**
 * `npm test`: set-up, then the tests. `--coverage` counts lines and holds the floor; other words go to ava. At the end stands what
 * could not run and why; with CI set that is a failure.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

setUp();
const words = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'condis-bench-test-'));
const notRunFile = join(folder, 'not-run');
const ava = [join(root, 'node_modules', 'ava', 'entrypoints', 'cli.mjs'), ...words.filter((word) => word !== '--coverage')];
const c8 = words.includes('--coverage') ? [join(root, 'node_modules', 'c8', 'bin', 'c8.js'), process.execPath] : [];
const { status } = spawnSync(process.execPath, [...c8, ...ava], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CONDIS_BENCH_NOT_RUN: notRunFile },
});
const notRun = existsSync(notRunFile) ? [...new Set(readFileSync(notRunFile, 'utf8').trim().split('\n'))] : [];
rmSync(folder, { recursive: true });
if (notRun.length > 0) process.stdout.write(`\nNot run:\n${notRun.map((line) => `  ${line}\n`).join('')}`);
process.exitCode = status !== 0 || (notRun.length > 0 && process.env.CI) ? 1 : 0;
