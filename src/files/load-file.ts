import { basename } from 'node:path';
import type { z } from 'zod';
import type { DeviceSpec } from '../core/device/device-spec.ts';
import { Fault } from '../core/fault.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { deviceOf, deviceSchema } from './device-schema.ts';
import { issueFaults } from './issue-faults.ts';
import type { Loaded } from './loaded.ts';
import { readText } from './read-text.ts';
import { scenarioOf, scenarioSchema } from './scenario-schema.ts';
import { parseYaml, type YamlFile } from './yaml-file.ts';

/** Loads and checks a scenario file. `shown` is the path as people see it. */
export async function loadScenario(path: string, shown: string): Promise<Loaded<ScenarioSpec>> {
  return load(path, shown, scenarioSchema, scenarioOf);
}

/** Loads and checks a device file. Whether its port is there is not looked at. */
export async function loadDevice(path: string, shown: string): Promise<Loaded<DeviceSpec>> {
  return load(path, shown, deviceSchema, deviceOf);
}

async function load<Schema extends z.ZodType, Spec>(
  path: string, shown: string, schema: Schema, specOf: (file: z.output<Schema>, name: string, shown: string, yaml: YamlFile) => Spec,
): Promise<Loaded<Spec>> {
  try {
    const parsed = parseYaml(shown, await readText(path, shown));
    if ('faults' in parsed) return parsed;
    const checked = schema.safeParse(parsed.file.value, { reportInput: true });
    if (!checked.success) return { faults: issueFaults(parsed.file, schema, checked.error.issues) };
    return { spec: specOf(checked.data, basename(path).replace(/\.ya?ml$/i, ''), shown, parsed.file) };
  } catch (error) {
    if (error instanceof Fault) return { faults: [error] };
    throw error;
  }
}
