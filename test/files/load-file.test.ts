import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import type { Fault } from '../../src/core/fault.ts';
import { defaultDelays, defaultPended, lineCellRate } from '../../src/core/scenario/defaults.ts';
import { jsonSchemas } from '../../src/files/json-schema.ts';
import { loadDevice, loadScenario } from '../../src/files/load-file.ts';
import { brokenDevices } from './broken-devices.ts';
import { brokenElements } from './broken-elements.ts';
import { brokenFaults } from './broken-faults.ts';
import { brokenScenarios } from './broken-scenarios.ts';
import { brokenExpectations, soundExpectations } from './broken-expectations.ts';
import { brokenSteps } from './broken-steps.ts';
import { contradictoryNetworks } from './contradictory-networks.ts';
import { contradictoryScenarios } from './contradictory-scenarios.ts';
import { scratchFolder } from '../scratch-folder.ts';

const folder = scratchFolder('files');
let files = 0;

function written(text: string | Uint8Array): string {
  const path = join(folder, `file-${files++}.yaml`);
  writeFileSync(path, text);
  return path;
}

async function scenarioOf(text: string) {
  const loaded = await loadScenario(written(text), 'a.yaml');
  if ('faults' in loaded) throw new Error(loaded.faults.map((fault) => fault.describe()).join('\n'));
  return loaded.spec;
}

function placed(fault: Fault): string {
  return `${fault.place?.line}:${fault.place?.column} ${fault.code}`;
}

/** The character over the mark of a code frame. */
function marked({ excerpt = '' }: Fault): string | undefined {
  const lines = excerpt.split('\n');
  const mark = lines.findIndex((line) => /^ +\| +\^$/.test(line));
  return lines[mark - 1]?.[(lines[mark] ?? '').indexOf('^')];
}

for (const [kind, load, cases] of [
  ['scenario', loadScenario, [
    ...brokenScenarios, ...contradictoryScenarios, ...contradictoryNetworks, ...brokenElements, ...brokenFaults, ...brokenSteps, ...brokenExpectations,
  ]],
  ['device', loadDevice, brokenDevices],
] as const) {
  for (const { what, text, faults } of cases) {
    test(`a ${kind} file with ${what} is refused at its place, with a hint`, async (t) => {
      const loaded = await load(written(text), 'shown.yaml');
      const found = 'faults' in loaded ? loaded.faults : [];
      t.deepEqual(found.map(placed), faults.map(([place]) => place));
      for (const [i, [, message, next]] of faults.entries()) {
        const fault = found[i] as Fault;
        t.regex(fault.message, message);
        t.regex(fault.next ?? '', next);
        t.is(fault.place?.file, 'shown.yaml');
        t.regex(fault.excerpt ?? '', /^> +\d+ \|.*\n +\| +\^$/m);
        t.is(marked(fault), text.split('\n')[(fault.place?.line ?? 0) - 1]?.[(fault.place?.column ?? 0) - 1]?.replace('\t', ' '));
      }
    });
  }
}

test('a long line is cut where its frame ends, and says so', async (t) => {
  const long = `summary: A call.\ncall: { called: "+1", ${' '.repeat(80)}calls: 1${' '.repeat(80)} }\n`;
  const loaded = await loadScenario(written(long), 'shown.yaml');
  const [fault] = 'faults' in loaded ? loaded.faults : [];
  const [, line = ''] = (fault?.excerpt ?? '').split('\n');
  t.regex(line, /^> 2 \| … +calls: 1 +…$/);
  t.true(line.length <= 80);
  t.is(marked(fault as Fault), 'c');
});

for (const [what, text] of soundExpectations) {
  test(`expectations are not refused: ${what}`, async (t) => {
    const loaded = await loadScenario(written(text), 'shown.yaml');
    t.deepEqual('faults' in loaded ? loaded.faults.map((fault) => fault.describe()) : [], []);
  });
}

