import { decodeCallParameters, encodeCallParameters } from '../core/condis/call-parameters.ts';
import { type CallProgram, type Delay, type DelayName, delayNames, type Pendable, pendableNames } from '../core/scenario/call-program.ts';
import { type Course, courseNames, courses, isWhole, plainCourses } from '../core/scenario/course.ts';
import { checkProgram } from '../core/scenario/steps/check-program.ts';
import type { StepProgram } from '../core/scenario/steps/step-program.ts';
import { checkCallParameters } from '../core/trace/check-call-parameters.ts';
import { utf8Octets, utf8Text } from '../core/octets.ts';
import { putDelay, readDelay } from './delay-codec.ts';
import { putMultipoint, readMultipoint } from './multipoint-codec.ts';
import { putNetworkFaults, readNetworkFaults } from './network-faults-codec.ts';
import { putPermanentVc, readPermanentVc } from './permanent-vc-codec.ts';
import { PayloadReader, PayloadWriter } from './payload.ts';
import { putSaps, readSaps } from './sap-codec.ts';
import { putSteps, readSteps } from './steps-codec.ts';

/**
 * Numbers of the parts of a call program, as LOAD carries it (docs/probe-protocol.md, "LOAD"): entries of key (16 bits), length
 * in octets (16 bits) and value, in any order, each once.
 */
export const programKeys = {
  topology: 1,
  calls: 2,
  concurrency: 3,
  callsPerVc: 4,
  seed: 5,
  sends: 6,
  sendOctets: 7,
  pended: 8,
  callParameters: 9,
  called: 10,
  calling: 11,
  multipoint: 12,
  courses: 13,
  steps: 14,
  saps: 15,
  permanentVc: 16,
  endingAfter: 17,
  networkFaults: 20,
} as const;

/** Key of the first delay; the others follow in the order of `delayNames`. */
export const firstDelayKey = 32;

const numberNames = ['calls', 'concurrency', 'callsPerVc', 'seed', 'sends', 'sendOctets'] as const;

/** Key numbers by the names that refusals use. */
const keysByName = new Map<string, number>([
  ...Object.entries(programKeys),
  ...delayNames.map((name, index): [string, number] => [name, firstDelayKey + index]),
]);
/** Parts that may be left out. */
const optional = new Set(['calling', 'multipoint', 'courses', 'permanentVc', 'endingAfter', 'steps', 'saps', 'networkFaults']);
const namesByKey = new Map([...keysByName].map(([name, key]) => [key, name]));

/** The contents of LOAD after the command's id. Throws a RangeError where a part exceeds 65,535 octets. */
export function encodeCallProgram(program: CallProgram): Uint8Array {
  const out = new PayloadWriter();
  put(out, programKeys.topology, (value) => value.u8(program.topology === 'cm' ? 1 : 2));
  for (const name of numberNames) put(out, programKeys[name], (value) => value.u32(program[name]));
  const pended = pendableNames.reduce((bits, name, bit) => bits | (program.pended[name] ? 1 << bit : 0), 0);
  put(out, programKeys.pended, (value) => value.u32(pended));
  const parameters = encodeCallParameters(program.callParameters);
  put(out, programKeys.callParameters, (value) => value.raw(new Uint8Array(parameters.buffer)));
  put(out, programKeys.called, (value) => value.raw(utf8Octets(program.addresses.called)));
  const { calling } = program.addresses;
  if (calling !== undefined) put(out, programKeys.calling, (value) => value.raw(utf8Octets(calling)));
  const { multipoint, networkFaults, steps } = program;
  if (multipoint !== undefined) put(out, programKeys.multipoint, (value) => putMultipoint(value, multipoint));
  const { permanentVc } = program;
  const { endingAfter } = program;
  if (endingAfter !== undefined) put(out, programKeys.endingAfter, (value) => value.u32(endingAfter));
  if (permanentVc !== undefined) put(out, programKeys.permanentVc, (value) => putPermanentVc(value, permanentVc));
  const { saps } = program;
  if (saps !== undefined) put(out, programKeys.saps, (value) => putSaps(value, saps));
  if (!isPlain(program.courses)) put(out, programKeys.courses, (value) => putCourses(value, program.courses));
  if (steps !== undefined) put(out, programKeys.steps, (value) => putSteps(value, steps));
  if (networkFaults !== undefined) put(out, programKeys.networkFaults, (value) => putNetworkFaults(value, networkFaults));
  for (const [index, name] of delayNames.entries()) put(out, firstDelayKey + index, (value) => putDelay(value, program.delays[name]));
  return out.octets();
}

function put(out: PayloadWriter, key: number, write: (value: PayloadWriter) => void): void {
  const value = new PayloadWriter();
  write(value);
  const octets = value.octets();
  if (octets.length > 0xffff) throw new RangeError(`${namesByKey.get(key)} takes ${octets.length} octets, more than 65535`);
  out.u16(key);
  out.u16(octets.length);
  out.raw(octets);
}

