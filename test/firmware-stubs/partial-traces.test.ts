import test from 'ava';
import type { Topology } from '../../src/core/condis/roles.ts';
import type { Line } from '../core/requirements/judging.ts';
import { accused, kindOf, numbers, onPorts, optionalKeys, traceOf, unseen, withGap } from './partial-traces.ts';

/** Scenarios that show every life cycle between them. */
const shown = ['mixed-courses', 'incoming-call', 'multipoint-party-unanswered', 'client-modify-not-activated', 'sap-in-use',
  'creation-fails', 'unbind-with-calls'];

/** How many groups the kinds of values are hidden in; threads in two of their own, as a return without thread and handles is anybody's. */
const groups = 14;
const groupOf = (kind: string, index: number): number => (kind.endsWith(': thread') ? groups + (index % 2) : index % groups);

for (const topology of ['cm', 'mcm'] as const satisfies readonly Topology[]) {
  for (const name of shown) {
    test.serial(`${name}: values that were not seen accuse nobody (${topology})`, async (t) => {
      const lines = await traceOf(name, topology, 2);
      t.is(accused(lines), '');
      const kinds = [...new Set(lines.slice(1).flatMap((line) => optionalKeys(line).map((key) => `${kindOf(line)}: ${key}`)))];
      for (let group = 0; group < groups + 2; group++) {
        const hidden = new Set(kinds.filter((kind, index) => groupOf(kind, index) === group));
        const hide = (line: Line): Line =>
          optionalKeys(line).filter((key) => hidden.has(`${kindOf(line)}: ${key}`)).reduce((copy, key) => unseen(copy, key), line);
        t.is(accused(lines.map((line, index) => (index === 0 ? line : hide(line)))), '', [...hidden].join(', '));
      }
    });

    test.serial(`${name}: events that are lost, and ports whose clocks differ, accuse nobody (${topology})`, async (t) => {
      const lines = await traceOf(name, topology, 2);
      for (let seed = 1; seed <= 4; seed++) {
        const next = numbers(seed);
        const half = [500, 20_000, 3_000_000][seed % 3] as number;
        const ports = onPorts(lines, half, seed > 2, next);
        t.is(accused(ports), '', `ports, seed ${seed}`);
        t.is(accused(withGap(ports, 1 + seed * 2, next)), '', `a gap of a port, seed ${seed}`);
        t.is(accused(withGap(withGap(lines, 1 + seed, next), 3, next)), '', `two gaps, seed ${seed}`);
      }
    });
  }
}