test('a scenario of one line is whole by its defaults', async (t) => {
  const spec = await scenarioOf('summary: A call.\n');
  t.deepEqual(spec.topologies, ['cm', 'mcm']);
  t.deepEqual([spec.calls, spec.concurrency, spec.callsPerVc, spec.seed, spec.sends, spec.sendOctets], [1, 1, 1, 1, 1, 1500]);
  t.deepEqual(spec.pended, defaultPended);
  t.deepEqual(spec.delays, defaultDelays);
  t.deepEqual(spec.setup.forward, { maxSduOctets: 9188, peakCellRate: lineCellRate });
  t.is(spec.setup.serviceCategory, 'UBR');
  t.deepEqual(spec.courses, [{ name: 'connects' }]);
});

test('a course is a name, a name with its details, or a list of them; details have defaults', async (t) => {
  const coursesOf = async (course: string) => (await scenarioOf(`summary: Calls.\ncalls: 4\ncourse: ${course}\n`)).courses;
  t.deepEqual(await coursesOf('noAnswer'), [{ name: 'noAnswer' }]);
  t.deepEqual(await coursesOf('networkReleases'), [{ name: 'networkReleases', cause: 21 }]);
  t.deepEqual(await coursesOf('{ networkRejects: { cause: user busy } }'), [{ name: 'networkRejects', cause: 17 }]);
  t.deepEqual(await coursesOf('[connects, { refusedAtOnce: { status: NDIS_STATUS_RESOURCES } }, refusedAfterPending, { networkRejects: { cause: 47 } }]'), [
    { name: 'connects' }, { name: 'refusedAtOnce', status: 0xc000009a }, { name: 'refusedAfterPending', status: 0xc00000bb },
    { name: 'networkRejects', cause: 47 },
  ]);
  t.deepEqual((await scenarioOf('summary: Calls.\ncourse: noConnect\nexpect: failed\n')).courses, [{ name: 'noConnect' }]);
});

test('a multipoint call declares itself, carries nothing backward, and its parties have addresses of their own', async (t) => {
  const counted = await scenarioOf('summary: A call.\nmultipoint: { parties: 2, lastParty: added }\n');
  t.deepEqual(counted.multipoint, {
    parties: [
      { called: '3900000000000000000000000000000000000200', answer: 'accepted', droppedBy: 'client' },
      { called: '3900000000000000000000000000000000000300', answer: 'accepted', droppedBy: 'client' },
    ],
    lastParty: 'added',
  });
  t.deepEqual(counted.declares, { multipoint: true });
  t.deepEqual(counted.setup.backward, { maxSduOctets: 0, peakCellRate: 0 });
  t.deepEqual(counted.setup.forward, { maxSduOctets: 9188, peakCellRate: lineCellRate });
  const listed = await scenarioOf('summary: A call.\nmultipoint:\n  parties: [{ called: "+4930", droppedBy: network }, { answer: rejected }]\n');
  t.like(listed.multipoint, { lastParty: 'initial', parties: { 0: { called: '4930', droppedBy: 'network' }, 1: { answer: 'rejected' } } });
  const alone = await scenarioOf('summary: A call.\nmultipoint: {}\n');
  t.deepEqual(alone.multipoint, { parties: [], lastParty: 'initial' });
  t.is((await scenarioOf('summary: A call.\n')).multipoint, undefined);
});

