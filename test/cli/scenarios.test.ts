import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { judgeRun, type JudgeRun } from '../../src/bench/judge-run.ts';
import { meetDevice, type MeetDevice } from '../../src/bench/meet-device.ts';
import { Fault } from '../../src/core/fault.ts';
import type { Hello } from '../../src/wire/hello.ts';
import { inProcess, packageRoot } from '../bench/bench-harness.ts';
import { cli, device, folderWith, judgementOf, passing, resultOf, usualFiles } from './fixtures.ts';

const templates = Object.fromEntries(readdirSync(join(packageRoot, 'templates')).map((file) => {
  return [`templates/${file}`, readFileSync(join(packageRoot, 'templates', file), 'utf8')];
}));
const folder = folderWith({ ...usualFiles, ...templates });
/** Where scenarios are written: the others stay as they are. */
const written = folderWith({ ...usualFiles, ...templates });
const broken = folderWith({
  'scenarios/right.yaml': 'summary: A call.\n',
  'scenarios/late.yaml': 'summary: A call.\ndelays:\n  networkConect: 5 ms\n  networkProceeding: 5\n',
  'scenarios/slow.yaml': 'summary: A call.\ntopology: mcm\ndelays:\n  networkConnect: 11 s\n',
  'devices/a-cm.yaml': device('cm'),
});

/** The emulated device in this process. */
const emulated: JudgeRun = async (planned, signal, heard) => judgeRun(planned, inProcess(planned.device.topology), signal, () => undefined, heard);

test('check says nothing is wrong with what is right, and all that is wrong with the rest, each at its place', async (t) => {
  const right = await cli(['scenarios', 'check'], folder);
  t.deepEqual([right.exitCode, right.out, right.err], [0, 'Nothing is wrong with 2 scenarios.\n', '']);
  const wrong = await cli(['scenarios', 'check'], broken);
  t.is(wrong.exitCode, 2);
  t.is(wrong.out, '');
  t.regex(wrong.err, /^error: scenarios.late\.yaml:3:3: unknown key `networkConect` \[unknown-key\]\n {2}2 \| delays:\n> 3 \| {3}networkConect: 5 ms\n {4}\| {3}\^\n/m);
  t.regex(wrong.err, /Did you mean `networkConnect`\?\n/);
  t.regex(wrong.err, /late\.yaml:4:22: `delays.networkProceeding` is `5` \[wrong-type\]/);
  t.regex(wrong.err, /slow\.yaml:4:19: `delays.networkConnect`: up to 11 s, but T310 expires after 10 s/);
  t.is((await cli(['scenarios', 'check', 'right', 'scenarios/right.yaml'], broken)).exitCode, 0);
  t.regex((await cli(['scenarios', 'check', 'rigt'], broken)).err, /unknown-scenario\]\n {2}Did you mean `right`\?/);
});

test('run refuses with the words of check, and runs nothing', async (t) => {
  const run = await cli(['run', 'slow', 'late'], broken);
  const check = await cli(['scenarios', 'check', 'slow', 'late'], broken);
  t.deepEqual([run.exitCode, run.plan], [2, undefined]);
  t.is(run.err, check.err);
});

test('check for a device tells what the device cannot do where the file asks for it', async (t) => {
  const files = folderWith({ ...usualFiles });
  const unfit = await cli(['scenarios', 'check', '--device', 'b-mcm'], files);
  t.is(unfit.exitCode, 2);
  t.regex(unfit.err, /cm-only\.yaml:2:11: scenario cm-only is for cm; device b-mcm is mcm \[topology-does-not-fit\]\n.*\n> 2 \| topology: cm/);
  t.is((await cli(['scenarios', 'check', 'calls', '--device', 'a-cm', 'b-mcm'], files)).out, 'Nothing is wrong with 1 scenario for 2 devices.\n');
});

