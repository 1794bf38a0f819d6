import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { JudgeRun } from '../../src/bench/judge-run.ts';
import type { MeetDevice } from '../../src/bench/meet-device.ts';
import type { ProgressReporter, RunOutcome, RunPlan } from '../../src/bench/run-plan.ts';
import { runCli } from '../../src/cli/program.ts';
import { TextSink, type OutputStream } from '../../src/cli/text-sink.ts';
import type { Judgement, Measurement, Outcome, RequirementResult } from '../../src/core/judgement.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { asking } from '../report/report-kit.ts';
import { scratchFolder } from '../scratch-folder.ts';

/** A stream that keeps what is written. */
export class KeptStream implements OutputStream {
  text = '';
  isTTY = false;
  columns = 80;
  full = false;
  private readonly listeners = new Map<string, ((error: NodeJS.ErrnoException) => void)[]>();

  write(text: string): boolean {
    this.text += text;
    return !this.full;
  }

  on(event: string, listener: (error: NodeJS.ErrnoException) => void): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  once(event: string, listener: () => void): void {
    this.on(event, listener);
  }

  emit(event: string, error: NodeJS.ErrnoException = new Error(event)): void {
    for (const listener of this.listeners.get(event) ?? []) listener(error);
  }
}

/** What a command line did. */
export interface CliRun {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  /** What the bench was asked to do, if it was. */
  readonly plan?: RunPlan;
}

/** What the bench does in a test. */
export type FakeBench = (plan: RunPlan, reporter: ProgressReporter) => RunOutcome[];

/** A folder that stands for both the current one and the package's, with a stub that lists two faults. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = scratchFolder('cli');
  const stub = `console.log(JSON.stringify({ faults: ${JSON.stringify(stubFaults)}, limits: ['@calls=3'] }));`;
  for (const [name, text] of Object.entries({ ...files, 'build/firmware-stubs/emulated-nic/main.js': stub, 'package.json': '{}' })) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export const stubFaults = [
  { name: 'activation-not-awaited', topology: ['cm', 'mcm'], requirement: ['CC-15'], scenario: 'outgoing-call' },
  { name: 'miniport-forgets', topology: ['cm'], requirement: ['AV-09'], scenario: 'outgoing-call' },
];

export const device = (topology: string): string => `summary: A NIC.\ntopology: ${topology}\nports: { main: { stub: { program: emulated-nic } } }\n`;

/** The files of most tests: one scenario for both topologies, an emulated device of each, a serial one. */
export const usualFiles = {
  'scenarios/calls.yaml': 'summary: Calls.\ncalls: 10\nconcurrency: 5\n',
  'scenarios/cm-only.yaml': 'summary: Calls.\ntopology: cm\n',
  'devices/a-cm.yaml': device('cm'),
  'devices/b-mcm.yaml': device('mcm'),
  'devices/line.yaml': 'summary: A NIC.\ntopology: cm\nports: { main: { serial: { path: /dev/ttyS9 } } }\n',
};

/** Runs a command line against a fake bench. `input` is what stands on standard input; `null` is a terminal. */
export async function cli(
  words: readonly string[], cwd: string, bench: FakeBench = passing, env: NodeJS.ProcessEnv = {},
  input: string | null = '', judgeRun: JudgeRun = async () => judgementOf('pass'), meetDevice: MeetDevice = unmet,
): Promise<CliRun> {
  const out = new KeptStream();
  const err = new KeptStream();
  let plan: RunPlan | undefined;
  const exitCode = await runCli(words, {
    out: new TextSink(out, env),
    err: new TextSink(err, env),
    input: () => Object.assign(Readable.from([input ?? '']), { isTTY: input === null }),
    cwd,
    env,
    packageRoot: cwd,
    toolVersion: '0.0.0-test',
    loadBench: async () => async (given, reporter) => {
      plan = given;
      return bench(given, reporter);
    },
    loadJudgeRun: async () => judgeRun,
    loadMeetDevice: async () => meetDevice,
    interruption: () => new AbortController().signal,
  });
  return { exitCode, out: out.text, err: err.text, ...(plan === undefined ? {} : { plan }) };
}

async function unmet(): Promise<never> {
  throw new Error('no device is to be asked in this test');
}

/** A bench on which everything ends well. */
export const passing: FakeBench = (plan) => plan.runs.map((_, run) => outcomeOf(plan, run, 'pass'));

/** The outcome of one planned run. */
export function outcomeOf(plan: RunPlan, run: number, verdict: Verdict, more: Partial<RunOutcome> = {}): RunOutcome {
  const { scenario, device: spec } = plan.runs[run] as RunPlan['runs'][number];
  const folder = join(plan.outDir, `${scenario.name}-${spec.name}`);
  const judgement = more.judgement ?? judgementOf(verdict);
  return {
    scenario, device: spec, verdict, judgement, asked: asking(judgement), folder, recorded: true, recordPath: join(folder, 'record.json'),
    faults: [], interrupted: false, ...more,
  };
}

/** A requirement's result without findings. */
export function resultOf(id: string, outcome: Outcome, more: Partial<RequirementResult> = {}): RequirementResult {
  return { id, outcome, severity: 'must', modal: 'must', triggered: 1, excused: 0, undecided: 0, findingsTotal: 0, findings: [], ...more };
}

export function measurementOf(id: string, values: readonly number[], clock: 'device' | 'host' = 'device'): Measurement {
  const [min = 0] = values;
  const max = values.at(-1) ?? 0;
  return { id, unit: 'ns', clock, count: values.length, min, median: min, p95: max, p99: max, max, values };
}

const outcomesOf: Record<Verdict, Outcome> = { pass: 'pass', fail: 'fail', inconclusive: 'inconclusive', error: 'self-check' };

/** A judgement with one decided requirement. */
export function judgementOf(verdict: Verdict, more: Partial<Judgement> = {}): Judgement {
  const finding = { id: 'CC-15/1', severity: 'must', fault: 1, events: [67, 70], vc: '0x1001', message: 'reported too early' } as const;
  const outcome = outcomesOf[verdict];
  const found = outcome === 'pass' ? {} : { findingsTotal: 1, findings: [finding] };
  return {
    condisCheck: 1, verdict, requirements: [resultOf('CC-15', outcome, found), resultOf('CC-16', 'vacuous', { triggered: 0 })],
    measurements: [measurementOf('TI-15', [1_500_000, 2_000_000]), measurementOf('TI-36', [400_000, 900_000])],
    notModelled: [], notModelledTotal: 0, notMeasured: 0,
    behaviour: { functions: [], activationsPerCall: [], activationRetries: 0, setupRetries: 0 },
    orphans: 0, gapsTotal: 0, gaps: [], ...more,
  };
}
