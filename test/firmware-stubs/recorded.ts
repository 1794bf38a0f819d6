import type { CallCounts } from '../../firmware-stubs/emulated-nic/call-agent.ts';
import { EmulatedNic } from '../../firmware-stubs/emulated-nic/emulated-nic.ts';
import type { FaultSpec } from '../../firmware-stubs/emulated-nic/faults/fault.ts';
import { allFaults } from '../../firmware-stubs/emulated-nic/faults/all-faults.ts';
import { limited } from '../../firmware-stubs/emulated-nic/faults/limited-fault.ts';
import { plainProgram } from '../../firmware-stubs/emulated-nic/plain-program.ts';
import type { CallProgram, MultipointProgram, PartyProgram, Pendable } from '../../src/core/scenario/call-program.ts';
import { readFaultWord } from '../../src/core/scenario/fault-use.ts';
import { callParametersOf } from '../../src/core/scenario/call-parameters-of.ts';
import { defaultCalled, defaultParty } from '../../src/core/scenario/defaults.ts';
import { pendableNames } from '../../src/core/scenario/call-program.ts';
import { type Course, type CourseName, courseNames, traitsOf } from '../../src/core/scenario/course.ts';
import { EventBatch } from '../../src/core/trace/event-batch.ts';
import { eventToJson } from '../../src/core/trace/event-json.ts';
import type { Hook } from '../../src/core/trace/header.ts';

/** An event as a trace line says it. */
export interface Seen {
  readonly kind: string;
  readonly tick: number;
  readonly fn?: string;
  readonly by?: string;
  readonly vc?: string;
  readonly party?: string;
  readonly nbl?: string;
  readonly thread?: number;
  readonly irql?: number;
  readonly status?: string;
  readonly from?: string;
  readonly message?: string;
  readonly dir?: string;
  readonly bytes?: string;
  readonly address?: string;
  readonly size?: number;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly out?: Readonly<Record<string, unknown>>;
}

export interface Recorded {
  readonly events: readonly Seen[];
  readonly counts: CallCounts;
  readonly isClosed: boolean;
}

/** Runs a program to its end and closes; `each` hears of every event and may stop the model. */
export function recorded(
  program: CallProgram, faults: readonly string[] = [], each?: (nic: EmulatedNic, count: number) => void, hook: Hook = 'source',
): Recorded {
  const events: Seen[] = [];
  const batch = new EventBatch(0x4000);
  const nic = new EmulatedNic(program, faultsNamed(faults), (words, length) => {
    batch.clear();
    batch.words.set(words.subarray(0, length));
    batch.append(0, length, 0, 0, -1);
    events.push(JSON.parse(eventToJson(batch, 0, [{ name: 'main' }])) as Seen);
  }, hook);
  while (nic.step()) each?.(nic, events.length);
  nic.close();
  while (nic.step());
  return { events, counts: nic.counts, isClosed: nic.isClosed };
}

/** The faults behind words such as `completed-twice@calls=3`, on devices of whatever topology. */
export function faultsNamed(words: readonly string[]): FaultSpec[] {
  return words.map((word) => {
    const { name, ...limits } = readFaultWord(word) ?? { name: word };
    return limited(allFaults.find((fault) => fault.name === name) as FaultSpec, limits);
  });
}

/** The bytes of every record of a run, closing included. */
export function recordBytes(program: CallProgram): string {
  const pieces: string[] = [];
  const nic = new EmulatedNic(program, [], (words, length) => pieces.push(words.subarray(0, length).join()));
  while (nic.step());
  nic.close();
  while (nic.step());
  return pieces.join('\n');
}

/** Every request synchronous, or every one but those named. */
export function pendedOnly(...names: Pendable[]): CallProgram['pended'] {
  return Object.fromEntries(pendableNames.map((name) => [name, names.includes(name)])) as CallProgram['pended'];
}

/** `E fn`, `R fn status`, `tx SETUP`: one short line an event, memory left out. */
export function outline(events: readonly Seen[]): string[] {
  return events.filter(({ kind }) => kind !== 'alloc' && kind !== 'free').map(lineOf);
}

function lineOf({ kind, fn, status, dir, message, from }: Seen): string {
  if (kind === 'signal') return `${dir} ${message}`;
  if (kind === 'enter') return `E ${fn}${from === undefined ? '' : ` ${from}`}`;
  return `R ${fn}${status === undefined ? '' : ` ${status.replace('NDIS_STATUS_', '')}`}`;
}

/** A course with the details that it takes: user busy, or NDIS_STATUS_RESOURCES. */
export function courseOf(name: CourseName): Course {
  const { givesCause, givesStatus } = traitsOf({ name });
  return { name, ...(givesCause === true && { cause: 17 }), ...(givesStatus === true && { status: 0xc000009a }) };
}

/** Every course once. */
export const everyCourse: readonly Course[] = courseNames.map(courseOf);

/** A program of point-to-multipoint calls. */
export function multipointProgram(multipoint: Partial<MultipointProgram> = {}, changes: Partial<CallProgram> = {}): CallProgram {
  const none = { maxSduOctets: 0, peakCellRate: 0 };
  const forward = { maxSduOctets: 9188, peakCellRate: 10_000 };
  const callParameters = callParametersOf({ called: defaultCalled, serviceCategory: 'UBR', forward, backward: none });
  return plainProgram({ callParameters, multipoint: { parties: [], lastParty: 'initial', ...multipoint }, ...changes });
}

/** A party that is added to a call and that the client drops again, unless something else is said of it. */
export function party(n: number, changes: Partial<PartyProgram> = {}): PartyProgram {
  return { called: defaultParty(n).digits, answer: 'accepted', droppedBy: 'client', ...changes };
}

export { plainProgram };
