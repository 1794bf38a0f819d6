/**
 * Holds the imports of a tree to `import-rules.mjs` and refuses cycles of files that load each other: `node scripts/check-imports.mjs
 * [ROOT]`. Types may name each other. Prints each breach with file:line and ends with 1 if there is any.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import { folders, packages, pure } from './import-rules.mjs';

const root = resolve(process.argv[2] ?? '.');
const breaches = [];
const graph = new Map();

for (const file of sourceFiles()) {
  const text = readFileSync(join(root, file), 'utf8');
  const targets = [];
  for (const { fileName, pos } of ts.preProcessFile(text, true, true).importedFiles) {
    const line = text.slice(0, pos).split('\n').length;
    const target = check(file, fileName, (reason) => breaches.push(`${file}:${line}: imports ${fileName}: ${reason}`));
    if (target !== undefined && !isTypeOnly(text, pos)) targets.push(target);
  }
  graph.set(file, targets);
}
breaches.push(...cycles());
for (const breach of breaches) process.stdout.write(`${breach}\n`);
process.stdout.write(`${graph.size} files, ${breaches.length} breaches of the import rules\n`);
process.exitCode = breaches.length > 0 ? 1 : 0;

function sourceFiles() {
  const tops = [...new Set(Object.keys(folders).map((folder) => folder.split('/')[0]))];
  return tops
    .filter((top) => existsSync(join(root, top)) && statSync(join(root, top)).isDirectory())
    .flatMap((top) => readdirSync(join(root, top), { recursive: true }).map((entry) => posixPath(join(top, String(entry)))))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .sort();
}

/** The file of this tree that an import means, or `undefined`; says what is wrong with it. */
function check(file, specifier, refuse) {
  const home = folderOf(file);
  if (home === undefined) {
    refuse(`no rule says what ${posix.dirname(file)} may import`);
    return undefined;
  }
  if (!specifier.startsWith('.')) {
    checkPackage(home, specifier, refuse);
    return undefined;
  }
  const target = posixPath(relative(root, resolve(root, dirname(file), specifier)));
  const allowed = [home, ...folders[home]];
  if (!allowed.some((folder) => target.startsWith(`${folder}/`))) refuse(`${home} may import from ${allowed.join(', ')}`);
  else if (!existsSync(join(root, target))) refuse('there is no such file');
  return target;
}

function checkPackage(home, specifier, refuse) {
  if (isBuiltin(specifier)) {
    if (pure.includes(home)) refuse(`${home} is pure`);
    else if (!specifier.startsWith('node:')) refuse('modules of Node are written `node:…`');
    return;
  }
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const allowed = packages[name] ?? [];
  if (!allowed.includes(home)) refuse(allowed.length === 0 ? 'no folder may import this package' : `only ${allowed.join(', ')} may`);
}

/** Whether the statement whose module name stands at `pos` is an `import type` or `export type`, which leaves nothing at run time. */
function isTypeOnly(text, pos) {
  const before = text.slice(0, pos);
  const start = Math.max(before.lastIndexOf('\nimport '), before.lastIndexOf('\nexport '), before.startsWith('import ') ? 0 : -1);
  return start >= 0 && /^\s*(import|export) type\b[^;]*$/.test(before.slice(start));
}

/** The most specific folder of the rules that holds a file. */
function folderOf(file) {
  return Object.keys(folders)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Each cycle once, from the file that was met first. */
function cycles() {
  const found = [];
  const state = new Map();
  const visit = (file, trail) => {
    state.set(file, 'open');
    for (const target of graph.get(file) ?? []) {
      if (state.get(target) === 'open') found.push(`${target}: cycle: ${[...trail.slice(trail.indexOf(target)), target].join(' -> ')}`);
      else if (!state.has(target)) visit(target, [...trail, target]);
    }
    state.set(file, 'done');
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file, [file]);
  return found;
}

function posixPath(path) {
  return path.split(sep).join('/');
}
