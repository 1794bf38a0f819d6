import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { findFile, isPath, listFiles, shownPath } from '../../src/files/find-file.ts';
import { scratchFolder } from '../scratch-folder.ts';

const cwd = scratchFolder('cwd');
const packageRoot = scratchFolder('package');
const places = { cwd, packageRoot };
for (const [root, names] of [[cwd, ['mine', 'both']], [packageRoot, ['outgoing-call', 'both']]] as const) {
  mkdirSync(join(root, 'scenarios'));
  for (const name of names) writeFileSync(join(root, 'scenarios', `${name}.yaml`), 'summary: x\n');
}
writeFileSync(join(cwd, 'scenarios', 'notes.txt'), '');
writeFileSync(join(cwd, 'secret.yaml'), '');

test('words with a slash, a backslash or the ending are paths, others are names', (t) => {
  for (const word of ['a/b', './a', 'a\\b', 'a.yaml', '../x']) t.true(isPath(word), word);
  for (const word of ['a', 'a.b', 'outgoing-call', '..', '~', 'a.yml']) t.false(isPath(word), word);
});

test('a name is looked up in the current folder first, then in the package', async (t) => {
  t.is((await findFile('scenarios', 'mine', places)).path, join(cwd, 'scenarios', 'mine.yaml'));
  t.is((await findFile('scenarios', 'outgoing-call', places)).path, join(packageRoot, 'scenarios', 'outgoing-call.yaml'));
  t.is((await findFile('scenarios', 'both', places)).path, join(cwd, 'scenarios', 'both.yaml'));
  t.deepEqual((await listFiles('scenarios', places)).map((file) => file.name), ['both', 'mine', 'outgoing-call']);
  t.deepEqual(await listFiles('devices', places), []);
});

test('a path is taken from the current folder and shown as it can be typed', async (t) => {
  t.deepEqual(await findFile('devices', 'a/b.yaml', places), { name: 'a/b.yaml', path: join(cwd, 'a/b.yaml'), shown: join('a', 'b.yaml') });
  t.is(shownPath('/elsewhere/x.yaml', cwd), '/elsewhere/x.yaml');
});

test('an unknown name is refused with the one that is near', async (t) => {
  const fault = await t.throwsAsync(findFile('scenarios', 'outgoing-cal', places));
  t.like(fault, { code: 'unknown-scenario', next: 'Did you mean `outgoing-call`?' });
  t.like(await t.throwsAsync(findFile('devices', 'x', places)), { code: 'unknown-device', next: 'There is none.' });
});

test('no name leaves the folders', async (t) => {
  for (const name of ['..', '.', '', '~', '%2e%2e', '..%2fsecret', 'secret', 'notes.txt', '__proto__', 'constructor']) {
    t.like(await t.throwsAsync(findFile('scenarios', name, places), undefined, name), { code: 'unknown-scenario' });
  }
});
