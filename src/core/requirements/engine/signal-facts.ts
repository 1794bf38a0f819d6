import { connectionIdField, findFieldOf } from '../../condis/call-parameters.ts';
import { causeValues } from '../../signalling/elements/cause.ts';
import { messageTypes } from '../../signalling/message-types.ts';
import type { EventBatch } from '../../trace/event-batch.ts';
import { vcColumn } from './columns.ts';
import type { EventFacts } from './event-facts.ts';
import { eventBit } from './facts.ts';
import { symbolOf } from './symbols.ts';

const causeThere = eventBit('causeThere');
const timerCause = eventBit('timerCause');
const connectionRight = eventBit('connectionRight');
const connectionThere = eventBit('connectionThere');
const referenceRight = eventBit('referenceRight');
const activate = symbolOf('E NdisCmActivateVc');
const setupReceived = symbolOf('S SETUP rx');

/** Element identifiers (Q.2931). */
const causeElement = 0x08;
const connectionElement = 0x5a;
/** User-user: what the parties tell each other, close data among it. */
const userElement = 0x7e;

const mandatoryThere = eventBit('mandatoryThere');
const closeDataThere = eventBit('closeDataThere');

/** Elements, as bits, by identifier; QoS in either of its forms. */
const elementBits = byOctet({
  0x54: 1 /* endpoint reference */, 0x59: 2 /* ATM traffic descriptor */, 0x5c: 4 /* quality of service */, 0x5e: 8 /* bearer capability */,
  0x70: 16 /* called party number */, 0xec: 4 /* extended quality of service */,
});
const bearerElement = 0x5e;
/** Elements that a message must carry (catalogue, SG-01 and SG-09), by its type. */
const mandatory = byOctet({ [messageTypes.SETUP]: 2 | 4 | 8 | 16, [messageTypes['ADD PARTY']]: 1 | 16 });

/** A table by octet, 0 where nothing is given. */
function byOctet(given: Readonly<Record<number, number>>): Uint8Array {
  const table = new Uint8Array(256);
  for (const [octet, value] of Object.entries(given)) table[Number(octet)] = value;
  return table;
}

/** Octets of a Q.2931 header: protocol, call reference, type, compatibility, length. */
const headerOctets = 9;

/** Reads what the rules ask of a message's octets. Elements that run past the end are left alone: what follows is unseen. */
export function readSignal(facts: EventFacts, batch: EventBatch): void {
  if (facts.octetsLength < headerOctets) return;
  const { octets } = batch;
  const start = facts.octetsAt;
  const end = start + facts.octetsLength;
  facts.callReference = ((octets[start + 2] as number) << 16) | ((octets[start + 3] as number) << 8) | (octets[start + 4] as number);
  const type = octets[start + 5] as number;
  let wanted = mandatory[type] as number;
  let cause = false;
  let userData = false;
  let found = 0;
  for (let at = start + headerOctets; at + 4 <= end; ) {
    const length = ((octets[at + 2] as number) << 8) | (octets[at + 3] as number);
    if (at + 4 + length > end) break;
    if (octets[at] === causeElement) {
      cause = true;
      if (length >= 2) facts.flagThird(timerCause, ((octets[at + 5] as number) & 0x7f) === causeValues['recovery on timer expiry']);
    }
    if (octets[at] === userElement) userData = true;
    found |= elementBits[octets[at] as number] as number;
    // The last octet of a bearer capability says whether the call is point-to-multipoint: then SETUP names the initial party.
    const isMultipoint = octets[at] === bearerElement && length > 0 && ((octets[at + 3 + length] as number) & 3) === 1;
    if (isMultipoint && type === messageTypes.SETUP) wanted |= 1;
    if (octets[at] === connectionElement && length >= 5) {
      const vpci = ((octets[at + 5] as number) << 8) | (octets[at + 6] as number);
      const vci = ((octets[at + 7] as number) << 8) | (octets[at + 8] as number);
      facts.connection = ((vpci << 16) | vci) & 0x7fffffff;
    }
    at += 4 + length;
  }
  facts.flagThird(connectionThere, facts.connection >= 0);
  facts.flagSecond(causeThere, cause);
  facts.flagThird(closeDataThere, userData);
  if (wanted !== 0) facts.flagSecond(mandatoryThere, (found & wanted) === wanted);
}

/** Where signalling runs unless something else is configured: VPI 0, VCI 5; in the form of the column, plus one. */
const signallingConnection = 5 + 1;
/** VCI of the integrated local management interface. */
const managementVci = 16;

/**
 * Compares a message's call reference with those before it, and the connection activated with the one that was signalled; of a VC to the
 * switch with the one that signalling has.
 */
export function compareSignal(
  facts: EventFacts, batch: EventBatch, symbol: number, rows: Int32Array, base: number, isSignalling: boolean,
): void {
  if (facts.callReference >= 0) {
    const value = facts.callReference & 0x7fffff;
    const known = rows[base + vcColumn.callReference] as number;
    // The network chooses the reference of its call, and may use one VC after another for calls whose ends were not seen.
    if (known > 0 && symbol !== setupReceived) facts.flagSecond(referenceRight, known === value);
    else rows[base + vcColumn.callReference] = value;
  }
  const signalled = isSignalling ? signallingConnection : (rows[base + vcColumn.connection] as number);
  if (symbol !== activate || facts.parametersEnd === 0 || signalled === 0) return;
  const activated = connectionOf(facts, batch) - 1;
  if (activated < 0) return;
  // A call manager may have another VC of its own to the switch: that of the local management interface.
  if (isSignalling && activated === managementVci) return;
  facts.flagSecond(connectionRight, activated + 1 === signalled);
}

/** The connection in an event's media parameters, in the form of the column: plus one; 0: none is seen. */
export function connectionOf(facts: EventFacts, batch: EventBatch): number {
  const vpi = findFieldOf(batch.words, facts.parametersAt, facts.parametersEnd, connectionIdField.group, connectionIdField.vpi);
  const vci = findFieldOf(batch.words, facts.parametersAt, facts.parametersEnd, connectionIdField.group, connectionIdField.vci);
  if (vpi < 0 || vci < 0) return 0;
  return ((((batch.words[vpi] as number) << 16) | (batch.words[vci] as number)) & 0x7fffffff) + 1;
}
