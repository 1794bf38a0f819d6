import type { Finding, RequirementResult } from '../core/judgement.ts';
import { safeText } from '../core/safe-text.ts';
import { wrap } from './columns.ts';
import type { Evidence } from './evidence.ts';
import type { JudgementWords } from './judgement-words.ts';
import { plural } from '../report/plural.ts';
import { findingsShown, shownEvents } from './shown-findings.ts';
import type { TextSink } from './text-sink.ts';

/** Writes out the findings of one judgement. The events of a fault stand under the first finding that names it, and not again. */
export class FindingsText {
  private readonly words: JudgementWords;
  private readonly evidence: Evidence;
  private readonly sink: TextSink;
  private readonly columns: number;
  private readonly faultsShown = new Set<number>();

  constructor(words: JudgementWords, evidence: Evidence, sink: TextSink, columns = sink.columns) {
    this.words = words;
    this.evidence = evidence;
    this.sink = sink;
    this.columns = columns;
  }

  /** One requirement that was not simply kept: in words, its page, what happened and the lines that prove it. */
  result(result: RequirementResult): string[] {
    const row = this.words.requirement(result.id);
    const { columns } = this;
    const rest = result.findingsTotal - Math.min(findingsShown, result.findings.length);
    return [
      `${this.sink.style('bold', result.id)} ${result.outcome} (${result.severity}), ${plural(result.findingsTotal, 'finding')}`,
      ...(row === undefined ? [] : wrap(row.requirement, columns, '  ')),
      ...(row === undefined ? [] : wrap(`Source: ${row.source}`, columns, '  ')),
      ...(result.reason === undefined ? [] : wrap(safeText(result.reason), columns, '  ')),
      ...result.findings.slice(0, findingsShown).flatMap((finding) => this.finding(finding)),
      ...(rest > 0 && result.findings.length > 0 ? [`  … and ${rest} more`] : []),
    ];
  }

  private finding(finding: Finding): string[] {
    const fault = finding.fault === undefined ? '' : `, fault ${finding.fault}`;
    const vc = finding.vc === undefined ? '' : `, VC ${safeText(finding.vc)}`;
    const lines = `line${finding.events.length === 1 ? '' : 's'} ${finding.events.join(', ')}`;
    return [
      ...wrap(`${finding.id}: ${lines}${vc}${fault}`, this.columns, '  '),
      ...wrap(safeText(finding.message), this.columns, '    '),
      ...this.events(finding),
    ];
  }

  private events(finding: Finding): string[] {
    if (finding.fault !== undefined && this.faultsShown.has(finding.fault)) return [];
    if (finding.fault !== undefined) this.faultsShown.add(finding.fault);
    return shownEvents(finding).flatMap((line) => {
      const text = this.evidence.get(line);
      return text === undefined ? [] : [`    ${String(line).padStart(6)}  ${text}`];
    });
  }
}
