import test from 'ava';
import fc from 'fast-check';
import { decodeMessage, type DecodedElement } from '../../../src/core/signalling/decode-message.ts';
import { element } from '../../../src/core/signalling/element-codec.ts';
import { elementCodec } from '../../../src/core/signalling/elements/element-table.ts';
import { encodeMessage } from '../../../src/core/signalling/encode-message.ts';
import {
  callReference, callReferenceFlag, connectionOf, findElement, messageType,
} from '../../../src/core/signalling/message-octets.ts';
import type { SignallingMessage } from '../../../src/core/signalling/message.ts';
import { hexOctets, hexText } from '../../../src/core/octets.ts';
import { referenceMessages } from './reference-messages.ts';

const octetsOf = (hex: string): Uint8Array => hexOctets(hex) as Uint8Array;

/** Decodes a message that consists of one element. */
function decodeOne(elementHex: string): DecodedElement {
  const decoded = decodeMessage(octetsOf(`09030000010580${(elementHex.length / 2).toString(16).padStart(4, '0')}${elementHex}`));
  return decoded.elements[0] as DecodedElement;
}

const elements = fc.array(
  fc.record({ id: fc.integer({ min: 0, max: 255 }), flags: fc.integer({ min: 0, max: 255 }), contents: fc.uint8Array({ maxLength: 40 }) }),
  { maxLength: 8 },
);
const messages: fc.Arbitrary<SignallingMessage> = fc.record({
  messageType: fc.integer({ min: 0, max: 255 }),
  callReference: fc.integer({ min: 0, max: 0x7fffff }),
  callReferenceFlag: fc.constantFrom(0 as const, 1 as const),
  action: fc.integer({ min: 0, max: 255 }),
  elements,
});

/** Whether not even the header of an element is there. */
function isCutOff(item: DecodedElement): boolean {
  return item.error?.includes('too few for an element') ?? false;
}

/** A message as it stands on the wire, without what a decoder adds. */
function plain(message: SignallingMessage): object {
  const { messageType: type, callReference: reference, callReferenceFlag: flag, action } = message;
  return { type, reference, flag, action, elements: message.elements.map(({ id, flags, contents }) => [id, flags, hexText(contents)]) };
}

/** Octets that are a message with some of them replaced, inserted or cut off. */
const damaged = fc.tuple(
  fc.constantFrom(...referenceMessages.map(({ hex }) => octetsOf(hex))), fc.nat(), fc.uint8Array({ maxLength: 4 }), fc.nat(6), fc.nat(),
).map(([octets, at, inserted, removed, cut]) => {
  const from = at % (octets.length + 1);
  const whole = [...octets.subarray(0, from), ...inserted, ...octets.subarray(from + removed)];
  return Uint8Array.from(cut % 4 === 0 ? whole.slice(0, cut % (whole.length + 1)) : whole);
});

test('whatever a message holds comes back from its octets', (t) => {
  fc.assert(fc.property(messages, (message) => {
    const decoded = decodeMessage(encodeMessage(message));
    t.deepEqual(decoded.errors, []);
    t.deepEqual(plain(decoded), plain(message));
  }));
});

test('no octets make the decoder throw, and none of them get lost', (t) => {
  fc.assert(fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 80 })), (octets) => {
    const decoded = decodeMessage(octets);
    const kept = decoded.elements.reduce((sum, item, i) => {
      t.true(!isCutOff(item) || i === decoded.elements.length - 1);
      return sum + item.contents.length + (isCutOff(item) ? 1 : 4);
    }, decoded.trailing.length);
    t.is(kept, octets.length - (decoded.trailing.length === octets.length ? 0 : 9));
  }), { numRuns: 2000 });
});

test('the readers in place agree with the decoder on any octets', (t) => {
  fc.assert(fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 80 })), fc.integer({ min: 0, max: 255 }), (octets, id) => {
    const decoded = decodeMessage(octets);
    const readable = decoded.trailing.length < octets.length;
    t.is(messageType(octets, 0, octets.length), readable ? decoded.messageType : -1);
    t.is(callReference(octets, 0, octets.length), readable ? decoded.callReference : -1);
    t.is(callReferenceFlag(octets, 0, octets.length), readable ? decoded.callReferenceFlag : -1);
    let at = 9;
    const places = new Map<number, number>();
    for (const item of decoded.elements) {
      if (item.contents.length > 0 && !isCutOff(item) && !places.has(item.id)) places.set(item.id, at);
      at += 4 + item.contents.length;
    }
    for (const wanted of [id, ...decoded.elements.map((item) => item.id)]) {
      const found = findElement(octets, 0, octets.length, wanted);
      t.is(found, places.get(wanted) ?? -1);
      if (found >= 0) t.true(connectionOf(octets, found, octets.length) >= -1);
    }
  }), { numRuns: 2000 });
});

test('a declared length larger than what is present is an error of the message, and what is there is read', (t) => {
  const decoded = decodeMessage(octetsOf('09038000010280000c5a8000058800000064'));
  t.deepEqual(decoded.errors, ['declares 12 octets, 9 are present']);
  t.is(decoded.message, 'CALL PROCEEDING');
  t.like(decoded.elements[0], { name: 'connection identifier', fields: { vpci: 0, vci: 100 } });
});