test('check --ask asks a device what it can do, and tells what it cannot where the file asks for it', async (t) => {
  const files = folderWith({
    'scenarios/all.yaml': 'summary: Calls.\ncalls: 4\nconcurrency: 2\nmultipoint: { parties: 1 }\ncourse:\n  - connects\n  - noAnswer\n',
    'scenarios/plain.yaml': 'summary: A call.\ntopology: mcm\n',
    'devices/a-cm.yaml': device('cm'),
    'devices/b-mcm.yaml': device('mcm'),
  });
  const met: string[] = [];
  const asking = (changes: Partial<Hello> = {}): MeetDevice => async (spec) => {
    met.push(spec.name);
    const hello = await meetDevice(spec, inProcess(spec.topology), () => undefined);
    return { ...hello, ...changes };
  };
  const check = async (meet: MeetDevice, ...words: string[]) => cli(['scenarios', 'check', ...words, '--ask'], files, passing, {}, '', emulated, meet);
  const able = await check(asking(), 'all', '--device', 'a-cm', 'b-mcm');
  t.deepEqual([able.exitCode, able.err, met], [0, '', ['a-cm', 'b-mcm']]);
  const poor = await check(asking({ agent: ['makeCall', 'pend', 'delays', 'send'], network: ['accept', 'release', 'delays', 'parties'] }), 'all', '--device', 'a-cm');
  t.is(poor.exitCode, 2);
  t.deepEqual([...poor.err.matchAll(/all\.yaml:(\S+): device a-cm cannot do what this asks for \((.*)\) \[capability-missing\]/g)].map(([, ...parts]) => parts), [
    ['3:14', 'call agent: concurrentCalls'], ['4:13', 'call agent: parties'], ['6:3', 'network side: silence'],
  ]);
  t.regex((await check(asking({ maxProgramOctets: 10 }), 'plain', '--device', 'b-mcm')).err, /plain\.yaml:1:10: the program takes \d+ octets/);
  const silent = await check(async () => { throw new Fault('device-silent', 'nothing came'); }, 'plain', '--device', 'b-mcm');
  t.deepEqual([silent.exitCode, silent.err], [4, 'error: nothing came [device-silent]\n']);
  t.regex((await check(asking(), 'plain')).err, /nothing-to-ask\]\n {2}Name one with --device/);
  t.regex((await check(asking({ topology: 'cm' }), 'plain', '--device', 'b-mcm')).err, /says its topology is cm/);
});

test('check --json gives every fault with its place and its hint', async (t) => {
  const { exitCode, out } = await cli(['scenarios', 'check', 'slow', 'right', '--json'], broken);
  t.is(exitCode, 2);
  const { checked, faults } = JSON.parse(out) as { checked: { name: string }[]; faults: Record<string, unknown>[] };
  t.deepEqual(checked.map(({ name }) => name), ['right']);
  t.deepEqual(faults.map(({ code, line, column }) => [code, line, column]), [['not-allowed', 4, 19]]);
  t.regex(String(faults[0]?.['next']), /below 10 s/);
});

let explanations = 0;

/** What a scenario of these lines is explained as, in one line. */
async function explained(lines: string): Promise<string> {
  const path = join(folder, `explained-${explanations++}.yaml`);
  writeFileSync(path, `summary: Calls.\n${lines}`);
  const { exitCode, out, err } = await cli(['scenarios', 'explain', path], folder);
  if (exitCode !== 0) throw new Error(err);
  return out.replace(/^.*\n/, '').replaceAll(/\s+/g, ' ');
}

test('explain tells steps one after another, with everything that is said of them', async (t) => {
  const text = await explained(`calls: 4
steps:
  - repeat: 2
    steps:
      - client: create VC
      - client: make call
        starts: set-up
      - network: reject
        cause: 17
      - in any order:
          - { expect: SETUP sent, optional: true, stops: set-up }
          - { expect: ProtocolClMakeCallComplete, status: NDIS_STATUS_FAILURE, within: 200 ms, keep: { outcome: Status } }
      - if: failed
        then: [{ wait: 10 ms }]
      - client: delete VC
  - client: create VC
  - client: make call
  - parallel: [[{ client: add party, party: a, called: "+49301" }], [{ client: send, lists: 2, octets: 64 octets }]]
  - { client: drop party, party: initial }
  - client: close call
  - client: delete VC
`);
  for (const sentence of [
    /It goes through the steps below 4 times, one after another\./, /to the parties alone/,
    /1 2 times, one after another: 1\.1 The client creates a VC\. 1\.2 .* The timer set-up begins\. 1\.3 In answer: .*: cause 17 \(user busy\)\./,
    /1\.4 May be seen: SETUP sent, in any order with its neighbours\. The timer set-up ends\./,
    /1\.5 Has to be seen: ProtocolClMakeCallComplete, with NDIS_STATUS_FAILURE, within 200 ms of the beginning of the act before, .* Its Status is kept as outcome\./,
    /1\.6 If the request before failed: 1\.6\.1 10 ms pass\. 1\.7 The client deletes its VC\./,
    /4 At the same time, until all of it is over: 4a\.1 .*: a, \+49301\. 4b\.1 .*: 2 lists of 64 octets\. 5 .*: the initial party\./,
    /4 calls connected and closed again, 8 calls that fail\./,
  ]) t.regex(text, sentence);
});

