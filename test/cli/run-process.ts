import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExecutionContext } from 'ava';
import type { RunRecord } from '../../src/report/run-record.ts';

/** The built file of a program of this package. */
export const program = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What a run came to. */
export interface Told {
  readonly code: number | null;
  readonly runs: readonly { readonly device: string; readonly verdict: string; readonly record: string; readonly folder: string }[];
  readonly err: string;
}

/** `run` as a process of its own, its results as JSON. */
export async function run(t: ExecutionContext, words: readonly string[], more: { env?: Record<string, string>; cwd?: string } = {}): Promise<Told> {
  const out = mkdtempSync(join(tmpdir(), 'condis-bench-run-'));
  t.teardown(() => rmSync(out, { recursive: true, force: true }));
  const child = spawn(process.execPath, [program('src/cli/main.js'), 'run', ...words, '--json', '--out', out], {
    cwd: more.cwd ?? out, env: { ...process.env, NO_COLOR: '1', ...more.env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, err] = [[] as string[], [] as string[]];
  child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  const [code] = (await once(child, 'close')) as [number | null];
  const text = said.join('');
  t.not(text, '', err.join(''));
  return { code, runs: (JSON.parse(text) as Pick<Told, 'runs'>).runs, err: err.join('') };
}

/** The records of its runs. */
export function records({ runs }: Told): RunRecord[] {
  return runs.map(({ record }) => JSON.parse(readFileSync(record, 'utf8')) as RunRecord);
}

/** What does not depend on when and how the octets came. */
export function lasting(record: RunRecord) {
  const files = record.files['measurements.csv'];
  return { ...record, provenance: undefined, files };
}
