import { Codesets, isShift } from './codesets.ts';
import { ContentsReader, type FieldValue } from './contents-reader.ts';
import { elementName } from './element-ids.ts';
import { elementCodec } from './elements/element-table.ts';
import { elementCoding } from './instructions.ts';
import type { SignallingElement, SignallingMessage } from './message.ts';
import { codingStandards, elementHeaderOctets, messageHeaderOctets, protocolDiscriminator } from './message.ts';
import { messageName, type MessageName } from './message-types.ts';

/** An element with what could be read of it. */
export interface DecodedElement extends SignallingElement {
  readonly name: string;
  /** The codeset that its identifier is of; 0 but after a shift. Contents are read in codeset 0 only. */
  readonly codeset: number;
  /** Empty for an element of which only the octets are known. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** What is wrong with it; `fields` holds what stood before. */
  readonly error?: string;
}

/** A message with what could be read of it. Whatever a field could not be read from is 0 and said in `errors`. */
export interface DecodedMessage extends SignallingMessage {
  /** Octets of the header that are there: 9, fewer in a message that is cut, 0 for what is no message and stays in `trailing`. */
  readonly headerOctets: number;
  /** Absent for a type that no message has. */
  readonly message?: MessageName;
  readonly elements: readonly DecodedElement[];
  /** Octets after the declared length; they are not read as elements. */
  readonly trailing: Uint8Array;
  /** What is wrong with the message itself; its elements have their own. */
  readonly errors: readonly string[];
}

/**
 * Reads any octets as a message. Never throws: what cannot be read is said, what can be is given. Whether the elements are those that
 * the message should carry is for `judge-elements.ts`.
 */
export function decodeMessage(octets: Uint8Array): DecodedMessage {
  const errors = headerErrors(octets);
  const [discriminator, referenceLength = 3] = octets;
  const isMessage = discriminator === protocolDiscriminator && (referenceLength & 0x0f) === referenceOctets;
  const headerOctets = isMessage ? Math.min(octets.length, messageHeaderOctets) : 0;
  const header = octets.subarray(0, headerOctets);
  const [, , reference = 0, middle = 0, low = 0, messageType = 0, action = 0, lengthHigh = 0, lengthLow = 0] = header;
  const declared = (lengthHigh << 8) | lengthLow;
  const present = octets.length - headerOctets;
  if (isMessage && declared > present) errors.push(`declares ${declared} octets, ${present} are present`);
  const end = headerOctets + Math.min(declared, present);
  const message = headerOctets > messageTypeAt ? messageName(messageType) : undefined;
  if (message === undefined && headerOctets > messageTypeAt) errors.push(`unknown message type ${hex(messageType)}`);
  return {
    headerOctets,
    ...(message === undefined ? {} : { message }),
    messageType,
    callReference: ((reference & 0x7f) << 16) | (middle << 8) | low,
    callReferenceFlag: reference >= 0x80 ? 1 : 0,
    action,
    elements: decodeElements(octets, end),
    trailing: octets.subarray(end),
    errors,
  };
}

/** Octets of a call reference in Q.2931. */
const referenceOctets = 3;
/** Index of the message type. */
const messageTypeAt = 5;

function headerErrors(octets: Uint8Array): string[] {
  const [discriminator, referenceLength = referenceOctets] = octets;
  if (discriminator !== undefined && discriminator !== protocolDiscriminator) {
    return [`protocol discriminator ${hex(discriminator)}, not ${hex(protocolDiscriminator)}`];
  }
  const length = referenceLength & 0x0f;
  if (length !== referenceOctets) return [`call reference of ${length} octets, not ${referenceOctets}`];
  return octets.length < messageHeaderOctets ? [`${octets.length} octets are too few for a header of ${messageHeaderOctets}`] : [];
}

function decodeElements(octets: Uint8Array, end: number): readonly DecodedElement[] {
  const elements: DecodedElement[] = [];
  const codesets = new Codesets();
  let at = messageHeaderOctets;
  while (at < end) {
    const id = octets[at] as number;
    const codeset = codesets.next();
    if (end - at < elementHeaderOctets) {
      const error = `${end - at} octets are too few for an element`;
      elements.push({ id, flags: 0, contents: octets.subarray(at + 1, end), name: elementName(id, codeset), codeset, fields: {}, error });
      break;
    }
    const length = ((octets[at + 2] as number) << 8) | (octets[at + 3] as number);
    const from = at + elementHeaderOctets;
    const to = Math.min(end, from + length);
    const decoded = decodeElement({ id, flags: octets[at + 1] as number, contents: octets.subarray(from, to) }, codeset, length);
    elements.push(decoded);
    codesets.heed(decoded);
    at = to;
  }
  return elements;
}

/** `declared` is the length that the element says it has. */
function decodeElement(element: SignallingElement, codeset: number, declared: number): DecodedElement {
  const { id, flags, contents } = element;
  const reader = new ContentsReader(contents);
  const codec = codeset === 0 || isShift(id) ? elementCodec(id) : undefined;
  if (codec !== undefined && contents.length > 0) {
    const coding = flags & codingStandards.mask;
    if (coding === codingStandards.itu || coding === codingStandards.network) codec.decode(reader);
    else reader.fail(`contents in ${elementCoding(flags)} coding are not read`);
    if (reader.left > 0) reader.fail(`${reader.left} octets follow that have no meaning here`);
  }
  const cut = contents.length < declared ? `declares ${declared} octets, ${contents.length} are present` : undefined;
  const error = cut ?? reader.error;
  const name = isShift(id) ? elementName(id) : elementName(id, codeset);
  return { ...element, name, codeset, fields: reader.fields, ...(error === undefined ? {} : { error }) };
}

function hex(octet: number): string {
  return `0x${octet.toString(16).padStart(2, '0')}`;
}
