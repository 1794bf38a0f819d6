import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { recordedSetup } from '../../src/core/scenario/recorded/recorded-setup.ts';
import type { CallElementsSpec } from '../../src/core/scenario/call-elements.ts';
import { loadScenario } from '../../src/files/load-file.ts';
import { recordedScenarioText } from '../../src/files/recorded-scenario.ts';
import { anyElements } from '../core/condis/any-elements.ts';
import { scratchFolder } from '../scratch-folder.ts';

const folder = scratchFolder('replays');

/** The scenario that a replay writes of a call with such elements. */
function written(elements: CallElementsSpec): string {
  const most: readonly [number, number] = [0xffffff, 0xffffff];
  const setup = { ...recordedSetup({}), serviceCategory: 'CBR', peakCellRate: most, maxSdu: [47, 47], elements } as const;
  const call = { topology: 'cm', course: { name: 'connects' }, setup, sends: 1, pended: {}, delays: {}, parties: undefined, networkFaults: [] } as const;
  return recordedScenarioText(call, 'A call.');
}

test('what a replay writes of information elements is read back as it was', async (t) => {
  const path = join(folder, 'call.yaml');
  await fc.assert(fc.asyncProperty(anyElements, async (elements) => {
    writeFileSync(path, written(elements));
    const found = await loadScenario(path, 'call.yaml');
    if ('faults' in found) throw new Error(found.faults.map((fault) => fault.describe()).join('\n'));
    t.deepEqual(found.spec.setup.elements ?? {}, elements);
  }));
});