test('quantities are kept exactly, in nanoseconds and octets', async (t) => {
  const { delays, setup, sendOctets } = await scenarioOf(`summary: A call.
hold: 1.5 ms
delays:
  dispatch: { uniform: [1 ns, 2 µs] }
  transmission: { normal: { mean: 0.000000001 s, sigma: 1us } }
  networkConnect: { log-normal: { median: 12 ms, sigma: 0.35 } }
sendSize: 48 octets
call:
  called: "+493012345678"
  calling: "39.000000000000000000000000.222222222222.0A"
  maxSdu: { forward: 100 octets, backward: 200 octets }
  peakCellRate: 16777215 cells/s
`);
  t.deepEqual(delays.hold, { kind: 'fixed', ns: 1_500_000 });
  t.deepEqual(delays.dispatch, { kind: 'uniform', minNs: 1, maxNs: 2000 });
  t.deepEqual(delays.transmission, { kind: 'normal', meanNs: 1, sigmaNs: 1000 });
  t.deepEqual(delays.networkConnect, { kind: 'log-normal', medianNs: 12_000_000, sigma: 0.35 });
  t.is(sendOctets, 48);
  t.deepEqual(setup.called, { plan: 'e164', digits: '493012345678' });
  t.deepEqual(setup.calling, { plan: 'nsap', digits: '390000000000000000000000002222222222220a' });
  t.deepEqual(setup.forward, { maxSduOctets: 100, peakCellRate: 16777215 });
  t.deepEqual(setup.backward, { maxSduOctets: 200, peakCellRate: 16777215 });
});