test('what is no message says why', (t) => {
  t.deepEqual(decodeMessage(octetsOf('0803000001050000')).errors, ['protocol discriminator 0x08, not 0x09']);
  t.deepEqual(decodeMessage(octetsOf('0903000001')).errors, ['5 octets are too few for a header of 9']);
  t.deepEqual(decodeMessage(octetsOf('090100058000000000')).errors, ['call reference of 1 octets, not 3']);
  t.deepEqual(decodeMessage(new Uint8Array()).errors, ['0 octets are too few for a header of 9']);
  t.is(decodeMessage(octetsOf('0903000001ff800000')).message, undefined);
});

test('repeated, out-of-order and unknown elements are all listed', (t) => {
  const parts = ['09038000014d80001c', '088000028090', '0880000282a6', '3f800001aa', '08d00000', '54800003000001'];
  const decoded = decodeMessage(octetsOf(parts.join('')));
  t.deepEqual(decoded.elements.map(({ name, flags, fields }) => [name, flags, fields]), [
    ['cause', 0x80, { location: 0, cause: 16 }],
    ['cause', 0x80, { location: 2, cause: 38 }],
    ['unknown element 0x3f', 0x80, {}],
    ['cause', 0xd0, {}],
    ['endpoint reference', 0x80, { referenceType: 0, reference: 1, flag: 0 }],
  ]);
});

const broken: readonly (readonly [title: string, element: string, fields: object, error: string])[] = [
  ['cut', '5a80000588000000', { vpAssociatedSignalling: 1, preferredExclusive: 0, vpci: 0 }, 'declares 5 octets, 4 are present'],
  ['too short for its fields', '5a800003880002', { vpAssociatedSignalling: 1, preferredExclusive: 0, vpci: 2 }, 'ends within vci'],
  ['header cut off', '5a80', {}, '2 octets are too few for an element'],
  ['a tag nobody knows', '59800006840000050f01', { forwardPeakCellRateClp01: 5 }, 'unknown tag 0x0f'],
  ['a rate that stands twice', '598000088400000584000006', { forwardPeakCellRateClp01: 5 }, 'forwardPeakCellRateClp01 stands twice'],
  ['octets left over', '5c80000300010a', { forwardQosClass: 0, backwardQosClass: 1 }, '1 octets follow that have no meaning here'],
  ['another coding standard', '08a000028090', {}, 'contents in coding standard 0x20 are not read'],
  ['a short NSAP address', '708000038239aa', { numberType: 0, numberingPlan: 2, number: '39aa' }, 'NSAP address of 2 octets, not 20'],
  ['E.164 without digits', '7080000391310a', { numberType: 1, numberingPlan: 1, number: '310a' }, 'number holds octets that are no digits'],
  [
    'E.164 of 16 digits', `7080001191${'31'.repeat(16)}`,
    { numberType: 1, numberingPlan: 1, number: '1'.repeat(16) }, 'E.164 number of 16 digits, at most 15',
  ],
  ['a layer that does not exist', '5f80000185', {}, 'layer 0 is not defined'],
];

for (const [title, hex, fields, error] of broken) {
  test(`broken element: ${title}`, (t) => {
    const decoded = decodeOne(hex);
    t.deepEqual(decoded.fields, { ...fields });
    t.is(decoded.error, error);
  });
}

const whole: readonly (readonly [title: string, element: string, fields: object])[] = [
  ['QoS class in network coding', '5ce000020102', { forwardQosClass: 1, backwardQosClass: 2 }],
  ['all of a VBR descriptor', '5980000e8400000a9000000ab0000020bf81', {
    forwardPeakCellRateClp01: 10, forwardSustainableCellRateClp01: 10, forwardMaximumBurstSizeClp01: 32,
    forwardTagging: true, backwardTagging: false, backwardFrameDiscard: false, forwardFrameDiscard: true,
  }],
  ['AAL3/4 with MID range', '5880000c038c00ff8100ff82000103ff', {
    type: 3, forwardMaximumCpcsSduSize: 255, backwardMaximumCpcsSduSize: 255, lowestMid: 1, highestMid: 1023,
  }],
  ['AAL1', '588000080185018601870002', { type: 1, subtype: 1, cbrRate: 1, multiplier: 2 }],
  ['user-defined AAL', '5880000310beef', { type: 16, userDefined: 'beef' }],
  ['E.164 international', '7080000c913132333435363738393031', { numberType: 1, numberingPlan: 1, number: '12345678901' }],
  ['low layer: IP', '5f8000036b6680', { layer3Protocol: 11, initialProtocolIdentifier: 0xcc }],
  ['low layer: SNAP', '5f8000096b40808000a03e0001', {
    layer3Protocol: 11, initialProtocolIdentifier: 0x80, snapOui: '00a03e', snapPid: '0001',
  }],
  ['low layer: X.25 on LAPB', '5f800008a148208766200782', {
    layer1Protocol: 1, layer2Protocol: 8, layer2Mode: 1, layer2Window: 7,
    layer3Protocol: 6, layer3Mode: 1, layer3DefaultPacketSize: 7, layer3Window: 2,
  }],
  ['low layer: of the user', '5f80000450857086', {
    layer2Protocol: 16, layer2UserInformation: 5, layer3Protocol: 16, layer3UserInformation: 6,
  }],
];

for (const [title, hex, fields] of whole) {
  test(`element: ${title}`, (t) => {
    const decoded = decodeOne(hex);
    t.is(decoded.error, undefined);
    t.deepEqual(decoded.fields, { ...fields });
    const codec = elementCodec(decoded.id) as NonNullable<ReturnType<typeof elementCodec>>;
    t.is(hexText(element(codec, fields as never).contents), hex.slice(8));
  });
}