function isPlain(inTurn: readonly Course[]): boolean {
  return inTurn.length === 1 && inTurn[0]?.name === 'connects';
}

function putCourses(out: PayloadWriter, inTurn: readonly Course[]): void {
  for (const { name, cause, status } of inTurn) {
    out.u8(courses[name].number);
    out.u8(cause ?? 0);
    out.u16(0);
    out.u32(status ?? 0);
  }
}

/** The program behind the contents of LOAD, or why a device refuses it: the text of its answer, naming the part. */
export function decodeCallProgram(octets: Uint8Array): CallProgram | string {
  const values = new Map<string, Uint8Array>();
  const from = new PayloadReader(octets);
  while (from.left > 0) {
    const key = from.u16();
    const value = from.raw(from.u16());
    if (from.short) return 'the program ends inside an entry';
    const name = namesByKey.get(key);
    if (name === undefined) return `unknown key ${key}`;
    if (values.has(name)) return `${name} is given twice`;
    values.set(name, value);
  }
  for (const name of keysByName.keys()) if (!optional.has(name) && !values.has(name)) return `${name} is missing`;
  return new ProgramReader(values).read();
}

/** Takes the values of a program apart; the first that makes no sense is remembered as the reason to refuse it. */
class ProgramReader {
  private readonly values: ReadonlyMap<string, Uint8Array>;
  private refusal: string | undefined;

  constructor(values: ReadonlyMap<string, Uint8Array>) {
    this.values = values;
  }

  read(): CallProgram | string {
    const topology = this.value('topology', (from) => ({ 1: 'cm', 2: 'mcm' } as const)[from.u8() as 1]);
    const read = numberNames.map((name) => [name, this.value(name, (from) => from.u32())]);
    const numbers = Object.fromEntries(read) as Record<(typeof numberNames)[number], number>;
    for (const name of ['calls', 'concurrency', 'callsPerVc'] as const) if (numbers[name] === 0) this.refusal ??= `${name} is 0`;
    const bits = this.value('pended', (from) => from.u32()) ?? 0;
    const callParameters = this.value('callParameters', readCallParameters);
    const delays = delayNames.map((name) => [name, this.value(name, readDelay)]);
    const inTurn = this.values.has('courses') ? this.value('courses', readCourses) : plainCourses;
    const program = {
      topology,
      ...numbers,
      pended: Object.fromEntries(pendableNames.map((name, bit) => [name, (bits & (1 << bit)) !== 0])) as Record<Pendable, boolean>,
      delays: Object.fromEntries(delays) as Record<DelayName, Delay>,
      callParameters,
      courses: inTurn,
      addresses: { called: this.text('called'), ...(this.values.has('calling') && { calling: this.text('calling') }) },
      ...(this.values.has('saps') && { saps: this.value('saps', readSaps) }),
      ...(this.values.has('multipoint') && { multipoint: this.value('multipoint', readMultipoint) }),
      ...(this.values.has('endingAfter') && { endingAfter: this.value('endingAfter', (from) => from.u32() || undefined) }),
      ...(this.values.has('permanentVc') && { permanentVc: this.value('permanentVc', readPermanentVc) }),
      ...(this.values.has('steps') && { steps: this.steps() }),
      ...(this.values.has('networkFaults') && { networkFaults: this.value('networkFaults', readNetworkFaults) }),
    };
    return this.refusal ?? (program as CallProgram);
  }

  private value<T>(name: string, read: (from: PayloadReader) => T | undefined): T | undefined {
    const from = new PayloadReader(this.values.get(name) ?? new Uint8Array());
    const value = read(from);
    if (value === undefined || from.short || from.left > 0) this.refusal ??= `${name} makes no sense`;
    return value;
  }

  private steps(): StepProgram | undefined {
    const steps = this.value('steps', readSteps);
    const wrong = steps === undefined ? undefined : checkProgram(steps);
    if (wrong !== undefined) this.refusal ??= `steps: ${wrong}`;
    return steps;
  }

  private text(name: string): string {
    return utf8Text(this.values.get(name) ?? new Uint8Array());
  }
}

function readCourses(from: PayloadReader): readonly Course[] | undefined {
  const inTurn: Course[] = [];
  while (from.left > 0) {
    const number = from.u8();
    const cause = from.u8();
    from.u16();
    const status = from.u32();
    const name = courseNames.find((one) => courses[one].number === number);
    if (name === undefined || !isWhole(name, cause, status)) return undefined;
    inTurn.push({ name, ...(cause !== 0 && { cause }), ...(status !== 0 && { status }) });
  }
  return inTurn.length > 0 ? inTurn : undefined;
}

function readCallParameters(from: PayloadReader): CallProgram['callParameters'] | undefined {
  if (from.left % 4 !== 0) return undefined;
  const words = new Int32Array(from.raw(from.left).slice().buffer);
  return checkCallParameters(words, 0, words.length) === undefined ? decodeCallParameters(words, 0, words.length) : undefined;
}
