import { readFileSync } from 'node:fs';
import test from 'ava';
import { composeMessage } from '../../../src/core/signalling/compose-message.ts';
import { decodeMessage } from '../../../src/core/signalling/decode-message.ts';
import { element } from '../../../src/core/signalling/element-codec.ts';
import { elementIds } from '../../../src/core/signalling/element-ids.ts';
import { aalParameters } from '../../../src/core/signalling/elements/aal-parameters.ts';
import { atmTrafficDescriptor } from '../../../src/core/signalling/elements/atm-traffic-descriptor.ts';
import { cause, causeValues } from '../../../src/core/signalling/elements/cause.ts';
import { connectionIdentifier } from '../../../src/core/signalling/elements/connection-identifier.ts';
import { endpointReference } from '../../../src/core/signalling/elements/endpoint-reference.ts';
import { elementCodec } from '../../../src/core/signalling/elements/element-table.ts';
import { encodeMessage } from '../../../src/core/signalling/encode-message.ts';
import { messageOctet } from '../../../src/core/signalling/message-octet.ts';
import { messageName, messageTypeOf, messageTypes } from '../../../src/core/signalling/message-types.ts';
import { hexOctets, hexText } from '../../../src/core/octets.ts';
import { referenceMessages } from './reference-messages.ts';
import { readSunAtmPcap } from './sun-atm.ts';

const octetsOf = (hex: string): Uint8Array => hexOctets(hex) as Uint8Array;

for (const reference of referenceMessages) {
  test(`${reference.title} decodes to its fields and encodes to its octets`, (t) => {
    const decoded = decodeMessage(octetsOf(reference.hex));
    t.is(decoded.message, reference.message as typeof decoded.message);
    t.is(messageTypeOf(reference.message), decoded.messageType);
    t.is(decoded.callReference, reference.callReference);
    t.is(decoded.callReferenceFlag, reference.callReferenceFlag);
    t.deepEqual(decoded.errors, []);
    t.is(decoded.trailing.length, 0);
    const read = decoded.elements.map(({ name, fields }) => [name, fields]);
    t.deepEqual(read, reference.elements.map(([name, fields]) => [name, { ...fields }]));
    t.deepEqual(decoded.elements.filter(({ error }) => error !== undefined), []);
    t.is(hexText(encodeMessage(decoded)), reference.hex);
    for (const { id, fields, contents, flags } of decoded.elements) {
      const codec = elementCodec(id);
      t.is(hexText(element(codec as NonNullable<typeof codec>, fields as never, flags).contents), hexText(contents));
    }
  });
}

test('the recorded calls of another implementation decode whole and encode to the same octets', (t) => {
  const frames = readSunAtmPcap(readFileSync('test/golden/q2931-svc-call.pcap'));
  t.is(frames.length, 24);
  const messages = frames.filter((frame) => frame.pduType === 8);
  const decoded = messages.map((frame) => decodeMessage(frame.information));
  const call = ['SETUP', 'CALL PROCEEDING', 'CONNECT', 'CONNECT ACKNOWLEDGE', 'RELEASE', 'RELEASE COMPLETE'];
  t.deepEqual(decoded.map((message) => message.message as string), [...call, ...call]);
  t.deepEqual(decoded.map((message) => message.callReference), [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]);
  t.deepEqual(decoded.map((message) => message.callReferenceFlag), [0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1]);
  for (const [i, message] of decoded.entries()) {
    t.deepEqual(message.errors, []);
    t.deepEqual(message.elements.filter((item) => item.error !== undefined), []);
    t.is(hexText(encodeMessage(message)), hexText((messages[i] as (typeof messages)[number]).information));
  }
  const fieldsOf = (message: number, id: number) => decoded[message]?.elements.find((item) => item.id === id)?.fields;
  t.like(fieldsOf(0, elementIds['ATM traffic descriptor']), { forwardPeakCellRateClp01: 353207, bestEffort: true });
  t.like(fieldsOf(6, elementIds['ATM traffic descriptor']), { forwardPeakCellRateClp01: 1000, backwardPeakCellRateClp01: 1000 });
  t.is(fieldsOf(0, elementIds['called party number'])?.['number'], '47000580ffe1000000f21a26d80000000000b200');
  t.is(fieldsOf(0, elementIds['calling party number'])?.['number'], '47000580ffe1000000f21a26d80000000000a100');
  t.like(fieldsOf(1, elementIds['connection identifier']), { vpci: 2, vci: 32 });
  t.like(fieldsOf(4, elementIds.cause), { location: 0, cause: 16 });
});

