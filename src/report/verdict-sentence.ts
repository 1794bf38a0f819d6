import type { Judgement, Outcome } from '../core/judgement.ts';
import { plural } from './plural.ts';

/** The verdict in a sentence. */
export function verdictSentence(judgement: Judgement, strict: boolean): string {
  const count = (outcome: Outcome) => judgement.requirements.filter((result) => result.outcome === outcome).length;
  switch (judgement.verdict) {
    case 'pass': {
      const warned = count('warn');
      const warnings = warned === 0 ? '' : `, ${warned} with a warning`;
      return `Every requirement that this trace can decide holds: ${count('pass') + warned}${warnings}.`;
    }
    case 'fail': {
      const broken = count('fail') + (strict ? count('warn') : 0);
      const faults = new Set(judgement.requirements.flatMap((result) => result.findings.flatMap((finding) => finding.fault ?? []))).size;
      const more = judgement.requirements.some((result) => result.findingsTotal > result.findings.length) ? ' or more' : '';
      return `${plural(broken, 'requirement')} broken${faults > 0 ? `, by ${plural(faults, 'fault')}${more}` : ''}.`;
    }
    case 'error':
      return `${plural(count('self-check'), 'duty', 'duties')} of NDIS not seen: the trace or its tracer is broken.`;
    case 'inconclusive': {
      const open = count('inconclusive');
      if (open === 0) return 'No requirement was put to the test: no evidence is never a pass.';
      return `${plural(open, 'requirement')} left open by a gap, an early end or the clocks' uncertainty.`;
    }
  }
}
