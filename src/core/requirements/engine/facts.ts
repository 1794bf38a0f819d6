import type { Observation } from '../../trace/header.ts';

/**
 * What a rule may ask, as bits. Facts of an object (a VC, a party, a list, an address family) live in its row and change only by
 * transitions. Facts of an event are computed once from its arguments; each has a second bit that says whether the tracer saw it.
 */

/** What a row of state is about. */
export const scopes = ['vc', 'party', 'list', 'af', 'sap'] as const;
export type Scope = (typeof scopes)[number];

/** Words of facts in a row. */
export const factWords = 6;

/** Words of facts of an event. */
export const eventWords = 3;

const vcFacts = [
  // Life (d.1).
  ['creating', 'exists', 'deleting', 'deleted', 'assumed', 'attached', 'afterGap', 'createFailed', 'ofClient', 'ofCm', 'signalling',
    'createSeen', 'createdOk', 'cmTold', 'clientTold', 'miniportTold', 'cmUntold', 'clientUntold', 'miniportUntold', 'cmGone',
    'clientGone', 'handleDiffers', 'issued', 'createdInBind', 'cmToldTwice', 'miniportToldTwice', 'incoming', 'deletedEarly', 'heldUp',
    'inCreateHandler', 'returnDue',
    // The network has dropped a party and the client was not told yet; not of the life: this word has room.
    'dropHeard'],
  // Activation (d.2); what follows `activating` … is cleared when the next activation or deactivation begins.
  ['activating', 'active', 'reactivating', 'deactivating', 'up', 'everActive', 'activateFailed', 'activatePended', 'activateReturned',
    'miniportActivate', 'miniportActivatePended', 'miniportActivateDone', 'activateTold', 'activateReady', 'activateDone',
    'deactivateReturned', 'deactivatePended', 'miniportDeactivate', 'miniportDeactivatePended', 'miniportDeactivateDone', 'deactivateTold',
    'deactivateDone', 'askedActivate', 'askedDeactivate', 'toldByNdis', 'dataStarted', 'gapInCall',
    'miniportActivateOk', 'miniportActivateError',
    // Not of the activation: this word has room.
    'createdOutside', 'declaredPointToPoint',
    // The client asks for a permanent VC.
    'permanentAsked'],
  // The call (d.3); cleared when the next begins.
  ['calling', 'connected', 'modifying', 'failed', 'remote', 'closing', 'closed', 'closeFailed', 'clientMade', 'makeReturned',
    'makePended', 'cmAsked', 'cmReturned', 'cmPended', 'completed', 'completedOk', 'completedError', 'completeReturned', 'clientTold2',
    'clientToldOk', 'activateTried', 'activateOk', 'setupSent', 'connectSeen', 'connectAcked', 'releaseSeen', 'releaseSent', 'refused',
    'sendStarted', 'ordered', 'makeFailed', 'cmModifyAsked'],
  ['pointToPoint', 'multipoint', 'clientClosed', 'closeReturned', 'closePended', 'cmAskedClose', 'cmCloseReturned', 'cmClosePended',
    'closeCompleted', 'closeCompletedOk', 'clientToldClose', 'closedOk', 'upAtClose', 'deactivatedSinceClose', 'deactivateOkSinceClose',
    'permanent', 'sendsOut', 'receivesOut', 'manyParties', 'inputInvalid', 'renegotiationForbidden', 'unacceptable', 'changedFlag',
    'declaredMultipoint', 'deactivateTriedInCall', 'deactivateOkInCall', 'remoteStatus', 'callLeft', 'connectedOnce', 'releaseReceived',
    'cmModifyPended', 'modifyActivated'],
  // A call of the network (d.4), and closing by the network; cleared when the next call begins, the last four aside.
  ['offered', 'offering', 'incomingTold', 'incomingReturned', 'incomingPended', 'incomingAnswered', 'dispatchReturned',
    'dispatchPended', 'answerTold', 'answerChanged', 'accepted', 'acceptedOnce',
    'rejected', 'upAtReject', 'deactivatedSinceReject', 'connectSent', 'tornDown',
    'connectedDispatched', 'connectedTold', 'remoteReleased', 'closeDispatched', 'closeTold', 'upAtIndication',
    'deactivatedSinceIndication', 'closeDataGiven', 'closeDataLost', 'closeDataRefused', 'sapGone',
    'unacknowledgedCleared',
    // Of the VC: its client was told that the call is closed, and with an error; the call manager has completed its close.
    'clientReleased', 'errorClosed', 'closedForCm'],
  // Changes of the call's parameters (CM-6): what the client asks for, then what the network does.
  ['modifyReturned', 'modifyPended', 'cmModifyTold', 'modifyCompleted', 'clientToldModify', 'networkRefused', 'activationRefused',
    'activatingChanged', 'changedInForce', 'noAgreement', 'modifiedOften', 'offerActivated', 'offerOpen', 'offerTold', 'offerHeard',
    'offerReturned', 'offerAnswered', 'reactivationFailed', 'modifyCount1', 'modifyCount2', 'modifyCount4',
    // What the timers of signalling guard.
    'proceedingSeen', 'answerSeen', 'alertingSeen', 'setupTwice', 'setupConnection', 'networkReleased', 'releaseTwice', 'releaseAnswered',
    'releaseHeard', 'releaseHeardAnswered',
    // Media parameters were given with the call.
    'mediaGiven'],
] as const;

