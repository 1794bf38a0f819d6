import fc from 'fast-check';
import { element } from '../../../src/core/signalling/element-codec.ts';
import { elementIds, type ElementName } from '../../../src/core/signalling/element-ids.ts';
import type { SignallingElement, SignallingMessage } from '../../../src/core/signalling/message.ts';
import { messageTypes } from '../../../src/core/signalling/message-types.ts';
import { codecNamed, elementFields } from './element-arbitraries.ts';

const names = Object.keys(elementIds) as ElementName[];
const known = fc.constantFrom(...names).chain((name) => elementFields[name].map((fields) => element(codecNamed(name), fields as never)));
/** With the sender's wish, an action indicator, besides its coding standard. */
const instructed = fc.tuple(known, fc.nat(7)).map(([item, action]) => ({ ...item, flags: (item.flags & 0xe0) | 0x10 | action }));
const empty = fc.constantFrom(...names).map((name): SignallingElement => ({ id: elementIds[name], flags: 0x80, contents: new Uint8Array() }));
const unknown = fc.record({
  id: fc.nat(0xff).filter((id) => !(Object.values(elementIds) as number[]).includes(id)), flags: fc.constant(0x80), contents: fc.uint8Array({ maxLength: 12 }),
});
const anyElement = fc.oneof({ weight: 12, arbitrary: known }, { weight: 2, arbitrary: instructed }, empty, unknown);

/** Messages of every type with elements of every kind in any order, some of them repeated, empty or unknown. */
export const generatedMessages: fc.Arbitrary<SignallingMessage> = fc.record({
  messageType: fc.constantFrom(...Object.values(messageTypes)),
  callReference: fc.nat(0x7fffff),
  callReferenceFlag: fc.constantFrom(0 as const, 1 as const),
  action: fc.constantFrom(0x80, 0x90, 0x91, 0x92),
  elements: fc.array(anyElement, { maxLength: 8 }),
});