test('a device file gives its port, defaults filled in', async (t) => {
  const text = 'summary: A NIC.\ntopology: cm\nports:\n  debug:\n    serial: { path: /dev/ttyUSB0 }\n';
  const loaded = await loadDevice(written(text), 'dev/my-nic.yaml');
  t.like(loaded, {
    spec: {
      file: 'dev/my-nic.yaml',
      port: { kind: 'serial', name: 'debug', path: '/dev/ttyUSB0', baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
    },
  });
});

test('a device file names a TCP port by its address', async (t) => {
  const text = (more: string): string => `summary: A NIC.\ntopology: cm\nports:\n  debug:\n    tcp: { address: "tcp://[::1]:4000"${more} }\n`;
  const usual = { kind: 'tcp', name: 'debug', host: '::1', port: 4000, connectTimeoutMs: 5000 };
  t.like(await loadDevice(written(text('')), 'my-nic.yaml'), { spec: { port: usual } });
  const patient = await loadDevice(written(text(', connectTimeout: 1.5 s')), 'my-nic.yaml');
  t.like(patient, { spec: { port: { ...usual, connectTimeoutMs: 1500 } } });
});

test('a device file names a USB port by its address, and its interface and endpoints where they are not the first', async (t) => {
  const text = (more: string): string => `summary: A NIC.\ntopology: cm\nports:\n  debug:\n    usb: { ${more} }\n`;
  const usual = { kind: 'usb', name: 'debug', vendorId: 0x1209, productId: 0xabcd, transferOctets: 16_384, transfers: 4, writeTimeoutMs: 10_000 };
  const plain = await loadDevice(written(text('address: usb://1209:ABCD')), 'my-nic.yaml');
  t.deepEqual('spec' in plain ? plain.spec.port : plain, usual);
  const full = 'address: "usb://1209:abcd/No. 7/B", interface: 2, inEndpoint: 0x83, outEndpoint: 0x04, transferOctets: 512, transfers: 1, writeTimeout: 1 s';
  const loaded = await loadDevice(written(text(full)), 'my-nic.yaml');
  t.deepEqual('spec' in loaded ? loaded.spec.port : loaded, {
    ...usual, serialNumber: 'No. 7/B', interfaceNumber: 2, inEndpoint: 0x83, outEndpoint: 0x04, transferOctets: 512, transfers: 1, writeTimeoutMs: 1000,
  });
});

test('what is no small text file is refused before it is parsed', async (t) => {
  const large = written('');
  truncateSync(large, 300_000);
  const latin1 = written(Uint8Array.from([0x73, 0x3a, 0x20, 0xe4, 0x0a]));
  const cases = [
    [folder, 'not-a-regular-file'],
    [join(folder, 'none.yaml'), 'file-not-found'],
    [join(latin1, 'below-a-file.yaml'), 'file-not-found'],
    [large, 'file-too-large'],
    [latin1, 'not-utf-8'],
  ] as const;
  for (const [path, code] of cases) {
    const loaded = await loadScenario(path, path);
    t.deepEqual('faults' in loaded ? loaded.faults.map((fault) => fault.code) : [], [code], path);
  }
});

const mkfifo = process.platform !== 'win32';
(mkfifo ? test : test.skip)('a FIFO is refused and nobody waits for its writer', async (t) => {
  const fifo = join(folder, 'fifo.yaml');
  t.is(spawnSync('mkfifo', [fifo]).status, 0);
  const loaded = await loadScenario(fifo, fifo);
  t.deepEqual('faults' in loaded ? loaded.faults.map((fault) => fault.code) : [], ['not-a-regular-file']);
});

test('an excerpt cannot steer the terminal', async (t) => {
  const loaded = await loadScenario(written('summary: A call.\nca\u202els: "\u009b2J"\n'), 'a.yaml');
  const text = 'faults' in loaded ? loaded.faults.map((fault) => fault.excerpt).join('\n') : '';
  t.regex(text, /ca\ufffdls: "\ufffd2J"/);
  t.notRegex(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
});

test('everything that ships loads, and every summary fits a line', async (t) => {
  for (const [kind, load] of [['scenarios', loadScenario], ['devices', loadDevice]] as const) {
    const entries = readdirSync(kind).filter((entry) => entry.endsWith('.yaml'));
    t.true(entries.length >= 3);
    for (const entry of entries) {
      const loaded = await load(join(kind, entry), join(kind, entry));
      if ('faults' in loaded) t.fail(loaded.faults.map((fault) => fault.describe()).join('\n'));
      else t.true(loaded.spec.summary.length <= 120 && loaded.spec.summary.endsWith('.'), `${entry}: ${loaded.spec.summary}`);
    }
  }
});

test('a plain make-call scenario is under ten lines', (t) => {
  t.true(readFileSync('scenarios/outgoing-call.yaml', 'utf8').trimEnd().split('\n').length < 10);
});

test('the JSON Schemas in docs are those of the types that check the files', (t) => {
  for (const [name, text] of Object.entries(jsonSchemas())) {
    t.true(readFileSync(join('docs', name), 'utf8') === text, `docs/${name} is out of date: run \`npm run schemas\``);
  }
});

test('beside other faults, a call that is to fail may be closed', async (t) => {
  const { faults } = await scenarioOf('summary: Two.\ncourse: networkRejects\nfaults:\n  - a\n  - { name: b, on: NdisClCloseCall }\n');
  t.is(faults.length, 2);
});

test('faults of device and line are read with the event, the call and the time that they wait for', async (t) => {
  const { faults, line } = await scenarioOf([
    'summary: Faults.', 'calls: 9', 'steps:', ...['create VC', 'make call', 'close call', 'delete VC'].map((act) => `  - client: ${act}`), 'faults:',
    '  - { name: a, on: CONNECT received }', '  - { name: b, calls: [3, 7-9], callOfPass: 1, after: 1 ms, on: NdisCoCreateVc returns, count: 2 }', 'line:',
    '  - { drop: 40 octets, on: "Ndis[M]CmMakeCallComplete", calls: 3 }', '  - { delay: 30 ms, at: 250 ms }', '',
  ].join('\n'));
  const plain = faults.map((fault) => Object.fromEntries(Object.entries(fault).filter(([key]) => key !== 'written')));
  t.deepEqual(plain, [
    { name: 'a', on: { event: 'CONNECT received', count: 1 } },
    { name: 'b', calls: [[3, 3], [7, 9]], callOfPass: 1, afterNs: 1_000_000, on: { event: 'NdisCoCreateVc returns', count: 2 } },
  ]);
  t.deepEqual(line, [
    { kind: 'drop', octets: 40, holdNs: 0, moment: { on: { event: 'Ndis[M]CmMakeCallComplete', count: 1 }, calls: [[3, 3]] } },
    { kind: 'delay', octets: 0, holdNs: 30_000_000, moment: { atNs: 250_000_000 } },
  ]);
});
