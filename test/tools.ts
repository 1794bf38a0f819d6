import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';

/** Whether a program of this name can be started. */
export function hasTool(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A test that needs a program. Where it is missing the test is skipped and says so; with CI set that is a failure. */
export function testWithTool(tool: string, title: string, body: (t: ExecutionContext) => void): void {
  if (hasTool(tool)) test(title, body);
  else if (process.env['CI'] === undefined) test.skip(`${title} (not run: ${tool} is not installed)`, body);
  else test(title, (t) => t.fail(`${tool} is not installed`));
}

/** Runs a program to its end and gives what it wrote on stdout. Throws what it wrote on stderr when it fails. */
export function output(tool: string, ...words: readonly string[]): string {
  const ended = spawnSync(tool, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (ended.status !== 0) throw new Error(`${tool} ${words.join(' ')}: ${ended.stderr}`);
  return ended.stdout;
}
