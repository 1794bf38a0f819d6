import type { PlannedRun } from '../bench/run-plan.ts';
import type { DeviceSpec } from '../core/device/device-spec.ts';
import type { Judgement } from '../core/judgement.ts';
import { requirementById } from '../core/requirements/catalogue/catalogue.ts';
import { decidableOutcomes } from '../core/requirements/decidable-outcomes.ts';
import { faultWord } from '../core/scenario/fault-use.ts';
import { plainCourses } from '../core/scenario/course.ts';
import { defaultCounts, defaultPended } from '../core/scenario/defaults.ts';
import { fits, programOf } from '../core/scenario/program-of.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { plural } from '../report/plural.ts';
import { definitions, wrap } from './columns.ts';
import type { CliContext } from './context.ts';
import { emulatedDevices } from './emulated-devices.ts';

/** Calls that are made to see what a scenario puts to the test: each course of a usual list once, VCs used again. */
const enoughCalls = 40;

/**
 * Runs a scenario on the emulated devices that fit, and a plain call beside it: which requirements it puts to the test, and which of
 * them a plain call does not.
 */
export async function scenarioRequirements(scenario: ScenarioSpec, context: CliContext): Promise<string[]> {
  const judgeRun = await context.loadJudgeRun();
  const signal = context.interruption();
  const { multipoint: _, ...pointToPoint } = scenario;
  const plain: ScenarioSpec = { ...pointToPoint, ...defaultCounts, pended: defaultPended, declares: {}, courses: plainCourses, faults: [] };
  const counts: string[] = [];
  const devicesOf = new Map<string, string[]>();
  for (const device of (await emulatedDevices(context)).filter((each) => fits(scenario, each))) {
    const decided = decidedIn(await judgeRun(planned(scenario, device, Math.min(scenario.calls, enoughCalls)), signal));
    const usual = new Set(decidedIn(await judgeRun(planned(plain, device, 1), signal)));
    counts.push(`${plural(decided.length, 'requirement')} on ${device.name}`);
    for (const id of decided) if (!usual.has(id)) devicesOf.set(id, [...(devicesOf.get(id) ?? []), device.name]);
  }
  if (counts.length === 0) return [];
  const rest = devicesOf.size === 0 ? 'A plain call does the same.' : 'A plain call does not do so with:';
  const entries = [...devicesOf].map(([id, devices]) => {
    const where = devices.length < counts.length ? ` (${devices.join(', ')})` : '';
    return [id, `${requirementById(id)?.requirement ?? ''}${where}`] as const;
  });
  return [
    '',
    context.out.style('bold', 'What it puts to the test'),
    ...wrap(`${counts.join(', ')}. ${rest}`, context.out.columns, '  '),
    ...definitions(entries, context.out.columns - 2).map((line) => `  ${line}`),
  ];
}

function planned(scenario: ScenarioSpec, device: DeviceSpec, calls: number): PlannedRun {
  return { scenario, device, program: programOf(scenario, device, { calls }), faults: scenario.faults.map(faultWord) };
}

const deciding: ReadonlySet<string> = new Set(decidableOutcomes);

function decidedIn({ requirements }: Judgement): string[] {
  return requirements.filter(({ outcome, triggered }) => deciding.has(outcome) && triggered > 0).map(({ id }) => id);
}
