import { readFileSync, writeFileSync } from 'node:fs';
import type { ContenderName, Measured } from './contenders.ts';
import { median, memory, processorRate, rate, type Goal, type Ratio } from './ratios.ts';
import type { ThroughputResult } from './result.ts';

const begin = '<!-- figures: written by `npm run bench -- --record` -->';
const end = '<!-- end of figures -->';

/** The tables of a run, in Markdown; they also read well in a terminal. */
export function figures({ date, machine, babeltrace2, seed, material, rounds, ratios }: ThroughputResult): string {
  const percent = material.shareWithTail === undefined
    ? '' : `; ${(material.shareWithTail * 100).toFixed(1)} % of the events carry a tail, ` +
    `${material.recordOctetsAnEvent?.toFixed(1)} octets a record`;
  return [
    table(['ratio', 'median', 'min', 'max', 'goal', ''], ratios.map(ratioRow)),
    table(
      ['who', 'events', 'events/s', 'min', 'max', 'events/s of processor time', 'peak memory, MiB'],
      (Object.entries(rounds) as [ContenderName, readonly Measured[]][]).map(([name, measured]) => contenderRow(name, measured)),
    ),
    `${date}, ${machine.processors} processors (${machine.model}), ${machine.platform}, Node ${machine.node}, ` +
      `${babeltrace2 ?? 'babeltrace2 is not installed: its row is left out'}; seed ${seed}, ${rounds['condis-bench']?.length} rounds; ` +
      `${material.octetsAnEvent.toFixed(1)} octets an event on the line${percent}.`,
  ].join('\n\n');
}

/** Puts the figures into their place on the page. */
export function writePage(path: string, text: string): void {
  const page = readFileSync(path, 'utf8');
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${path} has no place for the figures`);
  writeFileSync(path, `${page.slice(0, from)}${begin}\n\n${text}\n\n${page.slice(to)}`);
}

function ratioRow({ name, value, min, max, goal, met }: Ratio): string[] {
  return [name, value.toFixed(2), min.toFixed(2), max.toFixed(2), goalText(goal), goal === undefined ? '' : met ? 'met' : '**missed**'];
}

function goalText(goal: Goal | undefined): string {
  if (goal === undefined) return '';
  return 'least' in goal ? `≥ ${goal.least}` : `≤ ${goal.most}`;
}

function contenderRow(name: string, measured: readonly Measured[]): string[] {
  const rates = measured.map(rate);
  const peak = median(measured.map(memory));
  return [
    name, String(measured[0]?.events), whole(median(rates)), whole(Math.min(...rates)), whole(Math.max(...rates)),
    whole(median(measured.map(processorRate))), Number.isNaN(peak) ? '' : (peak / 1024).toFixed(0),
  ];
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(3, cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const padded = (cell: string, column: number): string => {
    const width = widths[column] as number;
    return column === 0 ? cell.padEnd(width) : cell.padStart(width);
  };
  const line = (cells: readonly string[]): string => `| ${cells.map(padded).join(' | ')} |`;
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`));
  return [line(head), `|${rule.join('|')}|`, ...rows.map(line)].join('\n');
}
