/**
 * `npm run lab`: set-up, the kernel of the virtual lab where it is not built yet, then the tests of test/lab inside it; words go to ava.
 * Debian alone has the kernel's source as a package; test/lab/README.md says what the lab is.
 */
import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, setUp } from './setup.mjs';

/** What a whole run may take, in seconds. */
const limit = '900';
/** The kernels, outside of the clone: one serves every clone. */
const folder = process.env.CONDIS_BENCH_LAB_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'condis-bench-lab');
const lab = (name) => join(root, 'test', 'lab', name);

/** The kernel built last; a link that may lead nowhere. */
export const labKernel = join(folder, 'linux');

/** What ava is told to find the lab's tests. */
export const labTests = ['--config', join('test', 'lab', 'ava.config.js')];

/** Runs the tests inside the lab; gives the exit code. */
export function runLab(words) {
  const ava = [process.execPath, join(root, 'node_modules', 'ava', 'entrypoints', 'cli.mjs'), ...labTests, ...words];
  return spawnSync('bash', [lab('run-in-lab.sh'), '-t', limit, labKernel, ...ava], { cwd: root, stdio: 'inherit' }).status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  setUp();
  const { status } = spawnSync('bash', [lab('build-kernel.sh'), folder], { stdio: 'inherit' });
  process.exitCode = status === 0 ? runLab(process.argv.slice(2)) : 1;
}
