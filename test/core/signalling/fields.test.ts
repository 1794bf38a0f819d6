import test from 'ava';
import fc from 'fast-check';
import { decodeMessage } from '../../../src/core/signalling/decode-message.ts';
import { element, type ElementCodec } from '../../../src/core/signalling/element-codec.ts';
import { aalParameters } from '../../../src/core/signalling/elements/aal-parameters.ts';
import { atmTrafficDescriptor } from '../../../src/core/signalling/elements/atm-traffic-descriptor.ts';
import { bearerCapability } from '../../../src/core/signalling/elements/bearer-capability.ts';
import { cause } from '../../../src/core/signalling/elements/cause.ts';
import { connectionIdentifier } from '../../../src/core/signalling/elements/connection-identifier.ts';
import { endpointReference } from '../../../src/core/signalling/elements/endpoint-reference.ts';
import { highLayerInformation } from '../../../src/core/signalling/elements/high-layer-information.ts';
import { lowLayerInformation } from '../../../src/core/signalling/elements/low-layer-information.ts';
import { calledPartyNumber, callingPartyNumber } from '../../../src/core/signalling/elements/party-number.ts';
import { qualityOfService } from '../../../src/core/signalling/elements/quality-of-service.ts';
import { callState } from '../../../src/core/signalling/elements/states.ts';
import { encodeMessage } from '../../../src/core/signalling/encode-message.ts';
import { messageTypes } from '../../../src/core/signalling/message-types.ts';
import { hexText } from '../../../src/core/octets.ts';

const octet = fc.nat(0xff);
const pair = fc.nat(0xffff);
const triple = fc.nat(0xffffff);
const hex = (octets: number) => fc.uint8Array({ minLength: octets, maxLength: octets }).map(hexText);
const digits = fc.array(fc.nat(9), { maxLength: 15 }).map((list) => list.join(''));
const address = fc.oneof(
  fc.record({ numberType: fc.constant(0), numberingPlan: fc.constant(2), number: hex(20) }),
  fc.record({ numberType: fc.nat(7), numberingPlan: fc.constant(1), number: digits }),
);
const options = fc.record({
  forwardTagging: fc.boolean(), backwardTagging: fc.boolean(), forwardFrameDiscard: fc.boolean(), backwardFrameDiscard: fc.boolean(),
});
const rates = fc.record({
  forwardPeakCellRateClp0: triple, backwardPeakCellRateClp0: triple, forwardPeakCellRateClp01: triple, backwardPeakCellRateClp01: triple,
  forwardSustainableCellRateClp0: triple, backwardSustainableCellRateClp0: triple, forwardSustainableCellRateClp01: triple,
  backwardSustainableCellRateClp01: triple, forwardMinimumCellRateClp01: triple, backwardMinimumCellRateClp01: triple,
  forwardMaximumBurstSizeClp0: triple, backwardMaximumBurstSizeClp0: triple, forwardMaximumBurstSizeClp01: triple,
  backwardMaximumBurstSizeClp01: triple, bestEffort: fc.constant(true),
}, { requiredKeys: ['forwardPeakCellRateClp01'] });
const aal5 = fc.record({
  type: fc.constant(5), forwardMaximumCpcsSduSize: pair, backwardMaximumCpcsSduSize: pair, mode: octet, sscsType: octet,
}, { requiredKeys: ['type'] });
const aal34 = fc.record({ type: fc.constant(3), forwardMaximumCpcsSduSize: pair, lowestMid: pair, highestMid: pair, sscsType: octet });
const aal1 = fc.record({
  type: fc.constant(1), subtype: octet, cbrRate: octet, multiplier: pair, sourceClockRecovery: octet, errorCorrection: octet,
  blockSize: pair, partiallyFilledCells: octet,
}, { requiredKeys: ['type', 'subtype'] });

