import test from 'ava';
import type { Topology } from '../../src/core/condis/roles.ts';
import type { Line } from '../core/requirements/judging.ts';
import { accused, traceOf } from './partial-traces.ts';

/** A block of lines that is lost from the trace of a correct device: of so many calls, from a line's index on, so many. */
type Lost = readonly [scenario: string, topology: Topology, calls: number, first: number, length: number];

/** Each hides that a handle is issued again, or what an address family or a call began with, and once accused the rows named. */
const lost: Readonly<Record<string, Lost>> = {
  'the handle of a client\'s VC is another VC\'s (MK-20, DV-01)': ['steps-family-reopened', 'mcm', 4, 149, 40],
  'a VC is deleted that another driver has created since (DV-01)': ['steps-family-reopened', 'cm', 4, 102, 120],
  'the handle of a VC is that of another multipoint call (MK-20)': ['multipoint-failures', 'mcm', 8, 79, 120],
  'an address family is opened, seen by the client alone (CV-19)': ['both-directions', 'mcm', 6, 8, 3],
  'the same of a stand-alone call manager (CV-13)': ['sap-in-use', 'cm', 6, 22, 8],
  'the parameters of another offer (IC-09)': ['incoming-vc-reuse', 'cm', 6, 529, 40],
  'the parameters of another offer of an MCM (IC-09)': ['steps-incoming-answers', 'mcm', 4, 632, 120],
};

for (const [what, [scenario, topology, calls, first, length]] of Object.entries(lost)) {
  test(`lost: ${what}`, async (t) => {
    const lines = await traceOf(scenario, topology, calls);
    t.is(accused(lines), '');
    t.is(accused(lines.toSpliced(first, length, { kind: 'gap', at: lines[first + length]?.['at'], lost: null, why: 'crc' })), '');
  });
}

test('whether an address family was closed before its call manager went is open where the client\'s port is late (AF-15)', async (t) => {
  const [header, ...events] = await traceOf('synchronous-calls', 'cm', 1);
  const uncertaintyNs = 20_000;
  const ports = { client: { sees: ['client'], uncertaintyNs }, rest: { sees: ['cm', 'miniport'], uncertaintyNs } };
  for (const late of [4000, 8000, 12_000, 16_000, 20_000]) {
    const placed = events.map((event): Line => {
      return event['by'] === 'client' ? { ...event, port: 'client', at: (event['at'] as number) + late } : { ...event, port: 'rest' };
    });
    t.is(accused([{ ...header, ports }, ...placed.toSorted((a, b) => Number(a['at']) - Number(b['at']))]), '', `${late} ns`);
  }
});
