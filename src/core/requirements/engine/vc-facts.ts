import { factPlace, type FactPlace } from './facts.ts';

const place = (name: string): FactPlace => factPlace('vc', name);

/** Facts of a VC that the monitor sets or asks for itself. */
export const vcFact = {
  creating: place('creating'), exists: place('exists'), deleted: place('deleted'), assumed: place('assumed'),
  attached: place('attached'), afterGap: place('afterGap'), ofClient: place('ofClient'), ofCm: place('ofCm'),
  signalling: place('signalling'), incoming: place('incoming'), createSeen: place('createSeen'), issued: place('issued'),
  handleDiffers: place('handleDiffers'), createdInBind: place('createdInBind'), active: place('active'), up: place('up'),
  everActive: place('everActive'), connected: place('connected'), connectedOnce: place('connectedOnce'), calling: place('calling'),
  cmAsked: place('cmAsked'), clientMade: place('clientMade'), sendsOut: place('sendsOut'), receivesOut: place('receivesOut'),
  manyParties: place('manyParties'), deleting: place('deleting'), createFailed: place('createFailed'), heldUp: place('heldUp'),
  cmTold: place('cmTold'), clientTold: place('clientTold'), miniportTold: place('miniportTold'), createdOutside: place('createdOutside'),
  gapInCall: place('gapInCall'), createdOk: place('createdOk'), modifying: place('modifying'), remote: place('remote'),
  offered: place('offered'), incomingTold: place('incomingTold'), offering: place('offering'), accepted: place('accepted'),
  closing: place('closing'), returnDue: place('returnDue'), closedOk: place('closedOk'),
  clientUntold: place('clientUntold'),
} as const;
