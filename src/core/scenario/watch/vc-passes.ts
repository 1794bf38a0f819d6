import { ObjectTable } from '../../requirements/engine/object-table.ts';
import { WatchPass } from './watch-pass.ts';
import type { WatchPlan } from './watch-plan.ts';

/** A creation that has been asked for and has not returned. */
interface Asked {
  readonly pass: WatchPass;
  readonly port: number;
  /** -1: not seen. */
  readonly thread: number;
}

/** The passes that are watched, and the VCs that they are on. */
export class VcPasses {
  /** Passes that have begun so far. */
  passes = 0;
  private readonly plan: WatchPlan;
  private readonly table = new ObjectTable(1);
  private readonly all: WatchPass[] = [];
  private readonly idle: WatchPass[] = [];
  private readonly live = new Set<WatchPass>();
  /** Those of them that are on no VC at the moment. */
  private readonly vcless = new Set<WatchPass>();
  private asking: Asked[] = [];
  private isMixed = false;

  constructor(plan: WatchPlan) {
    this.plan = plan;
  }

  /** A pass that begins. */
  fresh(port: number, thread: number): WatchPass {
    let pass = this.idle.pop();
    if (pass === undefined) {
      pass = new WatchPass(this.plan);
      pass.index = this.all.push(pass) - 1;
    }
    pass.begin(port, thread);
    pass.hidden = this.isMixed;
    this.live.add(pass);
    this.vcless.add(pass);
    this.passes++;
    return pass;
  }

  release(pass: WatchPass): void {
    this.unbind(pass);
    this.asking = this.asking.filter((each) => each.pass !== pass);
    pass.isActive = false;
    this.live.delete(pass);
    this.vcless.delete(pass);
    this.idle.push(pass);
  }

  active(): WatchPass[] {
    return [...this.live];
  }

  /** Passes without a VC of which something holds, the oldest first. */
  waiting(test: (pass: WatchPass) => boolean): WatchPass[] {
    if (this.vcless.size === 0) return [];
    const asked = new Set(this.asking.map(({ pass }) => pass));
    return [...this.vcless].filter((pass) => !asked.has(pass) && test(pass));
  }

  hideAll(): void {
    for (const pass of this.live) pass.hidden = true;
  }

  /** Which pass an event belonged to could not be told: from here on the passes, also those to come, may have each other's VCs. */
  mix(): void {
    this.isMixed = true;
    this.hideAll();
  }

  find(low: number, high: number): WatchPass | undefined {
    const row = this.table.find(low, high);
    return row < 0 ? undefined : this.all[this.table.rows[row * this.table.stride + ObjectTable.columns] as number];
  }

  bind(pass: WatchPass, low: number, high: number): void {
    if (pass.hasVc && pass.vcLow === low && pass.vcHigh === high) return;
    this.unbind(pass);
    // A VC of this name whose end was not seen.
    const stale = this.find(low, high);
    if (stale !== undefined) this.unbind(stale);
    const row = this.table.add(low, high);
    this.table.rows[row * this.table.stride + ObjectTable.columns] = pass.index;
    pass.hasVc = true;
    this.vcless.delete(pass);
    pass.vcLow = low;
    pass.vcHigh = high;
  }

  unbind(pass: WatchPass): void {
    if (!pass.hasVc) return;
    const row = this.table.find(pass.vcLow, pass.vcHigh);
    if (row >= 0) this.table.remove(row);
    pass.hasVc = false;
    if (this.live.has(pass)) this.vcless.add(pass);
  }

  /** A creation is asked for. */
  asked(pass: WatchPass, port: number, thread: number): void {
    this.asking.push({ pass, port, thread });
  }

  /** A creation has returned: the pass that asked for it. */
  returned(port: number, thread: number): WatchPass | undefined {
    const asked = this.askedOn(port, thread);
    if (asked !== undefined) this.asking = this.asking.filter((each) => each !== asked);
    return asked?.pass;
  }

  /** The pass whose thread is in the creation of a VC of this name, although the end of another of that name has not been seen. */
  recreated(port: number, thread: number, low: number, high: number): WatchPass | undefined {
    const asked = this.asking.findLast((each) => each.thread >= 0 && each.thread === thread && each.port === port);
    return asked === undefined ? undefined : this.beingCreated(port, thread, low, high);
  }

  /** The pass that asked for the VC, where it is met before its creation returns. */
  beingCreated(port: number, thread: number, low: number, high: number): WatchPass | undefined {
    const asked = this.askedOn(port, thread);
    if (asked === undefined || asked.pass.hasVc) return undefined;
    this.bind(asked.pass, low, high);
    return asked.pass;
  }

  /** The latest creation asked for on a thread; without threads the only one. */
  private askedOn(port: number, thread: number): Asked | undefined {
    const { asking } = this;
    if (thread >= 0) {
      const own = asking.findLast((each) => each.thread === thread && each.port === port);
      if (own !== undefined || asking.every((each) => each.thread >= 0 && each.port === port)) return own;
    }
    if (asking.length > 1) this.mix();
    return asking.at(-1);
  }
}
