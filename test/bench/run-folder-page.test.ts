import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { filesOf, inProcess, plannedRun, runToEnd, temporaryFolder } from './bench-harness.ts';

const page = readFileSync('docs/run-folder.md', 'utf8');
/** What the page names in code. */
const named = new Set([...page.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => code.split(', ')));

/** Every key of a JSON value; keys that are names of files or of functions are data, and not looked at. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(keysOf);
  return Object.entries(value).flatMap(([key, inner]) => [key, ...(key === 'files' ? [] : keysOf(inner))]);
}

function unnamed(keys: readonly string[]): string[] {
  return [...new Set(keys)].filter((key) => !named.has(key));
}

test('the page names every file of a run, every key of its record, column of its measurements and line of its log', async (t) => {
  const interruption = new AbortController();
  const planned = await plannedRun('outgoing-call', 'cm', 100_000, ['activation-not-awaited']);
  const scenario = {
    ...planned.scenario, requirements: [{ id: 'CC-15', outcome: 'fail', line: 1 }],
    limits: [{ id: 'TI-31', statistic: 'max', limitNs: 1, line: 2 }],
  } as const;
  const outcome = await runToEnd(temporaryFolder(t), { ...planned, scenario }, inProcess('cm'), {
    signal: interruption.signal,
    onProgress: ({ callsDone }) => callsDone > 20 && interruption.abort(),
  });
  const text = (name: string): string => readFileSync(join(outcome.folder, name), 'utf8');
  t.deepEqual(unnamed(filesOf(outcome)), []);
  t.deepEqual(unnamed(keysOf(JSON.parse(text('record.json')))), []);
  const columns = text('measurements.csv').split('\r\n', 1)[0]!.split(',');
  t.deepEqual(unnamed(columns.map((column) => column.replace(/^TI-\d\d/, 'TI-nn').replace(/^param\..*/, 'param.NAME'))), []);
  const log = text('bench.log').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, string>);
  t.deepEqual(unnamed(log.flatMap(Object.keys)), []);
  t.deepEqual(unnamed(log.map(({ message }) => message!)), []);
});

test('the table of intervals is that of the program', (t) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/write-interval-table.mjs', '--check'], { encoding: 'utf8' });
  t.is(status, 0, stdout + stderr);
});
