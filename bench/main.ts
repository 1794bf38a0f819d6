/**
 * `npm run bench`: octets to verdict, against a naive pipeline and against babeltrace2, and the memory it takes. See bench/README.md.
 * Ends with 1 when a goal is missed.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { babeltraceVersion, countEvents } from './babeltrace.ts';
import { type ContenderName, type Material, contenders, type Measured } from './contenders.ts';
import { figures, writePage } from './page.ts';
import { fullGoals, quickGoals, ratiosOf } from './ratios.ts';
import { resultOf } from './result.ts';
import { makeStreams } from './streams.ts';
import { writeCtf } from './write-ctf.ts';

const usage = `usage: npm run bench -- [options]
  --events N   events of the large run, a tenth of them in the small one (10000000)
  --rounds N   turns that everybody takes (5)
  --seed N     seed of the emulated NICs (1)
  --quick      1000000 events, 2 rounds, and floors that a noisy machine still reaches
  --need-all   fail where babeltrace2 is not installed, instead of leaving its row out
  --record     keep the figures: bench/results and bench/README.md`;

const here = fileURLToPath(new URL('../../bench/', import.meta.url));

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`not a whole number of 1 or more: ${text}\n${usage}`);
  return value;
}

const option = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const { values } = parseArgs({
  options: { events: option, rounds: option, seed: { ...option, default: '1' }, quick: flag, 'need-all': flag, record: flag, help: flag },
});

async function material(folder: string, events: number, seed: number, withCtf: boolean): Promise<Material> {
  const large = await makeStreams(folder, events, seed);
  const small = await makeStreams(folder, Math.ceil(events / 10), seed);
  const ctf = withCtf ? await writeCtf(large, join(folder, 'ctf')) : undefined;
  if (ctf !== undefined && countEvents(ctf.folder) !== ctf.events) throw new Error('babeltrace2 sees another number of events');
  return { large, small, ctf };
}

async function main(): Promise<boolean> {
  const events = wholeNumber(values.events ?? (values.quick ? '1000000' : '10000000'));
  const rounds = wholeNumber(values.rounds ?? (values.quick ? '2' : '5'));
  const seed = wholeNumber(values.seed);
  const goals = values.quick ? quickGoals : fullGoals;
  const version = babeltraceVersion();
  if (version === undefined) {
    console.log('babeltrace2 is not installed (Debian: apt-get install babeltrace2): its row is left out');
    if (values['need-all']) return false;
  }
  const folder = mkdtempSync(join(tmpdir(), 'condis-bench-throughput-'));
  try {
    console.log(`making ${events} events in ${folder}: up to ${Math.ceil((events * 200) / 1e9)} GB, removed afterwards`);
    const files = await material(folder, events, seed, version !== undefined);
    const measured: Partial<Record<ContenderName, Measured[]>> = {};
    for (let round = 1; round <= rounds; round++) {
      for (const contender of contenders(files)) {
        const { name } = contender;
        const one = contender.run();
        (measured[name] ??= []).push(one);
        const times = `${one.wallSeconds.toFixed(2)} s, processor ${one.cpuSeconds.toFixed(2)} s`;
        console.log(`round ${round}: ${name}: ${one.events} events, ${times}`);
      }
    }
    const ratios = ratiosOf(measured, goals);
    const result = resultOf(files, seed, version, measured, ratios);
    console.log(`\n${figures(result)}`);
    if (values.record) {
      mkdirSync(join(here, 'results'), { recursive: true });
      writeFileSync(join(here, 'results', `${result.date}-throughput.json`), `${JSON.stringify(result, null, 2)}\n`);
      writePage(join(here, 'README.md'), figures(result));
    }
    return ratios.every(({ met }) => met);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (values.help) console.log(usage);
else process.exitCode = (await main()) ? 0 : 1;
