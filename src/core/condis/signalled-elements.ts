import { element } from '../signalling/element-codec.ts';
import { elementIds } from '../signalling/element-ids.ts';
import { aalParameters } from '../signalling/elements/aal-parameters.ts';
import { bearerCapability, bearerClasses } from '../signalling/elements/bearer-capability.ts';
import { highLayerInformation } from '../signalling/elements/high-layer-information.ts';
import { lowLayerInformation } from '../signalling/elements/low-layer-information.ts';
import { calledPartySubaddress, callingPartySubaddress } from '../signalling/elements/party-subaddress.ts';
import { qualityOfService } from '../signalling/elements/quality-of-service.ts';
import { networkInstructions, type SignallingElement } from '../signalling/message.ts';
import { aalTypes, fieldAbsent, type InformationElement, type InformationElementType } from './information-elements.ts';

/**
 * Information elements as they are signalled. Most values of atm.h are those of Q.2931; the bearer class and the AAL type are not
 * (catalogue, e.6).
 */

type Fields = Readonly<Record<string, unknown>>;

/** BCOB_A, BCOB_C and BCOB_X of atm.h, in the order of their values, by the code points of Q.2931. */
const signalledClasses = [bearerClasses['BCOB-A'], bearerClasses['BCOB-C'], bearerClasses['BCOB-X']];

/** CLIP_SUS and UP_P2MP of atm.h. */
const susceptible = 0x20;
const pointToMultipoint = 1;

/** AAL types of Q.2931. */
const signalledTypes = new Map<number, number>([[aalTypes.AAL1, 1], [aalTypes['AAL3/4'], 3], [aalTypes.AAL5, 5]]);

/** How one type of element is signalled; `undefined` where it is not, as AAL0. */
interface Signalled {
  readonly id: number;
  signal(fields: Fields): SignallingElement | undefined;
  read(fields: Fields): Record<string, number | string> | undefined;
}

const conversions: Readonly<Record<InformationElementType, Signalled>> = {
  AALParameters: {
    id: elementIds['AAL parameters'],
    signal(fields) {
      const type = signalledTypes.get(numberOf(fields, 'AALType'));
      if (type === undefined) return undefined;
      const names = aalNames[type] ?? [];
      const given = names.flatMap(([name, field, isAlways]) => {
        const value = numberOf(fields, name);
        return isAlways === true || value !== 0 ? [[field, value] as const] : [];
      });
      return element(aalParameters, { type, ...Object.fromEntries(given) });
    },
    read(fields) {
      const [AALType] = [...signalledTypes].find(([, type]) => type === fields['type']) ?? [];
      if (AALType === undefined) return undefined;
      const names = aalNames[numberOf(fields, 'type')] ?? [];
      return { AALType, ...Object.fromEntries(names.map(([name, field]) => [name, numberOf(fields, field)])) };
    },
  },
  BroadbandBearerCapability: {
    id: elementIds['broadband bearer capability'],
    signal(fields) {
      const bearerClass = signalledClasses[numberOf(fields, 'BearerClass')];
      if (bearerClass === undefined) return undefined;
      const transferCapability = numberOf(fields, 'TrafficType') | numberOf(fields, 'TimingRequirements');
      return element(bearerCapability, {
        bearerClass,
        ...(transferCapability === 0 ? {} : { transferCapability }),
        susceptibleToClipping: numberOf(fields, 'ClippingSusceptability') === susceptible,
        pointToMultipoint: numberOf(fields, 'UserPlaneConnectionConfig') === pointToMultipoint,
      });
    },
    read(fields) {
      const BearerClass = signalledClasses.findIndex((code) => code === fields['bearerClass']);
      const capability = numberOf(fields, 'transferCapability');
      return BearerClass < 0 ? undefined : {
        BearerClass, TrafficType: capability & ~0x03, TimingRequirements: capability & 0x03,
        ClippingSusceptability: fields['susceptibleToClipping'] === true ? susceptible : 0,
        UserPlaneConnectionConfig: fields['pointToMultipoint'] === true ? pointToMultipoint : 0,
      };
    },
  },
  BHLI: {
    id: elementIds['broadband high-layer information'],
    signal(fields) {
      const information = hexOf(fields, 'HighLayerInfo').slice(0, 2 * numberOf(fields, 'HighLayerInfoLength'));
      return element(highLayerInformation, { informationType: numberOf(fields, 'HighLayerInfoType'), information });
    },
    read(fields) {
      const HighLayerInfo = hexOf(fields, 'information');
      return { HighLayerInfoType: numberOf(fields, 'informationType'), HighLayerInfoLength: HighLayerInfo.length / 2, HighLayerInfo };
    },
  },
  BLLI: {
    id: elementIds['broadband low-layer information'],
    signal(fields) {
      const given = lowLayerNames.flatMap(([name, field, absent]) => {
        const value = numberOf(fields, name, absent);
        return value === absent ? [] : [[field, value] as const];
      });
      const isSnap = fields['Layer3IPI'] === snapIdentifier;
      const snap = hexOf(fields, 'SnapId');
      return element(lowLayerInformation, {
        ...Object.fromEntries(given), ...(isSnap && { snapOui: snap.slice(0, 6), snapPid: snap.slice(6, 10) }),
      });
    },
    read(fields) {
      const given = lowLayerNames.map(([name, field, absent]) => [name, numberOf(fields, field, absent)] as const);
      return { ...Object.fromEntries(given), SnapId: hexOf(fields, 'snapOui') + hexOf(fields, 'snapPid') };
    },
  },
  CalledPartySubaddress: {
    id: elementIds['called party subaddress'],
    signal: (fields) => element(calledPartySubaddress, subaddress(fields)),
    read: addressOf,
  },
  CallingPartySubaddress: {
    id: elementIds['calling party subaddress'],
    signal: (fields) => element(callingPartySubaddress, subaddress(fields)),
    read: addressOf,
  },
  QOSClass: {
    id: elementIds['quality of service parameter'],
    signal(fields) {
      const classes = { forwardQosClass: numberOf(fields, 'QOSClassForward'), backwardQosClass: numberOf(fields, 'QOSClassBackward') };
      // UNI 3.1 codes the classes that it defines itself, 1 to 4, as the ATM Forum's.
      const isForum = classes.forwardQosClass > 0 && classes.backwardQosClass > 0;
      return isForum ? element(qualityOfService, classes, networkInstructions) : element(qualityOfService, classes);
    },
    read(fields) {
      return { QOSClassForward: numberOf(fields, 'forwardQosClass'), QOSClassBackward: numberOf(fields, 'backwardQosClass') };
    },
  },
};

