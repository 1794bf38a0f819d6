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
      const counted = judgement.requirements.filter(({ outcome }) => outcome === 'fail' || (strict && outcome === 'warn'));
      const broken = counted.length;
      const faults = new Set(counted.flatMap((result) => result.findings.flatMap(({ fault }) => fault ?? []))).size;
      const more = counted.some(({ findings, findingsTotal }) => findingsTotal > findings.length) ? ' or more' : '';
      return `${plural(broken, 'requirement')} broken${faults > 0 ? `, by ${plural(faults, 'fault')}${more}` : ''}.`;
    }
    case 'error':
      return `${plural(count('self-check'), 'duty', 'duties')} of NDIS not seen: the trace or its tracer is broken.`;
    case 'inconclusive': {
      const open = count('inconclusive');
      if (open === 0 && judgement.requirements.every(({ triggered }) => triggered === 0)) {
        return 'No requirement was put to the test: no evidence is never a pass.';
      }
      if (open === 0) return 'What was recorded holds, but the recording breaks off: what came after is not known.';
      return `${plural(open, 'requirement')} left open by a gap, an early end or the clocks' uncertainty.`;
    }
  }
}
