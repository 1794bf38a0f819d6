/**
 * The naive pipeline: what an example in a README would show. One rxjs item a frame, an object an event, a closure a rule; every
 * operator of rxjs 7 and every function of Node used as its documentation shows it. It decides the requirements that
 * `rules` and `closingRules` name and measures 25 intervals: about as many as the project sees in the main job.
 *
 * It is the yardstick of `npm run bench` and is frozen: it is changed to remain right, or to become faster, never to become slower.
 */
import { createReadStream } from 'node:fs';
import { concatMap, filter, from, lastValueFrom, map, reduce } from 'rxjs';
import type { Topology } from '../../src/core/condis/roles.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { decodeCobs, FrameSplitter, isIntact, toFrame, type Frame } from './frames.ts';
import { toEvent, type ProbeEvent } from './event.ts';
import { type Durations, IntervalTimers } from './intervals.ts';
import type { Finding } from './rule.ts';
import { Tracker } from './tracker.ts';

const frameTypes = { hello: 1, event: 2 } as const;

export interface NaiveResult {
  readonly events: number;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly durations: Durations;
}

/** Judges what a device said on its line, from a file of those octets. */
export async function judgeNaively(path: string): Promise<NaiveResult> {
  const splitter = new FrameSplitter();
  const timers = new IntervalTimers();
  let tracker = undefined as Tracker | undefined;
  let events = 0;
  let expected = 0;

  const frames = from(createReadStream(path) as AsyncIterable<Buffer>).pipe(
    concatMap((chunk) => splitter.split(chunk)),
    map(decodeCobs),
    filter(isIntact),
    map(toFrame),
    map((frame) => {
      if (frame.sequence !== expected++) throw new Error(`frame ${expected - 1} is missing`);
      if (frame.type === frameTypes.hello) tracker ??= new Tracker(topologyOf(frame));
      return frame;
    }),
  );
  const judged = frames.pipe(
    filter((frame) => frame.type === frameTypes.event),
    map((frame): ProbeEvent => toEvent(frame.payload)),
    map((event) => {
      events++;
      timers.next(event);
      return tracker?.next(event) ?? [];
    }),
    filter((found) => found.length > 0),
    reduce((all: Finding[], found) => {
      all.push(...found);
      return all;
    }, []),
  );
  const findings = [...(await lastValueFrom(judged)), ...(tracker?.end() ?? [])];
  return {
    events,
    verdict: findings.length > 0 ? 'fail' : events > 0 ? 'pass' : 'inconclusive',
    findings,
    durations: timers.durations,
  };
}

function topologyOf({ payload }: Frame): Topology {
  return payload.readUInt8(2) === 1 ? 'cm' : 'mcm';
}
