import test from 'ava';
import fc from 'fast-check';
import { rolesOf } from '../../src/core/condis/roles.ts';
import {
  type CallProgram, type Delay, delayNames, lastParties, partyAnswers, partyDroppers, pendableNames,
} from '../../src/core/scenario/call-program.ts';
import { type Course, type CourseName, courseNames, plainCourses, traitsOf } from '../../src/core/scenario/course.ts';
import { act, close, compiled, create, make, parallel, remove, repeat, send, wait } from '../core/scenario/steps/building.ts';
import type { StepProgram } from '../../src/core/scenario/steps/step-program.ts';
import { decodeCallProgram, encodeCallProgram, firstDelayKey, programKeys } from '../../src/wire/call-program-codec.ts';
import { cobsEncode, CobsDecoder, cobsEnds, cobsLimit } from '../../src/wire/cobs.ts';
import { commands, type Command, CommandDecoder, decodeCookie, encodeCommand, encodeCookie } from '../../src/wire/commands.ts';
import { crc32, unmaskCrc32 } from '../../src/wire/crc32.ts';
import { FrameEncoder } from '../../src/wire/frame-encoder.ts';
import { headerOf } from '../../src/wire/header-of.ts';
import { decodeHello, encodeHello } from '../../src/wire/hello.ts';
import {
  answerText, decodeAnswer, decodeOverrun, decodeState, decodeTime, encodeAnswer, encodeState, textAnswer,
} from '../../src/wire/messages.ts';
import { Bench, Device, joined, sampleHello, sampleState } from './support.ts';

test('CRC-32 is the one of zlib, by octets and by words, with or without a mask', (t) => {
  t.is(crc32(new TextEncoder().encode('123456789')), 0xcbf43926);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }).filter((octets) => octets.length % 4 === 0), fc.integer(), (octets, mask) => {
      const words = new Int32Array(octets.slice().buffer);
      t.is(unmaskCrc32(words, 0, words.length, 0) >>> 0, crc32(octets));
      const masked = words.map((word) => word ^ mask);
      t.is(unmaskCrc32(masked, 0, masked.length, mask) >>> 0, crc32(octets));
      t.deepEqual(masked, words);
    }),
  );
});

test('COBS brings every octet back, leaves no zero and stays within its limit', (t) => {
  const octets = fc.oneof(
    fc.uint8Array({ maxLength: 600 }),
    fc.array(fc.constantFrom(0, 1, 255), { maxLength: 1100 }).map((list) => Uint8Array.from(list)),
    fc.integer({ min: 250, max: 770 }).map((length) => new Uint8Array(length).fill(7)),
  );
  fc.assert(
    fc.property(octets, (source) => {
      const encoded = new Uint8Array(cobsLimit(source.length) + 1);
      const length = cobsEncode(source, 0, source.length, encoded, 0);
      t.true(length <= cobsLimit(source.length));
      t.false(encoded.subarray(0, length).includes(0));
      const decoded = new Uint8Array(source.length + 1);
      const decoder = new CobsDecoder();
      t.is(decoder.decode(encoded, 0, length + 1, decoded, 0, decoded.length), cobsEnds.whole);
      t.deepEqual(decoded.subarray(0, decoder.end), source);
    }),
    { numRuns: 500 },
  );
  const full = new Uint8Array(254).fill(9);
  const target = new Uint8Array(257);
  t.is(cobsEncode(full, 0, 254, target, 0), 255, 'a full run at the end has no further code');
  target.set([1, 0], 255);
  const decoder = new CobsDecoder();
  const decoded = new Uint8Array(260);
  t.is(decoder.decode(target, 0, 257, decoded, 0, 260), cobsEnds.whole);
  t.is(decoder.end, 254, 'one that some encoders send is accepted');
});

test('a payload or record that no frame can carry is refused', (t) => {
  t.throws(() => new FrameEncoder().put(1, new Uint8Array(65_536)), { instanceOf: RangeError });
  t.throws(() => new FrameEncoder().putRecord(new Int32Array(16_384), 16_384), { instanceOf: RangeError });
});

test('the largest payload arrives', (t) => {
  const device = new Device();
  const bench = new Bench().push(device.hello());
  const answer = { id: 7, code: 'ok', octets: new Uint8Array(65_527).map((_, i) => i) } as const;
  bench.push(device.frames.encode(6, encodeAnswer(answer)));
  t.deepEqual(bench.heard.messages.at(-1)?.message, answer);
});

