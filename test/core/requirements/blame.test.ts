import test from 'ava';
import { example, faultsOf, having, judge, Mutation, without, type Line } from './judging.ts';

const cm = (): Mutation => new Mutation(example('cm1-pended-octets'));
const mcm = (): Mutation => new Mutation(example('mcm1-activation-pended'));
const plain = (m: Mutation): Line[] => m.result.map((line) => without(line, 'at'));

/** Acts of NDIS that are missing or altered, and the self-checks that tell it; nobody fails. */
const altered: readonly (readonly [what: string, lines: () => Line[], checks: string])[] = [
  ['another status than the completion\'s', () => cm().edit(81, { args: { Status: 'NDIS_STATUS_FAILURE' } }).result, 'MC-32'],
  ['success for a call that was completed as failed', () => cm().edit(80, { args: { Status: 'NDIS_STATUS_FAILURE' } }).result, 'MC-32'],
  ['another status than the miniport\'s', () => cm().edit(77, { args: { Status: 'NDIS_STATUS_FAILURE' } }).result, 'AV-11'],
  ['success for an activation that failed', () => cm().edit(76, { args: { Status: 'NDIS_STATUS_FAILURE' } }).result, 'AV-11'],
  ['another status of the close', () => cm().edit(131, { args: { Status: 'NDIS_STATUS_FAILURE' } }).result, 'CL-07'],
  ['one request twice', () => plain(cm().copy([33, 43], 44)), 'MC-11'],
  ['a party handle withheld', () => cm().edit(32, { args: { ProtocolPartyContext: '0xb001' } }).result, 'MC-20'],
  ['a send that is not handed back', () => plain(cm().drop(89, 90)), 'SD-03'],
];
for (const [what, lines, checks] of altered) {
  test(`NDIS alters: ${what}`, (t) => {
    const results = judge(lines());
    t.deepEqual(having(results, 'fail'), []);
    t.is(having(results, 'self-check').join(' '), checks);
    t.deepEqual(faultsOf(results), [1]);
  });
}

test('NDIS withholds the result of a pended open: no client is blamed for using the address family', (t) => {
  const lines = cm();
  const open = lines.result.findIndex((line) => line['fn'] === 'ProtocolCmOpenAf' && line['kind'] === 'return') + 1;
  const made = lines.result.findIndex((line) => line['fn'] === 'NdisClOpenAddressFamilyEx' && line['kind'] === 'return') + 1;
  const own = lines.result.flatMap((line, n) => (line['fn'] === 'ProtocolClOpenAfCompleteEx' ? [n + 1] : []));
  const { af } = lines.line(open);
  const complete = { fn: 'NdisCmOpenAddressFamilyComplete', by: 'cm', af, thread: 'x' };
  const args = { Status: 'NDIS_STATUS_SUCCESS' };
  const changed = lines.edit(open, { status: 'NDIS_STATUS_PENDING' }).edit(made, { status: 'NDIS_STATUS_PENDING' }).drop(...own)
    .insert(26, { kind: 'enter', ...complete, args }, { kind: 'return', ...complete });
  const results = judge(plain(changed));
  t.deepEqual(having(results, 'fail'), []);
  t.deepEqual(having(results, 'self-check'), ['CV-12', 'AF-08']);
});

test('an address family that NDIS opens unasked is none that the client may use', (t) => {
  const lines = cm();
  const opened = lines.result.flatMap((line, n) => (line['fn'] === 'NdisClOpenAddressFamilyEx' ? [n + 1] : []));
  const returned = lines.result.findIndex((line) => line['fn'] === 'ProtocolCmOpenAf' && line['kind'] === 'return') + 1;
  const { af } = lines.line(returned);
  const complete = { fn: 'NdisCmOpenAddressFamilyComplete', by: 'cm', af, thread: 'x' };
  const told = { fn: 'ProtocolClOpenAfCompleteEx', by: 'client', af, thread: 'x' };
  const args = { Status: 'NDIS_STATUS_SUCCESS' };
  const own = lines.result.flatMap((line, n) => (line['fn'] === 'ProtocolClOpenAfCompleteEx' ? [n + 1] : []));
  const changed = lines.edit(returned, { status: 'NDIS_STATUS_PENDING' }).drop(...opened, ...own).insert(26,
    { kind: 'enter', ...complete, args }, { kind: 'enter', ...told, args }, { kind: 'return', ...told }, { kind: 'return', ...complete });
  const results = judge(plain(changed));
  t.deepEqual(having(results, 'self-check'), []);
  t.deepEqual(having(results, 'fail'), ['CV-12', 'AF-08']);
  t.deepEqual(faultsOf(results), [1]);
});

