import type { ClosingRule } from './rule.ts';

/** What must have happened by the time a VC is deleted or the stream ends. */
export const closingRules: readonly ClosingRule[] = [
  { id: 'CC-18', check: ({ makePended, makeCompletions }) => (makePended && makeCompletions === 0
    ? 'the pended call was never completed' : undefined) },
  { id: 'AV-09', check: ({ activationPended }) => (activationPended ? 'the pended activation was never completed' : undefined) },
  { id: 'DA-06', check: ({ deactivationPended }) => (deactivationPended ? 'the pended deactivation was never completed' : undefined) },
  { id: 'CL-11', check: ({ closePended, closeCompletions }) => (closePended && closeCompletions === 0
    ? 'the pended close was never completed' : undefined) },
  { id: 'CL-13', check: ({ call, activation }) => (call === 'closed' && activation !== 'inactive'
    ? 'the call was closed and its VC not deactivated' : undefined) },
  { id: 'SD-05', check: ({ sendsOutstanding }) => (sendsOutstanding.size > 0 ? 'a sent list never came back' : undefined) },
  { id: 'SD-13', check: ({ receivesOutstanding }) => (receivesOutstanding.size > 0 ? 'a received list was never returned' : undefined) },
];
