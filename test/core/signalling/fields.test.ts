import test from 'ava';
import fc from 'fast-check';
import { decodeMessage } from '../../../src/core/signalling/decode-message.ts';
import { element } from '../../../src/core/signalling/element-codec.ts';
import { elementIds, type ElementName } from '../../../src/core/signalling/element-ids.ts';
import { elementCodecs } from '../../../src/core/signalling/elements/element-table.ts';
import { encodeMessage } from '../../../src/core/signalling/encode-message.ts';
import { messageTypes } from '../../../src/core/signalling/message-types.ts';
import { hexText } from '../../../src/core/octets.ts';
import { decodeContents } from './decode-one.ts';
import { codecNamed, elementFields } from './element-arbitraries.ts';

const names = Object.keys(elementIds) as ElementName[];

test('every element that has a name has a codec, in the order of the identifiers', (t) => {
  const ids = elementCodecs.map(({ id }) => id);
  t.deepEqual(ids, Object.values(elementIds));
  t.deepEqual(ids, ids.toSorted((a, b) => a - b));
});

for (const name of names) {
  const codec = codecNamed(name);

  test(`${name}: what is encoded is decoded again`, (t) => {
    fc.assert(fc.property(elementFields[name], (given) => {
      const message = { messageType: messageTypes.SETUP, callReference: 1, callReferenceFlag: 0, action: 0x80 } as const;
      const decoded = decodeMessage(encodeMessage({ ...message, elements: [element(codec, given as never)] })).elements[0];
      t.is(decoded?.name, name);
      t.is(decoded?.error, undefined);
      t.deepEqual(decoded?.fields, { ...given } as NonNullable<typeof decoded>['fields']);
    }));
  });

  test(`${name}: any contents decode to fields that have a note, and without an error those fields encode to themselves`, (t) => {
    const id = elementIds[name];
    fc.assert(fc.property(contentsOf(name), (octets) => {
      const decoded = decodeContents(id, hexText(octets));
      t.deepEqual(Object.keys(decoded.fields).filter((field) => !Object.hasOwn(codec.fields, field)), []);
      if (decoded.error !== undefined) return;
      const again = element(codec, decoded.fields as never, decoded.flags);
      t.deepEqual(decodeContents(id, hexText(again.contents)).fields, decoded.fields);
    }));
  });
}

/** Octets at random, and good contents with one octet replaced. */
function contentsOf(name: ElementName): fc.Arbitrary<Uint8Array> {
  const good = elementFields[name].map((fields) => element(codecNamed(name), fields as never).contents);
  const damaged = fc.tuple(good, fc.nat(), fc.nat(0xff)).map(([octets, at, octet]) => octets.map((old, i) => (i === at % octets.length ? octet : old)));
  return fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 12 }), damaged.filter((octets) => octets.length > 0));
}

test('no field hides a key that every element has', (t) => {
  for (const codec of elementCodecs) {
    for (const key of ['id', 'name', 'codeset', 'coding', 'action', 'bytes', 'error']) t.false(Object.hasOwn(codec.fields, key), key);
  }
});

test('the elements of the ATM Forum are written in network coding', (t) => {
  const network = elementCodecs.filter(({ networkCoded }) => networkCoded === true).map(({ id }) => id);
  t.deepEqual(network, [0x7f, 0x84, 0xe4, 0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xf0]);
  t.is(element(codecNamed('leaf sequence number'), { sequenceNumber: 1 } as never).flags, 0xe0);
  t.is(element(codecNamed('restart indicator'), { restartClass: 1 } as never).flags, 0x80);
});

