/** From best to worst: proof of a fault outranks missing proof; a broken bench outranks both. */
export const verdicts = ['pass', 'inconclusive', 'fail', 'error'] as const;
export type Verdict = (typeof verdicts)[number];

/** The worst of several verdicts. Without any there is no evidence, and no evidence is never a pass. */
export function worst(parts: readonly Verdict[]): Verdict {
  if (parts.length === 0) return 'inconclusive';
  return parts.reduce((a, b) => (verdicts.indexOf(b) > verdicts.indexOf(a) ? b : a));
}
