import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Topology } from '../src/core/condis/roles.ts';
import { programOf } from '../src/core/scenario/program-of.ts';
import { findFile } from '../src/files/find-file.ts';
import { loadDevice, loadScenario } from '../src/files/load-file.ts';
import type { Loaded } from '../src/files/loaded.ts';
import { encodeCallProgram } from '../src/wire/call-program-codec.ts';

/** What a device said on its line, in a file. */
export interface Stream {
  readonly topology: Topology;
  readonly path: string;
  readonly events: number;
  readonly octets: number;
}

const scenario = 'outgoing-call';
const stub = fileURLToPath(new URL('../firmware-stubs/emulated-nic/generate.js', import.meta.url));
/** Calls are made until there are events enough. */
const calls = 0xffff_ffff;

/**
 * The events of the main job: scenario `outgoing-call` on both emulated NICs, each half of `events` and a few more, as files in `folder`.
 * `faults` are those of the emulated NIC.
 */
export async function makeStreams(folder: string, events: number, seed: number, faults: readonly string[] = []): Promise<Stream[]> {
  const streams: Stream[] = [];
  for (const topology of ['cm', 'mcm'] as const) {
    const program = join(folder, `${topology}.program`);
    writeFileSync(program, await programOctets(topology, seed));
    const path = join(folder, `${topology}-${events}.probe`);
    const words = ['--topology', topology, '--events', String(Math.ceil(events / 2)), '--out', path, '--program', program];
    const done = spawnSync(process.execPath, [stub, ...words, ...faults.flatMap((fault) => ['--fault', fault])], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`the emulated NIC ended with ${done.status}: ${done.stderr}`);
    streams.push({ topology, path, events: (JSON.parse(done.stdout) as { events: number }).events, octets: statSync(path).size });
  }
  return streams;
}

/** The payload of the LOAD that runs the scenario on the emulated NIC of a topology. */
async function programOctets(topology: Topology, seed: number): Promise<Uint8Array> {
  const packageRoot = fileURLToPath(new URL('../..', import.meta.url));
  const places = { cwd: packageRoot, packageRoot };
  const scenarioFile = await findFile('scenarios', scenario, places);
  const deviceFile = await findFile('devices', `emulated-${topology}`, places);
  const scenarioSpec = loaded(await loadScenario(scenarioFile.path, scenarioFile.shown));
  const deviceSpec = loaded(await loadDevice(deviceFile.path, deviceFile.shown));
  return encodeCallProgram(programOf(scenarioSpec, deviceSpec, { calls, seed }));
}

function loaded<Spec>(result: Loaded<Spec>): Spec {
  if ('faults' in result) throw new Error(result.faults.map((fault) => fault.describe()).join('\n'));
  return result.spec;
}
