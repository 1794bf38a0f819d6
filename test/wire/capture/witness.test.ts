import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import fc from 'fast-check';
import { composeMessage } from '../../../src/core/signalling/compose-message.ts';
import { decodeMessage } from '../../../src/core/signalling/decode-message.ts';
import { element } from '../../../src/core/signalling/element-codec.ts';
import { aalParameters } from '../../../src/core/signalling/elements/aal-parameters.ts';
import { atmTrafficDescriptor } from '../../../src/core/signalling/elements/atm-traffic-descriptor.ts';
import { bearerCapability } from '../../../src/core/signalling/elements/bearer-capability.ts';
import { cause } from '../../../src/core/signalling/elements/cause.ts';
import { connectionIdentifier } from '../../../src/core/signalling/elements/connection-identifier.ts';
import { endpointReference } from '../../../src/core/signalling/elements/endpoint-reference.ts';
import { lowLayerInformation } from '../../../src/core/signalling/elements/low-layer-information.ts';
import { calledPartyNumber, callingPartyNumber } from '../../../src/core/signalling/elements/party-number.ts';
import { qualityOfService } from '../../../src/core/signalling/elements/quality-of-service.ts';
import { messageTypes } from '../../../src/core/signalling/message-types.ts';
import { hexOctets } from '../../../src/core/octets.ts';
import { directionIds } from '../../../src/core/trace/event-record.ts';
import { CaptureReplay } from '../../../src/wire/capture/capture-replay.ts';
import { linkTypes } from '../../../src/wire/capture/pcapng-format.ts';
import { PcapngWriter } from '../../../src/wire/capture/pcapng-writer.ts';
import { sunAtmPacket } from '../../../src/wire/capture/sun-atm.ts';
import { referenceMessages } from '../../core/signalling/reference-messages.ts';
import { output, testWithTool } from '../../tools.ts';
import { sampleBench, sampleSignals, TraceLog } from './sample-run.ts';