test('the signalling VC is kept from the miniport: the miniport is not blamed for its handle', (t) => {
  const lines = cm();
  const first = lines.result.findIndex((line) => line['fn'] === 'MiniportCoCreateVc') + 1;
  const last = lines.result.findIndex((line) => line['fn'] === 'MiniportCoCreateVc' && line['kind'] === 'return') + 1;
  const results = judge(plain(lines.drop(first, last)));
  t.deepEqual(having(results, 'fail'), []);
  t.deepEqual(having(results, 'self-check'), ['CV-03']);
});

test('a handle is issued again though its VC was never deleted: the client leaked it, and NDIS is right', (t) => {
  const base = plain(cm());
  const deletion = base.slice(0, 133);
  const results = judge([...deletion, ...base.slice(25, 139), ...base.slice(139)]);
  t.deepEqual(having(results, 'fail', 'self-check', 'inconclusive'), []);
  t.deepEqual(having(results, 'warn'), ['DV-14']);
});

test('a deletion by the wrong driver says nothing of NDIS', (t) => {
  const lines = cm().edit(134, { by: 'cm' }).edit(139, { by: 'cm' }).edit(135, { by: 'client' }).edit(136, { by: 'client' });
  const results = judge(lines.result);
  t.deepEqual(having(results, 'self-check'), []);
  t.true(having(results, 'fail').includes('DV-01'));
});

test('an MCM needs no signalling to be seen for its calls to be in order', (t) => {
  const [header, ...lines] = mcm().result as [Line, ...Line[]];
  const silent = [{ ...header, observes: ['calls', 'arguments', 'irql'] }, ...lines.filter((line) => line['kind'] !== 'signal')];
  const results = judge(silent);
  t.deepEqual(having(results, 'fail', 'self-check', 'warn', 'inconclusive'), []);
  t.true(having(results, 'pass').includes('MC-42'));
});

test('the network clears with RELEASE COMPLETE: the call manager sends no RELEASE', (t) => {
  const cleared = cm().drop(...Array.from({ length: 9 }, (_, n) => 102 + n)).move([113], 100);
  const results = judge(plain(cleared));
  t.deepEqual(having(results, 'fail', 'self-check', 'warn', 'inconclusive'), []);
});

test('the client sends on an incoming call once it is connected, and not before', (t) => {
  const connected = { fn: 'NdisMCmDispatchCallConnected', by: 'mcm', vc: '0x1001', thread: 't9' };
  const incoming = (lines: readonly Line[]): Line[] => lines.flatMap((line) => {
    const { fn } = line;
    const isMake = typeof fn === 'string' && /MakeCall|CloseCall/.test(fn);
    if (isMake || line['kind'] === 'signal') return [];
    if (fn === 'NdisCoCreateVc' || fn === 'NdisCoDeleteVc') return [{ ...line, fn: fn.replace('Co', 'MCm'), by: 'mcm' }];
    if (fn === 'ProtocolCoCreateVc' || fn === 'ProtocolCoDeleteVc') return [{ ...line, by: 'client' }];
    return [line];
  });
  const before = mcm().move([55, 56, 57, 58], 63).result;
  const at = incoming(before).findIndex((line) => line['fn'] === 'NdisCoSendNetBufferLists');
  const lines = incoming(before).map((line) => without(line, 'at'));
  const told = [{ kind: 'enter', ...connected }, { kind: 'return', ...connected }];
  const right = judge([...lines.slice(0, at), ...told, ...lines.slice(at)]);
  t.false(having(right, 'fail').includes('MC-07'));
  t.true(having(right, 'pass').includes('MC-07'));
  t.true(having(judge(lines), 'fail').includes('MC-07'));
});
