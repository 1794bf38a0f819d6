import { rowOf, type Coverage, type CoverageState, type CoveredRun, type RowCoverage, type SentenceCoverage } from '../core/coverage.ts';
import { requirementFamilies } from '../core/requirements/catalogue/catalogue.ts';
import { sentencePages } from '../core/requirements/catalogue/sentences.ts';
import type { RequirementFamily } from '../core/requirements/requirement.ts';
import { safeText } from '../core/safe-text.ts';
import { plural } from '../report/plural.ts';
import { table, wrap } from './columns.ts';
import type { TextSink } from './text-sink.ts';

const words: Readonly<Record<CoverageState, string>> = {
  decided: 'decided', open: 'NOT DECIDED', manual: 'by hand', permission: 'permission', 'other-topology': 'other kind',
};

/** A coverage as one JSON object. */
export function coverageJson(coverage: Coverage, runs: readonly CoveredRun[]): string {
  const { verdict, decidable, decided, sentences, rows } = coverage;
  const told = runs.map(({ scenario, device, topology, judgement }) => ({ scenario, device, topology, verdict: judgement.verdict }));
  return JSON.stringify({ condisCoverage: 1, verdict, decidable, decided, runs: told, sentences, requirements: rows });
}

/** A coverage for people: the share, the pages sentence by sentence, each requirement with its scenarios, and what is left. */
export function coverageText(coverage: Coverage, runs: readonly CoveredRun[], sink: TextSink): string[] {
  const { decidable, decided, sentences, rows } = coverage;
  const scenarios = [...new Set(runs.map(({ scenario }) => scenario))];
  const share = decidable === 0 ? 0 : Math.floor((100 * decided) / decidable);
  const head = `${decided} of ${plural(decidable, 'decidable sentence')} decided (${share} %), by ${plural(runs.length, 'run')} of ` +
    `${plural(scenarios.length, 'scenario')}.`;
  const red = runs.filter(({ judgement }) => judgement.verdict !== 'pass');
  return [
    sink.style(['bold', decided === decidable ? 'green' : 'yellow'], head),
    ...red.map(({ scenario, device, judgement }) => safeText(`Not green: ${scenario} on ${device} is ${judgement.verdict}.`)),
    '',
    ...pageTable(sentences),
    ...sentencePages.flatMap((page) => ['', sink.style('bold', page), ...sentencesOf(page, sentences, sink)]),
    ...requirementFamilies.flatMap((family) => familyText(family, rows, scenarios, sink)),
    ...openRows(rows, sink),
    ...manualRows(rows, sink),
    ...scenarioTable(rows, scenarios, sink),
  ];
}

/** How many sentences of each page are in which state. */
function pageTable(sentences: readonly SentenceCoverage[]): string[] {
  const columns: readonly (readonly [CoverageState, string])[] = [
    ['decided', 'decided'], ['open', 'not'], ['manual', 'by hand'], ['permission', 'permission'],
    ...(sentences.some(({ state }) => state === 'other-topology') ? [['other-topology', 'other'] as const] : []),
  ];
  const lines = sentencePages.map((page) => {
    const own = sentences.filter((sentence) => sentence.page === page);
    return [page, String(own.length), ...columns.map(([state]) => String(own.filter((sentence) => sentence.state === state).length))];
  });
  const head = ['', 'all', ...columns.map(([, title]) => title)];
  return table([head, ...lines], ['left', ...head.slice(1).map(() => 'right' as const)]);
}

function sentencesOf(page: string, sentences: readonly SentenceCoverage[], sink: TextSink): string[] {
  return sentences.filter((sentence) => sentence.page === page).flatMap(({ anchor, says, rows, state, missing }) => {
    const label = state === 'open' ? `${sink.style('yellow', words.open)} for want of ${missing.join(', ')}` : words[state];
    return [`  ${anchor} (${rows.join(', ')}): ${label}`, ...wrap(says, sink.columns, '      ')];
  });
}