const partyFacts = [
  [
    'asked', 'addAsked', 'addReturned', 'addPended', 'addCompleted', 'joined', 'gone', 'dropAsked', 'dropPended', 'dropReturned',
    'dropCompleted', 'clientDropped', 'dead', 'deadForCm', 'initial', 'goneForCm', 'clientAddReturned', 'clientToldAdd',
    'clientDropReturned', 'clientDropPended', 'clientToldDrop', 'leafTold', 'leafAnswered', 'dropFailed', 'closedWith',
    // The memory of the call manager's context was seen to be allocated, and freed.
    'cmContextSeen', 'cmContextFreed',
    // Messages of it that T399 and T398 guard, and whether they were answered.
    'addSent', 'addAnswered', 'dropSent', 'dropAnswered',
  ],
  [], [], [], [], [],
] as const;

const listFacts = [
  ['sent', 'sentByClient', 'forwarded', 'sendCompleted', 'sendBack', 'indicated', 'delivered', 'keep', 'returned',
    'closedUnder', 'reclaimed'],
  [], [], [], [], [],
] as const;

const sapFacts = [['registered', 'refused', 'inUse', 'registerPended', 'registerCompleted', 'deregisterAsked', 'deregisterPended',
  'deregisterCompleted', 'gone', 'attached', 'afterGap'], [], [], [], [], []] as const;

const afFacts = [['opening', 'open', 'closing', 'openAsked', 'openPended', 'openReturned', 'openCompleted', 'hasVcs', 'attached',
  'afterGap', 'openCompletedOk', 'openReported',
  // Of the adapter, which is kept as an address family without a handle.
  'started', 'adapterOpen', 'registerTried', 'registered', 'notified', 'inStart', 'outsideStart', 'inNotify', 'outsideNotify',
  // SAPs of it are registered.
  'hasSaps',
], [
  // How it is closed: by the client, and because the call manager is about to go.
  'clientOpenPended', 'clientOpenTold', 'gone', 'callsAtClose', 'cmClosePended', 'cmCloseCompleted', 'clientClosePended', 'noticed',
  'noticePended', 'noticeAnswered', 'inNotice', 'openAtStop',
], [], [], [], []] as const;

