import { safeText } from '../core/safe-text.ts';

/** How the cells of a column stand. */
export type Alignment = 'left' | 'right';

/** Lines of a table whose columns are as wide as their widest cell, two spaces apart. */
export function table(rows: readonly (readonly string[])[], alignments: readonly Alignment[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows.map((row) => row.map((cell, i) => align(cell, widths[i] as number, alignments[i])).join('  ').trimEnd());
}

function align(cell: string, width: number, alignment: Alignment = 'left'): string {
  return alignment === 'right' ? cell.padStart(width) : cell.padEnd(width);
}

/** Breaks a text at spaces into lines of at most `width` characters; a longer word has a line of its own. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '') lines.push(indent + line);
  return lines;
}

/** A list of names and texts, made safe for a terminal: the names in a column, the texts wrapped beside them. */
export function definitions(given: readonly (readonly [name: string, text: string])[], width: number): string[] {
  const entries = given.map(([name, text]) => [safeText(name), safeText(text)] as const);
  const left = Math.min(28, Math.max(0, ...entries.map(([name]) => name.length))) + 2;
  return entries.flatMap(([name, text]) => {
    const [first = '', ...rest] = wrap(text, width - left);
    const indented = rest.map((line) => ' '.repeat(left) + line);
    return name.length + 2 > left ? [name, ' '.repeat(left) + first, ...indented] : [name.padEnd(left) + first, ...indented];
  });
}