test('explain tells numbers, courses, times and expectations as they run', async (t) => {
  const text = await explained(`calls: 7
concurrency: 2
callsPerVc: 2
course: [connects, { networkRejects: { cause: user busy } }, { refusedAtOnce: { status: NDIS_STATUS_RESOURCES } }]
call: { called: "+4930", calling: "+4989", serviceCategory: CBR, peakCellRate: { forward: 10 cells/s, backward: 5 cells/s } }
sends: 2
sendSize: 100 octets
hold: { uniform: [1.5 ms, 2 s] }
requests: { activateVc: synchronous }
seed: 9
`);
  for (const part of [
    'It makes 7 calls, up to 2 at once, each over a VC that carries up to 2 calls, one after another.',
    'It calls +4930, and gives +4989 as its own address.',
    'a constant bit rate (CBR) over AAL5: forward at most 10 cells/s, in pieces (SDUs) of at most 9188 octets; backward at most 5 cells/s',
    'it sends 2 net buffer lists of 100 octets, waits, and closes the call',
    '1. `connects`, 3 calls. The network connects the call; the client uses and closes it.',
    '2. `networkRejects`, 2 calls. The network answers SETUP with RELEASE COMPLETE. The cause is 17 (user busy).',
    '3. `refusedAtOnce`, 2 calls. ProtocolCmMakeCall returns an error status; nothing is signalled. The status is NDIS_STATUS_RESOURCES.',
    'Answered before the request returns: activateVc.',
    'hold 1.5 ms to 2 s, evenly. Last transfer to NdisClCloseCall.',
    '3 calls connected and closed again, 4 calls that fail. No documented requirement is broken.',
    'Everything random follows from the seed 9.',
  ]) t.true(text.includes(part), `${part}\n${text}`);
});

test('explain tells of calls that come in by who makes them', async (t) => {
  const addresses = 'calls: 2\ncall: { called: "+4930", calling: "+4989" }\n';
  const comeIn = 'A call that comes in is for its SAP +4930, from +4989.';
  const made = 'It calls +4930, and gives +4989 as its own address.';
  const step = (act: string): string => `steps:\n  - ${act}\n  - client: close call\n`;
  for (const one of ['course: incomingAccepted\n', step('network: call')]) {
    const text = await explained(`${addresses}${one}`);
    t.true(text.includes(`${comeIn} The caller asks for best effort`), text);
    t.false(text.includes(made), text);
  }
  t.regex(await explained(`${addresses}course: incomingAccepted\n`), /What the client does 2 calls come in, one after another, each over/);
  const both = await explained(`${addresses}course: [connects, incomingAccepted]\n`);
  t.true(both.includes(`It makes or takes 2 calls, one after another, each over a VC of its own. ${made} ${comeIn}`), both);
  t.false((await explained(addresses)).includes('A call that comes in'));
});

test('explain tells what the client passes as information elements', async (t) => {
  const text = await explained(`call:
  serviceCategory: CBR
  bearerClass: BCOB-A
  susceptibleToClipping: true
  aal: { AAL1: { cbrRate: 1544 kbit/s, clockRecovery: SRTS, errorCorrection: loss, blockSize: 24 octets, partialFill: 40 octets } }
  calledSubaddress: "47.aabb"
  callingSubaddress: "48"
  qosClass: 1
  bhli: { vendor: "00a03e00000001" }
  blli: { layer2: LLC, layer3: SNAP, snap: "00000c0800" }
`);
  for (const part of [
    'over AAL1 (circuit transport at 1544 kbit/s, clock recovery SRTS, error correction against loss, in blocks of 24 octets, 40 octets in a cell)',
    'The bearer class is BCOB-A; its data suffer when their beginning is cut off.',
    'Subaddresses are given: 47aabb of the called party, 48 of the caller.',
    'The quality of service class is 1.', 'Above the adaptation layer is LLC with SNAP 00000c0800.',
    'Higher-layer information as a vendor defines it: 00a03e00000001.',
  ]) t.true(text.includes(part), `${part}\n${text}`);
});

