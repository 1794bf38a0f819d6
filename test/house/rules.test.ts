import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { scratchFolder } from '../scratch-folder.ts';

function treeWith(files: Readonly<Record<string, string>>): string {
  const root = scratchFolder('tree');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

function check(script: string, root: string): { status: number | null; lines: string[] } {
  const { status, stdout } = spawnSync(process.execPath, [join('scripts', script), root], { encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n') };
}

const good = {
  'src/core/a.ts': "import type { B } from './b.ts';\nexport type A = B;\n",
  'src/core/b.ts': 'export type B = 1;\n',
  'src/wire/w.ts': "export * from '../core/a.ts';\n",
  'src/files/f.ts': "import { z } from 'zod';\nimport { readFile } from 'node:fs/promises';\nimport '../core/a.ts';\nexport { z, readFile };\n",
  'src/cli/c.ts': "export const f = () => import('../files/f.ts');\n",
  'firmware-stubs/emulated-nic/s.ts': "export * from '../../src/wire/w.ts';\n",
  'test/t.test.ts': "import test from 'ava';\nimport '../src/cli/c.ts';\ntest('x', () => {});\n",
};

test('a tree that keeps the import rules is let through', (t) => {
  const { status, lines } = check('check-imports.mjs', treeWith(good));
  t.deepEqual(lines, ['7 files, 0 breaches of the import rules']);
  t.is(status, 0);
});

test('each breach of the import rules is named at its line', (t) => {
  for (const [file, text, breach] of [
    ['src/core/x.ts', "\nimport '../wire/w.ts';\n", /^src\/core\/x\.ts:2: imports \.\.\/wire\/w\.ts: src\/core may import from src\/core$/],
    ['src/core/x.ts', "import 'node:fs';\n", /src\/core is pure/],
    ['src/wire/x.ts', "import 'rxjs';\n", /only src\/bench, bench, test may/],
    ['src/ports/x.ts', "import type { Z } from '../files/f.ts';\nexport type Y = Z;\n", /src\/ports may import from/],
    ['src/cli/x.ts', "export const s = () => import('serialport');\n", /src\/cli\/x\.ts:1: imports serialport: only src\/ports, test may/],
    ['src/cli/x.ts', "import '../../firmware-stubs/emulated-nic/s.ts';\n", /src\/cli may import from/],
    ['firmware-stubs/emulated-nic/x.ts', "import '../../src/cli/c.ts';\n", /firmware-stubs\/emulated-nic may import from/],
    ['src/report/x.ts', "import 'left-pad';\n", /no folder may import this package/],
    ['src/report/x.ts', "import 'fs';\n", /written `node:…`/],
    ['src/report/x.ts', "import '../core/none.ts';\n", /there is no such file/],
    ['src/elsewhere/x.ts', "import '../core/a.ts';\n", /no rule says what src\/elsewhere may import/],
    ['src/wire/w.ts', "export * from './w.ts';\n", /^src\/wire\/w\.ts: cycle: src\/wire\/w\.ts -> src\/wire\/w\.ts$/],
    ['test/t.test.ts', "import './u.ts';\n", /there is no such file/],
  ] as const) {
    const { status, lines } = check('check-imports.mjs', treeWith({ ...good, [file]: text }));
    t.is(lines.length, 2, lines.join('\n'));
    t.regex(lines[0] ?? '', breach);
    t.is(status, 1);
  }
});

test('files that load each other are a cycle, types that name each other are none', (t) => {
  const loads = { 'src/core/x.ts': "import { y } from './y.ts';\nexport const x = () => y;\n", 'src/core/y.ts': "export * from './z.ts';\nexport const y = 1;\n" };
  const cycle = check('check-imports.mjs', treeWith({ ...loads, 'src/core/z.ts': "export { x } from './x.ts';\n" }));
  t.deepEqual(cycle.lines.slice(0, -1), ['src/core/x.ts: cycle: src/core/x.ts -> src/core/y.ts -> src/core/z.ts -> src/core/x.ts']);
  t.is(cycle.status, 1);
  const types = check('check-imports.mjs', treeWith({ ...loads, 'src/core/z.ts': "import type {\n  x,\n} from './x.ts';\nexport type Z = typeof x;\n" }));
  t.is(types.status, 0, types.lines.join('\n'));
});

test('a file that is too long or too wide is named, unless its head gives a reason', (t) => {
  const long = 'x\n'.repeat(401);
  const { status, lines } = check('check-layout.mjs', treeWith({
    'src/long.ts': long,
    'src/excused.ts': `/** A table of codes, over 400 lines because the codes are. */\n${long}`,
    'src/late.ts': `/** Short. */\n${long}/* over 400 lines because nobody reads this far */\n`,
    'src/wide.ts': `\n${'x'.repeat(141)}\n`,
    'test/wide.ts': `${'x'.repeat(500)}\n`,
    'src/good.ts': `${'x'.repeat(140)}\n`,
  }));
  t.deepEqual(lines.slice(0, -1).sort(), [
    'src/late.ts: 403 lines, at most 400', 'src/long.ts: 401 lines, at most 400', 'src/wide.ts:2: 141 characters, at most 140',
  ]);
  t.is(status, 1);
});
