import test from 'ava';
import fc from 'fast-check';
import { decodeMessage, type DecodedElement } from '../../../src/core/signalling/decode-message.ts';
import { encodeMessage } from '../../../src/core/signalling/encode-message.ts';
import { messageName } from '../../../src/core/signalling/message-types.ts';
import type { SignallingMessage } from '../../../src/core/signalling/message.ts';
import { hexOctets, hexText } from '../../../src/core/octets.ts';
import { referenceMessages } from './reference-messages.ts';

const octetsOf = (hex: string): Uint8Array => hexOctets(hex) as Uint8Array;

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
    t.deepEqual(decoded.errors, messageName(message.messageType) === undefined ? [`unknown message type 0x${hexText(Uint8Array.of(message.messageType))}`] : []);
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
    t.is(kept, octets.length - decoded.headerOctets);
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