/** Facts of an event: bits of three words, with the observation class that shows them. */
const eventFacts: readonly (readonly (readonly [name: string, needs: Observation])[])[] = [
  [
    ['success', 'calls'], ['pending', 'calls'], ['byClient', 'calls'], ['byCm', 'calls'], ['byMiniport', 'calls'],
    ['dispatchOrLower', 'irql'], ['passive', 'irql'], ['dispatch', 'irql'],
    ['partyNull', 'calls'], ['partyContextNull', 'calls'], ['cmPartyContextNull', 'calls'],
    ['parametersNull', 'arguments'], ['changed', 'arguments'], ['mediaNull', 'arguments'], ['permanentFlag', 'arguments'],
    ['sameAsMade', 'arguments'], ['sameAsActivated', 'arguments'], ['sameBuffer', 'arguments'],
    ['contextRight', 'calls'], ['partyRight', 'calls'], ['bufferNull', 'arguments'], ['sizeZero', 'arguments'],
    ['fromNdis', 'calls'], ['variableNull', 'arguments'], ['afNull', 'calls'], ['sourceRight', 'arguments'], ['documented', 'calls'],
    ['resources', 'arguments'], ['rightTwin', 'calls'], ['atEnd', 'calls'], ['dispatchFlag', 'arguments'],
  ],
  [
    ['contextOutNull', 'arguments'], ['connectionRight', 'arguments'], ['causeThere', 'signalling'], ['partyLive', 'calls'], ['sendPaid',
      'calls'],
    ['onSignallingVc', 'calls'], ['notAccepted',
      'calls'],
    ['referenceRight', 'signalling'], ['partyDeadForCm',
      'calls'],
    ['vcNull', 'calls'], ['sameAsCompleted', 'arguments'], ['miniportStatusHidden', 'calls'], ['cmPartyContextRight', 'calls'],
    ['deadContext', 'calls'], ['parametersResident', 'memory'], ['partyContextResident', 'memory'], ['cmPartyContextResident', 'memory'],
    ['freesParameters', 'memory'], ['freesActivation', 'memory'], ['freesCreatorContext', 'memory'], ['freesHandlerContext', 'memory'],
    ['freesPartyContext', 'memory'], ['freesCmPartyContext', 'memory'], ['freesClientMemory', 'memory'], ['partyOver', 'memory'],
    ['cmPartyOver', 'memory'], ['partyMessageSent', 'signalling'], ['partiesMatch', 'calls'], ['vcIsParty', 'calls'],
    ['mandatoryThere', 'signalling'],
    ],
  [
    ['failureStatus', 'calls'], ['notSupported', 'calls'], ['inactiveStatus', 'calls'], ['sameAsBefore', 'arguments'],
    ['sameAsAsked', 'arguments'],
    ['connectionThere', 'signalling'], ['t303Over', 'signalling'], ['t310Over', 'signalling'],
    ['sapRegistered', 'calls'], ['invalidData', 'calls'], ['closeDataThere', 'signalling'],
    ['t313Over', 'signalling'], ['timerCause', 'signalling'],
  ],
];

/**
 * Layout of the vector that rules are evaluated on: the words of the object's facts, those of the event's, then, `knownWords` later,
 * for each of these words which of its facts are known.
 */
export const knownWords = factWords + eventWords;
export const vectorWords = knownWords * 2;

/** Where a fact is in the vector of words. */
export interface FactPlace {
  readonly word: number;
  readonly bit: number;
  /** Only for facts of an event. */
  readonly needs?: Observation;
}

function placesOf(words: readonly (readonly string[])[]): Map<string, FactPlace> {
  const places = new Map<string, FactPlace>();
  for (const [word, names] of words.entries()) {
    for (const [index, name] of names.entries()) {
      if (index > 31) throw new RangeError(`a word has no bit left for ${name}`);
      if (places.has(name)) throw new RangeError(`two facts are called ${name}`);
      places.set(name, { word, bit: 1 << index });
    }
  }
  return places;
}

const objectPlaces: Readonly<Record<Scope, Map<string, FactPlace>>> = {
  vc: placesOf(vcFacts),
  party: placesOf(partyFacts),
  list: placesOf(listFacts),
  af: placesOf(afFacts),
  sap: placesOf(sapFacts),
};

const eventPlaces = new Map<string, FactPlace>();
for (const [word, facts] of eventFacts.entries()) {
  for (const [index, [name, needs]] of facts.entries()) eventPlaces.set(name, { word: factWords + word, bit: 1 << index, needs });
}

/** The place of a fact that a rule of this scope names; facts of the object come before those of the event. */
export function factPlace(scope: Scope, name: string): FactPlace {
  const place = objectPlaces[scope].get(name) ?? eventPlaces.get(name);
  if (place === undefined) throw new RangeError(`no fact of a ${scope} is called ${name}`);
  return place;
}

/** The bit of an event's fact, for the code that computes it. */
export function eventBit(name: string): number {
  const place = eventPlaces.get(name);
  if (place === undefined) throw new RangeError(`no fact of an event is called ${name}`);
  return place.bit;
}

/** The bit of an object's fact, for the code that keeps it. */
export function objectBit(scope: Scope, name: string): number {
  const place = objectPlaces[scope].get(name);
  if (place === undefined) throw new RangeError(`no fact of a ${scope} is called ${name}`);
  return place.bit;
}
