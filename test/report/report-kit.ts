import { readFileSync } from 'node:fs';
import type { Judgement } from '../../src/core/judgement.ts';
import { utf8Octets } from '../../src/core/octets.ts';
import type { CaseRecord } from '../../src/core/scenario/case.ts';
import { setAside } from '../../src/core/scenario/expected-findings.ts';
import { TraceReader, type TraceConsumer, type TraceEnding } from '../../src/core/trace/trace-reader.ts';
import type { Losses } from '../../src/report/run-record.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { StorySearch, TraceSurvey, type RunStory } from '../../src/report/story/run-story.ts';

/** The text of a trace that ships with the tests. */
export function exampleTrace(name: string): string {
  return readFileSync(new URL(`../../../test/examples/${name}.trace.jsonl`, import.meta.url), 'utf8');
}

function read(trace: string, consumer: TraceConsumer): TraceEnding {
  const reader = new TraceReader('a.jsonl', consumer);
  reader.push(utf8Octets(trace));
  return reader.finish();
}

/** What is told of a trace. */
export function storyOf(trace: string): RunStory {
  const survey = new TraceSurvey();
  const search = new StorySearch(survey.finish(read(trace, survey)));
  read(trace, search.gatherer);
  return search.finish();
}

export const noLosses: Losses = {
  droppedReads: 0, droppedOctets: 0, damagedFrames: 0, lostFrames: 0, repeatedFrames: 0, malformedFrames: 0, unknownFrames: 0,
  eventsBeforeHello: 0, deviceOverruns: 0, deviceOverrunEvents: 0, deviceRestarts: 0,
};

/** What is asked of a trace beside the requirements: nothing, or what is given. */
export function asking(judgement: Judgement, more: Partial<CaseRecord> = {}): CaseRecord {
  return { expectations: [], limits: [], timers: [], remaining: setAside(judgement, []), ...more };
}

/** A report of a trace; what no trace says is plain. */
export function reportOfTrace(trace: string, more: Partial<RunReport> = {}, asked: Partial<CaseRecord> = {}): RunReport {
  const story = storyOf(trace);
  return {
    story, asked: asking(story.judgement, asked), faults: [], interrupted: false, scenario: 'outgoing-call', device: 'emulated-cm',
    tool: 'condis-bench 0.0.0-test', startedAt: '2026-11-21T14:57:00.000Z', about: { seed: 1, station: 'bench-1' },
    ports: [{ name: 'main', path: '/dev/ttyUSB0', identity: 'a NIC', firmware: '1.0', clock: 'device clock of 1000 ticks a second' }],
    losses: noLosses, stalls: 0, clockSteps: 0, capture: { octets: 1000, sha256: 'ab'.repeat(32) }, ...more,
  };
}
