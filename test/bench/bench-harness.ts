import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { faultsNamed } from '../../firmware-stubs/emulated-nic/arguments.ts';
import { ProbePort } from '../../firmware-stubs/emulated-nic/probe-port.ts';
import { ProbeServer } from '../../firmware-stubs/emulated-nic/probe-server.ts';
import type { ReachDevice } from '../../src/bench/reached-device.ts';
import { runBench } from '../../src/bench/run-bench.ts';
import type { PlannedRun, ProgressReporter, RunOutcome, RunProgress } from '../../src/bench/run-plan.ts';
import type { RunRecord } from '../../src/report/run-record.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import { faultWord } from '../../src/core/scenario/fault-use.ts';
import { programOf } from '../../src/core/scenario/program-of.ts';
import type { Hook } from '../../src/core/trace/header.ts';
import { loadDevice, loadScenario } from '../../src/files/load-file.ts';
import { memoryPortPair } from '../../src/ports/memory-port.ts';
import type { Port, PortListener } from '../../src/ports/port.ts';

/** The package, seen from `build/test/bench/`. */
export const packageRoot = new URL('../../../', import.meta.url).pathname;

/** A folder that goes when the test ends. */
export function temporaryFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'condis-bench-test-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A shipped scenario on the shipped emulated device of a topology. */
export async function plannedRun(scenarioName: string, topology: Topology, calls: number, faults: readonly string[] = []): Promise<PlannedRun> {
  const scenario = await loadScenario(join(packageRoot, 'scenarios', `${scenarioName}.yaml`), `scenarios/${scenarioName}.yaml`);
  const device = await loadDevice(join(packageRoot, 'devices', `emulated-${topology}.yaml`), `devices/emulated-${topology}.yaml`);
  if ('faults' in scenario || 'faults' in device) throw new Error('a shipped file does not load');
  return { scenario: scenario.spec, device: device.spec, program: programOf(scenario.spec, device.spec, { calls }), faults: [...scenario.spec.faults.map(faultWord), ...faults] };
}

/** What a test may do to the line between bench and device. */
export interface LineInterference {
  /** In place of what the device sends: the octets that arrive, or nothing at all. */
  readonly arriving?: (octets: Uint8Array) => Uint8Array | undefined;
  /** Is handed a function that cuts the line. */
  readonly cut?: (cut: () => void) => void;
  /** The port does not stop reading when it is told to. */
  readonly ignoresPause?: boolean;
  /** Where the device's probe sits; default in the source. */
  readonly hook?: Hook;
}

/** The emulated NIC inside this process, over a memory port. */
export function inProcess(topology: Topology, interference: LineInterference = {}): ReachDevice {
  return async (_device, faults) => {
    const [near, far] = memoryPortPair(['memory', 'stub']);
    const server = new ProbeServer(new ProbePort(topology, faultsNamed(faults, topology), interference.hook), 'free', (octets) => far.write(octets));
    await far.open({ received: ({ octets }) => server.received(octets), ended: () => server.hungUp() });
    interference.cut?.(() => void far.close());
    return { port: interfered(near, interference), release: () => far.close() };
  };
}

function interfered(port: Port, { arriving, ignoresPause }: LineInterference): Port {
  const listenTo = (listener: PortListener): PortListener => ({
    received: (batch) => {
      const octets = arriving === undefined ? batch.octets : arriving(batch.octets);
      if (octets !== undefined) listener.received({ octets, arrivedNs: batch.arrivedNs });
    },
    ended: (reason) => listener.ended(reason),
  });
  return {
    name: port.name,
    get state() {
      return port.state;
    },
    controlLines: undefined,
    open: (listener) => port.open(listenTo(listener)),
    write: (octets) => port.write(octets),
    pause: () => (ignoresPause === true ? undefined : port.pause()),
    resume: () => port.resume(),
    close: () => port.close(),
  };
}

/** Runs one planned run to its end. */
export async function runToEnd(
  outDir: string, planned: PlannedRun, reach: ReachDevice, options: { signal?: AbortSignal; onProgress?: (progress: RunProgress) => void } = {},
): Promise<RunOutcome> {
  const reporter: ProgressReporter = { progress: (_run, progress) => options.onProgress?.(progress), notice: () => undefined, ended: () => undefined };
  const plan = { runs: [planned], outDir, toolVersion: '0.0.0-test', commit: null };
  const [outcome] = await runBench(plan, reporter, options.signal ?? new AbortController().signal, reach);
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
}

export function recordOf(outcome: RunOutcome): RunRecord {
  return JSON.parse(readFileSync(join(outcome.folder, 'record.json'), 'utf8')) as RunRecord;
}

/** Names of the files in a run's folder, in order. */
export function filesOf(outcome: RunOutcome): string[] {
  return readdirSync(outcome.folder).toSorted();
}
