import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeMessage } from '../../../src/core/signalling/decode-message.ts';
import { directionIds } from '../../../src/core/trace/event-record.ts';
import { linkTypes } from '../../../src/wire/capture/pcapng-format.ts';
import { PcapngWriter } from '../../../src/wire/capture/pcapng-writer.ts';
import { sunAtmPacket } from '../../../src/wire/capture/sun-atm.ts';
import { output } from '../../tools.ts';

/** What two readers can agree on about a message, as text. */
export interface Reading {
  readonly messageType: string;
  readonly callReference: string;
  readonly callReferenceFlag: string;
  readonly messageLength: string;
  /** Identifiers of the elements, in order. */
  readonly elements: string;
  readonly elementLengths: string;
}

/** tshark's reading, and whether it calls the message malformed. */
export interface DissectorReading extends Reading {
  readonly isMalformed: boolean;
}

const fields = [
  'q2931.message_type', 'q2931.call_ref', 'q2931.call_ref_flag', 'q2931.message_len', 'q2931.information_element',
  'q2931.information_element.length', '_ws.malformed',
];

/** Has tshark read messages, each as the signalling of a capture holds it. Throws when it fails. */
export function dissect(messages: readonly Uint8Array[]): readonly DissectorReading[] {
  const folder = mkdtempSync(join(tmpdir(), 'condis-bench-'));
  try {
    const file = join(folder, 'capture.pcapng');
    writeFileSync(file, signallingFile(messages));
    const words = ['-r', file, '-n', '-T', 'fields', '-E', 'separator=|', '-E', 'aggregator=,', ...fields.flatMap((field) => ['-e', field])];
    return output('tshark', ...words).split('\n').slice(0, -1).map(readingOf);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readingOf(line: string): DissectorReading {
  const [messageType = '', callReference = '', callReferenceFlag = '', messageLength = '', elements = '', elementLengths = '', malformed] = line.split('|');
  return { messageType, callReference, callReferenceFlag, messageLength, elements, elementLengths, isMalformed: malformed !== '' };
}

/** The same of a message as our decoder reads it. */
export function ourReading(message: Uint8Array): Reading {
  const { messageType, callReference, callReferenceFlag, elements } = decodeMessage(message);
  return {
    messageType: hexOctet(messageType),
    callReference: callReference.toString(16).padStart(6, '0'),
    callReferenceFlag: String(callReferenceFlag),
    messageLength: String(message.length - 9),
    elements: elements.map(({ id }) => hexOctet(id)).join(','),
    elementLengths: elements.map(({ contents }) => contents.length).join(','),
  };
}

function hexOctet(octet: number): string {
  return `0x${octet.toString(16).padStart(2, '0')}`;
}

/** A capture that holds these messages on its signalling interface and nothing else. */
function signallingFile(messages: readonly Uint8Array[]): Uint8Array {
  const blocks: Uint8Array[] = [];
  const writer = new PcapngWriter((block) => blocks.push(block));
  writer.section('{"condisTrace":1}', 'test');
  const id = writer.interface({ linkType: linkTypes.signalling, name: 'signalling' });
  for (const [i, message] of messages.entries()) writer.packet(id, BigInt(i), sunAtmPacket(directionIds.tx, message, i));
  return Uint8Array.from(Buffer.concat(blocks));
}
