import type { DeviceSpec } from '../core/device/device-spec.ts';
import type { Fault } from '../core/fault.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { listFiles, type FileKind } from '../files/find-file.ts';
import { loadDevice, loadScenario } from '../files/load-file.ts';
import type { CliContext } from './context.ts';

/** What a file of each kind becomes. */
export interface SpecOf {
  readonly scenarios: ScenarioSpec;
  readonly devices: DeviceSpec;
}

/** How a file of each kind is loaded. */
export const loaders = { scenarios: loadScenario, devices: loadDevice } as const;

/** Everything that names can stand for: what loads, and what is wrong with the rest. */
export async function loadAll<Kind extends FileKind>(kind: Kind, context: CliContext): Promise<{ specs: SpecOf[Kind][]; faults: Fault[] }> {
  const specs: SpecOf[Kind][] = [];
  const faults: Fault[] = [];
  for (const { path, shown } of await listFiles(kind, context)) {
    const loaded = await loaders[kind](path, shown);
    if ('faults' in loaded) faults.push(...loaded.faults);
    else specs.push(loaded.spec as SpecOf[Kind]);
  }
  return { specs, faults };
}
