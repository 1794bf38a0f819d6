import { basename } from 'node:path';
import type { DeviceSpec } from '../core/device/device-spec.ts';
import { Fault, placeText } from '../core/fault.ts';
import { neverMeasured } from '../core/scenario/never-measured.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { checkExpectations } from '../core/scenario/steps/check-expectations.ts';
import { clientWideFaults } from '../core/scenario/steps/client-wide.ts';
import { compileSteps } from '../core/scenario/steps/compile.ts';
import { coursesInSteps } from '../core/scenario/steps/courses-in-steps.ts';
import { streamFaults } from '../core/scenario/steps/stream-faults.ts';
import { topologyFaults } from '../core/scenario/steps/step-topology.ts';
import { watchFaults } from '../core/scenario/watch/plan-of.ts';
import { listOctetsOf } from './call-schema.ts';
import { deviceOf, deviceSchema } from './device-schema.ts';
import { suggestion } from './did-you-mean.ts';
import { inFileOrder, issueFaults, type Placing } from './issue-faults.ts';
import type { Loaded } from './loaded.ts';
import { refusalsOfNetwork } from './network-schema.ts';
import { readText } from './read-text.ts';
import { rowOfFile, type RowedFile } from './rows/row-of-file.ts';
import { hasRows, rowTable } from './rows/row-table.ts';
import { columnText, rowText, type RowCells } from './rows/row.ts';
import { scenarioOf, scenarioSchema, topologiesOf, type ScenarioFile } from './scenario-schema.ts';
import { withNames } from './steps/names.ts';
import { readSteps, type ReadSteps } from './steps/read-steps.ts';
import { unbegunFaults } from './unbegun-faults.ts';
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
    const { yaml } = open;
    if (hasRows(yaml.value)) return loadRows(open);
    const { faults, spec } = await scenarioIn(open, { value: yaml.value, names: new Map(), placing: yaml });
    return spec === undefined ? { faults: inFileOrder(faults, shown) } : { spec };
  });
}

/** What a scenario file says, with the values of a row in it where it has rows. */
type Said = Pick<RowedFile, 'names' | 'placing'> & { readonly value: unknown };

/** A scenario, or what is wrong with it; and the names that its steps ask for. */
interface ReadScenario {
  readonly spec?: ScenarioSpec;
  readonly faults: readonly Fault[];
  readonly asked: ReadonlySet<string>;
}

async function scenarioIn(open: OpenFile, { value, names, placing }: Said): Promise<ReadScenario> {
  const { yaml, name, shown } = open;
  const checked = scenarioSchema.safeParse(value, { reportInput: true });
  // Steps are read as far as they can be, whatever is wrong with the rest of the file.
  const read = await stepsOf(open, checked.success ? checked.data : {}, names);
  const asked = read?.asked ?? new Set<string>();
  const faults = [...(checked.success ? [] : issueFaults(placing, scenarioSchema, checked.error.issues)), ...(read?.faults ?? [])];
  if (faults.length > 0 || !checked.success) return { faults, asked };
  const spec = scenarioOf(checked.data, name, shown, yaml, read);
  const wrong = faultsOfSteps(spec);
  const unfit = wrong.length > 0 ? wrong
    : [...unbegunFaults(spec, placing), ...networkFaultsOf(spec, placing), ...limitFaults(spec, placing)];
  return unfit.length > 0 ? { faults: unfit, asked } : { spec, faults: [], asked };
}

/** What is wrong with so many things is told; the rest of the rows can wait. */
const faultsTold = 50;