test('every key of a scenario shows in its explanation', async (t) => {
  const base = 'calls: 4\n';
  const plain = await explained(base);
  for (const change of [
    'topology: cm', 'concurrency: 2', 'callsPerVc: 2', 'seed: 2', 'course: noAnswer', 'sends: 3', 'sendSize: 7 octets', 'hold: 1 ms',
    'call: { called: "+49" }', 'call: { calling: "+49" }', 'call: { serviceCategory: CBR, peakCellRate: 353207 cells/s }',
    'call: { peakCellRate: 5 cells/s }', 'call: { aal: AAL0 }', 'call: { aal: AAL3/4 }', 'call: { aal: { AAL5: { sscs: frame relay } } }',
    'call: { bearerClass: BCOB-C }', 'call: { blli: { layer2: LLC } }', 'call: { bhli: { iso: "01" } }', 'call: { maxSdu: 5000 octets }', 'requests: { makeCall: synchronous }', 'delays: { dispatch: 1 us }',
    'declares: { tapi: true }', 'expect: any', 'expect: { requirements: { MC-13: pass } }', 'limits: { TI-15: { p95: 50 ms } }',
    'faults: [activation-not-awaited]', 'multipoint: {}', 'multipoint: { parties: 2 }', 'call: { permanent: true }', 'endingAfter: 2',
    'call: { permanent: true, connection: 0/77 }', 'line: [{ drop: 1 octet, at: 1 ms }]', 'line: [{ drop: 1 octet, on: SETUP sent, count: 2 }]',
  ]) t.not(await explained(`${base}${change}\n`), plain, change);
  const parties = await explained('multipoint: { parties: [{}, { answer: rejected }, { droppedBy: network }], lastParty: initial }\n');
  t.regex(parties, /1\. 39\S+: the client drops it before it closes the call\. 2\. 39\S+: the network rejects it\. 3\. 39\S+: it leaves by itself\./);
  t.regex(parties, /waits, and closes the call with the party called first\./);
  t.regex(await explained('multipoint: { parties: 2, lastParty: added }\n'), /2\. 39\S+: it stays until the call is closed\. .* with a party that joined later; the party called first is dropped/);
});

test('when a fault begins is said in words', async (t) => {
  const text = (await explained([
    'calls: 9', 'steps:', ...['create VC', 'make call', 'close call', 'delete VC'].map((act) => `  - client: ${act}`), 'faults:',
    '  - { name: activation-not-awaited, calls: [3, 7-9], callOfPass: 1, on: CONNECT received, count: 2 }',
    '  - { name: activation-not-awaited, callOfPass: 1, after: 5 ms }', 'line:',
    '  - { drop: 40 octets, on: "Ndis[M]CmMakeCallComplete", calls: 3 }', '  - { delay: 30 ms, at: 250 ms }', '',
  ].join('\n'))).replace(/\s+/g, ' ');
  for (const part of [
    'activation-not-awaited (in call 1 of passes 3, 7 to 9, once there is `CONNECT received` number 2)',
    'activation-not-awaited (in call 1 of each pass, from 5 ms on).',
    'With the first octet of `Ndis[M]CmMakeCallComplete` in pass 3, 40 octets are lost.',
    "With the first octet of the first event from 250 ms of the device's time on, the line stands still for 30 ms.",
  ]) t.true(text.includes(part), `${part}\n${text}`);
});

test('every shipped scenario is explained within 80 columns', async (t) => {
  for (const file of readdirSync(join(packageRoot, 'scenarios'))) {
    const { exitCode, out } = await cli(['scenarios', 'explain', file.replace('.yaml', '')], packageRoot);
    t.is(exitCode, 0);
    t.deepEqual(out.split('\n').filter((line) => line.length > 80), [], file);
  }
});

