import test from 'ava';
import fc from 'fast-check';
import type { Topology } from '../../src/core/condis/roles.ts';
import { pendableNames } from '../../src/core/scenario/call-program.ts';
import { type CourseName, courseNames } from '../../src/core/scenario/course.ts';
import { anyProgram } from './any-program.ts';
import { bad, idsOf, judged } from './judging.ts';
import { courseOf, outline, pendedOnly, plainProgram, recorded, type Seen } from './recorded.ts';

/** One call of a course. */
function eventsOf(name: CourseName, topology: Topology, synchronous = false): readonly Seen[] {
  const pended = synchronous ? { pended: pendedOnly() } : {};
  return recorded(plainProgram({ topology, courses: [courseOf(name)], sends: 0, ...pended })).events;
}

/** What is seen of it from NdisClMakeCall to the end of NdisCoDeleteVc: who asks for what and with which result, lists left out. */
function storyOf(name: CourseName, topology: Topology, synchronous = false): string[] {
  const events = eventsOf(name, topology, synchronous);
  const begin = events.findIndex(({ fn }) => fn === 'NdisClMakeCall');
  const end = events.findIndex(({ kind, fn }, i) => i > begin && kind === 'return' && fn === 'NdisCoDeleteVc');
  return outline(events.slice(begin, end)).filter((line) => !/NetBufferLists|^R \w+Complete$|^R ProtocolCo/.test(line));
}

/** The arguments of the first enter of a function. */
function argumentsOf(events: readonly Seen[], fn: string): Readonly<Record<string, unknown>> {
  return events.find((event) => event.kind === 'enter' && event.fn === fn)?.args ?? {};
}

interface TrafficParameters {
  readonly MediaParameters: { readonly MediaSpecific: { readonly Parameters: { readonly Transmit: { readonly PeakCellRate: number } } } };
}

function cellRateOf(parameters: unknown): number {
  return (parameters as TrafficParameters).MediaParameters.MediaSpecific.Parameters.Transmit.PeakCellRate;
}

const asked = ['E NdisClMakeCall', 'E ProtocolCmMakeCall'];
const pendedCall = ['R ProtocolCmMakeCall PENDING', 'R NdisClMakeCall PENDING'];
const deleted = ['E NdisCoDeleteVc', 'E ProtocolCoDeleteVc'];
const told = ['E NdisMCmMakeCallComplete', 'E ProtocolClMakeCallComplete ndis'];
const activation = ['E NdisMCmActivateVc', 'R NdisMCmActivateVc PENDING', 'E ProtocolCmActivateVcComplete ndis'];
const connected = ['tx SETUP', ...pendedCall, 'rx CALL PROCEEDING', 'rx CONNECT', 'tx CONNECT ACKNOWLEDGE'];
const released = ['tx RELEASE', 'rx RELEASE COMPLETE'];

/** On a miniport call manager, where there is least between the steps. */
const stories: readonly (readonly [CourseName, readonly string[]])[] = [
  ['refusedAtOnce', [...asked, 'R ProtocolCmMakeCall RESOURCES', 'R NdisClMakeCall RESOURCES', 'E ProtocolClMakeCallComplete self', ...deleted]],
  ['refusedAfterPending', [...asked, ...pendedCall, ...told, ...deleted]],
  [
    'invalidParameters',
    [...asked, 'R ProtocolCmMakeCall NOT_SUPPORTED', 'R NdisClMakeCall NOT_SUPPORTED', 'E ProtocolClMakeCallComplete self', ...deleted],
  ],
  ['networkRejects', [...asked, 'tx SETUP', ...pendedCall, 'rx RELEASE COMPLETE', ...told, ...deleted]],
  ['networkReleases', [...asked, 'tx SETUP', ...pendedCall, 'rx CALL PROCEEDING', 'rx RELEASE', 'tx RELEASE COMPLETE', ...told, ...deleted]],
  ['noAnswer', [...asked, 'tx SETUP', ...pendedCall, 'tx SETUP', ...told, ...deleted]],
  ['noConnect', [...asked, 'tx SETUP', ...pendedCall, 'rx CALL PROCEEDING', ...released, ...told, ...deleted]],
  ['activationFails', [...asked, ...connected, ...activation, ...activation, ...released, ...told, ...deleted]],
  [
    'failsWhenActive',
    [
      ...asked, ...connected, ...activation, ...released, 'E NdisMCmDeactivateVc', 'R NdisMCmDeactivateVc SUCCESS',
      'E ProtocolCmDeactivateVcComplete self', ...told, ...deleted,
    ],
  ],
];