/** A scenario with rows: every row is checked as a scenario of its own. */
async function loadRows(open: OpenFile): Promise<Loaded<ScenarioSpec>> {
  const { yaml, path, shown, name } = open;
  const table = await rowTable(yaml, path, shown);
  if ('faults' in table) return { faults: inFileOrder(table.faults) };
  const known = Object.keys(scenarioSchema.shape);
  const faults = new Map<string, Fault>();
  const asked = new Set<string>();
  const specs: ScenarioSpec[] = [];
  for (const [i, row] of table.entries()) {
    const rowed = rowOfFile(yaml, row, i + 1, known);
    const read = rowed.faults.length > 0 ? { faults: rowed.faults, asked: rowed.asked } : await scenarioIn(open, rowed);
    for (const each of [...rowed.asked, ...read.asked]) asked.add(each);
    // What is wrong with the file itself is wrong in every row.
    for (const fault of read.faults) faults.set(`${fault.place === undefined ? '' : placeText(fault.place)} ${fault.message}`, fault);
    if (faults.size >= faultsTold) break;
    const values = [...row].map(([column, { value }]) => [column, value === null ? '' : rowText(value)] as const);
    if ('spec' in read) specs.push({ ...read.spec, name: `${name}#${i + 1}`, row: { number: i + 1, of: table.length, values } });
  }
  if (faults.size === 0) for (const fault of unaskedColumns(table, asked, known)) faults.set(fault.message, fault);
  const [first] = specs;
  if (faults.size > 0 || first === undefined) return { faults: inFileOrder([...faults.values()], shown) };
  const { row: _, ...whole } = first;
  const { summary } = yaml.value as { readonly summary?: unknown };
  return { spec: { ...whole, name, summary: withNames(String(summary), (column) => columnText(table, column)), rows: specs } };
}

/** Columns that set no key, and whose name nothing asks for. */
function unaskedColumns([first]: readonly RowCells[], asked: ReadonlySet<string>, known: readonly string[]): Fault[] {
  const isAside = (column: string): boolean => column.includes('.') || known.includes(column) || asked.has(column);
  return [...(first ?? [])].filter(([column]) => !isAside(column)).map(([column, cell]) => {
    const near = suggestion(column, [...asked, ...known.filter((key) => key !== 'rows')]);
    return cell.fault('unused-name', `nothing asks for \`${column}\``, `Write \`\${${column}}\` where its value is to stand. ${near}`);
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

/** Limits on what is never measured. */
function limitFaults(spec: ScenarioSpec, placing: Said['placing']): Fault[] {
  return neverMeasured(spec).map(({ id, event }) => {
    const message = `${id} is measured in no call of this scenario: nothing brings \`${event}\` about`;
    return placing.keyFault('never-comes-true', message, ['limits'], id, 'Take it out, or let calls take a course that does.');
  });
}

/** What steps come to that are right one by one. */
function faultsOfSteps(scenario: ScenarioSpec): readonly Fault[] {
  const { steps, parties, topologies, setup } = scenario;
  if (steps === undefined) return [];
  const isForBoth = topologies.length > 1;
  const compiled = compileSteps(steps, parties?.map(({ digits }) => digits));
  const unfit = [...topologyFaults(steps, topologies), ...clientWideFaults(steps, compiled, scenario)];
  const starving = streamFaults(steps, setup);
  return [...compiled.faults, ...unfit, ...starving, ...checkExpectations(steps, scenario, isForBoth), ...watchFaults(steps, isForBoth)];
}

/** What happens on the network, and does not go with the steps. */
function networkFaultsOf({ steps, networkFaults = [], judgesCalls, calls, delays }: ScenarioSpec, file: Placing): readonly Fault[] {
  if (steps === undefined || networkFaults.length === 0) return [];
  const context = { ...coursesInSteps(steps), calls, delays, isOpen: !judgesCalls, inSteps: true } as const;
  return refusalsOfNetwork(networkFaults, context).map(([path, message, next]) => {
    return file.fault('not-allowed', message, ['network', ...path], next);
  });
}

/** `undefined` where the file has none that could be read. */
async function stepsOf(
  { yaml, path, shown }: OpenFile, file: Partial<ScenarioFile>, names: ReadonlyMap<string, unknown>,
): Promise<ReadSteps | undefined> {
  const { value } = yaml;
  if (!Array.isArray((value as { steps?: unknown } | null)?.steps)) return undefined;
  return readSteps({
    file: { yaml, path, shown }, topologies: topologiesOf(file.topology), octets: listOctetsOf(file.call), names,
  });
}
