/**
 * Puts what the program really prints into the README: `npm run readme`, after a build. With `--check` it changes nothing, and ends with 1
 * where the README says something else; what differs from run to run (ports, rates, times of day, folders) is not compared.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = join(root, 'README.md');

/** By the name in the comment above the block: the words of the run, and what is made of its output. */
const samples = {
  'main job': { words: ['outgoing-call', '--device', 'emulated-cm', 'emulated-mcm'], shown: withProgress },
  'a fault': {
    words: ['outgoing-call', '--fault', 'activation-not-awaited', '--calls', '1', '--device', 'emulated-cm'], shown: firstFinding,
  },
};

const folder = mkdtempSync(join(tmpdir(), 'condis-bench-readme-'));
const text = readFileSync(page, 'utf8');
const made = Object.entries(samples).reduce(replaced, text);
rmSync(folder, { recursive: true });
if (!process.argv.includes('--check')) writeFileSync(page, made);
else if (masked(made) !== masked(text)) {
  const [now, then] = [masked(made).split('\n'), masked(text).split('\n')];
  const at = now.findIndex((line, index) => line !== then[index]);
  process.stdout.write(`README.md:${at + 1} says\n  ${then[at]}\nand the program prints\n  ${now[at]}\nMend it with npm run readme.\n`);
  process.exitCode = 1;
}

function replaced(readme, [name, { words, shown }]) {
  const head = `<!-- npm run readme: ${name} -->\n\`\`\`\n`;
  const from = readme.indexOf(head);
  const to = readme.indexOf('\n```\n', from + head.length);
  if (from < 0 || to < 0) throw new Error(`README.md has no block "${name}"`);
  const [old, printed] = [readme.slice(from + head.length, to), shown(run(words))];
  // What says the same stays: a port or a time of day is no reason for a change.
  return readme.slice(0, from + head.length) + (masked(printed) === masked(old) ? old : printed) + readme.slice(to);
}

function run(words) {
  const { CONDIS_BENCH_NO_PTY: _, ...env } = process.env;
  const { stdout, stderr, error } = spawnSync(process.execPath, [join(root, 'build', 'src', 'cli', 'main.js'), 'run', ...words], {
    cwd: folder, encoding: 'utf8', env: { ...env, NO_COLOR: '1' },
  });
  if (error !== undefined || stdout === '') throw new Error(`the run did not end in order: ${error?.message ?? stderr}`);
  return { stdout: stdout.trim(), stderr: stderr.trim() };
}

/** The lines of progress that every machine shows, in one order, then the summary. */
function withProgress({ stdout, stderr }) {
  const lines = stderr.split('\n').filter((line) => / run +0\/| close +(\d+)\/\1 /.test(line));
  const order = (line) => (/ run /.test(line) ? 0 : 1);
  return `${lines.toSorted((a, b) => order(a) - order(b) || (a < b ? -1 : 1)).join('\n')}\n\n${stdout}`;
}

/** The summary up to the end of its first finding, and its last line. */
function firstFinding({ stdout }) {
  const paragraphs = stdout.split('\n\n');
  return [...paragraphs.slice(0, 2), '  …', paragraphs.at(-1)].join('\n\n');
}

function masked(text) {
  return text
    .replaceAll(/(\/dev\/\S+|tcp:\/\/\S+) +/g, 'PORT ')
    .replaceAll(/ +\d+\/s/g, ' RATE')
    .replaceAll(/\d{8}T\d{6}Z-(\S+)-[0-9a-f]{6}/g, 'TIME-$1-ID');
}
