import type { ElementCodec } from '../element-codec.ts';
import { aalParameters } from './aal-parameters.ts';
import { atmTrafficDescriptor } from './atm-traffic-descriptor.ts';
import { bearerCapability } from './bearer-capability.ts';
import { cause } from './cause.ts';
import { connectionIdentifier } from './connection-identifier.ts';
import { endpointReference } from './endpoint-reference.ts';
import { highLayerInformation } from './high-layer-information.ts';
import { notificationIndicator, restartIndicator } from './indicators.ts';
import { lowLayerInformation } from './low-layer-information.ts';
import { calledPartyNumber, callingPartyNumber } from './party-number.ts';
import { qualityOfService } from './quality-of-service.ts';
import { callState, endpointState } from './states.ts';

const codecs: readonly ElementCodec<never>[] = [
  aalParameters, atmTrafficDescriptor, bearerCapability, calledPartyNumber, callingPartyNumber, callState, cause, connectionIdentifier,
  endpointReference, endpointState, highLayerInformation, lowLayerInformation, notificationIndicator, qualityOfService, restartIndicator,
];

const codecsById = new Map(codecs.map((codec) => [codec.id, codec]));

/** The codec of an element whose contents we read, or `undefined` for one of which only the octets are kept. */
export function elementCodec(id: number): ElementCodec<never> | undefined {
  return codecsById.get(id);
}
