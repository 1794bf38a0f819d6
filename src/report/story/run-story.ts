import { Judge } from '../../core/judge.ts';
import type { Judgement } from '../../core/judgement.ts';
import type { CallRow } from '../../core/timing/call-row.ts';
import type { TraceHeader } from '../../core/trace/header.ts';
import type { TraceConsumer, TraceEnding } from '../../core/trace/trace-reader.ts';
import { actKinds, decidingLines, vcOf, type ActKind, type BrokenAct } from './broken-acts.ts';
import type { WantedCall } from './call-gatherer.ts';
import { CallSurvey, type CallPlace } from './call-survey.ts';
import { EventGatherer, type CallEvents } from './event-gatherer.ts';
import type { StoryEvent } from './story-event.ts';
import type { UnkeptCall } from './unkept-call.ts';

/** Everything that one pass over a trace tells: what was judged, and of whom. */
export interface SurveyedTrace {
  readonly header: TraceHeader;
  readonly judgement: Judgement;
  readonly survey: CallSurvey;
  /** False where the recording stopped before the calls were over. */
  readonly complete: boolean;
}

/** Judges a trace and surveys its calls: the first pass. */
export class TraceSurvey implements TraceConsumer {
  readonly survey = new CallSurvey();
  private judge: Judge | undefined;
  private traceHeader: TraceHeader | undefined;
  private readonly onCall: ((row: CallRow) => void) | undefined;

  /** `onCall` also takes the rows. */
  constructor(onCall?: (row: CallRow) => void) {
    this.onCall = onCall;
  }

  header(header: TraceHeader): void {
    this.traceHeader = header;
    this.judge = new Judge(header, {
      onCall: (row) => {
        this.survey.add(row);
        this.onCall?.(row);
      },
    });
  }

  batch(batch: Parameters<TraceConsumer['batch']>[0]): void {
    this.judge?.push(batch);
  }

  finish(ending: TraceEnding): SurveyedTrace {
    if (this.judge === undefined || this.traceHeader === undefined) throw new Error('a reader ended without a header');
    const judgement = this.judge.finish(ending);
    return { header: this.traceHeader, judgement, survey: this.survey, complete: ending.complete };
  }
}

/** An act as it is shown, with the events that prove it. */
export interface ToldAct {
  readonly act: BrokenAct;
  /** Lines that decided it. */
  readonly lines: readonly number[];
  /** The deciding events; where the act is about no VC, with those around them. */
  readonly events: readonly StoryEvent[];
  /** All events of its call, where it is about a VC that was met. */
  readonly call: CallEvents | undefined;
}

/** A kind of act: how often it was done, and one of them in full. */
export interface ToldKind {
  readonly kind: ActKind;
  readonly shown: ToldAct;
}

/** What is told of a trace: the second pass has found the events. */
export interface RunStory extends SurveyedTrace {
  readonly kinds: readonly ToldKind[];
  /** Kinds beyond those that are told in full. */
  readonly kindsLeftOut: number;
  /** The call whose set-up time is nearest to the median, where there is a call. */
  readonly typical: { readonly place: CallPlace; readonly call: CallEvents } | undefined;
  /** The call in which something that the scenario asks for was not kept. */
  readonly unkept: (UnkeptCall & { readonly call: CallEvents }) | undefined;
}

/** Kinds of acts that are told in full. */
const toldKinds = 12;
/** Lines before and after a deciding one that are shown where no call says what belongs to it. */
const around = 3;

/** What a second pass has to find. */
export class StorySearch {
  readonly gatherer: EventGatherer;
  private readonly surveyed: SurveyedTrace;
  private readonly kinds: readonly ActKind[];
  private readonly told: readonly BrokenAct[];
  private readonly callOf: readonly (number | undefined)[];
  private readonly place: CallPlace | undefined;
  private readonly unkept: UnkeptCall | undefined;

  /** `only` leaves out acts that are not of interest; `unkept` is a call to be shown beside those of findings. */
  constructor(surveyed: SurveyedTrace, only: (act: BrokenAct) => boolean = () => true, unkept?: UnkeptCall) {
    this.surveyed = surveyed;
    this.unkept = unkept;
    this.kinds = actKinds(surveyed.judgement).flatMap((kind) => (kind.acts.some(only) ? [{ ...kind, acts: kind.acts.filter(only) }] : []));
    this.told = this.kinds.slice(0, toldKinds).map((kind) => kind.acts[0] as BrokenAct);
    const median = surveyed.judgement.measurements.find(({ id }) => id === 'TI-15')?.median;
    this.place = surveyed.survey.typical(median);
    const lines = new Set<number>();
    const calls: WantedCall[] = [];
    this.callOf = this.told.map((act) => {
      const deciding = decidingLines(act);
      const vc = vcOf(act);
      for (const line of deciding) for (const near of vc === undefined ? nearLines(line) : [line]) lines.add(near);
      return vc === undefined ? undefined : calls.push({ vc, lines: deciding, startedNs: undefined }) - 1;
    });
    if (this.place !== undefined) calls.push({ vc: this.place.vc, lines: [], startedNs: this.place.startedNs });
    if (unkept !== undefined) calls.push(unkept.wanted);
    this.gatherer = new EventGatherer(lines, calls);
  }

  /** The trace has been read a second time. */
  finish(): RunStory {
    const { gatherer, place } = this;
    gatherer.finish();
    const kinds = this.told.map((act, i) => {
      const lines = decidingLines(act);
      const index = this.callOf[i];
      const shown = (vcOf(act) === undefined ? lines.flatMap(nearLines) : lines).flatMap((line) => gatherer.lines.get(line) ?? []);
      const call = index === undefined ? undefined : gatherer.call(index);
      return { kind: this.kinds[i] as ActKind, shown: { act, lines, events: gatherer.told(shown), call } };
    });
    const ofFindings = this.callOf.filter((index) => index !== undefined).length;
    const typicalCall = place === undefined ? undefined : gatherer.call(ofFindings);
    const typical = place === undefined || typicalCall === undefined ? undefined : { place, call: typicalCall };
    const unkeptCall = this.unkept === undefined ? undefined : gatherer.call(ofFindings + (place === undefined ? 0 : 1));
    const unkept = this.unkept === undefined || unkeptCall === undefined ? undefined : { ...this.unkept, call: unkeptCall };
    return { ...this.surveyed, kinds, kindsLeftOut: this.kinds.length - kinds.length, typical, unkept };
  }
}

function nearLines(line: number): number[] {
  return Array.from({ length: 2 * around + 1 }, (_, i) => line - around + i).filter((near) => near > 1);
}
