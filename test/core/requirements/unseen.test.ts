import test from 'ava';
import { example, having, judge, Mutation, outcomeOf, without, type Line } from './judging.ts';

const cm = (): Mutation => new Mutation(example('cm1-pended-octets'));
const mcm = (): Mutation => new Mutation(example('mcm1-activation-pended'));
const parties = (): Mutation => new Mutation(example('cm5-multipoint'));
const gap: Line = { kind: 'gap', lost: 1, why: 'overrun' };

/** An address family that is opened, and pended; `named` says whether the completion says which, `where` on which thread it began. */
function opened(named: { af?: string }, where: { thread?: number } = { thread: 1 }): Line[] {
  const notify = { fn: 'ProtocolCoAfRegisterNotify', by: 'client', ...where };
  const open = { fn: 'NdisClOpenAddressFamilyEx', by: 'client', thread: 1 };
  const asked = { fn: 'ProtocolCmOpenAf', by: 'mcm', af: '0x31', thread: 1 };
  const complete = { fn: 'NdisMCmOpenAddressFamilyComplete', by: 'mcm', ...named, thread: 2 };
  const told = { fn: 'ProtocolClOpenAfCompleteEx', by: 'client', af: '0x31', thread: 2 };
  const args = { Status: 'NDIS_STATUS_SUCCESS' };
  return [
    { condisTrace: 1, topology: 'mcm', observes: ['calls'] },
    { kind: 'enter', ...notify }, { kind: 'enter', ...open }, { kind: 'enter', ...asked }, { kind: 'return', ...asked, status: 'NDIS_STATUS_PENDING' },
    { kind: 'return', ...open, af: '0x31', status: 'NDIS_STATUS_PENDING' }, { kind: 'return', ...notify },
    { kind: 'enter', ...complete, args }, { kind: 'enter', ...told, args }, { kind: 'return', ...told }, { kind: 'return', ...complete },
  ];
}

/** What the rows say that are not well. */
function verdictOf(lines: readonly Line[]): { bad: string; open: string } {
  const results = judge(lines);
  return { bad: having(results, 'fail', 'self-check', 'warn').join(' '), open: having(results, 'inconclusive').join(' ') };
}

/** A missing status or handle, and what is left open by it. */
const unseen: readonly (readonly [what: string, lines: () => Line[], open: string])[] = [
  ['the result of ProtocolCmMakeCall', () => cm().blank(43, 'status').result, ''],
  ['the result of NdisCoDeleteVc', () => cm().blank(139, 'status').result, ''],
  ['the status of a completion', () => cm().blank(80, 'Status').result, ''],
  ['the status of an MCM\'s completion', () => mcm().blank(29, 'Status').result, ''],
  ['the status of a deactivation', () => cm().blank(127, 'Status').result, ''],
  ['the status of a dropped party', () => parties().blank(165, 'Status').result, ''],
  ['the status of an added party', () => parties().blank(131, 'Status').result, ''],
  ['the VC of the forwarded activation', () => cm().blank(73, 'vc').result, 'AV-04'],
  ['the VC of the miniport\'s completion', () => cm().blank(76, 'vc').result, 'AV-09'],
  ['the VC of the deactivation', () => cm().blank(122, 'vc').result, 'CL-13 CL-14 CL-16 DV-03'],
  ['the list of a completion', () => cm().blank(39, 'nbl').result, 'SD-05'],
  ['the VC that a party is added to', () => parties().blank(83, 'vc', 'NdisVcHandle').result, ''],
  ['the VC that a party is added to, at its call manager', () => parties().blank(84, 'vc').result, ''],
  ['the address family that a call manager has opened', () => opened({}), 'AF-06'],
  ['the thread of the handler in which an address family is opened', () => opened({ af: '0x31' }, {}), ''],
];
for (const [what, lines, open] of unseen) {
  test(`not seen: ${what}`, (t) => t.deepEqual(verdictOf(lines()), { bad: '', open }));
}

test('a row that needs the status is not observed, and others go on', (t) => {
  const results = judge(cm().blank(43, 'status').result);
  t.is(outcomeOf(results, 'CC-01'), 'not-observed');
  t.is(outcomeOf(results, 'CL-13'), 'pass');
  t.is(outcomeOf(judge(cm().blank(139, 'status').result), 'AF-09'), 'not-observed');
});

test('no VC is named anywhere: nobody is blamed', (t) => {
  t.is(verdictOf(cm().result.map((line) => without(line, 'vc'))).bad, '');
});

/** Lost events and the rows that stay open: what is outstanding was counted before the windows of these rows. */
const lost: readonly (readonly [what: string, lines: () => Line[], open: string])[] = [
  ['a send completion, before the deactivation', () => cm().drop(39, 40, 41, 42).insert(43, gap).result, 'SD-05 DA-04 DV-14'],
  ['the completion of a dropped party', () => parties().drop(165).insert(166, gap).result, 'CL-01 CL-02 DV-14 MP-20'],
  ['the completion of an added party', () => parties().drop(131).insert(132, gap).result, 'DV-14 MP-08 SG-14'],
];
for (const [what, lines, open] of lost) {
  test(`lost: ${what}`, (t) => t.deepEqual(verdictOf(lines()), { bad: '', open }));
}

/** The example of a stand-alone call manager with a port for each role. */
function ports(change: (m: Mutation) => Mutation, uncertaintyNs = 0, late: Readonly<Record<string, number>> = {}): Line[] {
  const [header, ...lines] = change(cm()).result as [Line, ...Line[]];
  const of: Readonly<Record<string, string>> = { client: 'a', cm: 'b', miniport: 'c' };
  const stamped = lines.map((line) => {
    const port = (line['port'] ?? of[line['by'] as string] ?? 'b') as string;
    return { ...line, port, at: (line['at'] as number) + 1e6 + (late[port] ?? 0) };
  });
  const declared = Object.fromEntries(Object.entries(of).map(([role, port]) => [port, { sees: [role], uncertaintyNs }]));
  return [{ ...header, ports: declared }, ...stamped.toSorted((a, b) => a.at - b.at)] as Line[];
}

