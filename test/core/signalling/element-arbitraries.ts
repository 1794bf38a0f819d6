import fc from 'fast-check';
import type { ElementCodec } from '../../../src/core/signalling/element-codec.ts';
import { elementIds, type ElementName } from '../../../src/core/signalling/element-ids.ts';
import { elementCodec } from '../../../src/core/signalling/elements/element-table.ts';
import { hexText } from '../../../src/core/octets.ts';

const bit3 = fc.nat(7);
const bit4 = fc.nat(15);
const bit7 = fc.nat(127);
const octet = fc.nat(0xff);
const pair = fc.nat(0xffff);
const triple = fc.nat(0xffffff);
const word = fc.integer({ min: 0, max: 0xffffffff });
const yes = fc.boolean();
const hex = (octets: number) => fc.uint8Array({ minLength: octets, maxLength: octets }).map(hexText);
const upTo = (octets: number, least = 0) => fc.uint8Array({ minLength: least, maxLength: octets }).map(hexText);
const digits = fc.array(fc.nat(9), { maxLength: 15 }).map((list) => list.join(''));

/** Some of these fields, any of them absent but those named. */
function some<Fields extends object>(fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> }, ...required: string[]): fc.Arbitrary<object> {
  return fc.record<object>(fields, { requiredKeys: required as never });
}

const address = fc.oneof(
  fc.record({ numberType: bit3, numberingPlan: fc.constant(2), number: hex(20) }),
  fc.record({ numberType: bit3, numberingPlan: fc.constantFrom(0, 1, 9), number: digits }),
);
const indicated = fc.oneof(
  address,
  fc.tuple(address, fc.nat(3), fc.nat(3)).map(([fields, presentation, screening]) => ({ ...fields, presentation, screening })),
);
const subaddress = fc.record({ subaddressType: bit3, oddDigits: yes, subaddress: upTo(20) });
const options = fc.record({ forwardTagging: yes, backwardTagging: yes, forwardFrameDiscard: yes, backwardFrameDiscard: yes });
const rates = some({
  forwardPeakCellRateClp0: triple, backwardPeakCellRateClp0: triple, forwardPeakCellRateClp01: triple, backwardPeakCellRateClp01: triple,
  forwardSustainableCellRateClp0: triple, backwardSustainableCellRateClp0: triple, forwardSustainableCellRateClp01: triple,
  backwardSustainableCellRateClp01: triple, forwardMinimumCellRateClp01: triple, backwardMinimumCellRateClp01: triple,
  forwardMaximumBurstSizeClp0: triple, backwardMaximumBurstSizeClp0: triple, forwardMaximumBurstSizeClp01: triple,
  backwardMaximumBurstSizeClp01: triple, bestEffort: fc.constant(true),
}, 'forwardPeakCellRateClp01');
const traffic = fc.oneof(rates, fc.tuple(rates, options).map(([first, more]) => ({ ...first, ...more })));
const aal = fc.oneof(
  some({ type: fc.constant(5), forwardMaximumCpcsSduSize: pair, backwardMaximumCpcsSduSize: pair, mode: octet, sscsType: octet }, 'type'),
  fc.record({ type: fc.constant(3), forwardMaximumCpcsSduSize: pair, lowestMid: pair, highestMid: pair, sscsType: octet }),
  some({
    type: fc.constant(1), subtype: octet, cbrRate: octet, multiplier: pair, sourceClockRecovery: octet, errorCorrection: octet,
    blockSize: pair, partiallyFilledCells: octet,
  }, 'type', 'subtype'),
  fc.record({ type: fc.constantFrom(0, 2) }),
  fc.record({ type: fc.integer({ min: 6, max: 255 }), userDefined: hex(4) }),
);
const lowLayer = fc.oneof(
  fc.record({ layer1Protocol: fc.nat(31), layer2Protocol: bit4, layer3Protocol: bit4 }),
  fc.record({ layer2Protocol: fc.constant(6), layer2Mode: fc.nat(3), layer2Window: bit7 }),
  fc.record({ layer2Protocol: fc.constant(16), layer2UserInformation: bit7, layer3Protocol: fc.constant(16), layer3UserInformation: bit7 }),
  fc.record({ layer3Protocol: fc.constantFrom(6, 7, 8), layer3Mode: fc.nat(3), layer3DefaultPacketSize: bit4, layer3Window: bit7 }),
  fc.record({ layer3Protocol: fc.constant(12), layer3TerminalType: bit4, layer3TerminalCapability: bit3 }),
  fc.record({
    layer3Protocol: fc.constant(12), layer3TerminalType: bit4, layer3TerminalCapability: bit3, layer3ForwardMultiplexing: bit3,
    layer3BackwardMultiplexing: bit3,
  }),
  fc.record({ layer3Protocol: fc.constant(11), initialProtocolIdentifier: octet.filter((identifier) => identifier !== 0x80) }),
  fc.record({ layer3Protocol: fc.constant(11), initialProtocolIdentifier: fc.constant(0x80), snapOui: hex(3), snapPid: hex(2) }),
);
const printable = fc.array(fc.integer({ min: 0x20, max: 0x7e }), { minLength: 1, maxLength: 4 }).map((list) => String.fromCharCode(...list));
/** Causes whose diagnostics stay octets. */
const plainCause = fc.constantFrom(16, 17, 18, 30, 31, 41, 47, 127);
const information = fc.record({ information: upTo(12, 1) });

