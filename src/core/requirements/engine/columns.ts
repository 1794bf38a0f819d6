/**
 * Columns of an object's row behind its handle and facts, in front of the registers. The first four are those of every scope.
 */
export const column = {
  /** Tells one life of a handle from the next; unique over all scopes. */
  life: 6,
  /** Line of the creation, 0 where it was not seen. */
  created: 7,
  /** How many calls have begun on it. */
  call: 8,
  /** Of a party and a list: row of its VC, and the life it had then. */
  vcRow: 9,
  vcLife: 10,
  /** Of a party and a list: number of the call that it belongs to. */
  vcCall: 11,
  /** Which facts are not known, four words, and why: bits of {@link doubts}. */
  unknown: 32,
  doubt: 36,
} as const;

/** First column of the registers, behind those named here. */
export const firstRegister = 49;

/** Why facts of an object are not known. */
export const doubts = {
  /** The tracer did not see a value: what needs the fact is undecided. */
  unseen: 1,
  /** Events may be missing: what fails by it is inconclusive. */
  gap: 2,
  /** The order of two ports is open: what fails by it is inconclusive. */
  order: 4,
  /** An event does not say which object it is about: what fails by it is inconclusive. */
  unnamed: 8,
  /** Events of two lives or two objects may be mixed up, by an open order or a gap: whatever fails is inconclusive. */
  mixed: 16,
} as const;

/** Columns of a party: the CallMgrPartyContext that the call manager gave it. */
export const partyColumn = { context: 12, contextKnown: 14 } as const;

/** Columns of a VC. Pairs are low and high word; `…Known` is 1 where the value was seen. */
export const vcColumn = {
  creatorContext: 10,
  creatorContextKnown: 12,
  handlerContext: 13,
  handlerContextKnown: 15,
  partyMade: 16,
  partyMadeKnown: 18,
  buffer: 19,
  bufferKnown: 21,
  sendsOut: 22,
  receivesOut: 23,
  parties: 24,
  /** Declarations for the next call: which are given, and their values. */
  declared: 25,
  declaredValues: 26,
  af: 27,
  afKnown: 29,
  callReference: 30,
  /** Q.2931 connection identifier, VPCI in the upper half, plus one; 0: none seen. */
  connection: 31,
  /** Lists that were sent and are not back with their sender. */
  sendsAway: 37,
  /** Status with which MiniportCoCreateVc failed; 0: it did not, or is not known. */
  createStatus: 38,
  /** CallMgrPartyContext of a completion that reported an error. */
  deadContext: 39,
  deadContextKnown: 41,
  /** Of the parties of the call: NdisClAddParty calls that have not returned, and those that have not reached the call manager. */
  partyAddsOpen: 42,
  partyAddsDue: 43,
  /** NdisClAddParty calls that have not failed, less NdisClDropParty calls that have not. */
  partiesAdded: 44,
  /** Messages sent to add and to drop parties, less the requests that were done with success. */
  partyAddMessages: 45,
  partyDropMessages: 46,
  /** DROP PARTY messages received that the client was not told of. */
  partyDropsHeard: 47,
  /** NdisClAddParty calls that returned a failure, less the completion handlers that the client ran for it. */
  partyAddsRefused: 48,
} as const;

/** First and last of the columns that count about the parties of a call. */
export const partyCounts = [vcColumn.partyAddsOpen, vcColumn.partyAddsRefused] as const;

/** Columns of an address family. */
export const afColumn = { vcs: 11 } as const;
