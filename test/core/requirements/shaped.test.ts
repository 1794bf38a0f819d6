import test from 'ava';
import { EmulatedNic } from '../../../firmware-stubs/emulated-nic/emulated-nic.ts';
import { plainProgram } from '../../../firmware-stubs/emulated-nic/plain-program.ts';
import { Judge } from '../../../src/core/judge.ts';
import type { RequirementResult } from '../../../src/core/judgement.ts';
import { utf8Octets } from '../../../src/core/octets.ts';
import { EventBatch } from '../../../src/core/trace/event-batch.ts';
import { eventToJson } from '../../../src/core/trace/event-json.ts';
import { TraceReader } from '../../../src/core/trace/trace-reader.ts';
import { faultsNamed } from '../../firmware-stubs/recorded.ts';
import { allFaults } from '../../../firmware-stubs/emulated-nic/faults/all-faults.ts';
import { judgeText } from './judging.ts';

const ports = [{ name: 'main' }];

/** The judgement by shapes: what the program does. */
function judged(text: string): RequirementResult[] {
  let judge = undefined as Judge | undefined;
  const reader = new TraceReader('test.trace.jsonl', {
    header: (header) => { judge = new Judge(header); },
    batch: (batch) => judge?.push(batch),
  });
  reader.push(utf8Octets(text));
  const ending = reader.finish();
  return [...(judge as Judge).finish(ending).requirements];
}

function emulated(topology: 'cm' | 'mcm', calls: number, faults: readonly string[]): string {
  const header = { condisTrace: 1, topology, observes: ['calls', 'arguments', 'irql', 'memory', 'signalling'], ends: true };
  const lines = [JSON.stringify(header)];
  const batch = new EventBatch(0x4000);
  const nic = new EmulatedNic(plainProgram({ topology, calls }), faultsNamed(faults), (words, length) => {
    batch.clear();
    batch.words.set(words.subarray(0, length));
    batch.append(0, length, lines.length * 1000, 0, -1);
    lines.push(eventToJson(batch, 0, ports));
  });
  while (nic.step());
  nic.close();
  while (nic.step());
  lines.push(JSON.stringify({ at: lines.length * 1000, kind: 'end', events: lines.length - 1 }));
  return `${lines.join('\n')}\n`;
}


for (const topology of ['cm', 'mcm'] as const) {
  test(`${topology}: by shapes and by a closer look at each record the judgement is one, with every fault`, (t) => {
    for (const fault of [[], ...allFaults.filter((spec) => spec.topology.includes(topology)).map((spec) => [spec.name])]) {
      const text = emulated(topology, 12, fault);
      t.deepEqual(judged(text), judgeText(text), fault.join());
    }
  });

  test(`${topology}: each further call counts as much as the one before it`, (t) => {
    const counts = [20, 40, 60].map((calls) => judged(emulated(topology, calls, [])));
    const [few, more, most] = counts as [RequirementResult[], RequirementResult[], RequirementResult[]];
    let counted = 0;
    for (const [i, { id, triggered, outcome }] of most.entries()) {
      t.is<string | undefined, string>(few[i]?.outcome, outcome, id);
      t.is(triggered - (more[i]?.triggered as number), (more[i]?.triggered as number) - (few[i]?.triggered as number), id);
      if (triggered > 0) counted++;
    }
    t.true(counted > 80, `${counted}`);
  });
}
