import type { DecodedElement, DecodedMessage } from './decode-message.ts';
import { elementIds, type ElementName } from './element-ids.ts';
import { everywhere, messageElements, type MessageElements } from './message-elements.ts';

/** What is known of a call besides the message at hand. What is not given asks for nothing. */
export interface CallKnowledge {
  /** The call has several parties. SETUP says it of itself. */
  readonly multipoint?: boolean;
  /** No message to this side has given the connection identifier yet. */
  readonly connectionUnknown?: boolean;
}

/** How the elements of a message compare with those that it may and must carry. Names are those of `element-ids.ts`. */
export interface ElementsJudgement {
  /** Mandatory ones that are not there; an element without contents counts as absent. Alternatives are joined by `or`. */
  readonly missing: readonly string[];
  /** Known ones that the message does not carry. An element of an unknown kind is not judged. */
  readonly unexpected: readonly string[];
  /** Those of which there are more than there may be. */
  readonly repeated: readonly string[];
}

/** Judges the elements of a message, or `undefined` for a message without a rule. Neither makes a message undecodable. */
export function judgeElements({ message, elements }: DecodedMessage, call: CallKnowledge = {}): ElementsJudgement | undefined {
  const rule = message === undefined ? undefined : messageElements[message];
  if (rule === undefined) return undefined;
  const counts = countsOf(elements);
  const allowed = new Set<string>([rule.must, rule.oneOf, rule.multipoint, rule.unlessKnown, rule.may].flatMap((names) => names ?? []));
  const required = [
    ...(rule.must ?? []),
    ...(isMultipoint(elements, call) ? (rule.multipoint ?? []) : []),
    ...(call.connectionUnknown === true ? (rule.unlessKnown ?? []) : []),
  ];
  return {
    missing: [...required.filter((name) => !counts.has(name)), ...missingAlternatives(rule.oneOf, counts)],
    unexpected: [...counts.keys()].filter((name) => !allowed.has(name)),
    repeated: [...counts].filter(([name, count]) => allowed.has(name) && count > most(rule, name)).map(([name]) => name),
  };
}

/** How many there are of each known kind with contents, in the order of the message. */
function countsOf(elements: readonly DecodedElement[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { id, name, contents } of elements) {
    if (contents.length === 0 || everywhere.has(id) || !(name in elementIds)) continue;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Only a bearer capability that says so makes a message one of several parties, where the caller does not know. */
function isMultipoint(elements: readonly DecodedElement[], call: CallKnowledge): boolean {
  return call.multipoint ?? elements.some(({ fields }) => fields['pointToMultipoint'] === true);
}

function missingAlternatives(names: readonly ElementName[] = [], counts: ReadonlyMap<string, number>): string[] {
  return names.length === 0 || names.some((name) => counts.has(name)) ? [] : [names.join(' or ')];
}

function most(rule: MessageElements, name: string): number {
  return rule.most?.[name as ElementName] ?? 1;
}
