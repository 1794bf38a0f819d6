import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { informationElementsIn } from '../../src/core/condis/information-elements.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import { hexOctets } from '../../src/core/octets.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import type { RecordedEvent } from '../../src/core/scenario/recorded/call-events.ts';
import { recordedCall } from '../../src/core/scenario/recorded/recorded-call.ts';
import { programOf } from '../../src/core/scenario/program-of.ts';
import { rowsOf } from '../../src/core/scenario/scenario-spec.ts';
import { decodeMessage } from '../../src/core/signalling/decode-message.ts';
import { messageJson } from '../../src/core/signalling/message-json.ts';
import { loadDevice, loadScenario } from '../../src/files/load-file.ts';
import { decodeCallProgram, encodeCallProgram } from '../../src/wire/call-program-codec.ts';
import { dissect } from '../core/signalling/dissector.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { testWithTool } from '../tools.ts';
import { judged } from './judging.ts';
import { recorded, type Seen } from './recorded.ts';

const folder = scratchFolder('elements');
let files = 0;

async function loadedFrom(path: string) {
  const scenario = await loadScenario(path, 'a.yaml');
  if ('faults' in scenario) throw new Error(scenario.faults.map((fault) => fault.describe()).join('\n'));
  return scenario.spec;
}

async function programsOf(path: string, topology: Topology): Promise<CallProgram[]> {
  const device = await loadDevice(`devices/emulated-${topology}.yaml`, 'device.yaml');
  if ('faults' in device) throw new Error('a shipped device does not load');
  return rowsOf(await loadedFrom(path)).map((row) => programOf(row, device.spec));
}

async function programWith(call: string, more = '', topology: Topology = 'cm'): Promise<CallProgram> {
  const path = join(folder, `${files++}.yaml`);
  writeFileSync(path, `summary: A call.\ncall: ${call}\n${more}`);
  const [program] = await programsOf(path, topology);
  return program as CallProgram;
}

/** The signals of a run, by direction and message. */
function signalsOf({ events }: { readonly events: readonly Seen[] }, name: string): Uint8Array[] {
  return events.flatMap(({ kind, dir, message, bytes }) => {
    const octets = kind === 'signal' && `${dir} ${message}` === name ? hexOctets(bytes) : undefined;
    return octets === undefined ? [] : [octets];
  });
}

/** The contents of a message's elements by their identifiers, all of them legible and none out of place. */
function contentsOf(octets: Uint8Array): Map<number, string> {
  const { elements, missing, unexpected, repeated } = messageJson(decodeMessage(octets));
  const wrong = [...elements.flatMap(({ error }) => error ?? []), ...[missing, unexpected, repeated].flatMap((names) => names ?? [])];
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  return new Map(elements.map(({ id, bytes }) => [id, bytes]));
}

const setupOf = (program: CallProgram, name = 'tx SETUP') => contentsOf(signalsOf(recorded(program), name)[0] as Uint8Array);

const rates = 'peakCellRate: 10000 cells/s';
const variable = `${rates}, sustainableCellRate: 2000 cells/s, maxBurst: 100 cells`;
const [aal, bearer, called, calledSub, calling, callingSub, qos, bhli, blli] = [0x58, 0x5e, 0x70, 0x71, 0x6c, 0x6d, 0x5c, 0x5d, 0x5f];

/** Octets by hand from Q.2931 and UNI 4.0: ext and class; transfer capability where there is one; ext, clipping and configuration. */
for (const [call, octets] of [
  [`{ bearerClass: BCOB-A, serviceCategory: CBR, ${rates} }`, '8180'],
  [`{ bearerClass: BCOB-A, susceptibleToClipping: true, serviceCategory: CBR, ${rates} }`, '81a0'],
  [`{ bearerClass: BCOB-C, serviceCategory: rt-VBR, ${variable} }`, '038980'],
  [`{ bearerClass: BCOB-C, serviceCategory: nrt-VBR, ${variable} }`, '8380'],
  [`{ bearerClass: BCOB-C, serviceCategory: ABR, ${rates} }`, '038c80'],
  ['{ bearerClass: BCOB-C }', '8380'],
  ['{ bearerClass: BCOB-X }', '9080'],
  ['{ susceptibleToClipping: true }', '90a0'],
  [`{ susceptibleToClipping: true, serviceCategory: CBR, ${rates} }`, '1085a0'],
  [`{ susceptibleToClipping: true, serviceCategory: rt-VBR, ${variable} }`, '1089a0'],
  [`{ susceptibleToClipping: true, serviceCategory: nrt-VBR, ${variable} }`, '108aa0'],
  [`{ bearerClass: BCOB-X, susceptibleToClipping: true, serviceCategory: ABR, ${rates} }`, '108ca0'],
] as const) {
  test(`SETUP carries ${call} as ${octets}`, async (t) => t.is(setupOf(await programWith(call)).get(bearer), octets));
}

