import { resolve } from 'node:path';
import { Fault } from '../core/fault.ts';
import { recordedCall, type RecordedCall } from '../core/scenario/recorded/recorded-call.ts';
import type { RecordedEvent } from '../core/scenario/recorded/call-events.ts';
import { shownPath } from '../files/find-file.ts';
import { actKinds, decidingLines, vcOf, type BrokenAct } from '../report/story/broken-acts.ts';
import type { WantedCall } from '../report/story/call-gatherer.ts';
import { EventGatherer } from '../report/story/event-gatherer.ts';
import { TraceSurvey, type SurveyedTrace } from '../report/story/run-story.ts';
import type { CliContext } from './context.ts';
import { readTrace, traceSource, type TraceSource } from './trace-source.ts';

/** What begins a call. */
const beginnings: ReadonlySet<string> = new Set(['NdisClMakeCall', 'NdisCmDispatchIncomingCall', 'NdisMCmDispatchIncomingCall']);

/** A call of a recording, ready to be made again. */
export interface FoundCall {
  readonly call: RecordedCall;
  /** Its number in the recording; 0 where its VC was never created. */
  readonly number: number;
  readonly vc: string;
  /** What was named, a folder or a file, as people see it. */
  readonly shown: string;
  /** Requirements that it broke, in the catalogue's order. */
  readonly broken: readonly string[];
  /** What a reader should know of it. */
  readonly notices: readonly string[];
}

/**
 * The call of a number; without one the first that broke something, or in a green recording the typical one.
 * @throws Fault `unknown-call`, `no-call`, and as reading a trace does
 */
export async function recordedCallOf(word: string, number: number | undefined, { cwd }: CliContext): Promise<FoundCall> {
  const source = await traceSource(word, cwd);
  const surveyed = await surveyOf(source);
  const wanted = wantedCall(surveyed, number, source.shown);
  const gatherer = new EventGatherer(new Set(), [wanted]);
  await readTrace(source, gatherer, async () => (gatherer.done ? 'stop' : undefined));
  gatherer.finish();
  const lines = gatherer.callJson(0);
  const events = [...lines.values()].map((json) => JSON.parse(json) as RecordedEvent);
  const made = events.find(({ kind, fn }) => kind === 'enter' && fn !== undefined && beginnings.has(fn));
  const leftOut = gatherer.call(0)?.leftOut?.events ?? 0;
  const isBroken = events.some(({ kind }) => kind === 'gap');
  return {
    call: recordedCall(events, surveyed.header.topology),
    number: made === undefined ? 0 : (surveyed.survey.callAt(wanted.vc, made.at) ?? 0),
    vc: wanted.vc,
    shown: shownPath(resolve(cwd, word), cwd),
    broken: brokenBy(surveyed, wanted.vc, lines),
    notices: [
      ...(leftOut === 0 ? [] : [`It has ${leftOut} events more than are looked at: it may have sent more than its replay does.`]),
      ...(isBroken ? ['Events of it may be missing: what they would have shown is left to defaults.'] : []),
    ],
  };
}

async function surveyOf(source: TraceSource): Promise<SurveyedTrace> {
  const survey = new TraceSurvey();
  const ending = await readTrace(source, survey);
  if (ending === undefined) throw new Error('reading stopped of itself');
  return survey.finish(ending);
}

function wantedCall({ judgement, survey }: SurveyedTrace, number: number | undefined, file: string): WantedCall {
  if (number !== undefined) {
    const place = survey.place(number);
    if (place !== undefined) return { vc: place.vc, lines: [], startedNs: place.startedNs };
    throw new Fault('unknown-call', `there is no call ${number}`, {
      place: { file }, next: `It has ${survey.calls}; their numbers stand in measurements.csv.`,
    });
  }
  for (const { acts } of actKinds(judgement)) {
    const act = acts.find((one) => one.fault !== undefined && vcOf(one) !== undefined);
    if (act !== undefined) return { vc: vcOf(act) as string, lines: decidingLines(act), startedNs: undefined };
  }
  const medianNs = judgement.measurements.find(({ id }) => id === 'TI-15')?.median;
  const typical = survey.typical(medianNs) ?? survey.place(1);
  if (typical === undefined) {
    throw new Fault('no-call', 'there is no call in it', { place: { file }, next: 'Name a recording with calls.' });
  }
  return { vc: typical.vc, lines: [], startedNs: typical.startedNs };
}

/** What was broken on the VC within the call's lines. */
function brokenBy({ judgement }: SurveyedTrace, vc: string, lines: ReadonlyMap<number, string>): string[] {
  const isOfCall = (act: BrokenAct): boolean => {
    return act.fault !== undefined && vcOf(act) === vc && decidingLines(act).some((line) => lines.has(line));
  };
  const acts = actKinds(judgement).flatMap((kind) => kind.acts.filter(isOfCall));
  const broken = new Set(acts.flatMap(({ breaches }) => breaches.map(({ result }) => result.id)));
  return judgement.requirements.map(({ id }) => id).filter((id) => broken.has(id));
}
