import { safeText } from '../core/safe-text.ts';
import { laneNames, partyLegend, rungPlace, rungText, type Ladder, type LadderRung, type Lane } from '../report/story/ladder.ts';
import { wrap } from './columns.ts';
import { cut } from './interval-table.ts';

/** Columns from one lane to the next. */
const laneStep = 4;

/**
 * A ladder in characters: line of the trace, milliseconds since the first event, the lanes, and what happened. `-->` is a call, `..>` its
 * return, `==>` a signalling message; `*` marks what decided a finding. No line is longer than `columns`.
 */
export function ladderText(ladder: Ladder, columns: number): string[] {
  const names = ladder.lanes.map((lane) => laneNames[lane][1].padEnd(laneStep)).join('').trimEnd();
  const lines = ladder.rungs.map((rung) => {
    const { atNs, line } = rungPlace(rung);
    const mark = ladder.deciding.has(line) && rung.kind !== 'folded' ? '*' : ' ';
    const left = `${mark}${String(line).padStart(7)}${milliseconds(atNs - ladder.startNs).padStart(11)}`;
    const label = rungText(rung, ladder);
    return cut(`${left}  ${lanes(rung, ladder.lanes.length)}  ${safeText(label)}`, columns).trimEnd();
  });
  return [`    line         ms  ${names}`, ...lines];
}

/** What the lanes and signs of {@link ladderText} mean; `withParties`: of multipoint calls, too. */
export function ladderLegend(lanes: readonly Lane[], columns: number, withParties: boolean): string[] {
  const names = lanes.map((lane) => {
    const [full, short] = laneNames[lane];
    return `${short} ${full.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}`;
  });
  const signs = '--> call or handler, ..> its return, ==> signalling message, * decides the finding.';
  const parties = withParties ? wrap(partyLegend, columns) : [];
  return [...wrap(`${names.join(', ')}.`, columns), ...wrap(signs, columns), ...parties];
}

function lanes(rung: LadderRung, count: number): string {
  const width = (count - 1) * laneStep + 1;
  const drawn: string[] = Array.from({ length: width }, (_, i) => (i % laneStep === 0 ? '|' : ' '));
  if (rung.kind === 'folded' || rung.kind === 'across') return rung.kind === 'folded' ? ':'.padEnd(width, '   :') : '~'.repeat(width);
  if (rung.kind === 'at') {
    drawn[rung.lane * laneStep] = '#';
    return drawn.join('');
  }
  const from = rung.from * laneStep;
  const to = rung.to * laneStep;
  const shaft = rung.kind === 'call' ? '-' : rung.kind === 'return' ? '.' : '=';
  for (let i = Math.min(from, to) + 1; i < Math.max(from, to); i++) drawn[i] = shaft;
  drawn[to > from ? to - 1 : to + 1] = to > from ? '>' : '<';
  return drawn.join('');
}

function milliseconds(ns: number): string {
  return (ns / 1e6).toFixed(3);
}
