import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { loadScenario } from '../../src/files/load-file.ts';
import { scratchFolder } from '../scratch-folder.ts';

const page = readFileSync(new URL('../../../docs/scenarios.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = '']) => text);
const folder = scratchFolder('documented');

test('every example of the page is a scenario that can be run, but for its summary', async (t) => {
  t.true(examples.length > 10);
  for (const [i, text] of examples.entries()) {
    const path = join(folder, `example-${i}.yaml`);
    writeFileSync(path, /^summary:/m.test(text) ? text : `summary: An example.\n${text}`);
    const found = await loadScenario(path, path);
    t.deepEqual('faults' in found ? found.faults.map((fault) => fault.describe()) : [], [], text);
  }
});
