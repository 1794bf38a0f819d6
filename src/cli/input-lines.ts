/** The part of a standard input that is used here. */
export interface InputStream extends AsyncIterable<string | Uint8Array> {
  readonly isTTY?: boolean;
}

/** Longer than any message as hex with a blank before each digit; what a line holds beyond is dropped. */
const longestLine = 300_000;

/** The lines of an input without their ends; a last one without an end counts. A line is cut at {@link longestLine} characters. */
export async function* inputLines(input: InputStream): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let line = '';
  for await (const chunk of input) {
    const pieces = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n');
    for (const [i, piece] of pieces.entries()) {
      if (i > 0) {
        yield line;
        line = '';
      }
      line += piece.slice(0, longestLine - line.length);
    }
  }
  if (line !== '') yield line;
}
