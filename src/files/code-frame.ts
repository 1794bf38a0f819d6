import { safeText } from '../core/safe-text.ts';

const width = 76;
const linesAround = 1;

/**
 * The lines around a place with a mark under the column, at most 80 characters wide. Control characters are shown as U+FFFD, so
 * that a file cannot write to the terminal of the person who reads about it.
 */
export function codeFrame(text: string, line: number, column: number): string {
  const lines = text.split(/\r\n|\n|\r/);
  const first = Math.max(1, line - linesAround);
  const last = Math.min(lines.length, line + linesAround);
  const gutter = String(last).length;
  const room = width - gutter - 5;
  const from = Math.max(0, column - 1 - Math.floor(room * 0.75));
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const shown = safeText((lines[number - 1] ?? '').slice(from, from + room).replaceAll('\t', ' '));
    const mark = number === line ? '>' : ' ';
    frame.push(`${mark} ${String(number).padStart(gutter)} | ${shown}`.trimEnd());
    if (number === line) frame.push(`  ${' '.repeat(gutter)} | ${' '.repeat(Math.max(0, column - 1 - from))}^`);
  }
  return frame.join('\n');
}
