import type { Finding, Outcome, RequirementResult } from '../core/judgement.ts';
import { requirementById, requirementFamilies } from '../core/requirements/catalogue/catalogue.ts';
import type { RequirementFamily } from '../core/requirements/requirement.ts';
import { worst, type Verdict } from '../core/verdict.ts';
import { unkeptSentences } from './case-words.ts';
import { reasonOf } from './outcome-words.ts';
import { plural } from './plural.ts';
import { withoutExpected } from './remaining.ts';
import { type RunReport, verdictOfCase } from './run-report.ts';
import { xmlText } from './xml-text.ts';

/** Findings of a requirement that are written out. */
const writtenFindings = 5;

/** A test case, and how it counts. */
interface TestCase {
  readonly text: string;
  readonly counts: 'failures' | 'errors' | 'skipped' | 'passed';
}

/**
 * `junit.xml`: one test case for the scenario and each requirement family, requirement ids as properties. Where the run itself went
 * wrong (an expectation that was not met, an interruption, a line that broke) there is one more, so that no server shows such a run
 * green. Carries no time of its own making.
 */
export function junitXml(report: RunReport): string {
  const { requirements } = withoutExpected(report.story.judgement, report.asked.remaining);
  const results = new Map(requirements.map((result) => [result.id, result]));
  const suite = `${report.scenario} on ${report.device}`;
  const cases = [...runCase(report), ...requirementFamilies.map((family) => familyCase(family, results, report))];
  const count = (kind: TestCase['counts']): number => cases.filter((each) => each.counts === kind).length;
  const counts = `tests="${cases.length}" failures="${count('failures')}" errors="${count('errors')}" skipped="${count('skipped')}"`;
  // JUnit's own schema has no time zone in a timestamp; it is UTC.
  const stamp = report.startedAt === undefined ? '' : ` timestamp="${xmlText(report.startedAt.replace(/(\.\d+)?Z$/, ''))}"`;
  const { about, device, tool, capture } = report;
  const facts = { device, tool, seed: String(about.seed ?? ''), 'capture.sha256': capture.sha256 };
  const properties = Object.entries(facts).map(([name, value]) => `   <property name="${name}" value="${xmlText(value)}"/>\n`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${counts}>
 <testsuite name="${xmlText(suite)}" ${counts}${stamp}>
  <properties>
${properties}  </properties>
${cases.map(({ text }) => text).join('')} </testsuite>
</testsuites>
`;
}

function familyCase(family: RequirementFamily, results: ReadonlyMap<string, RequirementResult>, report: RunReport): TestCase {
  const rows = family.entries.flatMap(({ id }) => results.get(id) ?? []);
  const of = (...outcomes: readonly Outcome[]): RequirementResult[] => rows.filter(({ outcome }) => outcomes.includes(outcome));
  const seen = new Map(report.story.judgement.requirements.map(({ id, outcome }) => [id, outcome]));
  const properties = rows.map(({ id }) => `    <property name="${id}" value="${seen.get(id)}"/>\n`).join('');
  const warned = of('warn');
  const expected = rows.filter(({ id }) => report.asked.remaining.outcomes.get(id) === 'pass');
  const told = [
    ...(warned.length === 0 ? [] : [detail(warned)]),
    ...(expected.length === 0 ? [] : [`as the scenario expects: ${expected.map(({ id }) => `${id} ${seen.get(id)}`).join(', ')}`]),
  ];
  const systemOut = told.length === 0 ? '' : `   <system-out>${xmlText(told.join('\n\n'))}</system-out>\n`;
  const [counts, element] = verdictElement(of);
  const name = `classname="${xmlText(`${report.scenario}.${report.device}`)}" name="${xmlText(family.title)}"`;
  const text = `  <testcase ${name}>\n   <properties>\n${properties}   </properties>\n${element}${systemOut}  </testcase>\n`;
  return { text, counts };
}

function verdictElement(of: (...outcomes: readonly Outcome[]) => RequirementResult[]): readonly [TestCase['counts'], string] {
  const broken = of('self-check', 'fail', 'inconclusive');
  if (of('self-check').length > 0) return ['errors', element('error', 'error', broken)];
  if (of('fail').length > 0) return ['failures', element('failure', 'fail', broken)];
  if (broken.length > 0) return ['errors', element('error', 'inconclusive', broken)];
  if (of('pass', 'warn').length > 0) return ['passed', ''];
  const reasons = new Map<string, number>();
  for (const result of of('vacuous', 'not-observed', 'guard', 'manual')) {
    const reason = `${result.outcome}: ${reasonOf(result)}`;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const message = [...reasons].map(([reason, count]) => `${count} ${reason}`).join('; ');
  return ['skipped', `   <skipped message="${xmlText(message)}"/>\n`];
}

function element(name: 'failure' | 'error', type: string, results: readonly RequirementResult[]): string {
  const message = results.map(({ id, outcome }) => `${id} ${outcome}`).join(', ');
  return `   <${name} type="${type}" message="${xmlText(message)}">${xmlText(detail(results))}</${name}>\n`;
}

function detail(results: readonly RequirementResult[]): string {
  return results.map((result) => {
    const requirement = requirementById(result.id);
    const rest = result.findingsTotal - Math.min(result.findings.length, writtenFindings);
    return [
      `${result.id} ${result.outcome} (${result.severity}): ${requirement?.requirement ?? ''}`,
      `  source: ${requirement?.source ?? ''}`,
      ...(result.reason === undefined ? [] : [`  ${result.reason}`]),
      ...result.findings.slice(0, writtenFindings).map(findingText),
      ...(rest > 0 ? [`  and ${plural(rest, 'further finding')}`] : []),
    ].join('\n');
  }).join('\n\n');
}

function findingText({ id, message, events, vc, fault }: Finding): string {
  const on = vc === undefined ? '' : `, VC ${vc}`;
  return `  ${id}: ${message} (lines ${events.join(', ')}${on}${fault === undefined ? '' : `, fault ${fault}`})`;
}

/** What went wrong with the run itself, as a test case of its own; nothing where nothing did. */
function runCase(report: RunReport): TestCase[] {
  const { asked, faults, interrupted } = report;
  const health: readonly Verdict[] = [...(interrupted ? ['inconclusive' as const] : []), ...(faults.length > 0 ? ['error' as const] : [])];
  const verdict = worst([verdictOfCase(asked), ...health]);
  if (verdict === 'pass') return [];
  const lines = [
    ...unkeptSentences(asked),
    ...faults.map(({ code, message }) => `${message} [${code}]`),
    ...(interrupted ? ['the run was interrupted'] : []),
  ];
  const name = verdict === 'fail' ? 'failure' : 'error';
  const what = `<${name} type="${verdict}" message="${xmlText(lines[0] ?? '')}">${xmlText(lines.join('\n'))}</${name}>`;
  const classname = xmlText(`${report.scenario}.${report.device}`);
  const text = `  <testcase classname="${classname}" name="The run itself">\n   ${what}\n  </testcase>\n`;
  return [{ text, counts: verdict === 'fail' ? 'failures' : 'errors' }];
}
