import { html, type Markup } from '../report/html/markup.ts';

const barWidth = 11;

/** The named timers of steps, beside their drawing: each a bar from the step that begins it to the one that ends it. */
export class StepTimerBars {
  private readonly x: number;
  private readonly columns: string[] = [];
  private readonly running = new Map<string, number>();
  private readonly bars: { readonly name: string; readonly from: number; readonly to: number }[] = [];

  /** `x`: the left edge of the bars. */
  constructor(x: number) {
    this.x = x;
  }

  /** Timers that begin and end with a step at a height. */
  at(y: number, starts: readonly string[], stops: readonly string[]): void {
    for (const name of stops) {
      const from = this.running.get(name);
      if (from === undefined) continue;
      // More than one step can end it: the longest bar has them all.
      const open = this.bars.findIndex((bar) => bar.name === name && bar.from === from);
      if (open >= 0) this.bars.splice(open, 1);
      this.bars.push({ name, from, to: y });
    }
    for (const name of starts) {
      if (!this.columns.includes(name)) this.columns.push(name);
      this.running.set(name, y);
    }
  }

  drawn(): Markup[] {
    const nameX = this.x + this.columns.length * barWidth + 2;
    const taken: number[] = [];
    return this.bars.map(({ name, from, to }) => {
      const x = this.x + this.columns.indexOf(name) * barWidth;
      let y = from + 4;
      while (taken.some((other) => Math.abs(other - y) < 12)) y += 12;
      taken.push(y);
      return html`<path class="timer" d="M${x + 6} ${from}h-6V${to}h6"/>
<text class="timer-name" x="${nameX}" y="${y}">${name}</text>\n`;
    });
  }
}