test('a gap of one port reopens what was judged since that port was last heard', (t) => {
  const at = cm().line(139)['at'] as number;
  const late = ports((m) => m.drop(135, 136).insert(140, { ...gap, port: 'b', at }));
  t.deepEqual(verdictOf(late), { bad: '', open: 'DV-06' });
  const other = verdictOf(ports((m) => m.drop(135, 136).insert(140, { ...gap, port: 'a', at })));
  t.is(other.bad, 'DV-06');
});

test('a gap of one port inside a call is open and no breach', (t) => {
  const at = cm().line(75)['at'] as number;
  t.deepEqual(verdictOf(ports((m) => m.insert(76, { ...gap, port: 'c', at }))), { bad: '', open: 'DV-14' });
});

test('any lost block of any port blames nobody', (t) => {
  const whole = ports((m) => m);
  for (const port of ['a', 'b', 'c']) {
    for (let first = 1; first < whole.length; first += 3) {
      const block = whole.flatMap((line, n) => (n >= first && line['port'] === port ? [n] : [])).slice(0, 5);
      const last = block.at(-1);
      if (last === undefined) continue;
      const { at } = whole[last] as Line;
      const lines = whole.flatMap((line, n) => (n === last ? [{ ...gap, port, at }] : block.includes(n) ? [] : [line]));
      t.is(verdictOf(lines).bad, '', `port ${port} from line ${first + 1}`);
    }
  }
});

test('ports whose stamps are out of order within their uncertainties blame nobody', (t) => {
  for (const [port, ns, half] of [['b', 3000, 2000], ['b', -3000, 2000], ['b', 12_000, 7000], ['b', -12_000, 7000], ['c', 5000, 3000],
    ['c', -5000, 3000], ['b', -40_000, 25_000], ['c', 90_000, 50_000]] as const) {
    const { bad, open } = verdictOf(ports((m) => m, half, { [port]: ns }));
    t.is(bad, '', `${port} by ${ns} ns`);
    t.not(open, '', `${port} by ${ns} ns`);
  }
});

test('stamps out of order beyond the uncertainties are a broken trace', (t) => {
  t.true(verdictOf(ports((m) => m, 100, { c: 5000 })).bad.includes('AV-04'));
});

test('a completion that never comes is a fault on several ports, too', (t) => {
  const { bad } = verdictOf(ports((m) => m.drop(80, 81, 82, 83), 1000));
  t.true(bad.split(' ').includes('CC-18'));
});

test('creations that overlap at one port, and their handlers at another, are told apart when they return', (t) => {
  const create = (thread: number): Line => ({ fn: 'NdisCoCreateVc', by: 'client', af: '0x31', thread, port: 'client' });
  const handler = (thread: number, vc: string): Line => ({ fn: 'ProtocolCoCreateVc', by: 'mcm', vc, thread, port: 'mcm' });
  const status = 'NDIS_STATUS_SUCCESS';
  const results = judge([
    { condisTrace: 1, topology: 'mcm', observes: ['calls'], ports: { client: { sees: ['client'] }, mcm: { sees: ['mcm'] } } },
    ...[1, 2].map((thread) => ({ kind: 'enter', ...create(thread) })),
    ...[1, 2].flatMap((n) => [{ kind: 'enter', ...handler(n, `0x${n}`) }, { kind: 'return', ...handler(n, `0x${n}`), status }]),
    ...[1, 2].map((n) => ({ kind: 'return', ...create(n), vc: `0x${n}`, status })),
  ]);
  t.deepEqual(having(results, 'self-check', 'inconclusive'), []);
  t.is(outcomeOf(results, 'CV-07'), 'pass');
});

test('where the call manager is not seen, nothing shows that a party of an open call is gone', (t) => {
  const of = (fn: string, more: Line = {}): Line => ({ fn, by: 'client', vc: '0x1', thread: 1, ...more });
  const pair = (enter: Line, status?: string): Line[] => [
    { kind: 'enter', ...enter }, { kind: 'return', ...without(enter, 'args'), ...(status === undefined ? {} : { status }) },
  ];
  const [PENDING, SUCCESS] = ['NDIS_STATUS_PENDING', 'NDIS_STATUS_SUCCESS'];
  const done = { Status: SUCCESS, ProtocolPartyContext: '0xb1' };
  const results = judge([
    { condisTrace: 1, topology: 'cm', observes: ['calls', 'memory'], sees: ['client'], complete: false },
    { kind: 'alloc', by: 'client', address: '0xb1', size: 64, pool: 'nonpaged' },
    { kind: 'enter', fn: 'NdisCoCreateVc', by: 'client', thread: 1 },
    { kind: 'return', ...of('NdisCoCreateVc'), status: SUCCESS },
    ...pair(of('NdisClMakeCall', { args: { ProtocolPartyContext: '0xb1' } }), PENDING),
    ...pair(of('ProtocolClMakeCallComplete', { party: '0x2', from: 'ndis', args: done })),
    ...pair(of('NdisClDropParty', { party: '0x2' }), PENDING),
    ...pair(of('ProtocolClDropPartyComplete', { party: '0x2', from: 'ndis', args: done })),
    { kind: 'free', by: 'client', address: '0xb1' },
  ]);
  t.not(outcomeOf(results, 'MC-10'), 'fail');
});
