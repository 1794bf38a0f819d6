import test from 'ava';
import { example, faultsOf, having, judge, type Line } from './judging.ts';

/** Acts of drivers that no requirement demands, so that nothing misses them; those after `warn` break a *should*. */
const undemanded = new Set([
  // No row asks a client to run these handlers of its own, or to close an address family at all.
  'ProtocolClOpenAfCompleteEx self', 'ProtocolClCloseAfComplete self', 'NdisClCloseAddressFamily',
  // Data may or may not be sent and received; no row asks where a handler's lists come from.
  'NdisMCoIndicateReceiveNetBufferLists',
]);
const only = new Set([
  // A send whose list NDIS still forwards; only the one that carries SETUP is demanded (MC-15).
  'NdisCoSendNetBufferLists',
]);
const warned = new Set(['ProtocolCmDeactivateVcComplete self', 'NdisCoDeleteVc of signalling VC']);
/** Acts of NDIS that no self-check demands. */
const unchecked = new Set([
  'ProtocolBindAdapterEx', 'MiniportInitializeEx', 'ProtocolCmOpenAf', 'ProtocolCmCloseAf',
  'ProtocolCoReceiveNetBufferLists', 'MiniportReturnNetBufferLists',
]);

/** Index of the return that closes the enter at `index`. */
function returnOf(lines: readonly Line[], index: number): number {
  const enter = lines[index] as Line;
  let depth = 0;
  for (let i = index + 1; i < lines.length; i++) {
    const line = lines[i] as Line;
    if (line['fn'] !== enter['fn'] || line['by'] !== enter['by'] || line['thread'] !== enter['thread']) continue;
    if (line['kind'] === 'enter') depth++;
    else if (depth-- === 0) return i;
  }
  throw new Error(`line ${index + 1} never returns`);
}

for (const name of ['cm1-pended-octets', 'mcm1-activation-pended']) {
  const lines = example(name);
  test(`${name}: an act that is missing is found, and nobody else is blamed`, (t) => {
    for (const [index, line] of lines.entries()) {
      if (line['kind'] !== 'enter') continue;
      const end = returnOf(lines, index);
      const results = judge(lines.filter((_, i) => i !== index && i !== end));
      const fn = line['fn'] as string;
      const own = fn.startsWith('Ndis') || line['from'] === 'self';
      const what = `${fn}${line['from'] === 'self' ? ' self' : ''}`;
      const where = `line ${index + 1}, ${what}`;
      const failed = having(results, 'fail');
      const checked = having(results, 'self-check');
      t.true(faultsOf(results).length <= 1, where);
      if (own) {
        t.deepEqual(checked, [], where);
        const ofSignalling = what === 'NdisCoDeleteVc' && line['vc'] === '0x1000' ? `${what} of signalling VC` : what;
        if (undemanded.has(what)) t.deepEqual(failed, [], where);
        else if (warned.has(ofSignalling)) t.deepEqual(failed, [], where);
        else if (!only.has(what)) t.not(failed.length, 0, where);
      } else {
        t.deepEqual(failed, [], where);
        if (unchecked.has(what)) t.deepEqual(checked, [], where);
        else t.not(checked.length, 0, where);
      }
    }
  });
}