/** Puts octets into a file of its own and takes the folder away afterwards. */
function withFile<Result>(octets: Uint8Array, use: (file: string, folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'condis-bench-'));
  try {
    const file = join(folder, 'capture.pcapng');
    writeFileSync(file, octets);
    return use(file, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A capture that holds these messages on its signalling interface and nothing else. */
function signallingFile(messages: readonly Uint8Array[]): Uint8Array {
  const blocks: Uint8Array[] = [];
  const writer = new PcapngWriter((block) => blocks.push(block));
  writer.section('{"condisTrace":1}', 'test');
  const id = writer.interface({ linkType: linkTypes.signalling, name: 'signalling' });
  for (const [i, message] of messages.entries()) writer.packet(id, BigInt(i), sunAtmPacket(directionIds.tx, message, i));
  return Uint8Array.from(Buffer.concat(blocks));
}

/** The fields of each signalling message in a file, as tshark prints them. */
function fieldsOf(file: string, fields: readonly string[]): readonly (readonly string[])[] {
  const format = ['-T', 'fields', '-E', 'separator=|', '-E', 'aggregator=,', ...fields.flatMap((field) => ['-e', field])];
  return output('tshark', '-r', file, '-Y', 'q2931', ...format).split('\n').slice(0, -1).map((line) => line.split('|'));
}

/** What tshark says of each packet: message type, call reference and its flag, element identifiers and lengths, malformed or not. */
function dissected(file: string): readonly (readonly string[])[] {
  return fieldsOf(file, [
    'q2931.message_type', 'q2931.call_ref', 'q2931.call_ref_flag', 'q2931.message_len', 'q2931.information_element',
    'q2931.information_element.length', '_ws.malformed',
  ]);
}

/** The same of a message as our decoder reads it. */
function decoded(message: Uint8Array): readonly string[] {
  const { messageType, callReference, callReferenceFlag, elements } = decodeMessage(message);
  const octet = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`;
  const ids = elements.map((item) => octet(item.id)).join(',');
  const lengths = elements.map((item) => item.contents.length).join(',');
  const reference = callReference.toString(16).padStart(6, '0');
  return [octet(messageType), reference, String(callReferenceFlag), String(message.length - 9), ids, lengths, ''];
}

function agree(t: ExecutionContext, messages: readonly Uint8Array[]): void {
  const seen = withFile(signallingFile(messages), dissected);
  t.is(seen.length, messages.length);
  for (const [i, message] of messages.entries()) t.deepEqual(seen[i], decoded(message));
}

testWithTool('tshark', 'tshark reads the reference messages as our decoder does', (t) => {
  agree(t, referenceMessages.map(({ hex }) => hexOctets(hex) as Uint8Array));
});

const rate = fc.integer({ min: 0, max: 0xffffff });
const sdu = fc.integer({ min: 0, max: 0xffff });
const nsap = fc.uint8Array({ minLength: 19, maxLength: 19 }).map((octets) => `39${Buffer.from(octets).toString('hex')}`);
const number = fc.record({ numberType: fc.constant(0), numberingPlan: fc.constant(2), number: nsap });
const indicated = fc.record({
  numberType: fc.constant(0), numberingPlan: fc.constant(2), number: nsap, presentation: fc.nat(2), screening: fc.nat(3),
});
const elements = fc.tuple(
  fc.record({ type: fc.constant(5), forwardMaximumCpcsSduSize: sdu, backwardMaximumCpcsSduSize: sdu, sscsType: fc.nat(4) })
    .map((fields) => element(aalParameters, fields)),
  fc.record(
    {
      forwardPeakCellRateClp01: rate, backwardPeakCellRateClp01: rate, forwardSustainableCellRateClp01: rate,
      forwardMaximumBurstSizeClp01: rate, bestEffort: fc.boolean(), forwardTagging: fc.boolean(),
    },
    { requiredKeys: ['forwardPeakCellRateClp01', 'backwardPeakCellRateClp01'] },
  ).map((fields) => element(atmTrafficDescriptor, fields)),
  fc.record(
    {
      bearerClass: fc.constantFrom(1, 3, 16), transferCapability: fc.constantFrom(5, 9, 10, 12),
      susceptibleToClipping: fc.boolean(), pointToMultipoint: fc.boolean(),
    },
    { requiredKeys: ['bearerClass', 'susceptibleToClipping', 'pointToMultipoint'] },
  ).map((fields) => element(bearerCapability, fields)),
  fc.constantFrom({ layer2Protocol: 12 }, { layer3Protocol: 11, initialProtocolIdentifier: 0xcc })
    .map((fields) => element(lowLayerInformation, fields)),
  number.map((fields) => element(calledPartyNumber, fields)),
  indicated.map((fields) => element(callingPartyNumber, fields)),
  fc.record({ vpci: sdu, vci: sdu }).map((fields) => element(connectionIdentifier, fields)),
  fc.record({ location: fc.nat(7), cause: fc.constantFrom(16, 17, 18, 21, 41, 102) }).map((fields) => element(cause, fields)),
  fc.record({ reference: fc.nat(0x7fff), flag: fc.nat(1) }).map((fields) => element(endpointReference, fields)),
  fc.constant(element(qualityOfService, { forwardQosClass: 0, backwardQosClass: 0 })),
).chain((all) => fc.shuffledSubarray(all)).filter((list) => list.length === 0 || list.some(({ id }) => id !== 0x58 && id !== 0x59));
const types = Object.values(messageTypes).filter((type) => type !== messageTypes['CO-BI SETUP'] && type !== messageTypes.FACILITY);
const messages = fc.record({
  messageType: fc.constantFrom(...types),
  callReference: fc.nat(0x7fffff),
  callReferenceFlag: fc.constantFrom(0 as const, 1 as const),
  elements,
}).map(composeMessage);

testWithTool('tshark', 'tshark reads generated messages as our decoder does, none of them malformed', (t) => {
  agree(t, fc.sample(messages, { numRuns: 2000, seed: 20_260_312 }));
});

testWithTool('tshark', 'the signalling of a recorded run decodes without settings, in its direction and order', (t) => {
  const fields = ['frame.interface_name', 'q2931.message_type', 'sscop.s', 'atm.vpi', 'atm.vci', 'frame.time_epoch', 'atm.channel'];
  const read = withFile(sampleBench().file(), (file) => fieldsOf(file, fields));
  t.is(read.length, sampleSignals.length);
  t.deepEqual(read.map(([name, type]) => [name, type]), sampleSignals.map(([, hex]) => ['signalling', `0x${hex.slice(10, 12)}`]));
  t.deepEqual(read.map((packet) => packet[2]), ['0', '0', '1', '1', '2', '2']);
  // Channel 0 is DTE to DCE: sent by the system under test.
  t.deepEqual(read.map((packet) => packet[6]), sampleSignals.map(([direction]) => (direction === directionIds.tx ? '0' : '1')));
  t.deepEqual(new Set(read.map((packet) => `${packet[3]}/${packet[4]}`)), new Set(['0/5']));
  // The fourth read, 4.5 us after the anchor and 1.5 us a read, completes the first signal.
  t.is(read[0]?.[5], '1795275294.000004500');
});

testWithTool('capinfos', 'capinfos accepts a recorded run', (t) => {
  const text = withFile(sampleBench().file(), (file) => output('capinfos', file));
  t.regex(text, /File type:\s+Wireshark\/\.\.\. - pcapng/);
  t.regex(text, /Number of interfaces in file: 3/);
  t.regex(text, /Name = main[\s\S]*Name = bench[\s\S]*Name = signalling/);
  t.regex(text, /Capture comment:\s+\{"condisTrace":1/);
});

testWithTool('tshark', 'no packet of a recorded run is malformed', (t) => {
  t.is(withFile(sampleBench().file(), (file) => output('tshark', '-r', file, '-Y', '_ws.malformed')), '');
});

testWithTool('editcap', 'a capture that editcap has copied holds the same trace, but not what shows that it was closed in order', (t) => {
  const file = sampleBench().file();
  const copy = withFile(file, (path, folder) => {
    output('editcap', path, join(folder, 'copy.pcapng'));
    return readFileSync(join(folder, 'copy.pcapng'));
  });
  t.notDeepEqual(Uint8Array.from(copy), file);
  const [original, copied] = [file, copy].map((octets) => {
    const log = new TraceLog();
    const replay = new CaptureReplay('capture.pcapng', log);
    replay.push(octets);
    return { ...replay.finish(), log };
  });
  t.deepEqual(copied?.log.events.slice(0, -1), original?.log.events);
  t.is(copied?.log.events.at(-1)?.kind, 'gap');
  t.deepEqual(copied?.log.headers, original?.log.headers);
  t.is(copied?.complete, false);
});
