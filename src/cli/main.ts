#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { safeText } from '../core/safe-text.ts';
import { inlineMore } from '../engine/inlining.ts';
import type { CliContext } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { runCli, unexpectedError } from './program.ts';
import { TextSink } from './text-sink.ts';

inlineMore();

// This file is build/src/cli/main.js of the package.
const packageRoot = fileURLToPath(new URL('../../..', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };

const context: CliContext = {
  out: new TextSink(process.stdout, process.env),
  err: new TextSink(process.stderr, process.env),
  input: () => process.stdin,
  cwd: process.cwd(),
  env: process.env,
  packageRoot,
  toolVersion: version,
  loadBench: async () => {
    const [{ runBench }, { reachDevice }] = await Promise.all([import('../bench/run-bench.ts'), import('./reach-device.ts')]);
    return (plan, reporter, signal) => runBench(plan, reporter, signal, reachDevice(packageRoot));
  },
  loadJudgeRun: async () => {
    const [{ judgeRun }, { reachDevice }] = await Promise.all([import('../bench/judge-run.ts'), import('./reach-device.ts')]);
    return (planned, signal, heard) => judgeRun(planned, reachDevice(packageRoot), signal, saidBy(planned.device.name), heard);
  },
  loadMeetDevice: async () => {
    const [{ meetDevice }, { reachDevice }] = await Promise.all([import('../bench/meet-device.ts'), import('./reach-device.ts')]);
    return (device) => meetDevice(device, reachDevice(packageRoot), saidBy(device.name));
  },
  interruption,
};

/** Shows what a stub writes beside its line. */
function saidBy(device: string): (line: string) => void {
  return (line) => context.err.write(`${device} says: ${safeText(line)}\n`);
}

/** The first signal asks for an orderly end, a second one does not wait for it. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  return controller.signal;
}

process.on('uncaughtException', (error) => process.exit(unexpectedError(error, context)));

const exitCode = await runCli(process.argv.slice(2), context);
await Promise.all([context.out.written(), context.err.written()]);
// What could not be written is told before the next turn of the event loop.
await setImmediate();
// Not left to Node: once nothing is left to do it waits for threads of its own, some of which may wait for this one (nodejs/node#54918).
process.exit(exitCode);