/** Fields of the AAL's structure and of the signalled element, by the signalled type; those of 0 are left out unless marked. */
const aalNames: Readonly<Record<number, readonly (readonly [name: string, field: string, isAlways?: true])[]>> = {
  1: [
    ['Subtype', 'subtype', true], ['CBRRate', 'cbrRate', true], ['Multiplier', 'multiplier'],
    ['SourceClockRecoveryMethod', 'sourceClockRecovery'], ['ErrorCorrectionMethod', 'errorCorrection'],
    ['StructuredDataTransferBlocksize', 'blockSize'], ['PartiallyFilledCellsMethod', 'partiallyFilledCells'],
  ],
  3: [
    ['ForwardMaxCPCSSDUSize', 'forwardMaximumCpcsSduSize', true], ['BackwardMaxCPCSSDUSize', 'backwardMaximumCpcsSduSize', true],
    ['LowestMID', 'lowestMid', true], ['HighestMID', 'highestMid', true], ['SSCSType', 'sscsType', true],
  ],
  5: [
    ['ForwardMaxCPCSSDUSize', 'forwardMaximumCpcsSduSize', true], ['BackwardMaxCPCSSDUSize', 'backwardMaximumCpcsSduSize', true],
    ['Mode', 'mode'], ['SSCSType', 'sscsType', true],
  ],
};

/** BLLI_L3_IPI_SNAP. */
const snapIdentifier = 0x80;

/** Numbers of ATM_BLLI_IE, and the value of one that is not given. */
const lowLayerNames: readonly (readonly [name: string, field: string, absent: number])[] = [
  ['Layer2Protocol', 'layer2Protocol', fieldAbsent], ['Layer2Mode', 'layer2Mode', 0], ['Layer2WindowSize', 'layer2Window', 0],
  ['Layer2UserSpecifiedProtocol', 'layer2UserInformation', fieldAbsent], ['Layer3Protocol', 'layer3Protocol', fieldAbsent],
  ['Layer3Mode', 'layer3Mode', 0], ['Layer3DefaultPacketSize', 'layer3DefaultPacketSize', 0], ['Layer3PacketWindowSize', 'layer3Window', 0],
  ['Layer3UserSpecifiedProtocol', 'layer3UserInformation', fieldAbsent], ['Layer3IPI', 'initialProtocolIdentifier', fieldAbsent],
];

/** Types of a subaddress: user-specified ones have no place in an ATM_ADDRESS. */
const nsapSubaddress = 0;
const userSpecified = 2;

function subaddress(fields: Fields): { subaddressType: number; oddDigits: boolean; subaddress: string } {
  const octets = hexOf(fields, 'Address').slice(0, 2 * numberOf(fields, 'NumberOfDigits'));
  return { subaddressType: nsapSubaddress, oddDigits: false, subaddress: octets };
}

function addressOf(fields: Fields): Record<string, number | string> | undefined {
  const Address = hexOf(fields, 'subaddress');
  if (fields['subaddressType'] === userSpecified || Address === '') return undefined;
  return { AddressType: 0, NumberOfDigits: Address.length / 2, Address };
}

/** The element of a signalling message for an information element; `undefined` for one that is not signalled. */
export function signalledElement({ type, fields }: InformationElement): SignallingElement | undefined {
  return conversions[type].signal(fields);
}

/** The information elements for those of a message that have a structure in atm.h. */
export function informationElementsOf(
  elements: readonly { readonly id: number; readonly fields: Fields; readonly error?: string }[],
): InformationElement[] {
  const types = Object.keys(conversions) as InformationElementType[];
  return elements.flatMap(({ id, fields, error }) => {
    const type = types.find((name) => conversions[name].id === id);
    const read = type === undefined || error !== undefined ? undefined : conversions[type].read(fields);
    return type === undefined || read === undefined ? [] : [{ type, fields: read }];
  });
}

function numberOf(fields: Fields, name: string, otherwise = 0): number {
  const value = fields[name];
  return typeof value === 'number' ? value : otherwise;
}

function hexOf(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}
