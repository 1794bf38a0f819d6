import { messageOctet } from '../signalling/message-octet.ts';
import { messageName, messageTypeOf } from '../signalling/message-types.ts';
import { hexOctets } from '../octets.ts';
import { refuseLongText } from './argument-reader.ts';
import { directionIds, kindIds, unnumberedMessage } from './event-record.ts';
import type { RecordWriter } from './record-writer.ts';
import { tailTags } from './tail.ts';
import type { TraceLine } from './trace-line.ts';

/**
 * Begins the record of a signal and writes its message and octets. `dir`, `message` and `bytes` are nodes of the line; one of
 * the last two may be -1. Where both stand, the message type in the octets is that of the message.
 */
export function readSignal(line: TraceLine, writer: RecordWriter, dir: number, message: number, bytes: number): void {
  const direction = line.text(dir);
  if (direction !== 'tx' && direction !== 'rx') {
    line.refuse('unknown-direction', dir, `there is no direction ${JSON.stringify(direction)}`, 'Known are tx and rx.');
  }
  if (message < 0 && bytes < 0) line.refuse('missing-key', 0, 'this signal has neither "message" nor "bytes"', 'Add one of the two.');
  const octets = bytes < 0 ? undefined : readOctets(line, bytes);
  const name = message < 0 ? undefined : line.text(message);
  const octet = octets === undefined ? undefined : messageOctet(octets);
  const type = (name === undefined ? octet : messageTypeOf(name)) ?? unnumberedMessage;
  if (octets !== undefined && name !== undefined && !agree(name, octet)) refuseDisagreement(line, message, name, octet);
  writer.begin(kindIds.signal, 0, type, directionIds[direction]);
  if (name !== undefined && type === unnumberedMessage) {
    refuseLongText(line, message, name);
    writer.textEntry(tailTags.message, name);
  }
  if (octets !== undefined) writer.octetsEntry(tailTags.octets, octets);
}

/** Whether a message name may stand beside octets with a message type (`undefined`: they show none). */
function agree(name: string, octet: number | undefined): boolean {
  if (octet === undefined) return false;
  const known = messageName(octet);
  return known === undefined ? messageTypeOf(name) === undefined : known === name;
}

function refuseDisagreement(line: TraceLine, message: number, name: string, octet: number | undefined): never {
  const found = octet === undefined ? 'no Q.2931 message type' : `message type 0x${octet.toString(16).padStart(2, '0')}`;
  const known = octet === undefined ? undefined : messageName(octet);
  const what = known === undefined ? found : `${found}, ${known}`;
  const next = 'Correct one of them, or leave "message" out: it follows from the octets.';
  return line.refuse('message-disagrees', message, `"message" is ${JSON.stringify(name)}, but "bytes" show ${what}`, next);
}

function readOctets(line: TraceLine, node: number): Uint8Array {
  const text = line.text(node);
  refuseLongText(line, node, text);
  const octets = hexOctets(text);
  if (octets !== undefined && octets.length > 0) return octets;
  const next = 'Write two hex digits an octet, and nothing else.';
  return line.refuse('malformed-octets', node, `${line.nameOf(node)} are no octets in hex`, next);
}
