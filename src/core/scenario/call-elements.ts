import { aalTypes, fieldAbsent, type InformationElement } from '../condis/information-elements.ts';
import { codedRate } from './aal1-rate.ts';
import type { CallSetupSpec, ServiceCategory } from './scenario-spec.ts';

/**
 * What a client passes as information elements of its own beside the addresses and flows of a call (catalogue, e.6). What is not given
 * the call manager chooses by itself: bearer class BCOB-X, AAL5 without a service specific sublayer, quality of service class 0.
 */
export interface CallElementsSpec {
  readonly bearer?: BearerSpec;
  readonly aal?: AalSpec;
  /** An NSAP subaddress: 1 to 20 octets, hex. */
  readonly calledSubaddress?: string;
  readonly callingSubaddress?: string;
  /** 1 to 4, in both directions. */
  readonly qosClass?: number;
  readonly bhli?: HighLayerSpec;
  readonly blli?: LowLayerSpec;
}

/** Bearer classes, in the order of their values in atm.h. */
export const bearerClasses = ['BCOB-A', 'BCOB-C', 'BCOB-X'] as const;
export type BearerClass = (typeof bearerClasses)[number];

export interface BearerSpec {
  readonly bearerClass: BearerClass;
  readonly susceptibleToClipping: boolean;
}

/** Service categories that go with each class (UNI signalling 4.0, table of supported combinations of traffic parameters). */
export const categoriesOfClasses: Readonly<Record<BearerClass, readonly ServiceCategory[]>> = {
  'BCOB-A': ['CBR'], 'BCOB-C': ['rt-VBR', 'nrt-VBR', 'ABR', 'UBR'], 'BCOB-X': ['CBR', 'rt-VBR', 'nrt-VBR', 'ABR', 'UBR'],
};

/** Adaptation layers. AAL0: cells as they are; nothing about it is signalled. */
export type AalSpec =
  | { readonly kind: 'AAL0' }
  | Aal1Spec
  | { readonly kind: 'AAL3/4'; readonly sscs: Sscs; readonly lowestMid: number; readonly highestMid: number }
  | { readonly kind: 'AAL5'; readonly sscs: Sscs };
export type AalName = AalSpec['kind'];
export const aalNames = Object.keys(aalTypes) as readonly AalName[];

/** Multiplexing identifiers of AAL3/4 have ten bits. */
export const mostMid = 1023;

/** A stream of constant bit rate. */
export interface Aal1Spec {
  readonly kind: 'AAL1';
  readonly subtype: Aal1Subtype;
  /** A rate that has a code. */
  readonly kbitPerSecond: number;
  readonly clockRecovery: ClockRecovery;
  readonly errorCorrection: ErrorCorrection;
  /** Of structured data transfer, 1 to 65535; absent: the stream has no structure. */
  readonly blockOctets?: number;
  /** 1 to 47; absent: cells are filled. */
  readonly filledOctets?: number;
}

/** Words for values that are alike in atm.h and in Q.2931. */
export const aal1Subtypes = { none: 0, voice: 1, 'circuit transport': 2, 'high-quality audio': 4, video: 5 } as const;
export type Aal1Subtype = keyof typeof aal1Subtypes;
/** Synchronous residual time stamp, or an adaptive clock. */
export const clockRecoveries = { none: 0, SRTS: 1, adaptive: 2 } as const;
export type ClockRecovery = keyof typeof clockRecoveries;
/** For signals that suffer from loss, or from delay. */
export const errorCorrections = { none: 0, loss: 1, delay: 2 } as const;
export type ErrorCorrection = keyof typeof errorCorrections;
/** Service specific convergence sublayers. */
export const sublayers = { none: 0, 'SSCOP assured': 1, 'SSCOP non-assured': 2, 'frame relay': 4 } as const;
export type Sscs = keyof typeof sublayers;

/** Higher-layer information, by who defines it; 1 to 8 octets, hex. Those of a vendor are 7: OUI and application. */
export interface HighLayerSpec {
  readonly by: HighLayerName;
  readonly octets: string;
}
export const highLayerTypes = { iso: 0, user: 1, vendor: 3 } as const;
export type HighLayerName = keyof typeof highLayerTypes;

/** Protocols of the layers above, one of them at least. */
export interface LowLayerSpec {
  readonly layer2?: Layer2Protocol;
  readonly layer3?: Layer3Protocol;
  /** With layer 3 `SNAP`: OUI and PID, five octets, hex. */
  readonly snap?: string;
}
export const layer2Protocols = {
  'ISO 1745': 1, 'Q.921': 2, 'X.25 link': 6, 'X.25 multilink': 7, 'extended LAPB': 8, 'HDLC ARM': 9, 'HDLC NRM': 10, 'HDLC ABM': 11,
  LLC: 12, 'X.75': 13, 'Q.922': 14, 'ISO 7776': 17,
} as const;
export type Layer2Protocol = keyof typeof layer2Protocols;
/** Protocol and, behind TR 9577, the initial protocol identifier. */
export const layer3Protocols = {
  'X.25': [6], 'ISO 8208': [7], 'X.223': [8], 'ISO 8473': [9], 'T.70': [10], IP: [11, 0xcc], SNAP: [11, 0x80],
} as const satisfies Readonly<Record<string, readonly [protocol: number, identifier?: number]>>;
export type Layer3Protocol = keyof typeof layer3Protocols;

