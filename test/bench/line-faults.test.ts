import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import type { Topology } from '../../src/core/condis/roles.ts';
import type { LineFault } from '../../src/core/scenario/line-fault.ts';
import { inProcess, plannedRun, runToEnd, temporaryFolder } from './bench-harness.ts';

interface Damage {
  readonly scenario: string;
  readonly topology: Topology;
  readonly fault: LineFault;
}

const drop = (octets: number, afterOctets: number, everyOctets?: number): LineFault => {
  return { kind: 'drop', octets, holdNs: 0, afterOctets, ...(everyOctets !== undefined && { everyOctets }) };
};
const flip = (octets: number, afterOctets: number, everyOctets?: number): LineFault => ({ ...drop(octets, afterOctets, everyOctets), kind: 'flip' });

/** Each hides something whose absence was once held against the driver, or against NDIS. */
const damages: Readonly<Record<string, Damage>> = {
  'octets lost once': { scenario: 'outgoing-call', topology: 'cm', fault: drop(12, 20_000) },
  'one bit changed': { scenario: 'outgoing-call', topology: 'mcm', fault: flip(1, 30_001) },
  'the enter of a creation lost beside others': { scenario: 'outgoing-call', topology: 'cm', fault: drop(3, 4994, 10_035) },
  'the same on an MCM': { scenario: 'outgoing-call', topology: 'mcm', fault: drop(3, 4994, 10_035) },
  'an activation lost on a handle that was used before': { scenario: 'outgoing-call', topology: 'cm', fault: flip(1, 11_199, 8036) },
  'the second activation of a call lost': { scenario: 'mixed-courses', topology: 'cm', fault: drop(1, 3000, 9973) },
  'an activation lost on an MCM': { scenario: 'mixed-courses', topology: 'mcm', fault: drop(5, 6988, 10_097) },
  'the beginning of another call lost': { scenario: 'both-directions', topology: 'cm', fault: drop(3, 4994, 10_035) },
  'a VC of the call manager that nobody saw created': { scenario: 'incoming-vc-reuse', topology: 'cm', fault: flip(1, 3911, 7932) },
  'the connection of a call that came in lost': { scenario: 'incoming-network-closes', topology: 'cm', fault: drop(7, 8982, 10_159) },
  'the issue of a party\'s handle lost': { scenario: 'multipoint-parties', topology: 'mcm', fault: flip(1, 14_843, 8088) },
};

for (const [what, { scenario, topology, fault }] of Object.entries(damages)) {
  test(`${what}: the run is inconclusive, and nobody is accused`, async (t) => {
    const planned = await plannedRun(scenario, topology, 64);
    const damaged = { ...planned, scenario: { ...planned.scenario, line: [fault] } };
    const outcome = await runToEnd(temporaryFolder(t), damaged, inProcess(topology));
    t.is(outcome.verdict, 'inconclusive');
    t.deepEqual(outcome.judgement?.requirements.filter((row) => ['fail', 'self-check', 'warn'].includes(row.outcome)).map(({ id }) => id), []);
    t.true((outcome.judgement?.gapsTotal ?? 0) > 0);
    t.regex(readFileSync(join(outcome.folder, 'measurements.csv'), 'utf8'), /param\.line/);
  });
}

test('what a driver breaks where nothing was lost stays broken', async (t) => {
  const planned = await plannedRun('outgoing-call', 'cm', 60, ['completed-twice']);
  const damaged = { ...planned, scenario: { ...planned.scenario, line: [drop(3, 5000, 90_000)] } };
  t.is((await runToEnd(temporaryFolder(t), damaged, inProcess('cm'))).verdict, 'fail');
});

test('a line that stands still for a while loses nothing', async (t) => {
  const line: LineFault[] = [{ kind: 'delay', octets: 0, holdNs: 30_000_000, afterOctets: 10_000, everyOctets: 100_000 }];
  const planned = await plannedRun('outgoing-call', 'mcm', 60);
  const outcome = await runToEnd(temporaryFolder(t), { ...planned, scenario: { ...planned.scenario, line } }, inProcess('mcm'));
  t.is(outcome.verdict, 'pass');
  t.is(outcome.judgement?.gapsTotal, 0);
});
