import type { ElementCodec } from '../element-codec.ts';
import { aalParameters } from './aal-parameters.ts';
import { abrAdditionalParameters } from './abr-additional-parameters.ts';
import { abrSetupParameters } from './abr-setup-parameters.ts';
import {
  alternativeTrafficDescriptor, atmTrafficDescriptor, minimumOrAlternativeTrafficDescriptor, minimumTrafficDescriptor,
} from './atm-traffic-descriptor.ts';
import { bearerCapability } from './bearer-capability.ts';
import { callState } from './call-state.ts';
import { cause } from './cause.ts';
import { connectionIdentifier } from './connection-identifier.ts';
import { connectionScopeSelection } from './connection-scope-selection.ts';
import { endToEndTransitDelay } from './end-to-end-transit-delay.ts';
import { endpointReference } from './endpoint-reference.ts';
import { endpointState } from './endpoint-state.ts';
import { extendedQualityOfService } from './extended-quality-of-service.ts';
import { facility } from './facility.ts';
import { genericIdentifierTransport } from './generic-identifier-transport.ts';
import { highLayerInformation } from './high-layer-information.ts';
import { leafInitiatedJoinCallIdentifier } from './leaf-initiated-join-call-identifier.ts';
import { leafInitiatedJoinParameters } from './leaf-initiated-join-parameters.ts';
import { leafSequenceNumber } from './leaf-sequence-number.ts';
import { lowLayerInformation } from './low-layer-information.ts';
import { minimumDesiredCellRate } from './minimum-desired-cell-rate.ts';
import { narrowbandHighLayerCompatibility, narrowbandLowLayerCompatibility } from './narrowband-compatibility.ts';
import { notificationIndicator } from './notification-indicator.ts';
import { oamTrafficDescriptor } from './oam-traffic-descriptor.ts';
import { calledPartyNumber, callingPartyNumber, connectedNumber } from './party-number.ts';
import { calledPartySubaddress, callingPartySubaddress, connectedSubaddress } from './party-subaddress.ts';
import { progressIndicator } from './progress-indicator.ts';
import { qualityOfService } from './quality-of-service.ts';
import { repeatIndicator } from './repeat-indicator.ts';
import { reportType } from './report-type.ts';
import { restartIndicator } from './restart-indicator.ts';
import { sendingComplete } from './sending-complete.ts';
import { lockingShift, nonLockingShift } from './shift.ts';
import { transitNetworkSelection } from './transit-network-selection.ts';
import { userUser } from './user-user.ts';

/** Every element whose contents we read and write, in the order of their identifiers. */
export const elementCodecs: readonly ElementCodec<never>[] = [
  cause, callState, facility, progressIndicator, notificationIndicator, endToEndTransitDelay, connectedNumber, connectedSubaddress,
  endpointReference, endpointState, aalParameters, atmTrafficDescriptor, connectionIdentifier, oamTrafficDescriptor, qualityOfService,
  highLayerInformation, bearerCapability, lowLayerInformation, lockingShift, nonLockingShift, sendingComplete, repeatIndicator,
  callingPartyNumber, callingPartySubaddress, calledPartyNumber, calledPartySubaddress, transitNetworkSelection, restartIndicator,
  narrowbandLowLayerCompatibility, narrowbandHighLayerCompatibility, userUser, genericIdentifierTransport, minimumTrafficDescriptor,
  minimumOrAlternativeTrafficDescriptor, alternativeTrafficDescriptor, abrSetupParameters, reportType, abrAdditionalParameters,
  leafInitiatedJoinCallIdentifier, leafInitiatedJoinParameters, leafSequenceNumber, connectionScopeSelection, extendedQualityOfService,
  minimumDesiredCellRate,
];

const codecsById = new Map(elementCodecs.map((codec) => [codec.id, codec]));

/** The codec of an element whose contents we read, or `undefined` for one of which only the octets are kept. */
export function elementCodec(id: number): ElementCodec<never> | undefined {
  return codecsById.get(id);
}
