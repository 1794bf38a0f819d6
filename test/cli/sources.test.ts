import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { checkoutCommit } from '../../src/cli/checkout-commit.ts';
import { requirements } from '../../src/core/requirements/catalogue/catalogue.ts';
import { cli } from './fixtures.ts';
import { scratchFolder } from '../scratch-folder.ts';

const examples = join(process.cwd(), 'test', 'examples');
const example = (name: string): string => join(examples, `${name}.trace.jsonl`);
const folder = scratchFolder('sources');

interface Told {
  readonly condisCheck: number;
  readonly verdict: string;
  readonly requirements: readonly { readonly id: string; readonly outcome: string }[];
}

test('check exits by the judgement and prints it as JSON', async (t) => {
  for (const [name, code, verdict] of [
    ['cm1-pended-octets', 0, 'pass'], ['cc15-before-activation-done-cm', 1, 'fail'], ['gap-hides-completion', 3, 'inconclusive'],
  ] as const) {
    const { exitCode, out, err } = await cli(['check', '--json', example(name)], folder);
    t.is(exitCode, code, name);
    t.is(err, '');
    const told = JSON.parse(out) as Told;
    t.like(told, { condisCheck: 1, verdict });
    t.is(told.requirements.length, requirements.length);
  }
});

test('check tells people the requirement, its page, the call and the events that prove it, in 80 columns', async (t) => {
  const { out } = await cli(['check', example('cc15-before-activation-done-cm')], folder);
  t.regex(out, /^FAIL {2}\d requirements broken, by 1 fault\./);
  t.regex(out, /CC-15 fail \(must\), 1 finding\n[^]*Source: nf-ndis-ndiscmmakecallcomplete[^]*VC 0x1001, fault 1/);
  t.regex(out, /\n +67 +[0-9.]+ ms {2}cm +enter NdisCmMakeCallComplete SUCCESS\n/);
  for (const line of out.split('\n')) t.true(line.length <= 80, line);
});

test('a trace file that is not one is refused with its place and nothing on standard output', async (t) => {
  const header = '{"condisTrace":1,"topology":"cm","observes":["calls"]}\n';
  for (const [name, text, place] of [
    ['empty', '', /empty: |empty:1:1: /], ['text', 'garbage\n', /text:1:1: /], ['late', `${header}\n`, /late:2:1: /],
    ['version', header.replace('1,', '2,'), /version:1:/],
  ] as const) {
    writeFileSync(join(folder, name), text);
    const { exitCode, out, err } = await cli(['check', name], folder);
    t.is(exitCode, 2, name);
    t.is(out, '');
    t.regex(err, place);
  }
  t.is((await cli(['check', '--json', 'text'], folder)).out, '');
});

test('a header alone is a trace without evidence', async (t) => {
  writeFileSync(join(folder, 'alone'), '{"condisTrace":1,"topology":"mcm","observes":["calls"]}\n');
  const { exitCode, out } = await cli(['check', 'alone'], folder);
  t.is(exitCode, 3);
  t.regex(out, /no evidence is never a pass/);
});

test('sources are told apart by their contents, whatever they are called', async (t) => {
  const trace = readFileSync(example('cm1-pended-octets'));
  writeFileSync(join(folder, 'trace.pcapng'), trace);
  t.is((await cli(['check', 'trace.pcapng'], folder)).exitCode, 0);
  const section = Buffer.from('0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000', 'hex');
  writeFileSync(join(folder, 'capture.jsonl'), section);
  const foreign = await cli(['check', 'capture.jsonl'], folder);
  t.is(foreign.exitCode, 2);
  t.regex(foreign.err, /capture\.jsonl@\d+: .*\[capture-/);
  mkdirSync(join(folder, 'run'));
  writeFileSync(join(folder, 'run', 'capture.pcapng'), section);
  t.regex((await cli(['check', 'run'], folder)).err, /capture\.pcapng@/);
});

test('trace writes what check judges alike, to standard output or whole into a file', async (t) => {
  const source = example('cc15-before-activation-done-cm');
  const { exitCode, out } = await cli(['trace', source], folder);
  t.is(exitCode, 0);
  t.is((await cli(['trace', source, '--out', 'written.jsonl'], folder)).out, '');
  t.is(readFileSync(join(folder, 'written.jsonl'), 'utf8'), out);
  const [a, b] = [await cli(['check', '--json', source], folder), await cli(['check', '--json', 'written.jsonl'], folder)];
  t.is(b.out, a.out);
});

test('a file that cannot be written is an error of the bench, and a broken source leaves none', async (t) => {
  const unwritten = await cli(['trace', example('cm1-pended-octets'), '--out', join('none', 'x')], folder);
  t.is(unwritten.exitCode, 4);
  t.regex(unwritten.err, /none.x: ENOENT: no such file or directory \[file-not-written\]/);
  writeFileSync(join(folder, 'broken'), '{"condisTrace":1,"topology":"cm","observes":["calls"]}\nx\n{}\n');
  t.is((await cli(['trace', 'broken', '--out', 'never'], folder)).exitCode, 2);
  t.throws(() => readFileSync(join(folder, 'never')), { code: 'ENOENT' });
});

test('a pipe can be checked', (t) => {
  const main = join(process.cwd(), 'build', 'src', 'cli', 'main.js');
  const command = `cat "${example('cc15-before-activation-done-cm')}" | "${process.execPath}" "${main}" check /dev/stdin`;
  const { stdout, status } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  t.is(status, 1);
  t.regex(stdout, /^FAIL/);
});

test('the commit of a checkout is read from git\'s own files; an installed package has none', async (t) => {
  const folder = scratchFolder('commit');
  t.teardown(() => rmSync(folder, { recursive: true }));
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  };
  const [loose, packed] = ['a'.repeat(40), 'b'.repeat(40)];
  t.is(await checkoutCommit(folder), null);
  write('.git/HEAD', 'ref: refs/heads/main');
  t.is(await checkoutCommit(folder), null);
  write('.git/packed-refs', `# pack-refs with: peeled\n${packed} refs/heads/main`);
  t.is(await checkoutCommit(folder), packed);
  write('.git/refs/heads/main', loose);
  t.is(await checkoutCommit(folder), loose);
  write('.git/HEAD', packed);
  t.is(await checkoutCommit(folder), packed);
  write('.git/worktrees/other/HEAD', 'ref: refs/heads/main');
  write('.git/worktrees/other/commondir', '../..');
  write('other/.git', `gitdir: ${join(folder, '.git/worktrees/other')}`);
  t.is(await checkoutCommit(join(folder, 'other')), loose);
});
