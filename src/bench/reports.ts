import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseRecord } from '../core/scenario/case.ts';
import { writeAtomically } from '../report/atomic-file.ts';
import { reportPage } from '../report/html/report-page.ts';
import { junitXml } from '../report/junit-xml.ts';
import type { FaultRecord } from '../report/run-record.ts';
import type { RunReport } from '../report/run-report.ts';
import { StorySearch } from '../report/story/run-story.ts';
import { unkeptCallOf } from '../report/story/unkept-call.ts';
import { caseOf } from './case-of.ts';
import { judgeCapture, type JudgedCapture } from './judge-capture.ts';
import { lossesOf } from './losses.ts';
import { readCapture } from './read-capture.ts';

/** Files that are made from the capture and can be made from it again, octet for octet. */
export type ReportHashes = Readonly<Record<'report.html' | 'junit.xml', string>>;

/**
 * Reads a capture a second time, for the events that its reports show, and writes them into its folder. `faults` are what befell the
 * run, those that the capture does not know included. Gives their SHA-256.
 */
export async function writeReports(folder: string, judged: JudgedCapture, faults: readonly FaultRecord[]): Promise<ReportHashes> {
  const asked = caseOf(judged, faults);
  const search = new StorySearch(judged.surveyed, undefined, unkeptCallOf(asked, judged.surveyed.survey));
  await readCapture(join(folder, 'capture.pcapng'), search.gatherer);
  const report = reportOf(judged, search, asked, faults);
  return {
    'report.html': await writeAtomically(join(folder, 'report.html'), reportPage(report)),
    'junit.xml': await writeAtomically(join(folder, 'junit.xml'), junitXml(report)),
  };
}

/** Makes the reports of a run again from its capture. The record is asked only for what befell the run after its capture was closed. */
export async function remakeReports(folder: string): Promise<ReportHashes> {
  const judged = await judgeCapture(join(folder, 'capture.pcapng'));
  return writeReports(folder, judged, withRecorded(judged.facts.faults, await recordedFaults(folder)));
}

/** Faults of the capture, then those that only the record knows; but that a report could not be written is no fault of the run. */
function withRecorded(noted: readonly FaultRecord[], recorded: readonly FaultRecord[]): FaultRecord[] {
  const known = new Set(noted.map(({ code, message }) => `${code} ${message}`));
  return [...noted, ...recorded.filter(({ code, message }) => code !== reportNotWritten && !known.has(`${code} ${message}`))];
}

/** The code of the fault that a file beside the capture could not be written. */
export const reportNotWritten = 'report-not-written';

async function recordedFaults(folder: string): Promise<FaultRecord[]> {
  let record: unknown;
  try {
    record = JSON.parse(await readFile(join(folder, 'record.json'), 'utf8'));
  } catch {
    // A run that was killed has no record; its capture says what there is to say.
    return [];
  }
  const attempts = (record as { attempts?: unknown } | null)?.attempts;
  const faults: unknown = Array.isArray(attempts) ? (attempts[0] as { faults?: unknown } | undefined)?.faults : undefined;
  return Array.isArray(faults) ? faults.filter(isFault).map(({ code, message }) => ({ code, message })) : [];
}

function isFault(value: unknown): value is FaultRecord {
  const fault = value as Partial<FaultRecord> | null;
  return typeof fault?.code === 'string' && typeof fault.message === 'string';
}

function reportOf(judged: JudgedCapture, search: StorySearch, asked: CaseRecord, faults: readonly FaultRecord[]): RunReport {
  const { facts, surveyed, read } = judged;
  const { header } = surveyed;
  return {
    story: search.finish(),
    asked,
    faults,
    interrupted: facts.interrupted,
    scenario: nameOf(header.scenario) ?? 'no scenario',
    device: nameOf(header.device) ?? 'no device',
    tool: toolOf(header.tool),
    startedAt: header.startedAt,
    about: facts.about,
    ports: facts.ports(header),
    losses: lossesOf(read.counts, facts.dropped),
    stalls: facts.stalls,
    clockSteps: facts.clockSteps,
    capture: { octets: read.octets, sha256: read.sha256 },
  };
}

/** The name behind a header's scenario or device: the text itself, or the `name` of an object. */
function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const name: unknown = (value as { name?: unknown } | null | undefined)?.name;
  return typeof name === 'string' ? name : undefined;
}

function toolOf(value: unknown): string {
  const version: unknown = (value as { version?: unknown } | null | undefined)?.version;
  return [nameOf(value) ?? 'unknown tool', ...(typeof version === 'string' ? [version] : [])].join(' ');
}
