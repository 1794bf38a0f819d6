/** A line is cut after this many characters; a program that never ends its line takes no more memory than that. */
export const lineLimit = 500;
/** After this many lines the rest is only counted. */
export const linesLimit = 200;

/** Cuts what a process says into lines, and keeps a talkative one from filling a log: {@link lineLimit}, {@link linesLimit}. */
export class BoundedLines {
  private readonly told: (line: string) => void;
  private line = '';
  private lines = 0;

  /** `told` is handed each line that is not empty, without its end. */
  constructor(told: (line: string) => void) {
    this.told = told;
  }

  push(text: string): void {
    for (let from = 0; ; ) {
      const end = text.indexOf('\n', from);
      const piece = text.slice(from, end < 0 ? text.length : end);
      // One character more than is shown: what is cut can be told from what ends there.
      this.line += piece.slice(0, lineLimit + 1 - this.line.length);
      if (end < 0) return;
      this.endLine();
      from = end + 1;
    }
  }

  /** The process says no more: tells a last line without an end, and how many were left out. */
  finish(): void {
    this.endLine();
    if (this.lines > linesLimit) this.told(`… and ${this.lines - linesLimit} more lines`);
  }

  private endLine(): void {
    const { line } = this;
    this.line = '';
    if (line.trim() === '') return;
    this.lines++;
    if (this.lines <= linesLimit) this.told(line.length > lineLimit ? `${line.slice(0, lineLimit)}…` : line.trimEnd());
  }
}
