import { ContentsReader, type FieldValue } from './contents-reader.ts';
import { elementName } from './element-ids.ts';
import { elementCodec } from './elements/element-table.ts';
import type { SignallingElement, SignallingMessage } from './message.ts';
import { codingStandards, elementHeaderOctets, messageHeaderOctets, protocolDiscriminator } from './message.ts';
import { messageName, type MessageName } from './message-types.ts';

/** An element with what could be read of it. */
export interface DecodedElement extends SignallingElement {
  readonly name: string;
  /** Empty for an element of which only the octets are known. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** What is wrong with it; `fields` holds what stood before. */
  readonly error?: string;
}

/** A message with what could be read of it. Whatever a field could not be read from is 0 and said in `errors`. */
export interface DecodedMessage extends SignallingMessage {
  /** Absent for a type that no message has. */
  readonly message?: MessageName;
  readonly elements: readonly DecodedElement[];
  /** Octets after the declared length; they are not read as elements. */
  readonly trailing: Uint8Array;
  /** What is wrong with the message itself; its elements have their own. */
  readonly errors: readonly string[];
}

/** Reads any octets as a message. Never throws: what cannot be read is said, what can be is given. */
export function decodeMessage(octets: Uint8Array): DecodedMessage {
  const errors: string[] = [];
  const referenceOctets = (octets[1] ?? 3) & 0x0f;
  if (octets.length > 0 && octets[0] !== protocolDiscriminator) {
    errors.push(`protocol discriminator ${hex(octets[0] as number)}, not ${hex(protocolDiscriminator)}`);
  } else if (octets.length < messageHeaderOctets) {
    errors.push(`${octets.length} octets are too few for a header of ${messageHeaderOctets}`);
  } else if (referenceOctets !== 3) {
    errors.push(`call reference of ${referenceOctets} octets, not 3`);
  }
  if (errors.length > 0) {
    return { messageType: 0, callReference: 0, callReferenceFlag: 0, action: 0, elements: [], trailing: octets, errors };
  }

  const [, , reference = 0, middle = 0, low = 0, messageType = 0, action = 0, lengthHigh = 0, lengthLow = 0] = octets;
  const declared = (lengthHigh << 8) | lengthLow;
  const present = octets.length - messageHeaderOctets;
  if (declared > present) errors.push(`declares ${declared} octets, ${present} are present`);
  const end = messageHeaderOctets + Math.min(declared, present);
  const message = messageName(messageType);
  return {
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

function decodeElements(octets: Uint8Array, end: number): readonly DecodedElement[] {
  const elements: DecodedElement[] = [];
  let at = messageHeaderOctets;
  while (at < end) {
    const id = octets[at] as number;
    if (end - at < elementHeaderOctets) {
      const contents = octets.subarray(at + 1, end);
      elements.push({ id, flags: 0, contents, name: elementName(id), fields: {}, error: `${end - at} octets are too few for an element` });
      break;
    }
    const length = ((octets[at + 2] as number) << 8) | (octets[at + 3] as number);
    const from = at + elementHeaderOctets;
    const to = Math.min(end, from + length);
    elements.push(decodeElement({ id, flags: octets[at + 1] as number, contents: octets.subarray(from, to) }, length));
    at = to;
  }
  return elements;
}

/** `declared` is the length that the element says it has. */
function decodeElement(element: SignallingElement, declared: number): DecodedElement {
  const { id, flags, contents } = element;
  const reader = new ContentsReader(contents);
  const codec = elementCodec(id);
  const coding = flags & codingStandards.mask;
  if (codec !== undefined && contents.length > 0) {
    if (coding === codingStandards.itu || coding === codingStandards.network) codec.decode(reader);
    else reader.fail(`contents in coding standard ${hex(coding)} are not read`);
    if (reader.left > 0) reader.fail(`${reader.left} octets follow that have no meaning here`);
  }
  const cut = contents.length < declared ? `declares ${declared} octets, ${contents.length} are present` : undefined;
  const error = cut ?? reader.error;
  return { ...element, name: elementName(id), fields: reader.fields, ...(error === undefined ? {} : { error }) };
}

function hex(octet: number): string {
  return `0x${octet.toString(16).padStart(2, '0')}`;
}