/** Fields for every element that has a codec, by the element's name. What is encoded from them decodes to them. */
export const elementFields: Readonly<Record<ElementName, fc.Arbitrary<object>>> = {
  cause: some({ location: bit4, cause: plainCause, diagnostics: hex(3) }, 'location', 'cause'),
  'call state': fc.record({ state: fc.nat(63) }),
  facility: some({ serviceProtocol: fc.nat(31), applicationData: upTo(8, 1) }, 'serviceProtocol'),
  'progress indicator': fc.record({ progressCoding: fc.nat(3), location: bit4, progress: bit7 }),
  'notification indicator': fc.record({ notification: upTo(4, 1) }),
  'end-to-end transit delay': some({
    cumulativeTransitDelayMs: pair, maximumTransitDelayMs: pair, pnniAcceptableForwardDelay: triple, pnniCumulativeForwardDelay: triple,
    networkGenerated: fc.constant(true),
  }, 'cumulativeTransitDelayMs'),
  'connected number': indicated,
  'connected subaddress': subaddress,
  'endpoint reference': fc.record({ referenceType: octet, reference: fc.nat(0x7fff), flag: fc.nat(1) }),
  'endpoint state': fc.record({ state: fc.nat(63) }),
  'AAL parameters': aal,
  'ATM traffic descriptor': traffic,
  'connection identifier': fc.record({ vpAssociatedSignalling: fc.nat(3), preferredExclusive: bit3, vpci: pair, vci: pair }),
  'OAM traffic descriptor': fc.record({
    shaping: fc.nat(3), oamFlowMandatory: yes, faultManagement: bit3, forwardOamFlow: bit3, backwardOamFlow: bit3,
  }),
  'quality of service parameter': fc.record({ forwardQosClass: octet, backwardQosClass: octet }),
  'broadband high-layer information': some({ informationType: bit7, information: upTo(8, 1) }, 'informationType'),
  'broadband bearer capability': some(
    { bearerClass: fc.nat(31), transferCapability: bit7, susceptibleToClipping: yes, pointToMultipoint: yes },
    'bearerClass', 'susceptibleToClipping', 'pointToMultipoint',
  ),
  'broadband low-layer information': lowLayer,
  'broadband locking shift': fc.record({ nextCodeset: bit3 }),
  'broadband non-locking shift': fc.record({ nextCodeset: bit3 }),
  'broadband sending complete': fc.constant({}),
  'broadband repeat indicator': fc.record({ repetition: bit4 }),
  'calling party number': indicated,
  'calling party subaddress': subaddress,
  'called party number': address,
  'called party subaddress': subaddress,
  'transit network selection': fc.record({ networkType: bit3, networkPlan: bit4, network: printable }),
  'restart indicator': fc.record({ restartClass: bit3 }),
  'narrowband low layer compatibility': information,
  'narrowband high layer compatibility': information,
  'user-user': information,
  'generic identifier transport': some(
    { relatedStandard: octet, sessionIdentifier: upTo(20), resourceIdentifier: upTo(4), otherIdentifiers: fc.constant(['0702abcd']) },
    'relatedStandard',
  ),
  'minimum ATM traffic descriptor': traffic,
  'minimum or alternative ATM traffic descriptor': traffic,
  'alternative ATM traffic descriptor': traffic,
  'ABR setup parameters': some({
    forwardInitialCellRate: triple, backwardInitialCellRate: triple, forwardTransientBufferExposure: triple,
    backwardTransientBufferExposure: triple, cumulativeFixedRoundTripTimeUs: triple, forwardRateIncreaseFactor: octet,
    backwardRateIncreaseFactor: octet, forwardRateDecreaseFactor: octet, backwardRateDecreaseFactor: octet,
  }, 'cumulativeFixedRoundTripTimeUs'),
  'broadband report type': fc.record({ report: octet }),
  'ABR additional parameters': some({
    forwardNrm: bit3, forwardTrm: bit3, forwardCutoffDecreaseFactor: bit3, forwardAcrDecreaseTimeFactor: fc.nat(1023),
    backwardNrm: bit3, backwardTrm: bit3, backwardCutoffDecreaseFactor: bit3, backwardAcrDecreaseTimeFactor: fc.nat(1023),
  }),
  'leaf initiated join call identifier': fc.record({ identifierType: bit4, callIdentifier: word }),
  'leaf initiated join parameters': fc.record({ screening: bit4 }),
  'leaf sequence number': fc.record({ sequenceNumber: word }),
  'connection scope selection': fc.record({ scopeType: bit4, scope: octet }),
  'extended quality of service parameters': some({
    origin: octet, forwardAcceptableDelayVariationUs: triple, backwardAcceptableDelayVariationUs: triple,
    forwardCumulativeDelayVariationUs: triple, backwardCumulativeDelayVariationUs: triple, forwardAcceptableLossRatio: octet,
    backwardAcceptableLossRatio: octet,
  }, 'origin'),
  'minimum desired cell rate': some(
    { origin: octet, forwardMinimumDesiredCellRate: triple, backwardMinimumDesiredCellRate: triple }, 'origin',
  ),
};

/** The codec of a named element. */
export function codecNamed(name: ElementName): ElementCodec<never> {
  return elementCodec(elementIds[name]) as ElementCodec<never>;
}
