import { Fault } from '../core/fault.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { findFile, type FileKind } from '../files/find-file.ts';
import { CommandFailure, type CliContext } from './context.ts';
import { loaders, type SpecOf } from './load-all.ts';

/** The files that words on the command line stand for: what loads, and everything that is wrong with the rest. */
export async function loadNamed<Kind extends FileKind>(
  kind: Kind, words: readonly string[], context: CliContext,
): Promise<{ specs: SpecOf[Kind][]; faults: Fault[] }> {
  const specs: SpecOf[Kind][] = [];
  const faults: Fault[] = [];
  for (const word of new Set(words)) {
    try {
      const { path, shown } = await findFile(kind, word, context);
      const loaded = await loaders[kind](path, shown);
      if ('faults' in loaded) faults.push(...loaded.faults);
      else specs.push(loaded.spec as SpecOf[Kind]);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push(error);
    }
  }
  return { specs, faults };
}

/** The one scenario that a word stands for. @throws CommandFailure with everything that is wrong with it */
export async function scenarioNamed(word: string, context: CliContext): Promise<ScenarioSpec> {
  const { specs: [scenario], faults } = await loadNamed('scenarios', [word], context);
  if (scenario === undefined || faults.length > 0) throw new CommandFailure(faults);
  return scenario;
}
