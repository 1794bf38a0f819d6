import test from 'ava';
import { route } from '../../../src/core/requirements/engine/routes.ts';
import type { Monitor } from '../../../src/core/requirements/monitor.ts';
import { example, judge, type Line, Mutation } from './judging.ts';
import { cmMutants } from './mutants-cm.ts';
import { mcmMutants } from './mutants-mcm.ts';

/** Makes a monitor compare and keep at every event, and not only at those whose symbol is known to need it. */
function askAlways(monitor: Monitor): void {
  const routes = Reflect.get(monitor, 'routes') as Int32Array;
  for (const [symbol, bits] of routes.entries()) routes[symbol] = bits | route.compares | route.keeps | route.memory;
}

for (const [name, mutants] of [['cm1-pended-octets', cmMutants], ['mcm1-activation-pended', mcmMutants]] as const) {
  test(`what is not asked of an event of ${name}, or of one that is broken, could not have changed the outcome`, (t) => {
    for (const [what, change] of [['nothing', (m: Mutation) => m] as const, ...mutants]) {
      const lines = change(new Mutation(example(name))).result;
      t.deepEqual(judge(lines), judge(lines, askAlways), what);
      const withoutArguments = lines.map(({ args: _args, out: _out, ...line }): Line => line);
      t.deepEqual(judge(withoutArguments), judge(withoutArguments, askAlways), `${what}, without arguments`);
    }
  });
}