const kinds: readonly (readonly [title: string, codec: ElementCodec<never>, fields: fc.Arbitrary<object>])[] = [
  ['AAL parameters', aalParameters, fc.oneof(
    aal5, aal34, aal1, fc.record({ type: fc.integer({ min: 6, max: 255 }), userDefined: hex(4) }),
  )],
  ['ATM traffic descriptor', atmTrafficDescriptor, fc.oneof(rates, fc.tuple(rates, options).map(([some, more]) => ({ ...some, ...more })))],
  ['broadband bearer capability', bearerCapability, fc.record(
    { bearerClass: fc.nat(31), transferCapability: fc.nat(127), susceptibleToClipping: fc.boolean(), pointToMultipoint: fc.boolean() },
    { requiredKeys: ['bearerClass', 'susceptibleToClipping', 'pointToMultipoint'] },
  )],
  ['called party number', calledPartyNumber, address],
  ['calling party number', callingPartyNumber, fc.tuple(address, fc.nat(3), fc.nat(3)).map(([fields, presentation, screening]) => {
    return { ...fields, presentation, screening };
  })],
  ['call state', callState, fc.record({ state: fc.nat(63) })],
  ['cause', cause, fc.record({ location: fc.nat(15), cause: fc.nat(127), diagnostics: hex(3) }, { requiredKeys: ['location', 'cause'] })],
  ['connection identifier', connectionIdentifier, fc.record({
    vpAssociatedSignalling: fc.nat(3), preferredExclusive: fc.nat(7), vpci: pair, vci: pair,
  })],
  ['endpoint reference', endpointReference, fc.record({ referenceType: octet, reference: fc.nat(0x7fff), flag: fc.nat(1) })],
  ['broadband high-layer information', highLayerInformation, fc.record({ informationType: fc.nat(127), information: hex(7) })],
  ['broadband low-layer information', lowLayerInformation, fc.oneof(
    fc.record({ layer1Protocol: fc.nat(31), layer2Protocol: fc.nat(15), layer3Protocol: fc.nat(15) }),
    fc.record({ layer2Protocol: fc.constant(6), layer2Mode: fc.nat(3), layer2Window: fc.nat(127) }),
    fc.record({ layer3Protocol: fc.constant(11), initialProtocolIdentifier: octet }),
    fc.record({ layer3Protocol: fc.constant(11), initialProtocolIdentifier: fc.constant(0x80), snapOui: hex(3), snapPid: hex(2) }),
  )],
  ['quality of service parameter', qualityOfService, fc.record({ forwardQosClass: octet, backwardQosClass: octet })],
];

for (const [title, codec, fields] of kinds) {
  test(`${title}: what is encoded is decoded again`, (t) => {
    fc.assert(fc.property(fields, (given) => {
      const message = { messageType: messageTypes.SETUP, callReference: 1, callReferenceFlag: 0, action: 0x80 } as const;
      const decoded = decodeMessage(encodeMessage({ ...message, elements: [element(codec, given as never)] })).elements[0];
      t.is(decoded?.name, title);
      t.is(decoded?.error, undefined);
      t.deepEqual(decoded?.fields, { ...given } as NonNullable<typeof decoded>['fields']);
    }));
  });
}

test('a number that its bits cannot hold is refused', (t) => {
  const refused: readonly (() => unknown)[] = [
    () => element(cause, { location: 16, cause: 16 }),
    () => element(cause, { location: 0, cause: 128 }),
    () => element(callState, { state: 64 }),
    () => element(endpointReference, { reference: 0x8000, flag: 0 }),
    () => element(endpointReference, { reference: 1, flag: 2 }),
    () => element(connectionIdentifier, { vpci: 0, vci: 0, preferredExclusive: 8 }),
    () => element(bearerCapability, { bearerClass: 32, susceptibleToClipping: false, pointToMultipoint: false }),
    () => element(qualityOfService, { forwardQosClass: 256, backwardQosClass: 0 }),
    () => element(calledPartyNumber, { numberType: 0, numberingPlan: 2, number: 'no hex' }),
    () => element(lowLayerInformation, { layer2Protocol: 32 }),
  ];
  for (const attempt of refused) t.throws(attempt, { instanceOf: RangeError });
});
