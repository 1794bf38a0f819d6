import { aalTypes, fieldAbsent, informationElementsIn, type InformationElement } from '../../condis/information-elements.ts';
import { informationElementsOf } from '../../condis/signalled-elements.ts';
import { hexOctets } from '../../octets.ts';
import { decodeMessage } from '../../signalling/decode-message.ts';
import { aal1CellOctets, rateOfCode, voiceRate } from '../aal1-rate.ts';
import {
  aal1Subtypes, bearerClasses, categoriesOfClasses, clockRecoveries, errorCorrections, highLayerTypes, layer2Protocols, layer3Protocols,
  mostMid, sublayers, type AalSpec, type BearerSpec, type CallElementsSpec, type HighLayerSpec, type LowLayerSpec,
} from '../call-elements.ts';
import type { ServiceCategory } from '../scenario-spec.ts';
import type { RecordedEvent } from './call-events.ts';

type Fields = InformationElement['fields'];

/**
 * What a client passed as information elements of its own, by its call parameters, or where they hold none by SETUP. Left out is what
 * says no more than is signalled without it, and what a scenario cannot say.
 */
export function recordedElements(
  callParameters: unknown, setup: RecordedEvent | undefined, category: ServiceCategory | undefined,
): CallElementsSpec {
  const given = informationElementsIn(callParameters);
  const octets = hexOctets(setup?.bytes);
  const elements = given.length > 0 || octets === undefined ? given : informationElementsOf(decodeMessage(octets).elements);
  const fields = (type: InformationElement['type']): Fields | undefined => elements.find((one) => one.type === type)?.fields;
  const bearer = bearerOf(fields('BroadbandBearerCapability'), category);
  const aal = aalOf(fields('AALParameters'), category);
  const calledSubaddress = digitsOf(fields('CalledPartySubaddress'));
  const callingSubaddress = digitsOf(fields('CallingPartySubaddress'));
  const qosClass = qosClassOf(fields('QOSClass'), category);
  const bhli = highLayerOf(fields('BHLI'));
  const blli = lowLayerOf(fields('BLLI'));
  return {
    ...(bearer !== undefined && { bearer }),
    ...(aal !== undefined && { aal }),
    ...(calledSubaddress !== undefined && { calledSubaddress }),
    ...(callingSubaddress !== undefined && { callingSubaddress }),
    ...(qosClass !== undefined && { qosClass }),
    ...(bhli !== undefined && { bhli }),
    ...(blli !== undefined && { blli }),
  };
}

function bearerOf(fields: Fields | undefined, category: ServiceCategory | undefined): BearerSpec | undefined {
  const bearerClass = bearerClasses[Number(fields?.['BearerClass'])];
  if (bearerClass === undefined || category === undefined || !categoriesOfClasses[bearerClass].includes(category)) return undefined;
  const susceptibleToClipping = fields?.['ClippingSusceptability'] === 0x20;
  return bearerClass === 'BCOB-X' && !susceptibleToClipping ? undefined : { bearerClass, susceptibleToClipping };
}

function aalOf(fields: Fields | undefined, category: ServiceCategory | undefined): AalSpec | undefined {
  const number = (name: string): number => Number(fields?.[name] ?? 0);
  switch (fields?.['AALType']) {
    case aalTypes.AAL0:
      return { kind: 'AAL0' };
    case aalTypes.AAL1: {
      const kbitPerSecond = rateOfCode({ CBRRate: number('CBRRate'), Multiplier: number('Multiplier') });
      const subtype = wordOf(aal1Subtypes, number('Subtype'));
      const clockRecovery = wordOf(clockRecoveries, number('SourceClockRecoveryMethod'));
      const errorCorrection = wordOf(errorCorrections, number('ErrorCorrectionMethod'));
      const [blockOctets, filledOctets] = [number('StructuredDataTransferBlocksize'), number('PartiallyFilledCellsMethod')];
      const isOdd = filledOctets > aal1CellOctets || (subtype === 'voice' && kbitPerSecond !== voiceRate);
      if (category !== 'CBR' || isOdd || [kbitPerSecond, subtype, clockRecovery, errorCorrection].includes(undefined)) return undefined;
      return {
        kind: 'AAL1', subtype, kbitPerSecond, clockRecovery, errorCorrection,
        ...(blockOctets > 0 && { blockOctets }), ...(filledOctets > 0 && { filledOctets }),
      } as AalSpec;
    }
    case aalTypes['AAL3/4']: {
      const sscs = wordOf(sublayers, number('SSCSType'));
      const [lowestMid, highestMid] = [number('LowestMID'), number('HighestMID')];
      const isOdd = lowestMid > highestMid || highestMid > mostMid;
      return sscs === undefined || isOdd ? undefined : { kind: 'AAL3/4', sscs, lowestMid, highestMid };
    }
    case aalTypes.AAL5: {
      const sscs = wordOf(sublayers, number('SSCSType'));
      return sscs === undefined || sscs === 'none' ? undefined : { kind: 'AAL5', sscs };
    }
    default:
      return undefined;
  }
}

/** The octets of an NSAP subaddress. */
function digitsOf(fields: Fields | undefined): string | undefined {
  const digits = String(fields?.['Address'] ?? '').slice(0, 2 * Number(fields?.['NumberOfDigits'] ?? 0));
  return digits === '' || fields?.['AddressType'] !== 0 ? undefined : digits;
}

function qosClassOf(fields: Fields | undefined, category: ServiceCategory | undefined): number | undefined {
  const [forward, backward] = [Number(fields?.['QOSClassForward'] ?? 0), Number(fields?.['QOSClassBackward'] ?? 0)];
  return forward === backward && forward >= 1 && forward <= 4 && category !== undefined && category !== 'UBR' ? forward : undefined;
}

const vendorOctets = 7;

function highLayerOf(fields: Fields | undefined): HighLayerSpec | undefined {
  const by = fields === undefined ? undefined : wordOf(highLayerTypes, Number(fields['HighLayerInfoType']));
  const octets = String(fields?.['HighLayerInfo'] ?? '').slice(0, 2 * Number(fields?.['HighLayerInfoLength'] ?? 0));
  if (by === undefined || octets === '' || (by === 'vendor' && octets.length !== 2 * vendorOctets)) return undefined;
  return { by, octets };
}

function lowLayerOf(fields: Fields | undefined): LowLayerSpec | undefined {
  if (fields === undefined) return undefined;
  const layer2 = wordOf(layer2Protocols, Number(fields['Layer2Protocol']));
  const [protocol, identifier] = [Number(fields['Layer3Protocol']), Number(fields['Layer3IPI'])];
  const layer3 = (Object.keys(layer3Protocols) as (keyof typeof layer3Protocols)[]).find((name) => {
    const [code, behind = fieldAbsent] = layer3Protocols[name] as readonly [number, number?];
    return code === protocol && behind === identifier;
  });
  if (layer2 === undefined && layer3 === undefined) return undefined;
  return {
    ...(layer2 !== undefined && { layer2 }),
    ...(layer3 !== undefined && { layer3 }),
    ...(layer3 === 'SNAP' && { snap: String(fields['SnapId']) }),
  };
}

function wordOf<Word extends string>(values: Readonly<Record<Word, number>>, value: number): Word | undefined {
  return (Object.keys(values) as Word[]).find((word) => values[word] === value);
}
