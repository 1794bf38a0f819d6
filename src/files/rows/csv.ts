import { Fault } from '../../core/fault.ts';
import { codeFrame } from '../code-frame.ts';

/** A cell of a CSV file, and where it begins, lines and columns from 1. */
export interface CsvCell {
  readonly text: string;
  /** It stands in quotes, so that it is a text whatever it looks like. */
  readonly isQuoted: boolean;
  readonly line: number;
  readonly column: number;
}

const wholeInQuotes = 'Put the whole cell in quotes, quotes inside it doubled.';

/** Says what is wrong at a place of a CSV file. */
export function csvFault(
  shown: string, text: string, at: Pick<CsvCell, 'line' | 'column'>, code: string, message: string, next: string,
): Fault {
  const place = { file: shown, line: at.line, column: at.column };
  return new Fault(code, message, { place, excerpt: codeFrame(text, at.line, at.column), next });
}

/**
 * The lines of a CSV file as RFC 4180 has them: cells apart by commas, quoted where they hold commas, quotes or line ends, a quote doubled
 * inside. Lines end with LF or CRLF; empty lines are passed over; a byte order mark at the beginning is none of the first cell.
 * @throws Fault `csv-quote`
 */
export function readCsv(shown: string, text: string): CsvCell[][] {
  const lines: CsvCell[][] = [];
  let cells: CsvCell[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let line = 1;
  let lineStart = at;
  while (at < text.length) {
    const begin = { line, column: at - lineStart + 1 };
    const isQuoted = text[at] === '"';
    let cell = '';
    if (isQuoted) {
      for (at++; ; at++) {
        if (at >= text.length) {
          const next = 'Close it with `"`; inside it, write `""` for a quote.';
          throw csvFault(shown, text, begin, 'csv-quote', 'the quote is never closed', next);
        }
        if (text[at] === '"' && text[at + 1] === '"') cell += text[at++];
        else if (text[at] === '"') break;
        else {
          cell += text[at];
          if (text[at] !== '\n') continue;
          line++;
          lineStart = at + 1;
        }
      }
      at++;
      const after = text[at];
      if (after !== undefined && after !== ',' && after !== '\n' && !(after === '\r' && text[at + 1] === '\n')) {
        const place = { line, column: at - lineStart + 1 };
        throw csvFault(shown, text, place, 'csv-quote', 'something follows the closing quote', wholeInQuotes);
      }
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '"') cell += text[at++];
      if (text[at] === '"') {
        const place = { line, column: at - lineStart + 1 };
        throw csvFault(shown, text, place, 'csv-quote', 'a quote inside a cell that does not begin with one', wholeInQuotes);
      }
      if (cell.endsWith('\r')) cell = cell.slice(0, -1);
    }
    if (text[at] === '\r') at++;
    cells.push({ text: isQuoted ? cell : cell.trim(), isQuoted, ...begin });
    const isMore = text[at] === ',';
    // A comma at the very end of the text begins one more cell, an empty one.
    if (isMore && at + 1 === text.length) cells.push({ text: '', isQuoted: false, line, column: at - lineStart + 2 });
    if (!isMore) {
      if (cells.length > 1 || cells[0]?.text !== '' || cells[0].isQuoted) lines.push(cells);
      cells = [];
      line++;
      lineStart = at + 1;
    } else if (text[at + 1] === '\n' || (text[at + 1] === '\r' && text[at + 2] === '\n')) {
      cells.push({ text: '', isQuoted: false, line, column: at - lineStart + 2 });
      at += text[at + 1] === '\r' ? 2 : 1;
      lines.push(cells);
      cells = [];
      line++;
      lineStart = at + 1;
    }
    at++;
  }
  if (cells.length > 0) lines.push(cells);
  return lines;
}
