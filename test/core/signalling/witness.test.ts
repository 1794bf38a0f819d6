import type { ExecutionContext } from 'ava';
import fc from 'fast-check';
import { allFaults } from '../../../firmware-stubs/emulated-nic/faults/all-faults.ts';
import { decodeMessage } from '../../../src/core/signalling/decode-message.ts';
import { elementIds } from '../../../src/core/signalling/element-ids.ts';
import { encodeMessage } from '../../../src/core/signalling/encode-message.ts';
import { hexText } from '../../../src/core/octets.ts';
import { everyCourse, plainProgram, recorded } from '../../firmware-stubs/recorded.ts';
import { testWithTool } from '../../tools.ts';
import { octetsOf } from './decode-one.ts';
import { dissect, ourReading, type DissectorReading } from './dissector.ts';
import { generatedMessages } from './generated-messages.ts';
import { referenceMessages } from './reference-messages.ts';

/** Seed of the generated messages. */
const seed = 20_260_312;

/** Holds tshark's reading of messages against ours; gives those that it calls malformed. */
function agree(t: ExecutionContext, messages: readonly Uint8Array[]): Uint8Array[] {
  const seen = dissect(messages);
  t.is(seen.length, messages.length);
  return messages.filter((message, i) => {
    const { isMalformed, ...reading } = seen[i] as DissectorReading;
    t.deepEqual(reading, ourReading(message), hexText(message));
    return isMalformed;
  });
}

testWithTool('tshark', 'tshark reads the reference messages as our decoder does, none of them malformed', (t) => {
  t.deepEqual(agree(t, referenceMessages.map(({ hex }) => octetsOf(hex))), []);
});

testWithTool('tshark', 'tshark reads 10^4 generated messages as our decoder does', (t) => {
  const messages = fc.sample(generatedMessages, { numRuns: 10_000, seed }).map((message) => encodeMessage(message));
  const malformed = agree(t, messages);
  t.deepEqual(malformed.filter((message) => !isReadPast(message)).map(hexText), []);
  t.true(malformed.length > 100, 'the generator makes such messages, and they are told apart');
});

/** Whether the last element is one past whose end tshark 4.0 reads an octet, and calls the message malformed for it. */
function isReadPast(message: Uint8Array): boolean {
  const last = decodeMessage(message).elements.at(-1);
  return last !== undefined && (readPast.has(last.id) || (last.id === elementIds.cause && last.contents.length > 2));
}

const readPast: ReadonlySet<number> = new Set([
  elementIds['AAL parameters'], elementIds['ATM traffic descriptor'], elementIds['broadband sending complete'],
]);

testWithTool('tshark', 'no message that an emulated NIC emits is malformed', (t) => {
  const emitted = new Set<string>();
  for (const topology of ['cm', 'mcm'] as const) {
    for (const faults of [[], ...allFaults.map(({ name }) => [name])]) {
      const { events } = recorded(plainProgram({ topology, calls: everyCourse.length, concurrency: 2, courses: everyCourse }), faults);
      for (const { bytes } of events) if (bytes !== undefined) emitted.add(bytes);
    }
  }
  t.true(emitted.size > 10);
  t.deepEqual(agree(t, Array.from(emitted, octetsOf)), []);
});