for (const [name, story] of stories) {
  test(`${name}: the call fails step by step, and the client deletes its VC`, (t) => {
    t.deepEqual(storyOf(name, 'mcm'), story);
    for (const topology of ['cm', 'mcm'] as const) {
      const { events, counts, isClosed } = recorded(plainProgram({ topology, calls: 3, callsPerVc: 3, courses: [courseOf(name)] }));
      t.deepEqual(counts, { offered: 3, completed: 0, failed: 3, abandoned: 0, open: 0 });
      t.true(isClosed);
      const vcs = events.filter(({ kind, fn, by }) => kind === 'enter' && fn === 'NdisCoCreateVc' && by === 'client');
      t.is(vcs.length, 3, 'no VC is used again after a failure');
    }
  });

  test(`${name}: synchronously, the failure is what NdisClMakeCall returns`, (t) => {
    if (name === 'refusedAfterPending') {
      t.pass();
      return;
    }
    for (const topology of ['cm', 'mcm'] as const) {
      const lines = storyOf(name, topology, true);
      t.true(lines.some((line) => /^R NdisClMakeCall (RESOURCES|NOT_SUPPORTED)$/.test(line)), lines.join('\n'));
      t.true(lines.includes('E ProtocolClMakeCallComplete self'));
      t.false(lines.some((line) => /MakeCallComplete ndis|NdisM?CmMakeCallComplete/.test(line)));
    }
  });
}

test('creationFails: nobody gets a VC, and no call is made; one that is left of the call before is deleted first', (t) => {
  for (const topology of ['cm', 'mcm'] as const) {
    const program = plainProgram({ topology, calls: 3, callsPerVc: 3, courses: [{ name: 'connects' }, { name: 'creationFails' }, { name: 'connects' }] });
    const { events, counts } = recorded(program);
    t.deepEqual(counts, { offered: 3, completed: 2, failed: 1, abandoned: 0, open: 0 });
    const lines = outline(events);
    const refused = lines.indexOf('R NdisCoCreateVc RESOURCES');
    t.deepEqual(lines.slice(refused - 3, refused), ['E NdisCoCreateVc', 'E ProtocolCoCreateVc', 'R ProtocolCoCreateVc RESOURCES']);
    t.true(lines.lastIndexOf('E NdisClMakeCall', refused) < lines.lastIndexOf('R NdisCoDeleteVc SUCCESS', refused));
    t.is(lines.filter((line) => line === 'E NdisClMakeCall').length, 2);
    t.is(events.filter(({ kind }) => kind === 'alloc').length, events.filter(({ kind }) => kind === 'free').length);
  }
});

test('T303 is 4 s, twice, and T310 is 10 s', (t) => {
  const ticksOf = (name: CourseName, wanted: (event: Seen) => boolean): number[] => eventsOf(name, 'mcm').filter(wanted).map(({ tick }) => tick);
  const [first, second] = ticksOf('noAnswer', ({ message }) => message === 'SETUP') as [number, number];
  const [cleared] = ticksOf('noAnswer', ({ kind, fn }) => kind === 'enter' && fn === 'NdisMCmMakeCallComplete') as [number];
  const seconds = (ticks: number): number => Math.round(ticks / 1e6) / 100;
  t.deepEqual([seconds(second - first), seconds(cleared - second)], [4, 4]);
  const [proceeding, release] = ticksOf('noConnect', ({ message }) => message === 'CALL PROCEEDING' || message === 'RELEASE') as [number, number];
  t.is(seconds(release - proceeding), 10);
});

test('the cause that the network gives and the status that the call manager gives are those of the course', (t) => {
  const bytesOf = (name: CourseName, message: string): string | undefined => eventsOf(name, 'mcm').find((event) => event.message === message)?.bytes;
  t.regex(bytesOf('networkRejects', 'RELEASE COMPLETE') ?? '', /08800002[0-9a-f]{2}91$/);
  t.regex(bytesOf('networkReleases', 'RELEASE') ?? '', /08800002[0-9a-f]{2}91$/);
  t.regex(bytesOf('noConnect', 'RELEASE') ?? '', /08800002[0-9a-f]{2}92$/, 'no user responding');
  t.regex(bytesOf('activationFails', 'RELEASE') ?? '', /08800002[0-9a-f]{2}af$/, 'resources unavailable');
  t.is(argumentsOf(eventsOf('refusedAfterPending', 'cm'), 'NdisCmMakeCallComplete')['Status'], 'NDIS_STATUS_RESOURCES');
  t.is(argumentsOf(eventsOf('networkRejects', 'cm'), 'NdisCmMakeCallComplete')['Status'], 'NDIS_STATUS_FAILURE');
});

test('an activation that failed is tried again with half the rates, and the client is told those', (t) => {
  for (const [topology, activate, complete] of [['cm', 'NdisCmActivateVc', 'NdisCmMakeCallComplete'], ['mcm', 'NdisMCmActivateVc', 'NdisMCmMakeCallComplete']] as const) {
    const all = eventsOf('activationRetried', topology);
    const events = all.slice(all.findIndex(({ fn }) => fn === 'NdisClMakeCall'));
    const rates = events.filter(({ kind, fn }) => kind === 'enter' && fn === activate).map(({ args }) => cellRateOf(args?.['CallParameters']));
    t.deepEqual(rates, [353207, 176604]);
    t.is(cellRateOf(argumentsOf(events, complete)['CallParameters']), 176604);
    const outcomes = events.filter(({ kind, fn }) => kind === 'enter' && fn === 'ProtocolCmActivateVcComplete').map(({ args }) => args?.['Status']);
    t.deepEqual(outcomes, [topology === 'cm' ? 'NDIS_STATUS_INVALID_DATA' : 'NDIS_STATUS_RESOURCES', 'NDIS_STATUS_SUCCESS']);
  }
});

