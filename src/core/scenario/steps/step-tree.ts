import type { Fault } from '../../fault.ts';
import { acts } from './acts.ts';
import { answered, type AnsweredRequest } from './answered.ts';
import { stepFault } from './step-fault.ts';
import type { BranchStep, ParallelStep, RepeatStep, StepSpec, WaitStep } from './step.ts';

/** The steps that a device carries out, in the shape of the scenario's: answers are put into their requests, expectations left out. */
export type StepNode =
  | { readonly kind: 'request'; readonly request: AnsweredRequest }
  | { readonly kind: 'wait'; readonly step: WaitStep }
  | { readonly kind: 'repeat'; readonly step: RepeatStep; readonly body: readonly StepNode[] }
  | { readonly kind: 'parallel'; readonly step: ParallelStep; readonly strands: readonly (readonly StepNode[])[] }
  | { readonly kind: 'branch'; readonly step: BranchStep; readonly met: readonly StepNode[]; readonly otherwise: readonly StepNode[] };

/** Puts requests and their answers together. What is wrong with answers is added to `faults`. */
export function treeOf(steps: readonly StepSpec[], faults: Fault[]): StepNode[] {
  const nodes: StepNode[] = [];
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at] as StepSpec;
    if (step.kind === 'expect') continue;
    if (step.kind !== 'act') {
      nodes.push(blockOf(step, faults));
      continue;
    }
    if (acts[step.act].kind === 'answer') {
      faults.push(stepFault(step, 'answer-without-request', `\`${step.act}\` answers no request`, placeOfAnswers));
      continue;
    }
    const first = at + 1;
    while (isAnswer(steps[at + 1])) at++;
    const answers = steps.slice(first, at + 1).flatMap((answer) => (answer.kind === 'act' ? [answer] : []));
    nodes.push({ kind: 'request', request: answered(step, answers, faults) });
  }
  return nodes;
}

const placeOfAnswers = 'An answer stands directly after the request that it answers, before what is expected.';

function isAnswer(step: StepSpec | undefined): boolean {
  return step?.kind === 'act' && acts[step.act].kind === 'answer';
}

function blockOf(step: WaitStep | RepeatStep | ParallelStep | BranchStep, faults: Fault[]): StepNode {
  switch (step.kind) {
    case 'wait':
      return { kind: 'wait', step };
    case 'repeat':
      return { kind: 'repeat', step, body: treeOf(step.steps, faults) };
    case 'parallel':
      return { kind: 'parallel', step, strands: step.strands.map((strand) => treeOf(strand, faults)) };
    case 'branch':
      return { kind: 'branch', step, met: treeOf(step.met, faults), otherwise: treeOf(step.otherwise, faults) };
  }
}

/** Every request among some steps, in the order in which they are written. */
export function* requestsOf(nodes: readonly StepNode[]): Generator<AnsweredRequest> {
  for (const node of nodes) {
    if (node.kind === 'request') yield node.request;
    else if (node.kind === 'repeat') yield* requestsOf(node.body);
    else if (node.kind === 'parallel') for (const strand of node.strands) yield* requestsOf(strand);
    else if (node.kind === 'branch') yield* requestsOf([...node.met, ...node.otherwise]);
  }
}
