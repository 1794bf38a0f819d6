import { safeText } from '../core/safe-text.ts';

const width = 76;
const linesAround = 1;

/**
 * The lines around a place with a mark under the column, at most 80 characters wide; `…` stands for what is cut off. Control characters
 * are shown as U+FFFD, so that a file cannot write to the terminal of the person who reads about it.
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
    const shown = safeText(cut(lines[number - 1] ?? '', from, room).replaceAll('\t', ' '));
    const mark = number === line ? '>' : ' ';
    frame.push(`${mark} ${String(number).padStart(gutter)} | ${shown}`.trimEnd());
    if (number === line) frame.push(`  ${' '.repeat(gutter)} | ${' '.repeat(Math.max(0, column - 1 - from))}^`);
  }
  return frame.join('\n');
}

/** `room` characters of a line. The mark is never at the first of them where something is cut off before it, nor at the last. */
function cut(line: string, from: number, room: number): string {
  const part = line.slice(from, from + room);
  const begun = from > 0 && part !== '' ? `…${part.slice(1)}` : part;
  return line.length > from + room ? `${begun.slice(0, -1)}…` : begun;
}
