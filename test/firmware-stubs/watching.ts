import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import { LineDamage, type LineFault } from '../../src/core/scenario/line-fault.ts';
import type { ScenarioSpec } from '../../src/core/scenario/scenario-spec.ts';
import { watchPlanOf } from '../../src/core/scenario/watch/plan-of.ts';
import { StepWatcher } from '../../src/core/scenario/watch/step-watcher.ts';
import type { WatchPlan } from '../../src/core/scenario/watch/watch-plan.ts';
import type { WatchRecord } from '../../src/core/scenario/watch/watch-record.ts';
import type { EventBatch } from '../../src/core/trace/event-batch.ts';
import type { TraceHeader } from '../../src/core/trace/header.ts';
import { loadScenario } from '../../src/files/load-file.ts';
import { headerOf } from '../../src/wire/header-of.ts';
import type { Hello } from '../../src/wire/hello.ts';
import { PortDecoder } from '../../src/wire/port-decoder.ts';
import { Timeline } from '../../src/wire/timeline.ts';
import { spoken } from './judging.ts';
import { scratchFolder } from '../scratch-folder.ts';

const folder = scratchFolder('watch');
let files = 0;

/** The scenario that has steps as a file writes them, each line indented by two spaces or more. */
export async function specOf(steps: string, topology: string): Promise<ScenarioSpec> {
  const path = join(folder, `${files++}.yaml`);
  writeFileSync(path, `summary: Calls.\ntopology: ${topology}\nsteps:\n${steps}`);
  const loaded = await loadScenario(path, 'steps.yaml');
  if ('faults' in loaded) throw new Error(loaded.faults.map((fault) => fault.describe()).join('\n'));
  return loaded.spec;
}

/** What is watched of them. */
export async function planOf(steps: string, topology = 'cm', isAlone = false): Promise<WatchPlan> {
  const plan = watchPlanOf((await specOf(steps, topology)).steps ?? [], false, isAlone);
  if (plan === undefined) throw new Error('nothing is watched');
  return plan;
}

/** What a watcher says of a whole run, whose line may be bad. */
export function watched(
  plan: WatchPlan, program: CallProgram, faults: readonly string[] = [], isWhole = true, line: readonly LineFault[] = [],
): { readonly record: WatchRecord; readonly watcher: StepWatcher; readonly header: TraceHeader } {
  let watcher: StepWatcher | undefined;
  const header = batchesOf(program, faults, line, (batch, head) => {
    watcher ??= new StepWatcher(plan, head);
    watcher.batch(batch);
  });
  if (watcher === undefined || header === undefined) throw new Error('nothing was said');
  return { record: watcher.finish(isWhole), watcher, header };
}

/** Has a device carry a program out, and takes what it says in batches. */
export function batchesOf(
  program: CallProgram, faults: readonly string[], line: readonly LineFault[], take: (batch: EventBatch, header: TraceHeader) => void,
): TraceHeader | undefined {
  let header: TraceHeader | undefined;
  let hello: Hello | undefined;
  const timeline = new Timeline((batch: EventBatch) => {
    header ??= headerOf([{ name: 'main', hello: hello as Hello }], { declares: {} });
    take(batch, header);
  });
  const none = (): void => {};
  const decoder = new PortDecoder(0, timeline, { hello: (said) => (hello = said), time: none, state: none, answer: none });
  const damage = new LineDamage(line);
  spoken(program, faults, (octets) => {
    for (const piece of damage.apply(octets)) decoder.push(piece.octets, 0);
  });
  decoder.end('closed');
  timeline.flush();
  return header;
}