const refused: readonly (readonly [name: ElementName, fields: object])[] = [
  ['cause', { location: 16, cause: 16 }],
  ['cause', { location: 0, cause: 128 }],
  ['cause', { location: 0, cause: 16, diagnostics: '8' }],
  ['call state', { state: 64 }],
  ['endpoint state', { state: 64 }],
  ['restart indicator', { restartClass: 8 }],
  ['broadband repeat indicator', { repetition: 16 }],
  ['broadband report type', { report: 256 }],
  ['leaf initiated join parameters', { screening: -1 }],
  ['broadband locking shift', { nextCodeset: 8 }],
  ['endpoint reference', { reference: 0x8000, flag: 0 }],
  ['endpoint reference', { reference: 1, flag: 2 }],
  ['connection identifier', { vpci: 0, vci: 0, preferredExclusive: 8 }],
  ['connection identifier', { vpci: 0, vci: 0, vpAssociatedSignalling: 4 }],
  ['connection identifier', { vpci: 0, vci: 65536 }],
  ['broadband bearer capability', { bearerClass: 32, susceptibleToClipping: false, pointToMultipoint: false }],
  ['broadband bearer capability', { bearerClass: 1, transferCapability: 128, susceptibleToClipping: false, pointToMultipoint: false }],
  ['quality of service parameter', { forwardQosClass: 256, backwardQosClass: 0 }],
  ['called party number', { numberType: 0, numberingPlan: 2, number: 'no hex' }],
  ['called party number', { numberType: 8, numberingPlan: 1, number: '1' }],
  ['called party number', { numberType: 1, numberingPlan: 16, number: '1' }],
  ['calling party number', { numberType: 1, numberingPlan: 1, number: '1', presentation: 4, screening: 0 }],
  ['calling party number', { numberType: 1, numberingPlan: 1, number: '1', presentation: 0, screening: 4 }],
  ['called party subaddress', { subaddressType: 8, oddDigits: false, subaddress: '' }],
  ['called party subaddress', { subaddressType: 0, oddDigits: false, subaddress: 'x' }],
  ['transit network selection', { networkType: 8, networkPlan: 0, network: '1' }],
  ['transit network selection', { networkType: 0, networkPlan: 16, network: '1' }],
  ['transit network selection', { networkType: 0, networkPlan: 0, network: '\u2603' }],
  ['broadband low-layer information', { layer1Protocol: 32 }],
  ['broadband low-layer information', { layer2Protocol: 32 }],
  ['broadband low-layer information', { layer2Protocol: 6, layer2Mode: 4 }],
  ['broadband low-layer information', { layer2Protocol: 6, layer2Mode: 1, layer2Window: 128 }],
  ['broadband low-layer information', { layer3Protocol: 32 }],
  ['broadband low-layer information', { layer3Protocol: 11, initialProtocolIdentifier: 256 }],
  ['broadband low-layer information', { layer3Protocol: 12, layer3TerminalType: 16 }],
  ['broadband low-layer information', { layer3Protocol: 12, layer3TerminalType: 0, layer3TerminalCapability: 8 }],
  ['broadband low-layer information', { layer3Protocol: 12, layer3TerminalType: 0, layer3ForwardMultiplexing: 8 }],
  ['broadband low-layer information', {
    layer3Protocol: 12, layer3TerminalType: 0, layer3ForwardMultiplexing: 0, layer3BackwardMultiplexing: 8,
  }],
  ['broadband low-layer information', { layer3Protocol: 11, initialProtocolIdentifier: 0x80, snapOui: '00a03e' }],
  ['broadband low-layer information', { layer3Protocol: 11, initialProtocolIdentifier: 0x80, snapPid: '0001' }],
  ['broadband high-layer information', { informationType: 128 }],
  ['facility', { serviceProtocol: 32 }],
  ['progress indicator', { progressCoding: 4, location: 0, progress: 1 }],
  ['progress indicator', { location: 16, progress: 1 }],
  ['progress indicator', { location: 0, progress: 128 }],
  ['OAM traffic descriptor', { shaping: 4, oamFlowMandatory: false, faultManagement: 0, forwardOamFlow: 0, backwardOamFlow: 0 }],
  ['OAM traffic descriptor', { shaping: 0, oamFlowMandatory: false, faultManagement: 8, forwardOamFlow: 0, backwardOamFlow: 0 }],
  ['OAM traffic descriptor', { shaping: 0, oamFlowMandatory: false, faultManagement: 0, forwardOamFlow: 8, backwardOamFlow: 0 }],
  ['OAM traffic descriptor', { shaping: 0, oamFlowMandatory: false, faultManagement: 0, forwardOamFlow: 0, backwardOamFlow: 8 }],
  ['ABR additional parameters', { forwardNrm: 8 }],
  ['ABR additional parameters', { backwardAcrDecreaseTimeFactor: 1024 }],
  ['leaf initiated join call identifier', { identifierType: 16, callIdentifier: 0 }],
  ['leaf initiated join call identifier', { identifierType: 0, callIdentifier: 2 ** 32 }],
  ['leaf sequence number', { sequenceNumber: -1 }],
  ['connection scope selection', { scopeType: 16, scope: 0 }],
  ['connection scope selection', { scopeType: 0, scope: 256 }],
  ['ATM traffic descriptor', { forwardPeakCellRateClp01: 2 ** 24 }],
  ['AAL parameters', { type: 256 }],
  ['AAL parameters', { type: 3, lowestMid: 65536, highestMid: 0 }],
  ['user-user', { information: '0g' }],
];

test('a number that its bits cannot hold, and a text that is no hex, are refused', (t) => {
  for (const [name, fields] of refused) {
    t.throws(() => element(codecNamed(name), fields as never), { instanceOf: RangeError }, `${name} ${JSON.stringify(fields)}`);
  }
});
