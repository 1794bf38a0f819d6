import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { EmulatedNic } from '../../firmware-stubs/emulated-nic/emulated-nic.ts';
import type { FaultSpec } from '../../firmware-stubs/emulated-nic/faults/fault.ts';
import { functionName } from '../../src/core/condis/functions.ts';
import { CallOrder } from '../../src/core/scenario/call-order.ts';
import { callsInPass } from '../../src/core/scenario/never-begins.ts';
import { fits } from '../../src/core/scenario/program-of.ts';
import { functionOf, kindIds, kindOf, present, word } from '../../src/core/trace/event-record.ts';
import { packageRoot, plannedRun } from '../bench/bench-harness.ts';

const shipped = readdirSync(join(packageRoot, 'scenarios')).map((file) => file.replace(/\.yaml$/, ''));

/** Hears each event beside what the device itself knows of the call that it works for. */
function listening(hear: (words: Int32Array, length: number, call: number, callOfPass: number) => void): FaultSpec {
  return {
    name: 'none', topology: ['cm', 'mcm'], requirement: [], scenario: '', summary: '',
    standInFront: ({ computer: { probe, scheduler, callsOfPasses } }) => {
      probe.hear((words, length) => hear(words, length, scheduler.call, callsOfPasses.callOf(scheduler.call)));
    },
  };
}

for (const topology of ['cm', 'mcm'] as const) {
  test(`one after another, the calls that events belong to are those that the device says (${topology})`, async (t) => {
    let attributed = 0;
    for (const name of shipped) {
      const planned = await plannedRun(name, topology, 12).catch(() => undefined);
      if (planned === undefined || !fits(planned.scenario, planned.device)) continue;
      const inPass = callsInPass(planned.scenario);
      const order = new CallOrder(inPass === undefined ? {} : { callsInPass: inPass });
      const wrong: string[] = [];
      const nic = new EmulatedNic({ ...planned.program, concurrency: 1 }, [listening((words, length, call, callOfPass) => {
        order.take(words, 0, length);
        const identity = words[word.identity] as number;
        if (kindOf(identity) > kindIds.signal) return;
        const what = functionName(functionOf(identity)) ?? `message ${functionOf(identity)}`;
        if (order.call > 0) attributed++;
        // Over the VC for signalling go the messages of all calls.
        const isMissed = order.call === 0 && call > 0 && ((words[word.presence] as number) & present.vc) !== 0 && !what.includes('NetBufferLists');
        if (!isMissed && (order.call === 0 || (order.call === call && order.callOfPass === callOfPass))) return;
        wrong.push(`${what}: ${order.call}.${order.callOfPass}, not ${call}.${callOfPass}`);
      })], () => undefined);
      while (nic.step());
      nic.close();
      while (nic.step());
      t.deepEqual([...new Set(wrong)], [], name);
    }
    t.true(attributed > 10_000);
  });
}