test('explain --requirements tells what a plain call does not put to the test', async (t) => {
  const asked: number[] = [];
  const fake: JudgeRun = async ({ program }) => {
    asked.push(program.calls);
    const own = program.calls > 1 ? [resultOf('CC-06', 'pass')] : [];
    return judgementOf('pass', { requirements: [resultOf('CC-15', 'pass'), ...own, resultOf('CC-16', 'vacuous', { triggered: 0 })] });
  };
  const { out } = await cli(['scenarios', 'explain', 'calls', '--requirements'], folder, passing, {}, '', fake);
  t.deepEqual(asked, [10, 1, 10, 1]);
  t.regex(out, /What it puts to the test\n {2}2 requirements on a-cm, 2 requirements on b-mcm\. A plain call does not do so\n {2}with:\n {2}CC-06 {2}\S/);
  const plain = await cli(['scenarios', 'explain', 'cm-only', '--requirements'], folder, passing, {}, '', fake);
  t.regex(plain.out, /1 requirement on a-cm\. A plain call does the same\./);
});

test('graph draws the call that is asked for, as the device makes it', async (t) => {
  writeFileSync(join(folder, 'two.yaml'), 'summary: A & B.\ncalls: 2\ncourse: [connects, { networkRejects: { cause: 17 } }]\n');
  const graph = async (...words: string[]) => cli(['scenarios', 'graph', './two.yaml', ...words], folder, passing, {}, '', emulated);
  const first = await graph();
  t.is(first.exitCode, 0);
  const namesIn = (svg: string): string[] => [...svg.matchAll(/<text class="fn"[^>]*>([^<]*)/g)].map(([, name = '']) => name);
  const names = namesIn(first.out);
  t.deepEqual(names.slice(0, 3), ['NdisCoCreateVc', 'ProtocolCoCreateVc', 'ProtocolCoCreateVc SUCCESS']);
  t.true(names.includes('CONNECT') && names.includes('NdisClCloseCall') && names.includes('MiniportCoActivateVc'));
  t.regex(first.out, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*<\/svg>\n$/);
  t.notRegex(first.out, /var\(--/);
  t.true(first.out.includes('prefers-color-scheme: dark'));
  const second = await graph('--call', '2', '--device', 'b-mcm', '-o', 'two.svg');
  t.is(second.out, '');
  const svg = readFileSync(join(folder, 'two.svg'), 'utf8');
  t.true(svg.includes('>MCM<') && !svg.includes('>Miniport<'));
  t.true(namesIn(svg).includes('RELEASE COMPLETE') && !namesIn(svg).includes('CONNECT'));
  const svgs = [first.out, (await graph()).out];
  t.is(svgs[0], svgs[1]);
});

test('graph draws steps as they are written, and a call of them where a device or a call is asked for', async (t) => {
  writeFileSync(join(folder, 'steps.yaml'), `summary: Steps.
topology: cm
calls: 2
steps:
  - client: create VC
  - client: make call
    starts: set-up
  - network: lower rates
  - client: accept rates
  - in any order: [{ expect: CONNECT received }, { expect: SETUP sent }]
  - expect: ProtocolClMakeCallComplete
    within: 5 s
    stops: set-up
  - parallel: [[{ client: send, lists: 3 }], [{ wait: 5 ms }]]
  - if: succeeded
    then: [{ repeat: 2, steps: [{ network: send }] }]
    else: [{ wait: 1 ms }]
  - client: close call
  - network: not answer
  - client: delete VC
`);
  const graph = async (...words: string[]) => cli(['scenarios', 'graph', './steps.yaml', ...words], folder, passing, {}, '', emulated);
  const { out, exitCode } = await graph();
  t.is(exitCode, 0);
  const texts = [...out.matchAll(/<text class="(?:fn|head|timer-name|quiet)"[^>]*>([^<]+)</g)].map(([, text = '']) => text);
  t.deepEqual(texts, [
    'Client', 'Call manager', 'Miniport', 'Network', 'step', 'create VC', '1', 'make call', '2', 'lower rates', '3', 'accept rates', '4', 'in any order',
    'CONNECT received', '5', 'SETUP sent', '6', 'ProtocolClMakeCallComplete \u2264 5 s', '7', 'at the same time', '8', 'send: 3 lists of 1500 octets', '8a.1',
    '5 ms pass', '8b.1', 'if succeeded', '9', '2 times', '9.1', 'send: 1 list', '9.1.1', 'else', '1 ms pass', '9.2', 'close call', '10', 'not answer', '11',
    'delete VC', '12', 'set-up',
  ]);
  t.is(out.match(/class="box"/g)?.length, 4);
  t.notRegex(out, /var\(--|NaN|undefined/);
  for (const words of [['--device', 'a-cm'], ['--call', '2']]) t.regex((await graph(...words)).out, />NdisClCloseCall</, words.join(' '));
});

test('every label of a ladder lies between the lanes of its arrow', async (t) => {
  const { out } = await cli(['scenarios', 'graph', './two.yaml'], folder, passing, {}, '', emulated);
  const rungs = [...out.matchAll(/d="M(\d+) \d+H[^"]*"\/><path class="tip" d="M(\d+) [^"]*"\/><text class="fn" x="(\d+)"[^>]*>([^<]+)</g)];
  t.true(rungs.length > 20);
  for (const [, from, to, middle, text = ''] of rungs) {
    const [left, right] = [Math.min(Number(from), Number(to)), Math.max(Number(from), Number(to))];
    const half = (text.length * 6.7) / 2;
    t.true(Number(middle) - half > left && Number(middle) + half < right, text);
  }
});

test('graph refuses what it cannot draw or write', async (t) => {
  for (const [words, text, exitCode] of [
    [['calls', '--call', '11'], /the scenario has no call 11 \[no-such-call\]\n {2}It has 10\./, 2],
    [['calls', '--call', '0'], /whole numbers from 1/, 2],
    [['cm-only', '--device', 'b-mcm'], /topology-does-not-fit/, 2],
    [['calls', '-o', 'no/where.svg'], /no.where\.svg: .*file-not-written/, 4],
  ] as const) {
    const run = await cli(['scenarios', 'graph', ...words], folder, passing, {}, '', emulated);
    t.regex(run.err, text, words.join(' '));
    t.is(run.exitCode, exitCode, words.join(' '));
  }
});

test('new writes a scenario that passes check, from each template', async (t) => {
  for (const template of Object.keys(templates).map((file) => file.slice('templates/'.length, -'.yaml'.length))) {
    const name = `my-${template}`;
    const made = await cli(['scenarios', 'new', name, '--from', template], written);
    t.is(made.exitCode, 0, made.err);
    t.regex(made.out, new RegExp(`^scenarios.${name}\\.yaml is written`));
    t.is((await cli(['scenarios', 'check', name], written)).exitCode, 0);
    const text = readFileSync(join(written, 'scenarios', `${name}.yaml`), 'utf8');
    t.true(text.startsWith('# yaml-language-server: $schema=../docs/scenario.schema.json\n') && text.endsWith(templates[`templates/${template}.yaml`] ?? '?'));
  }
  const empty = folderWith(templates);
  t.is((await cli(['scenarios', 'new', 'first'], empty)).exitCode, 0);
  t.is((await cli(['run', 'first'], folderWith({ ...usualFiles, 'scenarios/first.yaml': readFileSync(join(empty, 'scenarios/first.yaml'), 'utf8') }))).exitCode, 0);
});

test('new overwrites nothing and refuses names that would go elsewhere', async (t) => {
  const before = readFileSync(join(written, 'scenarios/calls.yaml'), 'utf8');
  mkdirSync(join(written, 'scenarios/folder.yaml'), { recursive: true });
  for (const [name, text] of [
    ['calls', /scenarios.calls\.yaml: there is a scenario named `calls` already \[scenario-exists\]/],
    ['folder', /scenario-exists/], ['../up', /malformed-name/], ['a/b', /malformed-name/], ['a.yaml', /malformed-name/], ['Upper', /malformed-name/],
    ['nul', /malformed-name/], ['a'.repeat(65), /malformed-name/], ['', /malformed-name/],
  ] as const) {
    const run = await cli(['scenarios', 'new', name], written);
    t.is(run.exitCode, 2);
    t.regex(run.err, text);
  }
  t.is(readFileSync(join(written, 'scenarios/calls.yaml'), 'utf8'), before);
  t.regex((await cli(['scenarios', 'new', 'x', '--from', 'multipont'], written)).err, /unknown-template\]\n {2}Did you mean `multipoint`\?/);
});
