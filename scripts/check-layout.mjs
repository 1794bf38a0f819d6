/**
 * Holds source files to a size: `node scripts/check-layout.mjs [ROOT]`. At most 400 lines a file, unless its first comment says
 * `over 400 lines because …`; at most 140 characters a line, but for tests and rules, whose tables read best one case a line. Prints
 * each breach and ends with 1 if there is any.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const linesLimit = 400;
const columnsLimit = 140;
/** Folders of tables. */
const tables = ['test', join('src', 'core', 'requirements', 'rules')];
const tops = ['src', 'firmware-stubs', 'test', 'bench', 'scripts'];

const root = resolve(process.argv[2] ?? '.');
const breaches = [];
const lengths = [];
for (const top of tops.filter((each) => existsSync(join(root, each)))) {
  for (const entry of readdirSync(join(root, top), { recursive: true })) {
    const file = join(top, String(entry));
    if (/\.(ts|mjs)$/.test(file)) checkFile(file);
  }
}
lengths.sort((a, b) => a - b);
for (const breach of breaches) process.stdout.write(`${breach}\n`);
const median = lengths[lengths.length >> 1] ?? 0;
process.stdout.write(`${lengths.length} files, median ${median} lines, ${breaches.length} breaches of the layout rules\n`);
process.exitCode = breaches.length > 0 ? 1 : 0;

function checkFile(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const lines = text.trimEnd().split('\n');
  lengths.push(lines.length);
  const excused = /over 400 lines because \S/.test(/\/\*[^]*?\*\//.exec(text)?.[0] ?? '');
  if (lines.length > linesLimit && !excused) breaches.push(`${file}: ${lines.length} lines, at most ${linesLimit}`);
  for (const [index, line] of lines.entries()) {
    if (line.length <= columnsLimit || tables.some((folder) => file.startsWith(folder))) continue;
    breaches.push(`${file}:${index + 1}: ${line.length} characters, at most ${columnsLimit}`);
  }
}
