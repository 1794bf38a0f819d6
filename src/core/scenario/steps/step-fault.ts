import { Fault, type WrittenPlace } from '../../fault.ts';
import type { StepSpec } from './step.ts';

/** What is wrong with a step, said at the place where it stands, or at the one of its words that is meant. */
export function stepFault(step: StepSpec, code: string, message: string, next: string, written: WrittenPlace = step.written): Fault {
  const { place, excerpt } = written;
  return new Fault(code, message, { place, excerpt, next });
}

/** ` (line 7)`, or ` (other.yaml:7)` where it stands in another file than `beside`: where a step is that a message speaks of. */
export function besideText(step: StepSpec, beside: StepSpec): string {
  const { file, line } = step.written.place;
  if (line === undefined) return '';
  return file === beside.written.place.file ? ` (line ${line})` : ` (${file}:${line})`;
}