/** The rows of a family that some run decided, each with the scenarios that did. */
function familyText(
  { name, title }: RequirementFamily, rows: readonly RowCoverage[], scenarios: readonly string[], sink: TextSink,
): string[] {
  const exercised = rows.filter((row) => row.exercised.length > 0 && rowOf(row).family === name);
  if (exercised.length === 0) return [];
  const cells = exercised.map((row) => {
    const topologies = (['cm', 'mcm'] as const).filter((topology) => row.exercised.some((run) => run.topology === topology));
    return [`  ${row.id}`, outcomesOf(row), `${row.exercised.reduce((sum, run) => sum + run.triggered, 0)}x`, topologies.join(' ')];
  });
  const left = table(cells, ['left', 'left', 'right', 'left']);
  const width = Math.max(...left.map((line) => line.length)) + 2;
  return ['', sink.style('bold', title), ...left.map((line, i) =>
    line.padEnd(width) + scenariosOf(exercised[i] as RowCoverage, scenarios, sink.columns - width))];
}

function outcomesOf({ exercised }: RowCoverage): string {
  return [...new Set(exercised.map(({ outcome }) => outcome))].join(', ');
}

/** The scenarios that exercise a row: those that do or those that do not, whichever are fewer, as many as there is room for. */
function scenariosOf({ exercised }: RowCoverage, scenarios: readonly string[], room: number): string {
  const named = new Set(exercised.map(({ scenario }) => scenario));
  const others = scenarios.filter((name) => !named.has(name));
  if (others.length === 0 && named.size > 1) return 'every scenario';
  return others.length < named.size / 2 ? `all but ${listed(others, room - 'all but '.length)}` : listed([...named], room);
}

function listed(names: readonly string[], room: number): string {
  for (let shown = names.length; shown > 1; shown--) {
    const text = safeText(names.slice(0, shown).join(', ')) + (shown < names.length ? ` +${names.length - shown}` : '');
    if (text.length <= room) return text;
  }
  return safeText(names[0] ?? '') + (names.length > 1 ? ` +${names.length - 1}` : '');
}

/** What no run decided, by reason. */
function openRows(rows: readonly RowCoverage[], sink: TextSink): string[] {
  const byReason = new Map<string, string[]>();
  for (const row of rows) {
    for (const { topology, reason } of row.missing) {
      const both = row.missing.length === 2 && row.missing[0]?.reason === row.missing[1]?.reason;
      if (both && topology === 'mcm') continue;
      const text = both || rowOf(row).topology !== 'both' ? row.id : `${row.id} (${topology})`;
      byReason.set(reason, [...(byReason.get(reason) ?? []), text]);
    }
  }
  if (byReason.size === 0) return [];
  const parts = [...byReason].flatMap(([reason, ids]) => [
    ...wrap(safeText(`${reason}:`), sink.columns, '  '), ...wrap(ids.join(', '), sink.columns, '      '),
  ]);
  return ['', sink.style('bold', 'Requirements that no scenario decides'), ...parts];
}

function manualRows(rows: readonly RowCoverage[], sink: TextSink): string[] {
  const manual = rows.filter(({ state }) => state === 'manual').map(rowOf);
  return [
    '', sink.style('bold', 'Requirements that no trace decides'),
    ...manual.flatMap(({ id, check }) => [`  ${id}`, ...wrap(check, sink.columns, '      ')]),
  ];
}

/** Each scenario with the rows that it exercises, and those that no other one does. */
function scenarioTable(rows: readonly RowCoverage[], names: readonly string[], sink: TextSink): string[] {
  return ['', sink.style('bold', 'Scenarios'), ...names.flatMap((name) => {
    const own = rows.filter(({ exercised }) => exercised.some(({ scenario }) => scenario === name));
    const alone = own.filter(({ exercised }) => exercised.every(({ scenario }) => scenario === name));
    const head = `  ${safeText(name)}: ${plural(own.length, 'requirement')}`;
    if (alone.length === 0 || names.length === 1) return [head];
    return [`${head}, alone in`, ...wrap(alone.map(({ id }) => id).join(', '), sink.columns, '      ')];
  })];
}