test('what the network grants less is told to the client, which accepts it, asks again, or closes the call in its handler', (t) => {
  const between = (name: CourseName, topology: Topology, synchronous = false): string[] => {
    const lines = outline(eventsOf(name, topology, synchronous));
    const at = lines.findIndex((line) => line.startsWith('E ProtocolClMakeCallComplete'));
    return lines.slice(at + 1, lines.indexOf('R ProtocolClMakeCallComplete', at));
  };
  for (const topology of ['cm', 'mcm'] as const) {
    for (const synchronous of [false, true]) {
      t.deepEqual(between('parametersAccepted', topology, synchronous), []);
      t.is(between('parametersUnacceptable', topology, synchronous)[0], 'E NdisClCloseCall');
      const renegotiation = between('parametersRenegotiated', topology, synchronous);
      t.is(renegotiation[0], 'E NdisClModifyCallQoS');
      t.true(renegotiation.includes('tx MODIFY REQUEST'));
      t.is(renegotiation.includes('E ProtocolClModifyCallQoSComplete self'), synchronous);
    }
    const refused = outline(eventsOf('renegotiationRefused', topology)).filter((line) => !/NetBufferLists/.test(line));
    const at = refused.indexOf('rx MODIFY REJECT');
    t.deepEqual(refused.slice(at + 1, at + 4), [
      `E ${topology === 'cm' ? 'NdisCm' : 'NdisMCm'}ModifyCallQoSComplete`, 'E ProtocolClModifyCallQoSComplete ndis', 'E NdisClCloseCall',
    ]);
    t.is(argumentsOf(eventsOf('renegotiationRefused', topology), 'ProtocolClModifyCallQoSComplete')['Status'], 'NDIS_STATUS_FAILURE');
    const events = eventsOf('parametersRenegotiated', topology);
    const prefix = topology === 'cm' ? 'NdisCm' : 'NdisMCm';
    t.is(cellRateOf(argumentsOf(events, `${prefix}MakeCallComplete`)['CallParameters']), 176604);
    t.is(cellRateOf(argumentsOf(events, 'NdisClModifyCallQoS')['CallParameters']), 353207);
    t.is(cellRateOf(argumentsOf(events, `${prefix}ModifyCallQoSComplete`)['CallParameters']), 353207);
    const own = events.findIndex(({ fn }) => fn === 'NdisClMakeCall');
    const rates = events.filter(({ kind, fn }, i) => i > own && kind === 'enter' && fn === `${prefix}ActivateVc`).map(({ args }) => cellRateOf(args?.['CallParameters']));
    t.deepEqual(rates, [176604, 353207]);
  }
});

test('what no event shows of a call is declared when its VC is there', (t) => {
  const declared = (name: CourseName): unknown[] => eventsOf(name, 'cm').filter(({ kind }) => kind === 'declare');
  t.deepEqual(declared('connects'), []);
  t.like(declared('invalidParameters')[0], { inputValid: false });
  t.like(declared('parametersRenegotiated')[0], { returnedParametersAcceptable: false, renegotiationAllowed: true });
  const called = argumentsOf(eventsOf('invalidParameters', 'cm'), 'NdisClMakeCall')['CallParameters'];
  t.like(called, { CallMgrParameters: { CallMgrSpecific: { Parameters: { CalledParty: { NumberOfDigits: 0, Address: '' } } } } });
});

for (const name of courseNames) {
  test(`${name}: the correct model is green, whatever is pended, beside calls that connect`, (t) => {
    for (const topology of ['cm', 'mcm'] as const) {
      const settings = [pendedOnly(...pendableNames), pendedOnly(), ...pendableNames.flatMap((one) => [pendedOnly(one), pendedOnly(...pendableNames.filter((other) => other !== one))])];
      for (const pended of settings) {
        const judgement = judged(plainProgram({ topology, calls: 6, concurrency: 2, callsPerVc: 2, pended, courses: [courseOf(name), { name: 'connects' }] }));
        t.deepEqual(idsOf(judgement, ...bad), []);
        t.is(judgement.verdict, 'pass');
        t.is(judgement.orphans, 0);
      }
    }
  });
}

test('the correct model is green on any program', (t) => {
  fc.assert(fc.property(anyProgram, (program) => {
    const judgement = judged(program);
    t.deepEqual(idsOf(judgement, ...bad), []);
    t.is(judgement.verdict, 'pass');
  }), { numRuns: 60 });
});
