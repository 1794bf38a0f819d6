import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { Fault } from '../core/fault.ts';
import { safeText } from '../core/safe-text.ts';
import { shownPath } from '../files/find-file.ts';
import { recordedScenarioText } from '../files/recorded-scenario.ts';
import type { CliContext } from './context.ts';
import type { FoundCall } from './recorded-call-of.ts';

/** Longest name of a folder of replays. */
const nameLimit = 100;

/**
 * Writes the scenario of a recorded call to `<out>/replays/<recording>/call-<n>.yaml` and gives its path as people see it. The same
 * recording gives the same file; one that somebody changed is not written over.
 * @throws Fault `replay-changed`, `file-not-written`
 */
export async function writeReplay({ call, number, shown: recording, vc }: FoundCall, out: string, { cwd }: CliContext): Promise<string> {
  const path = resolve(cwd, out, 'replays', folderName(recording), `call-${number}.yaml`);
  const shown = shownPath(path, cwd);
  const text = recordedScenarioText(call, `Call ${number} of ${safeText(basename(recording))} (VC ${vc}) again.`);
  try {
    const before = await readFile(path, 'utf8').catch(() => undefined);
    if (before !== undefined && before !== text) {
      throw new Fault('replay-changed', 'the scenario of this replay was changed since it was written', {
        place: { file: shown }, next: 'Run it with `condis-bench run`, or take it away to have it written again.',
      });
    }
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    if (error instanceof Fault) throw error;
    const { message } = error as NodeJS.ErrnoException;
    throw new Fault('file-not-written', message, { place: { file: shown }, next: 'Check the folder and its permissions.', cause: error });
  }
  return shown;
}

function folderName(recording: string): string {
  return basename(recording).replace(/[^A-Za-z0-9._-]/g, '_').slice(0, nameLimit);
}