/**
 * Traffic type and timing requirements of atm.h, which together are the transfer capability that is signalled (UNI signalling 4.0): TT_CBR
 * and TR_END_TO_END, TT_VBR with TR_END_TO_END or TR_NO_END_TO_END; ABR has a capability, 12, of which atm.h does not know.
 */
const capabilities: Readonly<Record<ServiceCategory, readonly [trafficType: number, timing: number]>> = {
  CBR: [4, 1], 'rt-VBR': [8, 1], 'nrt-VBR': [8, 2], ABR: [12, 0], UBR: [0, 0],
};
/** What the class alone says already is not given beside it. */
const impliedBy: Readonly<Record<BearerClass, readonly ServiceCategory[]>> = { 'BCOB-A': ['CBR'], 'BCOB-C': ['nrt-VBR'], 'BCOB-X': [] };

/** The elements of a call, in the order of Q2931_IE_TYPE. */
export function informationElementsOf(setup: CallSetupSpec): InformationElement[] {
  const { aal, bearer, bhli, blli, calledSubaddress, callingSubaddress, qosClass } = setup.elements ?? {};
  return [
    ...(aal === undefined ? [] : [aalElement(aal, setup)]),
    ...(bearer === undefined ? [] : [bearerElement(bearer, setup)]),
    ...(bhli === undefined ? [] : [highLayerElement(bhli)]),
    ...(blli === undefined ? [] : [lowLayerElement(blli)]),
    ...(calledSubaddress === undefined ? [] : [{ type: 'CalledPartySubaddress', fields: addressFields(calledSubaddress) } as const]),
    ...(callingSubaddress === undefined ? [] : [{ type: 'CallingPartySubaddress', fields: addressFields(callingSubaddress) } as const]),
    ...(qosClass === undefined ? [] : [{ type: 'QOSClass', fields: { QOSClassForward: qosClass, QOSClassBackward: qosClass } } as const]),
  ];
}

function aalElement(aal: AalSpec, { forward, backward }: CallSetupSpec): InformationElement {
  const AALType = aalTypes[aal.kind];
  const sizes = { ForwardMaxCPCSSDUSize: forward.maxSduOctets, BackwardMaxCPCSSDUSize: backward.maxSduOctets };
  switch (aal.kind) {
    case 'AAL0':
      return { type: 'AALParameters', fields: { AALType } };
    case 'AAL1':
      return {
        type: 'AALParameters',
        fields: {
          AALType,
          Subtype: aal1Subtypes[aal.subtype],
          ...codedRate(aal.kbitPerSecond),
          SourceClockRecoveryMethod: clockRecoveries[aal.clockRecovery],
          ErrorCorrectionMethod: errorCorrections[aal.errorCorrection],
          StructuredDataTransferBlocksize: aal.blockOctets ?? 0,
          PartiallyFilledCellsMethod: aal.filledOctets ?? 0,
        },
      };
    case 'AAL3/4':
      return {
        type: 'AALParameters',
        fields: { AALType, ...sizes, LowestMID: aal.lowestMid, HighestMID: aal.highestMid, SSCSType: sublayers[aal.sscs] },
      };
    case 'AAL5':
      return { type: 'AALParameters', fields: { AALType, ...sizes, SSCSType: sublayers[aal.sscs] } };
  }
}

function bearerElement({ bearerClass, susceptibleToClipping }: BearerSpec, setup: CallSetupSpec): InformationElement {
  const { serviceCategory, backward } = setup;
  const [TrafficType, TimingRequirements] = impliedBy[bearerClass].includes(serviceCategory) ? [0, 0] : capabilities[serviceCategory];
  return {
    type: 'BroadbandBearerCapability',
    fields: {
      BearerClass: bearerClasses.indexOf(bearerClass), TrafficType, TimingRequirements,
      // CLIP_SUS and UP_P2MP; a multipoint call carries nothing backward.
      ClippingSusceptability: susceptibleToClipping ? 0x20 : 0, UserPlaneConnectionConfig: backward.peakCellRate > 0 ? 0 : 1,
    },
  };
}

function highLayerElement({ by, octets }: HighLayerSpec): InformationElement {
  const fields = { HighLayerInfoType: highLayerTypes[by], HighLayerInfoLength: octets.length / 2, HighLayerInfo: octets };
  return { type: 'BHLI', fields };
}

function lowLayerElement({ layer2, layer3, snap }: LowLayerSpec): InformationElement {
  const [protocol = fieldAbsent, identifier = fieldAbsent] = layer3 === undefined ? [] : layer3Protocols[layer3];
  return {
    type: 'BLLI',
    fields: {
      Layer2Protocol: layer2 === undefined ? fieldAbsent : layer2Protocols[layer2], Layer2UserSpecifiedProtocol: fieldAbsent,
      Layer3Protocol: protocol, Layer3UserSpecifiedProtocol: fieldAbsent, Layer3IPI: identifier, SnapId: snap ?? '',
    },
  };
}

/** An ATM_ADDRESS of ATM_NSAP. */
function addressFields(digits: string): InformationElement['fields'] {
  return { AddressType: 0, NumberOfDigits: digits.length / 2, Address: digits };
}