test('message names and types are one to one', (t) => {
  for (const [name, type] of Object.entries(messageTypes)) {
    t.is(messageName(type), name as keyof typeof messageTypes);
    t.is(messageTypeOf(name), type);
  }
  t.is(messageName(0xff), undefined);
  t.is(messageTypeOf('HELLO'), undefined);
  t.is(messageTypeOf('toString'), undefined);
});

test('the message type stands behind a call reference of any length, where the octets begin like a message', (t) => {
  t.is(messageOctet(octetsOf('090380000105')), 5);
  t.is(messageOctet(octetsOf('0901810780')), 7);
  t.is(messageOctet(octetsOf('09030000')), undefined);
  t.is(messageOctet(octetsOf('080380000105')), undefined);
  t.is(messageOctet(new Uint8Array()), undefined);
});

test('octets after the declared length are kept, not read', (t) => {
  const decoded = decodeMessage(octetsOf('0903000001078000045a80000008800002809054800003000001'));
  t.deepEqual(decoded.errors, []);
  t.is(hexText(decoded.trailing), '08800002809054800003000001');
  t.deepEqual(decoded.elements.map(({ name, fields, error }) => [name, fields, error]), [['connection identifier', {}, undefined]]);
});

test('a composed message never ends with an element past which Wireshark reads', (t) => {
  const message = { messageType: messageTypes.CONNECT, callReference: 1, callReferenceFlag: 1 } as const;
  const aal = element(aalParameters, { type: 5, forwardMaximumCpcsSduSize: 1516, backwardMaximumCpcsSduSize: 1516 });
  const traffic = element(atmTrafficDescriptor, { forwardPeakCellRateClp01: 1, backwardPeakCellRateClp01: 1, bestEffort: true });
  const connection = element(connectionIdentifier, { vpci: 0, vci: 33 });
  const ids = (octets: Uint8Array) => decodeMessage(octets).elements.map((item) => item.id);
  t.deepEqual(ids(composeMessage({ ...message, elements: [connection, aal, traffic] })), [0x58, 0x59, 0x5a]);
  t.deepEqual(ids(composeMessage({ ...message, elements: [aal, connection] })), [0x58, 0x5a]);
  const party = element(endpointReference, { reference: 1, flag: 1 });
  t.deepEqual(ids(composeMessage({ ...message, elements: [connection, aal, party] })), [0x5a, 0x58, 0x54]);
  t.throws(() => composeMessage({ ...message, elements: [aal, traffic] }), { message: /AAL parameters, ATM traffic descriptor/ });

  const expiry = element(cause, { location: 0, cause: causeValues['recovery on timer expiry'], diagnostics: '333033' });
  const release = { ...message, messageType: messageTypes.RELEASE };
  t.is(hexText(composeMessage({ ...release, elements: [expiry] })), '09038000014d8000060880000280e6');
  t.is(hexText(composeMessage({ ...release, elements: [expiry, connection] })).slice(18), '0880000580e6333033' + '5a8000058800000021');
  t.is(hexText(composeMessage({ ...message, elements: [] })), '090380000107800000');
  const plain = element(cause, { location: 0, cause: causeValues['recovery on timer expiry'] });
  t.deepEqual(ids(composeMessage({ ...release, elements: [connection, plain] })), [0x5a, 0x08]);
  t.deepEqual(ids(composeMessage({ ...release, elements: [connection, expiry] })), [0x08, 0x5a]);
});

test('numbers without a place are refused, not cut', (t) => {
  const message = { messageType: 5, callReferenceFlag: 0, action: 0x80, elements: [] } as const;
  t.throws(() => encodeMessage({ ...message, callReference: 0x800000 }), { message: 'call reference 8388608 is not in 0 … 8388607' });
  t.throws(() => element(connectionIdentifier, { vpci: 65536, vci: 0 }), { instanceOf: RangeError });
  t.throws(() => element(atmTrafficDescriptor, { forwardPeakCellRateClp01: 0x1000000 }), { instanceOf: RangeError });
  const large = { id: 0x7e, flags: 0x80, contents: new Uint8Array(0xfffc) };
  t.throws(() => encodeMessage({ ...message, callReference: 1, elements: [large] }), { instanceOf: RangeError });
});