test('every command arrives with its id and octets, in pieces of any size; damage is counted', (t) => {
  const frames = new FrameEncoder();
  const names = Object.keys(commands) as (keyof typeof commands)[];
  const pieces = names.map((name, i) => encodeCommand(frames, name, 0xffff_fff0 + i, encodeCookie(BigInt(i))));
  const unknown = frames.encode(0x7f, Uint8Array.of(5, 0, 0, 0));
  const short = frames.encode(0x44, Uint8Array.of(5));
  const heard: Command[] = [];
  const decoder = new CommandDecoder((command) => heard.push(command));
  for (const octet of joined([...pieces, unknown, short, Uint8Array.of(3, 3, 0)])) decoder.push(Uint8Array.of(octet));
  t.deepEqual(heard.map((command) => command.name), [...names, undefined]);
  t.deepEqual(heard.map((command) => command.id), [...names.map((_, i) => 0xffff_fff0 + i), 5]);
  t.deepEqual(heard.slice(0, -1).map((command) => decodeCookie(command.octets)), names.map((_, i) => BigInt(i)));
  t.is(decodeCookie(new Uint8Array(7)), undefined);
  t.is(decoder.damagedFrames, 2);
});

const count = fc.integer({ min: 0, max: 0xffffffff });
const atLeastOne = fc.integer({ min: 1, max: 0xffffffff });
const delay: fc.Arbitrary<Delay> = fc.oneof(
  fc.record({ kind: fc.constant('fixed' as const), ns: fc.maxSafeNat() }),
  fc.record({ kind: fc.constant('uniform' as const), minNs: fc.maxSafeNat(), maxNs: fc.maxSafeNat() }),
  fc.record({ kind: fc.constant('normal' as const), meanNs: fc.maxSafeNat(), sigmaNs: fc.maxSafeNat() }),
  fc.record({ kind: fc.constant('log-normal' as const), medianNs: fc.maxSafeNat(), sigma: fc.double({ min: 0, max: 5, noNaN: true }) }),
);
const text = fc.string({ unit: 'grapheme' });
function courseArbitrary(name: CourseName): fc.Arbitrary<Course> {
  const { givesCause, givesStatus, mayGiveStatus } = traitsOf({ name });
  return fc.record({
    name: fc.constant(name),
    ...(givesCause === true && { cause: fc.integer({ min: 1, max: 127 }) }),
    ...(mayGiveStatus === true && { status: fc.constantFrom(0xc0000001, 0xc00000bb) }),
    ...(givesStatus === true && { status: fc.constantFrom(0xc000009a, 0xc00000bb) }),
  });
}
const stepPrograms = [
  compiled([create(), { ...make(), requests: { activateVc: false, makeCall: true } }, close(), remove()]).program,
  compiled([create(), make(), repeat(3, send()), parallel([wait()], [wait(7)]), close(), remove()]).program,
  compiled([create(), make(), act('client: add party', { party: 2 }), act('network: reject'), close(), remove()], ['49', '']).program,
] as const;
const program: fc.Arbitrary<CallProgram> = fc.record({
  topology: fc.constantFrom('cm', 'mcm'),
  calls: atLeastOne,
  concurrency: atLeastOne,
  callsPerVc: atLeastOne,
  seed: count,
  sends: count,
  sendOctets: count,
  pended: fc.record(Object.fromEntries(pendableNames.map((name) => [name, fc.boolean()]))) as fc.Arbitrary<CallProgram['pended']>,
  delays: fc.record(Object.fromEntries(delayNames.map((name) => [name, delay]))),
  callParameters: fc.constantFrom(
    { Flags: 0 },
    { Flags: 1, CallMgrParameters: null, MediaParameters: { MediaSpecific: { Parameters: 'a0b1c2' } } },
    { Flags: 0, Vendor: ['anything', { deep: -1.5 }], CallMgrParameters: { Transmit: { TokenRate: 7 } } },
  ),
  courses: fc.oneof(fc.constant(plainCourses), fc.array(fc.oneof(...courseNames.map(courseArbitrary)), { minLength: 1, maxLength: 5 })),
  addresses: fc.oneof(fc.record({ called: text }), fc.record({ called: text, calling: text })),
  saps: fc.array(fc.string({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 3 }),
  multipoint: fc.record({
    parties: fc.array(fc.record({
      called: fc.string({ maxLength: 40 }), answer: fc.constantFrom(...partyAnswers), droppedBy: fc.constantFrom(...partyDroppers),
    })),
    lastParty: fc.constantFrom(...lastParties),
  }),
  permanentVc: fc.record({ vpi: fc.nat(255), vci: fc.integer({ min: 1, max: 65_535 }), isNamed: fc.boolean() }),
  endingAfter: fc.integer({ min: 1, max: 1_000_000 }),
  steps: fc.constantFrom(...stepPrograms),
}, { requiredKeys: ['topology', 'calls', 'concurrency', 'callsPerVc', 'seed', 'sends', 'sendOctets', 'pended', 'delays', 'callParameters', 'courses', 'addresses'] });

test('a call program comes back from LOAD as it went in', (t) => {
  fc.assert(fc.property(program, (given) => {
    t.deepEqual(decodeCallProgram(encodeCallProgram(given)), given);
  }));
});

const sample = fc.sample(program, { numRuns: 1, seed: 3 })[0] as CallProgram;

test('steps that make no sense are refused, a row by its number', (t) => {
  const [steps] = stepPrograms;
  const octets = (value: StepProgram): Uint8Array => encodeCallProgram({ ...sample, steps: value });
  t.is(decodeCallProgram(octets({ ...steps, rows: steps.rows.with(0, 0x6301) })), 'steps: row 0: there is no act 99');
  t.is(decodeCallProgram(octets({ ...steps, rows: steps.rows.slice(0, -3) })), 'steps: the last row is no end');
  t.throws(() => octets({ ...steps, parties: ['1'.repeat(256)] }), { instanceOf: RangeError });
  const { multipoint: _, steps: __, ...plain } = sample;
  const encoded = encodeCallProgram(plain);
  const entry = (...value: number[]): Uint8Array => Uint8Array.of(programKeys.steps, 0, value.length, 0, ...value);
  const end = [8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  t.like(decodeCallProgram(joined([encoded, entry(1, 0, 1, 0, 0, 0, ...end)])), { steps: { strands: 1 } });
  for (const senseless of [
    [], [1, 0, 3, 0, 0, 0, ...end], [1, 0, 1, 1, 1, 0x31, 0, 0, ...end], [1, 0, 2, 9, 1, 0x31], [1, 0, 1, 0, 1, 0, 9, ...end],
    [1, 0, 1, 0, 0, 0, ...end.slice(1)],
  ]) t.is(decodeCallProgram(joined([encoded, entry(...senseless)])), 'steps makes no sense', String(senseless));
});

/** An entry of a program. */
function part(key: number, ...value: number[]): Uint8Array {
  return Uint8Array.of(key & 0xff, key >> 8, value.length & 0xff, value.length >> 8, ...value);
}

/** The entries of a program by key. */
function partsOf(octets: Uint8Array): Map<number, Uint8Array> {
  const parts = new Map<number, Uint8Array>();
  for (let at = 0; at < octets.length; ) {
    const next = at + 4 + ((octets[at + 2] as number) | ((octets[at + 3] as number) << 8));
    parts.set((octets[at] as number) | ((octets[at + 1] as number) << 8), octets.subarray(at, next));
    at = next;
  }
  return parts;
}

test('a device refuses a program it cannot run as written, and names the part', (t) => {
  const encoded = encodeCallProgram(sample);
  const parts = partsOf(encoded);
  const changed = (key: number, ...value: number[]): Uint8Array => joined([...new Map(parts).set(key, part(key, ...value)).values()]);
  t.is(decodeCallProgram(joined([encoded, part(99)])), 'unknown key 99');
  t.is(decodeCallProgram(joined([encoded, parts.get(5) as Uint8Array])), 'seed is given twice');
  t.is(decodeCallProgram(encoded.subarray(0, -1)), 'the program ends inside an entry');
  t.is(decodeCallProgram(changed(programKeys.topology, 3)), 'topology makes no sense');
  t.is(decodeCallProgram(changed(programKeys.calls, 0, 0, 0, 0)), 'calls is 0');
  t.is(decodeCallProgram(changed(programKeys.seed, 1, 0, 0)), 'seed makes no sense');
  t.is(decodeCallProgram(changed(programKeys.sends, 1, 0, 0, 0, 0)), 'sends makes no sense');
  t.is(decodeCallProgram(changed(programKeys.callParameters, 1, 0, 0)), 'callParameters makes no sense');
  t.is(decodeCallProgram(changed(programKeys.callParameters, 62, 0, 2, 0, 0x7b, 0x7b, 0, 0)), 'callParameters makes no sense');
  t.is(decodeCallProgram(changed(firstDelayKey, 9, 0, 0, 0, 0, 0, 0, 0, 0)), 'betweenCalls makes no sense');
  for (const value of [[], [3], [1, 1], [1, 4, 1, 0], [1, 1, 4, 0], [1, 1, 1, 2, 65]]) {
    t.is(decodeCallProgram(changed(programKeys.multipoint, ...value)), 'multipoint makes no sense', value.join());
  }
  for (const value of [[0], [2, 65]]) t.is(decodeCallProgram(changed(programKeys.saps, ...value)), 'saps makes no sense', value.join());
  const inTurn = (...octets: number[]): Uint8Array => changed(programKeys.courses, ...octets);
  t.like(decodeCallProgram(inTurn(4, 17, 0, 0, 0, 0, 0, 0)), { courses: [{ name: 'networkRejects', cause: 17 }] });
  for (const senseless of [
    [], [4, 17, 0, 0, 0, 0, 0], [99, 0, 0, 0, 0, 0, 0, 0], [4, 0, 0, 0, 0, 0, 0, 0], [4, 128, 0, 0, 0, 0, 0, 0], [0, 16, 0, 0, 0, 0, 0, 0],
    [1, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 3, 1, 0, 0], [0, 0, 0, 0, 1, 0, 0, 0],
  ]) t.is(decodeCallProgram(inTurn(...senseless)), 'courses makes no sense', String(senseless));
  for (const senseless of [[], [1, 0, 0, 0, 100], [3, 0, 0, 0, 100, 0], [1, 0, 0, 0, 0, 0], [1, 0, 0, 0, 100, 0, 0]]) {
    t.is(decodeCallProgram(changed(programKeys.permanentVc, ...senseless)), 'permanentVc makes no sense', senseless.join());
  }
  t.is(decodeCallProgram(changed(programKeys.endingAfter, 0, 0, 0, 0)), 'endingAfter makes no sense');
  const delayKeys = delayNames.map((name, i): [string, number] => [name, firstDelayKey + i]);
  for (const [name, key] of [...Object.entries(programKeys), ...delayKeys]) {
    const rest = new Map(parts);
    rest.delete(key);
    if (!['calling', 'multipoint', 'courses', 'permanentVc', 'endingAfter', 'saps', 'steps', 'networkFaults'].includes(name)) t.is(decodeCallProgram(joined([...rest.values()])), `${name} is missing`);
  }
});

test('messages that are too short, or say what has no meaning, are not guessed at', (t) => {
  const hello = encodeHello(sampleHello);
  for (let length = 0; length < hello.length; length++) t.is(typeof decodeHello(hello.subarray(0, length)), 'string');
  t.deepEqual(decodeHello(joined([hello, Uint8Array.of(1, 2, 3)])), sampleHello, 'later fields are left to later versions');
  for (const [at, value] of [[0, 2], [2, 3], [3, 0], [4, 9], [14, 0x20]] as const) {
    t.is(typeof decodeHello(hello.with(at, value)), 'string', `octet ${at}`);
  }
  t.is(decodeTime(new Uint8Array(31)), undefined);
  t.is(decodeOverrun(new Uint8Array(15)), undefined);
  t.is(decodeAnswer(new Uint8Array(7)), undefined);
  const state = encodeState(sampleState);
  t.is(decodeState(state.subarray(0, -1)), undefined);
  t.is(decodeState(state.with(0, 5)), undefined);
  t.deepEqual(decodeAnswer(encodeAnswer(textAnswer(1, 'wrong-state', 'läuft')).with(4, 200))?.code, 'failed');
  t.is(answerText(textAnswer(1, 'refused', 'läuft')), 'läuft');
});

test('a trace header says what the HELLOs of its ports say', (t) => {
  const cm = { name: '/dev/ttyS0', hello: { ...sampleHello, observes: ['signalling' as const], sees: ['cm' as const] } };
  const nic = {
    name: 'tcp', uncertaintyNs: 400,
    hello: {
      ...sampleHello, freeRunning: false, tickHz: 0, begins: 'attached' as const, observes: ['calls' as const],
      sees: ['miniport' as const, 'client' as const],
    },
  };
  const header = headerOf([cm, nic], { declares: { tapi: true }, startedAt: '2026-01-01T00:00:00Z' });
  t.deepEqual(header, {
    condisTrace: 1, topology: 'cm', hook: 'source', observes: ['calls', 'signalling'], sees: rolesOf('cm'), begins: 'attached',
    declares: { tapi: true },
    ports: [
      { name: '/dev/ttyS0', sees: ['cm'], clock: 'device', tickHz: 10_000_000, uncertaintyNs: 0 },
      { name: 'tcp', sees: ['miniport', 'client'], clock: 'host', uncertaintyNs: 400 },
    ],
    uncertaintyNs: 0, complete: true, ends: false, startedAt: '2026-01-01T00:00:00Z',
  });
});
