import type { DeviceSpec } from '../core/device/device-spec.ts';
import { Fault } from '../core/fault.ts';
import { faultWord } from '../core/scenario/fault-use.ts';
import { courseOfCall, courses } from '../core/scenario/course.ts';
import { programOf } from '../core/scenario/program-of.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { drawingFile, ladderFile } from '../report/html/ladder-file.ts';
import { HeldTrace } from '../report/story/held-trace.ts';
import { ladderOf, partyLegend } from '../report/story/ladder.ts';
import { CommandFailure, type CliContext } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { partyText } from './scenario-text.ts';
import { stepsDrawing, stepsStyle } from './steps-drawing.ts';

const legend = [
  'Solid: a call or a handler entered. Dashed: its return, left out where it has no status. Heavy: a signalling message.',
  'Times: milliseconds of the device since the first event shown. Another seed draws others.',
];

/**
 * A call of a scenario as an SVG file, as it went when it was made alone on a device. It takes the course that the call with this number,
 * from 1, takes; of a scenario of steps, a pass through them.
 */
export async function scenarioGraph(scenario: ScenarioSpec, device: DeviceSpec, call: number, context: CliContext): Promise<string> {
  const judgeRun = await context.loadJudgeRun();
  const course = courseOfCall(scenario.courses, call);
  const program = { ...programOf(scenario, device), calls: 1, concurrency: 1, callsPerVc: 1, courses: [course] };
  const held = new HeldTrace();
  try {
    const faults = scenario.faults.map(faultWord);
    await judgeRun({ scenario, device, program, faults }, context.interruption(), held);
  } catch (error) {
    throw error instanceof Fault ? new CommandFailure([error], exitCodes.error) : error;
  }
  const ladder = ladderOf(held.callEvents(), device.topology, new Set());
  const isOfSteps = scenario.steps !== undefined;
  const made = `Made on ${device.name} with seed ${program.seed}.`;
  const above = isOfSteps
    ? ['One pass through the steps; of several calls in it, the one whose set-up takes the middle time.', made]
    : [`${courses[course.name].summary}.`, `One call of this kind, made on ${device.name} with seed ${program.seed}.`];
  const below = [...legend, ...(ladder.parties.size === 0 ? [] : [partyLegend])];
  return ladderFile(ladder, isOfSteps ? `${scenario.name}: step by step` : `${scenario.name}: call ${call}, ${course.name}`, above, below);
}

const stepsLegend = [
  'Heavy: somebody does something. Dashed: how that is answered, where the scenario says so. A cross: nothing comes, or somebody goes.',
  'Blue: what has to be seen, a message or, at a diamond, a function. Bars on the right: timers. Numbers: as `scenarios explain` says.',
];

/** The written steps of a scenario as an SVG file. No device is asked for anything. */
export function stepsGraph({ name, summary, steps = [], topologies, parties = [] }: ScenarioSpec): string {
  return drawingFile(stepsDrawing(steps, topologies, partyText(parties)), name, [summary], stepsLegend, stepsStyle);
}
