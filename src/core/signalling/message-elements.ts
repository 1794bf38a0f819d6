import { elementIds, type ElementName } from './element-ids.ts';
import type { MessageName } from './message-types.ts';

/**
 * Which elements a message of the UNI may and must carry, as ngatm's message tables have it, and the OAM traffic descriptor, which
 * ngatm leaves out of SETUP and CONNECT. Elements of PNNI are left out. A message that is not listed has no rule in our sources.
 */
export interface MessageElements {
  /** What must be there in every such message. */
  readonly must?: readonly ElementName[];
  /** Of these at least one must be there. */
  readonly oneOf?: readonly ElementName[];
  /** What must be there where the call has several parties. */
  readonly multipoint?: readonly ElementName[];
  /** What must be there where no message of the call told it before. */
  readonly unlessKnown?: readonly ElementName[];
  /** What may be there besides. */
  readonly may: readonly ElementName[];
  /** How many of a kind there may be; 1 for those not listed. */
  readonly most?: Readonly<Partial<Record<ElementName, number>>>;
}

const identifiers = { 'generic identifier transport': 3 } as const;
/** What says who calls whom, in SETUP and ADD PARTY. */
const parties = [
  'called party subaddress', 'calling party number', 'calling party subaddress', 'broadband sending complete',
  'transit network selection',
] as const satisfies readonly ElementName[];
const partiesMost = {
  'called party subaddress': 2, 'calling party subaddress': 2, 'transit network selection': 4, ...identifiers,
} as const;
const userData = ['user-user', 'generic identifier transport'] as const satisfies readonly ElementName[];
/** Answers to SETUP: what they must say if nothing before did. */
const answer = { unlessKnown: ['connection identifier'], multipoint: ['endpoint reference'] } as const satisfies Partial<MessageElements>;

export const messageElements: Readonly<Partial<Record<MessageName, MessageElements>>> = {
  SETUP: {
    must: ['ATM traffic descriptor', 'broadband bearer capability', 'called party number'],
    oneOf: ['quality of service parameter', 'extended quality of service parameters'],
    multipoint: ['endpoint reference'],
    may: [
      'AAL parameters', 'broadband high-layer information', 'broadband repeat indicator', 'broadband low-layer information',
      ...parties, 'connection identifier', 'end-to-end transit delay', 'notification indicator', 'OAM traffic descriptor',
      'minimum ATM traffic descriptor', 'alternative ATM traffic descriptor', 'minimum or alternative ATM traffic descriptor',
      'minimum desired cell rate', ...userData, 'leaf initiated join call identifier', 'leaf initiated join parameters',
      'leaf sequence number', 'ABR setup parameters', 'ABR additional parameters', 'connection scope selection',
      'broadband report type',
    ],
    most: { 'broadband low-layer information': 3, 'broadband repeat indicator': 3, ...partiesMost },
  },
  'CALL PROCEEDING': { ...answer, may: ['notification indicator'] },
  ALERTING: { ...answer, may: ['notification indicator', ...userData, 'broadband report type'], most: identifiers },
  CONNECT: {
    ...answer,
    may: [
      'AAL parameters', 'broadband low-layer information', 'notification indicator', 'connected number', 'connected subaddress',
      'end-to-end transit delay', ...userData, 'ATM traffic descriptor', 'OAM traffic descriptor',
      'extended quality of service parameters', 'ABR setup parameters', 'ABR additional parameters', 'broadband report type',
    ],
    most: identifiers,
  },
  'CONNECT ACKNOWLEDGE': { may: ['notification indicator'] },
  RELEASE: { must: ['cause'], may: ['notification indicator', ...userData], most: { cause: 2, ...identifiers } },
  'RELEASE COMPLETE': { may: ['cause', ...userData], most: { cause: 2, ...identifiers } },
  STATUS: { may: ['call state', 'cause', 'endpoint reference', 'endpoint state'] },
  'STATUS ENQUIRY': { may: ['endpoint reference'] },
  NOTIFY: { may: ['notification indicator', 'endpoint reference'] },
  RESTART: { may: ['connection identifier', 'restart indicator'] },
  'RESTART ACKNOWLEDGE': { may: ['connection identifier', 'restart indicator'] },
  'ADD PARTY': {
    must: ['called party number', 'endpoint reference'],
    may: [
      'AAL parameters', 'broadband high-layer information', 'broadband low-layer information', ...parties, 'notification indicator',
      'end-to-end transit delay', ...userData, 'leaf sequence number',
    ],
    most: partiesMost,
  },
  'ADD PARTY ACKNOWLEDGE': {
    may: [
      'endpoint reference', 'AAL parameters', 'broadband low-layer information', 'notification indicator', 'end-to-end transit delay',
      'connected number', 'connected subaddress', ...userData,
    ],
    most: identifiers,
  },
  'PARTY ALERTING': { may: ['endpoint reference', 'notification indicator', ...userData], most: identifiers },
  'ADD PARTY REJECT': { may: ['cause', 'endpoint reference', ...userData], most: identifiers },
  'DROP PARTY': { may: ['cause', 'endpoint reference', 'notification indicator', ...userData], most: identifiers },
  'DROP PARTY ACKNOWLEDGE': { may: ['endpoint reference', 'cause', ...userData], most: identifiers },
  'MODIFY REQUEST': {
    may: [
      'ATM traffic descriptor', 'alternative ATM traffic descriptor', 'minimum ATM traffic descriptor',
      'minimum or alternative ATM traffic descriptor', 'notification indicator', 'generic identifier transport',
    ],
    most: identifiers,
  },
  'MODIFY ACKNOWLEDGE': {
    may: ['broadband report type', 'ATM traffic descriptor', 'notification indicator', 'generic identifier transport'], most: identifiers,
  },
  'MODIFY REJECT': { may: ['cause', 'notification indicator', 'generic identifier transport'], most: identifiers },
  'CONNECTION AVAILABLE': { may: ['notification indicator', 'generic identifier transport', 'broadband report type'], most: identifiers },
};

/** Elements that any message may carry and that say nothing by themselves. */
export const everywhere: ReadonlySet<number> = new Set([
  elementIds['broadband locking shift'], elementIds['broadband non-locking shift'],
]);
