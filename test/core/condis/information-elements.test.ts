import test from 'ava';
import fc from 'fast-check';
import {
  informationElementsIn, infoElementFields, packInformationElements, unpackInformationElements, type InformationElement,
} from '../../../src/core/condis/information-elements.ts';
import { informationElementsOf as elementsOfMessage, signalledElement } from '../../../src/core/condis/signalled-elements.ts';
import { hexOctets, hexText } from '../../../src/core/octets.ts';
import { informationElementsOf, type CallElementsSpec } from '../../../src/core/scenario/call-elements.ts';
import { recordedElements } from '../../../src/core/scenario/recorded/recorded-elements.ts';
import { composeMessage } from '../../../src/core/signalling/compose-message.ts';
import { decodeMessage } from '../../../src/core/signalling/decode-message.ts';
import { messageTypes } from '../../../src/core/signalling/message-types.ts';
import type { ServiceCategory } from '../../../src/core/scenario/scenario-spec.ts';
import { anyElements } from './any-elements.ts';

const direction = { maxSduOctets: 9188, peakCellRate: 10_000 };
const called = { plan: 'nsap', digits: '3900000000000000000000000011111111111100' } as const;

function packed(elements: CallElementsSpec, serviceCategory: ServiceCategory = 'CBR', backward = direction): string {
  return hexText(packInformationElements(informationElementsOf({ called, serviceCategory, forward: direction, backward, elements })));
}

/**
 * Laid out by hand from atm.h: IEType and IELength (of the whole record) as little-endian ULONGs, then the structure, its fields naturally
 * aligned and the whole rounded up to four octets.
 */
const byHand: readonly (readonly [what: string, elements: CallElementsSpec, octets: string])[] = [
  // Type 2, 16 octets; BCOB_A 0, no traffic type and no timing: the class says both; CLIP_SUS 0x20; UP_P2P 0.
  ['bearer class A', { bearer: { bearerClass: 'BCOB-A', susceptibleToClipping: true } }, '02000000 10000000 00 00 00 20 00 000000'],
  // BCOB_X 2; TT_CBR 4; TR_END_TO_END 1.
  ['bearer class X', { bearer: { bearerClass: 'BCOB-X', susceptibleToClipping: false } }, '02000000 10000000 02 04 01 00 00 000000'],
  // Type 0, 24 octets; AAL1 2; circuit transport 2; 1544 kbit/s 4; no multiplier; SRTS 1; against delay 2; blocks of 24; 40 octets in a cell.
  [
    'AAL1',
    {
      aal: {
        kind: 'AAL1', subtype: 'circuit transport', kbitPerSecond: 1544, clockRecovery: 'SRTS', errorCorrection: 'delay', blockOctets: 24,
        filledOctets: 40,
      },
    },
    '00000000 18000000 02000000 02 04 0000 01 02 1800 28 000000',
  ],
  // 384 kbit/s: 6 times 64, code 64.
  [
    'AAL1 at a multiple',
    { aal: { kind: 'AAL1', subtype: 'none', kbitPerSecond: 384, clockRecovery: 'none', errorCorrection: 'none' } },
    '00000000 18000000 02000000 00 40 0600 00 00 0000 00 000000',
  ],
  // AAL34 4; 9188 both ways; identifiers 1 to 1023; SSCOP assured 1.
  [
    'AAL3/4', { aal: { kind: 'AAL3/4', sscs: 'SSCOP assured', lowestMid: 1, highestMid: 1023 } },
    '00000000 18000000 04000000 e423 e423 0100 ff03 01 000000',
  ],
  // AAL5 8; ULONG sizes; Mode 0, not given; frame relay 4.
  ['AAL5', { aal: { kind: 'AAL5', sscs: 'frame relay' } }, '00000000 18000000 08000000 e4230000 e4230000 00 04 0000'],
  ['AAL0', { aal: { kind: 'AAL0' } }, '00000000 18000000 01000000 000000000000000000000000'],
  // ATM_ADDRESS: ATM_NSAP 0, 3 octets, 20 octets of address.
  ['a called subaddress', { calledSubaddress: '47aabb' }, '06000000 24000000 00000000 03000000 47aabb 0000000000000000000000000000000000'],
  ['a calling subaddress', { callingSubaddress: '47' }, '08000000 24000000 00000000 01000000 47 00000000000000000000000000000000000000'],
  ['a QoS class', { qosClass: 3 }, '0a000000 0c000000 03 03 0000'],
  ['higher-layer information', { bhli: { by: 'vendor', octets: '00a03e00000001' } }, '03000000 18000000 03000000 07000000 00a03e0000000100'],
  // Layer 2 LLC 12, layer 3 TR 9577 with the identifier of IP; SAP_FIELD_ABSENT 0xFFFFFFFE for the user-specified protocols.
  [
    'lower-layer information', { blli: { layer2: 'LLC', layer3: 'IP' } },
    '04000000 2c000000 0c000000 00000000 feffffff 0b000000 00000000 feffffff cc000000 0000000000 000000',
  ],
];

