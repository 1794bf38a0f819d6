import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
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

const folder = mkdtempSync(join(tmpdir(), 'condis-watch-'));
let files = 0;

/** The plan of steps as a file writes them, each line indented by two spaces or more. */
export async function planOf(steps: string, topology = 'cm'): Promise<WatchPlan> {
  const path = join(folder, `${files++}.yaml`);
  writeFileSync(path, `summary: Calls.\ntopology: ${topology}\nsteps:\n${steps}`);
  const loaded = await loadScenario(path, 'steps.yaml');
  if ('faults' in loaded) throw new Error(loaded.faults.map((fault) => fault.describe()).join('\n'));
  const plan = watchPlanOf(loaded.spec.steps ?? [], false);
  if (plan === undefined) throw new Error('nothing is watched');
  return plan;
}

/** What a watcher says of a whole run; `alter` may change what it is handed. */
export function watched(
  plan: WatchPlan, program: CallProgram, faults: readonly string[] = [], isWhole = true,
): { readonly record: WatchRecord; readonly watcher: StepWatcher; readonly header: TraceHeader } {
  let watcher: StepWatcher | undefined;
  let header: TraceHeader | undefined;
  let hello: Hello | undefined;
  const timeline = new Timeline((batch: EventBatch) => {
    header ??= headerOf([{ name: 'main', hello: hello as Hello }], { declares: {} });
    watcher ??= new StepWatcher(plan, header);
    watcher.batch(batch);
  });
  const none = (): void => {};
  const decoder = new PortDecoder(0, timeline, { hello: (said) => (hello = said), time: none, state: none, answer: none });
  spoken(program, faults, (octets) => decoder.push(octets, 0));
  decoder.end('closed');
  timeline.flush();
  if (watcher === undefined || header === undefined) throw new Error('nothing was said');
  return { record: watcher.finish(isWhole), watcher, header };
}
