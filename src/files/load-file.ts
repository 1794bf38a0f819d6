import { basename } from 'node:path';
import type { DeviceSpec } from '../core/device/device-spec.ts';
import { Fault } from '../core/fault.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { checkExpectations } from '../core/scenario/steps/check-expectations.ts';
import { compileSteps } from '../core/scenario/steps/compile.ts';
import { watchFaults } from '../core/scenario/watch/plan-of.ts';
import { deviceOf, deviceSchema } from './device-schema.ts';
import { inFileOrder, issueFaults } from './issue-faults.ts';
import type { Loaded } from './loaded.ts';
import { readText } from './read-text.ts';
import { listOctetsOf, scenarioOf, scenarioSchema, topologiesOf, type ScenarioFile } from './scenario-schema.ts';
import { readSteps, type ReadSteps } from './steps/read-steps.ts';
import { parseYaml, type YamlFile } from './yaml-file.ts';

/** A file that is being loaded. */
interface OpenFile {
  readonly yaml: YamlFile;
  readonly path: string;
  /** The path as people see it. */
  readonly shown: string;
  /** The file's name without its ending. */
  readonly name: string;
}

/** Loads and checks a scenario file, and the fragments beside it that it uses. `shown` is the path as people see it. */
export async function loadScenario(path: string, shown: string): Promise<Loaded<ScenarioSpec>> {
  return load(path, shown, async (open) => {
    const { yaml, name } = open;
    const checked = scenarioSchema.safeParse(yaml.value, { reportInput: true });
    // Steps are read as far as they can be, whatever is wrong with the rest of the file.
    const read = await stepsOf(open, checked.success ? checked.data : {});
    const faults = [...(checked.success ? [] : issueFaults(yaml, scenarioSchema, checked.error.issues)), ...(read?.faults ?? [])];
    if (faults.length > 0 || !checked.success) return { faults: inFileOrder(faults, shown) };
    const spec = scenarioOf(checked.data, name, shown, yaml, read);
    const unfit = faultsOfSteps(spec);
    return unfit.length > 0 ? { faults: inFileOrder(unfit, shown) } : { spec };
  });
}

/** Loads and checks a device file. Whether its port is there is not looked at. */
export async function loadDevice(path: string, shown: string): Promise<Loaded<DeviceSpec>> {
  return load(path, shown, async ({ yaml, name }) => {
    const checked = deviceSchema.safeParse(yaml.value, { reportInput: true });
    if (!checked.success) return { faults: issueFaults(yaml, deviceSchema, checked.error.issues) };
    return { spec: deviceOf(checked.data, name, shown) };
  });
}

async function load<Spec>(path: string, shown: string, read: (open: OpenFile) => Promise<Loaded<Spec>>): Promise<Loaded<Spec>> {
  try {
    const parsed = parseYaml(shown, await readText(path, shown));
    if ('faults' in parsed) return parsed;
    return await read({ yaml: parsed.file, path, shown, name: basename(path).replace(/\.ya?ml$/i, '') });
  } catch (error) {
    if (error instanceof Fault) return { faults: [error] };
    throw error;
  }
}

/** What steps come to that are right one by one. */
function faultsOfSteps({ steps, parties, delays, topologies }: ScenarioSpec): readonly Fault[] {
  if (steps === undefined) return [];
  const isForBoth = topologies.length > 1;
  return [...compileSteps(steps, parties?.map(({ digits }) => digits)).faults, ...checkExpectations(steps, delays, isForBoth), ...watchFaults(steps, isForBoth)];
}

/** `undefined` where the file has none that could be read. */
async function stepsOf({ yaml, path, shown }: OpenFile, file: Partial<ScenarioFile>): Promise<ReadSteps | undefined> {
  const { value } = yaml;
  if (!Array.isArray((value as { steps?: unknown } | null)?.steps)) return undefined;
  return readSteps({
    file: { yaml, path, shown }, topologies: topologiesOf(file.topology), octets: listOctetsOf(file.call), names: new Map(),
  });
}
