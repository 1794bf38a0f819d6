import { functionIdLimit, functionName, unnumberedFunction } from './condis/functions.ts';
import { gapsLimit, notModelledLimit, type GapRecord, type Judgement, type NotModelled, type RequirementResult } from './judgement.ts';
import { utf8Text } from './octets.ts';
import { Monitor } from './requirements/monitor.ts';
import type { CallRow } from './timing/call-row.ts';
import { Meter } from './timing/meter.ts';
import type { EventBatch } from './trace/event-batch.ts';
import { gapReasonIds, kindIds, present, word } from './trace/event-record.ts';
import type { TraceHeader } from './trace/header.ts';
import { Pairing } from './trace/pairing.ts';
import { type RecordShapes, shapeUnknown } from './trace/record-shapes.ts';
import { entryLength, findEntry, tailTags } from './trace/tail.ts';
import { defaultPort } from './trace/trace-keys.ts';
import type { TraceEnding } from './trace/trace-reader.ts';
import { worst, type Verdict } from './verdict.ts';

export interface JudgeOptions {
  /** Whether a broken *should* fails the trace. */
  readonly strict?: boolean;
  /** Takes a row for each call when it is over. */
  readonly onCall?: (row: CallRow) => void;
}

/** Whether a function number is one that the catalogue speaks of. */
const modelled = Uint8Array.from({ length: functionIdLimit }, (_, id) => (functionName(id) === undefined ? 0 : 1));

const gapReasons = new Map<number, string>(Object.entries(gapReasonIds).map(([name, id]) => [id, name]));

/**
 * Judges a trace in one pass: every event goes once through pairing, requirements and meter. The same for a live run, a capture
 * and a trace file.
 */
export class Judge {
  private readonly header: TraceHeader;
  private readonly strict: boolean;
  private readonly pairing: Pairing;
  private readonly monitor: Monitor;
  private readonly meter: Meter;
  private shapes: RecordShapes | undefined;
  private readonly unknown = new Map<string, number>();
  private unknownTotal = 0;
  private readonly gaps: GapRecord[] = [];
  private gapsTotal = 0;
  /** A port was lost or the recording cut: whatever came after was never seen. */
  private brokenOff = false;

  constructor(header: TraceHeader, options: JudgeOptions = {}) {
    this.header = header;
    this.strict = options.strict ?? false;
    this.pairing = new Pairing(header);
    this.monitor = new Monitor(header, this.pairing);
    this.meter = new Meter(header, this.pairing, options.onCall);
  }

  /** Takes the next events; the batch may be used again afterwards. */
  push(batch: EventBatch): void {
    const { pairing, monitor, meter } = this;
    const { words, starts, ends, shape, shapes, count } = batch;
    this.shapes ??= shapes;
    if (this.shapes !== shapes) throw new RangeError('the batches of one trace share their shapes');
    for (let i = 0; i < count; i++) {
      if (shape[i] === shapeUnknown) {
        const start = starts[i] as number;
        const end = ends[i] as number;
        const known = shapes.find(words, start, end, 0);
        shape[i] = known >= 0 ? known : shapes.add(words, start, end, 0);
      }
      pairing.event(batch, i);
      monitor.event(batch, i);
      meter.event(batch, i);
      const identity = words[starts[i] as number] as number;
      const kind = (identity >>> 16) & 0xff;
      if (kind === kindIds.enter) {
        const fn = identity & 0xffff;
        if (fn >= functionIdLimit || modelled[fn] === 0) this.countUnknown(batch, i, fn);
      } else if (kind === kindIds.gap) {
        this.recordGap(batch, i);
      }
    }
  }

  /** Findings so far; those that only the end decides are not among them. */
  get findings(): number {
    return this.monitor.findings;
  }

  /** Ends the trace. */
  finish(ending: TraceEnding): Judgement {
    const requirements = this.monitor.finish(ending);
    const measurements = this.meter.finish();
    return {
      condisCheck: 1,
      verdict: this.brokenOff ? worst([verdictOf(requirements, this.strict), 'inconclusive']) : verdictOf(requirements, this.strict),
      requirements,
      measurements,
      notModelled: this.notModelled(),
      behaviour: this.meter.behaviour(),
      notModelledTotal: this.unknownTotal,
      notMeasured: this.meter.notMeasured,
      orphans: this.pairing.orphans,
      gapsTotal: this.gapsTotal,
      gaps: this.gaps,
    };
  }

  private countUnknown(batch: EventBatch, i: number, fn: number): void {
    this.unknownTotal++;
    const name = fn === unnumberedFunction ? functionText(batch, i) : `0x${fn.toString(16)}`;
    const count = this.unknown.get(name);
    if (count !== undefined || this.unknown.size < notModelledLimit) this.unknown.set(name, (count ?? 0) + 1);
  }

  private notModelled(): NotModelled[] {
    const names = [...this.unknown].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return names.map(([fn, count]) => ({ fn, count }));
  }

  private recordGap(batch: EventBatch, i: number): void {
    this.gapsTotal++;
    const { words } = batch;
    const start = batch.starts[i] as number;
    const presence = words[start + word.presence] as number;
    const why = gapReasons.get(presence >>> 24) ?? 'unknown';
    if (breaksOff(why)) this.brokenOff = true;
    if (this.gaps.length >= gapsLimit) return;
    this.gaps.push({
      line: batch.firstLine + i,
      port: this.header.ports[batch.port[i] as number]?.name ?? defaultPort,
      lost: (presence & present.status) === 0 ? null : (words[start + word.status] as number) >>> 0,
      why,
    });
  }
}

/** Whether a gap for this reason means that whatever came after was never seen. */
export function breaksOff(why: string): boolean {
  return why === 'port-lost' || why === 'truncated';
}

/** The name of a function without a number. */
function functionText(batch: EventBatch, i: number): string {
  const { words } = batch;
  const at = findEntry(words, batch.starts[i] as number, batch.ends[i] as number, tailTags.fn);
  if (at < 0) return `0x${unnumberedFunction.toString(16)}`;
  return utf8Text(new Uint8Array(words.buffer, words.byteOffset + (at + 1) * 4, entryLength(words[at] as number)));
}

/** What the outcomes come to. Where no requirement was triggered there is no evidence, and no evidence is never a pass. */
export function verdictOf(requirements: readonly RequirementResult[], strict: boolean): Verdict {
  const parts: Verdict[] = [];
  let triggered = false;
  for (const { outcome, triggered: times } of requirements) {
    if (times > 0) triggered = true;
    if (outcome === 'pass') parts.push('pass');
    else if (outcome === 'warn') parts.push(strict ? 'fail' : 'pass');
    else if (outcome === 'inconclusive') parts.push('inconclusive');
    else if (outcome === 'fail') parts.push('fail');
    else if (outcome === 'self-check') parts.push('error');
  }
  if (!triggered) parts.push('inconclusive');
  return worst(parts);
}
