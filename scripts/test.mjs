/**
 * `npm test`: set-up, then the tests, then those of the virtual lab if its kernel is built. `--coverage` counts lines and holds the floor,
 * `--without-lab` leaves the lab to `npm run lab`; other words go to ava, and the lab is left out. At the end stands what could not run and
 * why; with CI set that is a failure.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labKernel, labTests, runLab } from './lab.mjs';
import { root, setUp } from './setup.mjs';

setUp();
const own = new Set(['--coverage', '--without-lab']);
const words = process.argv.slice(2);
const avaWords = words.filter((word) => !own.has(word));
const folder = mkdtempSync(join(tmpdir(), 'condis-bench-test-'));
const notRunFile = join(folder, 'not-run');
const ava = [join(root, 'node_modules', 'ava', 'entrypoints', 'cli.mjs')];
const c8 = words.includes('--coverage') ? [join(root, 'node_modules', 'c8', 'bin', 'c8.js'), process.execPath] : [];
const env = { ...process.env, CONDIS_BENCH_NOT_RUN: notRunFile };
const { status } = spawnSync(process.execPath, [...c8, ...ava, ...avaWords], { cwd: root, stdio: 'inherit', env });
const labStatus = words.includes('--without-lab') || avaWords.length > 0 ? 0 : lab();
const notRun = existsSync(notRunFile) ? [...new Set(readFileSync(notRunFile, 'utf8').trim().split('\n'))] : [];
rmSync(folder, { recursive: true });
if (notRun.length > 0) process.stdout.write(`\nNot run:\n${notRun.map((line) => `  ${line}\n`).join('')}`);
process.exitCode = status !== 0 || labStatus !== 0 || (notRun.length > 0 && process.env.CI) ? 1 : 0;

/** Without its kernel, the lab's tests only say their names. */
function lab() {
  if (existsSync(labKernel)) return runLab([]);
  return spawnSync(process.execPath, [...ava, ...labTests], { cwd: root, stdio: 'ignore', env: { ...env, CI: '' } }).status;
}