for (const [layer, octets, cells, type] of [
  ['AAL1', '0185028601', 171, 2],
  ['{ AAL1: { subtype: voice } }', '0185018601', 171, 2],
  ['{ AAL1: { cbrRate: 384 kbit/s, clockRecovery: adaptive, partialFill: 40 octets } }', '0185028640870006' + '88028b28', 1200, 2],
  ['{ AAL1: { cbrRate: 1.544 Mbit/s, clockRecovery: SRTS, errorCorrection: loss, blockSize: 24 octets } }', '018502860488018901' + '8a0018', 4118, 2],
  ['{ AAL1: { cbrRate: 56 kbit/s } }', '0185028641870007', 149, 2],
] as const) {
  test(`a call over ${layer} asks for ${octets} and as many cells as its stream takes`, async (t) => {
    const program = await programWith(`{ serviceCategory: CBR, aal: ${layer} }`);
    const { events } = recorded(program);
    t.is(contentsOf(signalsOf({ events }, 'tx SETUP')[0] as Uint8Array).get(aal), octets);
    const made = events.find(({ kind, fn }) => kind === 'enter' && fn === 'NdisClMakeCall')?.args?.['CallParameters'] as object;
    t.like(made, { MediaParameters: { MediaSpecific: { Parameters: { AALType: type, Transmit: { PeakCellRate: cells } } } } });
    const activated = events.find(({ kind, fn, args }) => kind === 'enter' && fn === 'NdisCmActivateVc' && args?.['CallParameters'] !== undefined);
    t.truthy(activated);
    t.is(program.sendOctets, layer.includes('partialFill') ? 40 : 47);
  });
}

test('a permanent VC that the client does not name is activated for the adaptation layer that it asks for', async (t) => {
  const program = await programWith('{ permanent: true, serviceCategory: CBR, aal: AAL1 }');
  const { events } = recorded(program);
  t.deepEqual(events.filter(({ kind }) => kind === 'signal'), []);
  const activated = events.filter(({ kind, fn }) => kind === 'enter' && fn === 'NdisCmActivateVc').map(({ args }) => args?.['CallParameters']);
  // The signalling VC is activated first.
  t.is(activated.length, 2);
  t.like(activated[1], { MediaParameters: { MediaSpecific: { Parameters: { AALType: 2 } } } });
  t.is(judged(program, [], { permanentVc: true }).verdict, 'pass');
});

test('AAL0 is not signalled; AAL3/4 and a sublayer of AAL5 are', async (t) => {
  const without = setupOf(await programWith('{ aal: AAL0 }'));
  t.false(without.has(aal));
  t.is(setupOf(await programWith('{ aal: AAL3/4 }')).get(aal), '038c23e48123e4' + '82000003ff' + '8400');
  t.is(setupOf(await programWith('{ aal: { AAL5: { sscs: frame relay } }, maxSdu: 1600 octets }')).get(aal), '058c06408106408404');
  // What the call manager would choose by itself is left to it.
  t.is(informationElementsIn((await programWith('{ aal: AAL5, bearerClass: BCOB-X, qosClass: 0 }')).callParameters).length, 0);
});

const addressed = '{ calling: "+49301234", calledSubaddress: "47.0005", callingSubaddress: 47aabb, serviceCategory: CBR, qosClass: 1, ' +
  `${rates}, bhli: { vendor: 00a03e00000001 }, blli: { layer2: LLC, layer3: IP } }`;

for (const topology of ['cm', 'mcm'] as const) {
  test(`subaddresses, class and layers are in the SETUP of both directions, and in the offer (${topology})`, async (t) => {
    const program = await programWith(addressed, 'calls: 2\ncourse: [connects, incomingAccepted]\n', topology);
    const run = recorded(program);
    for (const name of ['tx SETUP', 'rx SETUP']) {
      const elements = contentsOf(signalsOf(run, name)[0] as Uint8Array);
      const contents = [calledSub, callingSub, qos, bhli, blli].map((id) => elements.get(id));
      t.deepEqual(contents, ['80470005', '8047aabb', '0101', '8300a03e00000001', 'cc6b6680'], name);
    }
    const offered = run.events.filter(({ kind, fn }) => kind === 'enter' && fn === 'ProtocolClIncomingCall');
    t.is(offered.length, 1);
    const types = informationElementsIn(offered[0]?.args?.['CallParameters']).map(({ type }) => type);
    t.deepEqual(types, ['BHLI', 'BLLI', 'CalledPartySubaddress', 'CallingPartySubaddress', 'QOSClass']);
    t.is(judged(program).verdict, 'pass');
  });
}