for (const [what, elements, octets] of byHand) {
  test(`${what} is packed as atm.h lays it out`, (t) => t.is(packed(elements), octets.replaceAll(' ', '')));
}

test('a multipoint call says so in its bearer capability, which has no traffic type where the class has none', (t) => {
  const bearer = { bearerClass: 'BCOB-C', susceptibleToClipping: false } as const;
  const none = { maxSduOctets: 0, peakCellRate: 0 };
  t.is(packed({ bearer }, 'UBR', none), '0200000010000000' + '0100000001' + '000000');
  t.is(packed({ bearer }, 'nrt-VBR'), '0200000010000000' + '0100000000' + '000000');
  t.is(packed({ bearer }, 'rt-VBR'), '0200000010000000' + '0108010000' + '000000');
  t.is(packed({ bearer }, 'ABR'), '0200000010000000' + '010c000000' + '000000');
});

test('what a scenario says survives the packed records, and SETUP', (t) => {
  fc.assert(fc.property(anyElements, (elements) => {
    const given = informationElementsOf({ called, serviceCategory: 'CBR', forward: direction, backward: direction, elements });
    const fields = infoElementFields(given);
    const parameters = { CallMgrParameters: { CallMgrSpecific: { Parameters: fields } } };
    t.is(informationElementsIn(parameters).length, given.length);
    t.deepEqual(recordedElements(parameters, undefined, 'CBR'), elements);
    const signalled = given.map(signalledElement).filter((one) => one !== undefined);
    const octets = composeMessage({ messageType: messageTypes.SETUP, callReference: 1, callReferenceFlag: 0, elements: signalled });
    t.deepEqual(recordedElements({}, { kind: 'signal', at: 0, bytes: hexText(octets) }, 'CBR'), elements);
  }));
});

test('records that are cut, or of another kind, are left out, and never throw', (t) => {
  const whole = packInformationElements([
    { type: 'CalledPartySubaddress', fields: { AddressType: 0, NumberOfDigits: 1, Address: '47' } }, { type: 'QOSClass', fields: {} },
  ]);
  t.deepEqual(unpackInformationElements(whole, 2).map(({ type }) => type), ['CalledPartySubaddress', 'QOSClass']);
  t.is(unpackInformationElements(whole, 1).length, 1);
  t.is(unpackInformationElements(whole.subarray(0, -1), 2).length, 1);
  // IE_Cause, 12 octets, then a QoS class.
  const other = hexOctets('09000000' + '0c000000' + '00000000' + '0a000000' + '0c000000' + '02020000') as Uint8Array;
  t.deepEqual(unpackInformationElements(other, 2), [{ type: 'QOSClass', fields: { QOSClassForward: 2, QOSClassBackward: 2 } }]);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(6), (octets, count) => {
    t.true(unpackInformationElements(octets, count).length <= count);
  }));
});

test('of a message only elements that can be read and have a structure become information elements', (t) => {
  const read = (element: string): InformationElement[] => {
    const octets = element.replaceAll(' ', '');
    const length = (octets.length / 2).toString(16).padStart(4, '0');
    return elementsOfMessage(decodeMessage(hexOctets(`09030000010580${length}${octets}`) as Uint8Array).elements);
  };
  t.deepEqual(read('5e 80 0003 10 85 80').map(({ fields }) => fields), [{
    BearerClass: 2, TrafficType: 4, TimingRequirements: 1, ClippingSusceptability: 0, UserPlaneConnectionConfig: 0,
  }]);
  t.deepEqual(read('5e 80 0002 98 80'), [], 'a transparent VP is no class of atm.h');
  t.deepEqual(read('58 80 0001 02'), [], 'nor is AAL2 a layer');
  t.deepEqual(read('71 80 0003 a0 11 22'), [], 'nor a user-specified subaddress one that ATM_ADDRESS holds');
  t.deepEqual(read('5e 80 0001 10'), [], 'a cut element says nothing');
});
