/** What `npm start` and `npm test` do first, on Node's own modules alone: install when needed, build, make `npx condis-bench` work. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const entry = join(root, 'build', 'src', 'cli', 'main.js');

/** Ends the process with what to do where the set-up cannot be done. */
export function setUp() {
  requireNode();
  if (!installed()) {
    say('Installing packages (npm ci), once.');
    const otherwise = 'npm ci did not finish. It needs the npm registry, once; then `npm start` works without.';
    run(npm(), ['ci', '--no-audit', '--no-fund', '--prefer-offline'], otherwise);
  }
  pruneBuild(join(root, 'build'));
  if (!existsSync(entry)) say('Building, once; later builds are quick.');
  run([process.execPath], [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b'], 'The build did not finish.');
  linkBin();
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Node ${process.versions.node} is too old: condis-bench needs 20.19 or later.`);
}

/** Whether node_modules holds what package-lock.json asks for, by npm's own note of what it installed. */
function installed() {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(note);
  const missing = [...wanted].filter(([path, { version, optional }]) => {
    const found = present.get(path);
    return found === undefined ? !optional : found.version !== version;
  });
  return missing.length === 0 && [...present.keys()].every((path) => wanted.has(path));
}

function packagesIn(lockFile) {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'));
  return new Map(Object.entries(packages).filter(([path]) => path !== ''));
}

/** Removes what was built from sources that are gone: a deleted test would run for ever. */
function pruneBuild(folder) {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, file.name);
    if (file.isDirectory()) pruneBuild(path);
    const source = join(root, relative(join(root, 'build'), path)).replace(/(\.d\.ts|\.js)(\.map)?$/, '.ts');
    if (file.isFile() && source.endsWith('.ts') && !existsSync(source)) rmSync(path);
  }
}

/** npm links the commands of dependencies, not those of the package itself. */
function linkBin() {
  chmodSync(entry, 0o755);
  const bin = join(root, 'node_modules', '.bin');
  const link = join(bin, process.platform === 'win32' ? 'condis-bench.cmd' : 'condis-bench');
  if (existsSync(link)) return;
  mkdirSync(bin, { recursive: true });
  rmSync(link, { force: true });
  if (process.platform === 'win32') writeFileSync(link, '@node "%~dp0..\\..\\build\\src\\cli\\main.js" %*\r\n');
  else symlinkSync(join('..', '..', 'build', 'src', 'cli', 'main.js'), link);
}

/** npm as words of a command: the one that runs this script, if one does. */
function npm() {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, script] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** Runs a command with its output on standard error, so that standard output stays the program's own. */
function run([program, ...words], more, otherwise) {
  const options = { cwd: root, stdio: ['ignore', 2, 2], shell: program.endsWith('.cmd') };
  const { status, error } = spawnSync(program, [...words, ...more], options);
  if (status !== 0) fail(error === undefined ? otherwise : `${otherwise} (${error.message})`);
}

/** Tells a person what goes on. */
function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(4);
}
