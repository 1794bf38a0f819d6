import { permanentVc, type CallParameters } from '../condis/call-parameters.ts';
import { aalTypes, callManagerParametersOctets, infoElementFields } from '../condis/information-elements.ts';
import { hexText, utf8Octets } from '../octets.ts';
import { informationElementsOf } from './call-elements.ts';
import type { PermanentVcProgram } from './call-program.ts';
import type { AtmAddress, CallSetupSpec, DirectionSpec, ServiceCategory } from './scenario-spec.ts';

/** Values of ndis.h, qos.h and atm.h (catalogue, section e). */
const qosNotSpecified = 0xffffffff;
/** SERVICETYPE_NOTRAFFIC: a direction that carries nothing. */
const noTraffic = 0;
/** SERVICETYPE_BESTEFFORT, SERVICETYPE_CONTROLLEDLOAD and SERVICETYPE_GUARANTEED. What has to be in time is guaranteed. */
export const serviceTypes: Readonly<Record<ServiceCategory, number>> = { UBR: 1, 'nrt-VBR': 2, ABR: 2, CBR: 3, 'rt-VBR': 3 };
/** ATM_SERVICE_CATEGORY: it has one value for both kinds of variable bit rate. */
export const atmServiceCategories: Readonly<Record<ServiceCategory, number>> = { CBR: 1, 'rt-VBR': 2, 'nrt-VBR': 2, UBR: 4, ABR: 8 };
export const addressTypes: Readonly<Record<AtmAddress['plan'], number>> = { nsap: 0, e164: 1 };
const callManagerSpecificQ2931 = 1;
const atmMediaSpecific = 1;
const transmitVc = 0x4;
const receiveVc = 0x8;

/** Octets of user data that one ATM cell carries. */
const cellPayloadOctets = 48;

/** Length of an ATM_MEDIA_PARAMETERS in octets, with the natural alignment of a 32-bit build. */
const mediaParametersOctets = 152;

/** The CO_CALL_PARAMETERS that a client passes to NdisClMakeCall on a permanent VC or on a switched one. */
export function callParametersOf(setup: CallSetupSpec, permanent?: PermanentVcProgram): CallParameters {
  const { forward, backward, serviceCategory } = setup;
  const elements = informationElementsOf(setup);
  const given: CallParameters = {
    Flags: permanent === undefined ? 0 : permanentVc,
    CallMgrParameters: {
      Transmit: flowspec(forward, serviceCategory),
      Receive: flowspec(backward, serviceCategory),
      CallMgrSpecific: {
        ParamType: callManagerSpecificQ2931,
        Length: callManagerParametersOctets(elements),
        Parameters: {
          ...infoElementFields(elements),
          CalledParty: atmAddressOf(setup.called),
          ...(setup.calling === undefined ? {} : { CallingParty: atmAddressOf(setup.calling) }),
        },
      },
    },
    MediaParameters: {
      Flags: transmitVc | (backward.peakCellRate > 0 ? receiveVc : 0),
      ReceivePriority: 0,
      ReceiveSizeHint: backward.maxSduOctets,
      MediaSpecific: {
        ParamType: atmMediaSpecific,
        Length: mediaParametersOctets,
        Parameters: {
          AALType: aalTypes[setup.elements?.aal?.kind ?? 'AAL5'],
          DefaultCLP: 0,
          Transmit: atmFlow(forward, serviceCategory),
          Receive: atmFlow(backward, serviceCategory),
        },
      },
    },
  };
  return permanent?.isNamed === false ? { ...given, MediaParameters: null } : given;
}

/** FLOWSPEC counts octets a second where ATM counts cells. */
function flowspec(direction: DirectionSpec, category: ServiceCategory): CallParameters {
  const { peakCellRate, sustainableCellRate, maxBurst } = direction;
  return {
    TokenRate: (sustainableCellRate ?? peakCellRate) * cellPayloadOctets,
    TokenBucketSize: maxBurst === undefined ? direction.maxSduOctets : maxBurst * cellPayloadOctets,
    PeakBandwidth: peakCellRate * cellPayloadOctets,
    Latency: qosNotSpecified,
    DelayVariation: qosNotSpecified,
    ServiceType: direction.peakCellRate > 0 ? serviceTypes[category] : noTraffic,
    MaxSduSize: direction.maxSduOctets,
    MinimumPolicedSize: qosNotSpecified,
  };
}

function atmFlow(direction: DirectionSpec, category: ServiceCategory): CallParameters {
  return {
    ServiceCategory: atmServiceCategories[category],
    ...(direction.sustainableCellRate !== undefined && { AverageCellRate: direction.sustainableCellRate }),
    PeakCellRate: direction.peakCellRate,
    ...(direction.minimumCellRate !== undefined && { MinimumCellRate: direction.minimumCellRate }),
    ...(direction.maxBurst !== undefined && { BurstLengthCells: direction.maxBurst }),
    MaxSduSize: direction.maxSduOctets,
  };
}

/** ATM_ADDRESS: an NSAP address is 20 binary octets, an E.164 one ASCII digits. */
export function atmAddressOf({ plan, digits }: AtmAddress): CallParameters {
  return {
    AddressType: addressTypes[plan],
    NumberOfDigits: plan === 'nsap' ? digits.length / 2 : digits.length,
    Address: plan === 'nsap' ? digits : hexText(utf8Octets(digits)),
  };
}
