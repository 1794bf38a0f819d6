import { compileSteps, type CompiledSteps } from '../../../../src/core/scenario/steps/compile.ts';
import type { ActName, ActParameter } from '../../../../src/core/scenario/steps/acts.ts';
import { operations, rowAt, rowWords, type StepProgram } from '../../../../src/core/scenario/steps/step-program.ts';
import type { ActStep, ExpectStep, StepSpec, WaitStep } from '../../../../src/core/scenario/steps/step.ts';

let line = 0;

/** Each step that is made stands on a line of its own. */
function written(): StepSpec['written'] {
  return { place: { file: 'steps.yaml', line: ++line, column: 5 }, excerpt: '' };
}

export function act(name: ActName, parameters: Partial<Record<ActParameter, number>> = {}, more: Partial<ActStep> = {}): ActStep {
  return { kind: 'act', act: name, parameters, written: written(), ...more };
}

export function expect(more: Partial<ExpectStep> = {}): ExpectStep {
  return { kind: 'expect', event: { kind: 'enter', fn: 0x60b }, isOptional: false, written: written(), ...more };
}

export function wait(ns = 1_000_000): WaitStep {
  return { kind: 'wait', delay: { kind: 'fixed', ns }, written: written() };
}

export function repeat(times: number, ...steps: StepSpec[]): StepSpec {
  return { kind: 'repeat', times, steps, written: written() };
}

export function parallel(...strands: StepSpec[][]): StepSpec {
  return { kind: 'parallel', strands, written: written() };
}

export function when(condition: 'succeeded' | 'failed', met: StepSpec[], otherwise: StepSpec[] = []): StepSpec {
  return { kind: 'branch', condition, met, otherwise, written: written() };
}

export const create = (): ActStep => act('client: create VC');
export const make = (): ActStep => act('client: make call');
export const send = (lists = 1): ActStep => act('client: send', { lists });
export const close = (): ActStep => act('client: close call');
export const remove = (): ActStep => act('client: delete VC');

/** `code at n`: what is wrong, each with how many steps stand before the one it is about in the list that was compiled. */
export function wrong(make: () => StepSpec[], parties?: readonly string[]): string[] {
  line = 0;
  return compileSteps(make(), parties).faults.map(({ code, place }) => `${code} at ${place?.line}`);
}

/** The program of steps that nothing is wrong with. */
export function compiled(steps: readonly StepSpec[], parties?: readonly string[]): Required<Omit<CompiledSteps, 'leavesClosed'>> {
  const { faults, program, calls, needsSaps } = compileSteps(steps, parties);
  if (faults.length > 0 || calls === undefined) throw new Error(faults.map((fault) => fault.describe()).join('\n'));
  return { faults, program, calls, needsSaps };
}

/** A row as text: the name of its operation and the numbers that are not 0. */
export function rowsOf({ rows }: StepProgram): string[] {
  const names = Object.fromEntries(Object.entries(operations).map(([name, number]) => [number, name]));
  return Array.from({ length: rows.length / rowWords }, (_, row) => {
    const { operation, ...numbers } = rowAt(rows, row);
    return [names[operation], ...Object.entries(numbers).flatMap(([name, value]) => (value === 0 ? [] : [`${name}${value}`]))].join(' ');
  });
}
