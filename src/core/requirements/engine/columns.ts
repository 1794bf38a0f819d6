/**
 * Columns of an object's row behind its handle and facts, in front of the registers. The first four are those of every scope.
 */
export const column = {
  /** Tells one life of a handle from the next; unique over all scopes. */
  life: 8,
  /** Line of the creation, 0 where it was not seen. */
  created: 9,
  /** How many calls have begun on it. */
  call: 10,
  /** Of a party and a list: row of its VC, and the life it had then. */
  vcRow: 11,
  vcLife: 12,
  /** Of a party and a list: number of the call that it belongs to. */
  vcCall: 13,
  /** Which facts are not known, `factWords` words, and why: bits of {@link doubts}. */
  unknown: 34,
  doubt: 40,
} as const;

/** First column of the registers, behind those named here. */
export const firstRegister = 59;

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
export const partyColumn = { context: 14, contextKnown: 16 } as const;

/** Columns of a VC. Pairs are low and high word; `…Known` is 1 where the value was seen. */
export const vcColumn = {
  creatorContext: 12,
  creatorContextKnown: 14,
  handlerContext: 15,
  handlerContextKnown: 17,
  partyMade: 18,
  partyMadeKnown: 20,
  buffer: 21,
  bufferKnown: 23,
  sendsOut: 24,
  receivesOut: 25,
  parties: 26,
  /** Declarations for the next call: which are given, and their values. */
  declared: 27,
  declaredValues: 28,
  af: 29,
  afKnown: 31,
  callReference: 32,
  /** Q.2931 connection identifier, VPCI in the upper half, plus one; 0: none seen. */
  connection: 33,
  /** Lists that were sent and are not back with their sender. */
  sendsAway: 41,
  /** Status with which MiniportCoCreateVc failed; 0: it did not, or is not known. */
  createStatus: 42,
  /** CallMgrPartyContext of a completion that reported an error. */
  deadContext: 43,
  deadContextKnown: 45,
  /** Of the parties of the call: NdisClAddParty calls that have not returned, and those that have not reached the call manager. */
  partyAddsOpen: 46,
  partyAddsDue: 47,
  /** NdisClAddParty calls that have not failed, less NdisClDropParty calls that have not. */
  partiesAdded: 48,
  /** Messages sent to add and to drop parties, less the requests that were done with success. */
  partyAddMessages: 49,
  partyDropMessages: 50,
  /** DROP PARTY messages received that the client was not told of. */
  partyDropsHeard: 51,
  /** NdisClAddParty calls that returned a failure, less the completion handlers that the client ran for it. */
  partyAddsRefused: 52,
  /** When SETUP was sent, and when CALL PROCEEDING was received, in units of 10 ms, plus one; 0: not seen. */
  setupAt: 55,
  proceedingAt: 56,
  /** The SAP of the call that came in, two words; 0: not seen. */
  sap: 57,
} as const;

/** First and last of the columns that count about the parties of a call. */
export const partyCounts = [vcColumn.partyAddsOpen, vcColumn.partyAddsRefused] as const;

/** Columns of a SAP: its address family, and a hash of its CO_SAP; both 0 where they were not seen. */
export const sapColumn = { af: 13, hash: 15 } as const;

/** Columns of an address family. */
export const afColumn = { vcs: 13, saps: 14 } as const;
