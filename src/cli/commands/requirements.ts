import { Command } from 'commander';
import { Fault } from '../../core/fault.ts';
import type { Check } from '../../core/requirements/engine/rule.ts';
import type { Requirement } from '../../core/requirements/requirement.ts';
import { table, wrap } from '../columns.ts';
import type { CliContext } from '../context.ts';

/** `requirements [--json] [ID]`: the catalogue, or one row of it. */
export function requirementsCommand(context: CliContext): Command {
  return new Command('requirements')
    .description('list the documented requirements, or show one')
    .argument('[id]', 'such as CC-15')
    .option('--json', 'as JSON')
    .action(async (id: string | undefined, options: { json?: true }) => {
      const { requirements } = await import('../../core/requirements/catalogue/catalogue.ts');
      const chosen = id === undefined ? requirements : [await requirementNamed(id)];
      if (options.json) context.out.line(JSON.stringify({ requirements: chosen }));
      else {
        const lines = id === undefined ? listing(chosen, context) : await page(chosen[0] as Requirement, context);
        for (const line of lines) context.out.line(line);
      }
    });
}

async function requirementNamed(id: string): Promise<Requirement> {
  const { requirementById, requirements } = await import('../../core/requirements/catalogue/catalogue.ts');
  const found = requirementById(id.toUpperCase());
  if (found !== undefined) return found;
  const { nearest } = await import('../../files/did-you-mean.ts');
  const near = nearest(id, requirements.map((requirement) => requirement.id));
  throw new Fault('unknown-requirement', `there is no requirement \`${id}\``, {
    next: near === undefined ? '`condis-bench requirements` lists them.' : `Did you mean \`${near}\`?`,
  });
}

function listing(rows: readonly Requirement[], context: CliContext): string[] {
  const cells = rows.map((row) => [row.id, row.manual ? 'manual' : row.guard ? 'guard' : row.severity, row.actor]);
  const lines = table(cells);
  const left = Math.max(...lines.map((line) => line.length)) + 2;
  const room = Math.max(20, context.out.columns - left);
  return lines.map((line, i) => {
    const text = (rows[i] as Requirement).requirement;
    return line.padEnd(left) + (text.length > room ? `${text.slice(0, room - 1)}…` : text);
  });
}

async function page(row: Requirement, context: CliContext): Promise<string[]> {
  const { checks } = await import('../../core/requirements/rules/rules.ts');
  const width = context.out.columns;
  const seen = row.observes.filter((letter) => letter !== 'D').map((letter) => observed[letter]);
  const facts: (readonly [string, string])[] = [
    ['duty of', row.actor],
    ['severity', `${row.severity} (the page: ${row.severityText})${row.guard ? '; recorded, never a finding' : ''}`],
    ['topology', row.topology === 'both' ? 'cm, mcm' : row.topology],
    ['needs to see', row.manual ? 'what no trace can show: it is judged by hand' : seen.join(', ')],
    ['check', row.check],
    ['source', row.source],
    ...decidedBy(row, checks.filter((check) => check.id === row.id)),
  ];
  const left = 14;
  return [
    `${context.out.style('bold', row.id)}  ${row.family}`,
    ...wrap(row.requirement, width),
    '',
    ...facts.flatMap(([name, text]) =>
      wrap(text, width - left).map((line, i) => (i === 0 ? name.padEnd(left) : ' '.repeat(left)) + line),
    ),
  ];
}

/** What the bench looks at to decide a row. The words of conditions are facts that it keeps of each VC and each event. */
function decidedBy(row: Requirement, rules: readonly Check[]): (readonly [string, string])[] {
  if (rules.length === 0) return [['decided by', row.manual ? 'a person' : row.guard ? 'nothing: it is never a finding' : 'no rule yet']];
  return rules.map(({ on, when, need, message, topology }, i) => {
    const at = `at ${[on].flat().join(' or ')}`;
    const where = topology === undefined || row.topology !== 'both' ? at : `${topology}: ${at}`;
    const must = need === undefined ? 'it is met' : `it needs ${need}`;
    const otherwise = message === undefined ? '' : `; else: ${message}`;
    return [i === 0 ? 'decided by' : '', `${where}${when === undefined ? '' : ` when ${when}`}, ${must}${otherwise}`];
  });
}

const observed = { T: 'calls', A: 'arguments', S: 'signalling', M: 'memory', Q: 'IRQL' } as const;
