import { spawnSync } from 'node:child_process';
import type { ExecutionContext } from 'ava';
import { needs } from './needs.ts';
import { programPath } from './program-path.ts';

/** Whether a program of this name can be started. */
export function hasTool(name: string): boolean {
  return programPath(name) !== undefined;
}

/** A test that needs a program; see {@link needs}. */
export function testWithTool(tool: string, title: string, body: (t: ExecutionContext) => void | Promise<void>): void {
  needs(hasTool(tool), `${tool} is not installed`)(title, body);
}

/** Runs a program to its end and gives what it wrote on stdout. Throws what it wrote on stderr when it fails. */
export function output(tool: string, ...words: readonly string[]): string {
  const ended = spawnSync(tool, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (ended.status !== 0) throw new Error(`${tool} ${words.join(' ')}: ${ended.stderr}`);
  return ended.stdout;
}
