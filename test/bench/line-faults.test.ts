import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import type { LineFault } from '../../src/core/scenario/line-fault.ts';
import { inProcess, plannedRun, runToEnd, temporaryFolder } from './bench-harness.ts';

const damages: Readonly<Record<string, LineFault>> = {
  'octets lost once': { kind: 'drop', octets: 12, holdNs: 0, afterOctets: 20_000 },
  'octets lost again and again': { kind: 'drop', octets: 3, holdNs: 0, afterOctets: 5000, everyOctets: 9973 },
  'one bit changed': { kind: 'flip', octets: 1, holdNs: 0, afterOctets: 30_001 },
  'bits changed again and again': { kind: 'flip', octets: 2, holdNs: 0, afterOctets: 4000, everyOctets: 7919 },
};

for (const [what, fault] of Object.entries(damages)) {
  test(`${what} on the line: the run is inconclusive, whether the driver is right or not`, async (t) => {
    for (const stubFaults of [[], ['completed-twice']]) {
      const planned = await plannedRun('outgoing-call', 'cm', 60, stubFaults);
      const outcome = await runToEnd(temporaryFolder(t), { ...planned, scenario: { ...planned.scenario, line: [fault] } }, inProcess('cm'));
      t.not(outcome.verdict, 'pass');
      t.not(outcome.verdict, 'error');
      if (stubFaults.length === 0) t.is(outcome.verdict, 'inconclusive');
      t.true((outcome.judgement?.gapsTotal ?? 0) > 0);
      t.regex(readFileSync(join(outcome.folder, 'measurements.csv'), 'utf8'), /param\.line/);
    }
  });
}

test('a line that stands still for a while loses nothing', async (t) => {
  const line: LineFault[] = [{ kind: 'delay', octets: 0, holdNs: 30_000_000, afterOctets: 10_000, everyOctets: 100_000 }];
  const planned = await plannedRun('outgoing-call', 'mcm', 60);
  const outcome = await runToEnd(temporaryFolder(t), { ...planned, scenario: { ...planned.scenario, line } }, inProcess('mcm'));
  t.is(outcome.verdict, 'pass');
  t.is(outcome.judgement?.gapsTotal, 0);
});
