import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { hexOctets } from '../../src/core/octets.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import { programOf } from '../../src/core/scenario/program-of.ts';
import { decodeMessage } from '../../src/core/signalling/decode-message.ts';
import { messageJson } from '../../src/core/signalling/message-json.ts';
import { loadDevice, loadScenario } from '../../src/files/load-file.ts';
import { dissect } from '../core/signalling/dissector.ts';
import { testWithTool } from '../tools.ts';
import { recorded } from './recorded.ts';
import { scratchFolder } from '../scratch-folder.ts';

const folder = scratchFolder('categories');
let files = 0;

async function programWith(call: string, course = 'connects'): Promise<CallProgram> {
  const path = join(folder, `${files++}.yaml`);
  writeFileSync(path, `summary: A call.\ntopology: cm\ncourse: ${course}\ncall: ${call}\n`);
  const [scenario, device] = [await loadScenario(path, 'a.yaml'), await loadDevice('devices/emulated-cm.yaml', 'device.yaml')];
  if ('faults' in scenario) throw new Error(scenario.faults.map((fault) => fault.describe()).join('\n'));
  if ('faults' in device) throw new Error('a shipped device does not load');
  return programOf(scenario.spec, device.spec);
}

/** The octets of the messages of a call, by name. */
async function messages(call: string, course?: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const { events } = recorded(await programWith(call, course));
  return new Map(events.flatMap(({ kind, message, bytes }) => {
    const octets = kind === 'signal' ? hexOctets(bytes) : undefined;
    return message === undefined || octets === undefined ? [] : [[message, octets] as const];
  }));
}

const rates = 'peakCellRate: 10000 cells/s';
const variable = `${rates}, sustainableCellRate: { forward: 2000 cells/s, backward: 1000 cells/s }, maxBurst: 100 cells`;

for (const [call, capability, descriptor] of [
  [`{ serviceCategory: CBR, ${rates} }`, 5, '84002710850027' + '10'],
  [`{ serviceCategory: rt-VBR, ${variable} }`, 9, '8400271085002710900007d0910003e8b0000064b1000064'],
  [`{ serviceCategory: nrt-VBR, ${variable} }`, 10, '8400271085002710900007d0910003e8b0000064b1000064'],
  [`{ serviceCategory: ABR, ${rates}, minimumCellRate: 500 cells/s }`, 12, '8400271085002710920001f4930001f4'],
  [`{ serviceCategory: ABR, ${rates} }`, 12, '8400271085002710'],
] as const) {
  test(`SETUP carries ${call}`, async (t) => {
    const setup = (await messages(call)).get('SETUP') as Uint8Array;
    const { elements } = messageJson(decodeMessage(setup));
    t.deepEqual(elements.filter(({ error }) => error !== undefined), []);
    t.is(elements.find(({ id }) => id === 0x59)?.bytes, descriptor);
    t.is(elements.find(({ id }) => id === 0x5e)?.bytes, `10${(0x80 | capability).toString(16)}80`);
  });
}

test('a sustainable rate shrinks with the peak rate that the network grants', async (t) => {
  const connect = (await messages(`{ serviceCategory: rt-VBR, ${variable} }`, 'parametersAccepted')).get('CONNECT') as Uint8Array;
  const { elements } = messageJson(decodeMessage(connect));
  t.is(elements.find(({ id }) => id === 0x59)?.bytes, '8400138885001388900003e8910001f4b0000064b1000064');
});

testWithTool('tshark', 'tshark reads every SETUP of a variable or available bit rate', async (t) => {
  const categories = [
    `{ serviceCategory: rt-VBR, ${variable} }`, `{ serviceCategory: nrt-VBR, ${variable} }`,
    `{ serviceCategory: ABR, ${rates}, minimumCellRate: 500 cells/s }`,
  ];
  const octets = await Promise.all(categories.map(async (call) => (await messages(call)).get('SETUP') as Uint8Array));
  for (const { isMalformed, messageType } of dissect(octets)) t.deepEqual([isMalformed, Number(messageType)], [false, 5]);
});