test('a party that is added has a subaddress of the caller, and none of the party called first', async (t) => {
  const program = await programWith(addressed, 'multipoint: { parties: 1 }\n');
  const run = recorded(program);
  const setup = contentsOf(signalsOf(run, 'tx SETUP')[0] as Uint8Array);
  t.is(setup.get(bearer), '108581');
  t.true(setup.has(calledSub));
  const added = contentsOf(signalsOf(run, 'tx ADD PARTY')[0] as Uint8Array);
  t.deepEqual([...added.keys()], [aal, bhli, blli, called, calling, callingSub, 0x54]);
  const asked = run.events.find(({ kind, fn }) => kind === 'enter' && fn === 'NdisClAddParty')?.args?.['CallParameters'];
  t.deepEqual(informationElementsIn(asked).map(({ type }) => type), ['BHLI', 'BLLI', 'CallingPartySubaddress', 'QOSClass']);
  t.is(judged(program, [], { multipoint: true }).verdict, 'pass');
});

test('a replay says what was asked for, also where the trace holds no elements and only SETUP shows them', async (t) => {
  const { events } = recorded(await programWith(addressed.replace('qosClass', 'susceptibleToClipping: true, qosClass')));
  const call = events.filter(({ kind, fn }) => (kind === 'signal' || fn === 'NdisClMakeCall')).map((event) => ({ ...event, at: event.tick }));
  const asked = {
    bearer: { bearerClass: 'BCOB-X', susceptibleToClipping: true }, calledSubaddress: '470005', callingSubaddress: '47aabb', qosClass: 1,
    bhli: { by: 'vendor', octets: '00a03e00000001' }, blli: { layer2: 'LLC', layer3: 'IP' },
  };
  t.deepEqual(recordedCall(call as unknown as RecordedEvent[], 'cm').setup.elements as object, asked);
  const unseen = JSON.parse(JSON.stringify(call).replaceAll(/"InfoElementCount":\d+,"InfoElements":"[0-9a-f]+",/g, '')) as RecordedEvent[];
  t.false(JSON.stringify(unseen).includes('InfoElement'));
  const { setup } = recordedCall(unseen, 'cm');
  t.deepEqual(setup.elements as object, asked);
  t.deepEqual(recordedCall(unseen.filter(({ kind }) => kind !== 'signal'), 'cm').setup.elements, {});
});

test('a program that passes elements comes through LOAD as it was', async (t) => {
  const program = await programWith(addressed);
  t.deepEqual(decodeCallProgram(encodeCallProgram(program)), program);
});

for (const topology of ['cm', 'mcm'] as const) {
  for (const name of ['bearer-classes', 'circuit-emulation']) {
    test(`every row of ${name} is green (${topology})`, async (t) => {
      const programs = await programsOf(`scenarios/${name}.yaml`, topology);
      t.is(programs.length, name === 'bearer-classes' ? 6 : 4);
      for (const program of programs) t.is(judged(program).verdict, 'pass');
    });
  }
}

testWithTool('tshark', 'tshark reads every SETUP and ADD PARTY with elements of the client, none malformed', async (t) => {
  const stream = 'AAL1: { cbrRate: 1544 kbit/s, clockRecovery: SRTS, errorCorrection: delay, blockSize: 24 octets, partialFill: 40 octets }';
  const programs = [
    ...await programsOf('scenarios/bearer-classes.yaml', 'cm'), ...await programsOf('scenarios/circuit-emulation.yaml', 'cm'),
    ...await Promise.all([
      `{ serviceCategory: CBR, bearerClass: BCOB-A, aal: { ${stream} } }`, '{ aal: AAL0 }', '{ aal: AAL3/4 }', '{ aal: { AAL5: { sscs: SSCOP assured } } }',
      `{ bearerClass: BCOB-C, serviceCategory: rt-VBR, ${variable} }`, '{ bhli: { user: "01" }, blli: { layer3: SNAP, snap: 00000c0800 } }',
    ].map(async (call) => programWith(call))),
    await programWith(addressed, 'multipoint: { parties: 2 }\n'),
    await programWith(addressed, 'calls: 2\ncourse: [connects, incomingAccepted]\n'),
  ];
  const octets = programs.flatMap((program) => {
    const run = recorded({ ...program, calls: Math.min(program.calls, 2), concurrency: 1 });
    return ['tx SETUP', 'rx SETUP', 'tx ADD PARTY'].flatMap((name) => signalsOf(run, name));
  });
  t.true(octets.length > programs.length);
  const read = dissect(octets);
  t.is(read.length, octets.length);
  t.deepEqual(read.filter(({ isMalformed }) => isMalformed), []);
  t.deepEqual(read.map(({ elements }) => elements), octets.map((each) => [...contentsOf(each).keys()].map((id) => `0x${id.toString(16)}`).join()));
});
