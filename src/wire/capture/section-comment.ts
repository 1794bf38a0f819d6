import { Fault, type Place } from '../../core/fault.ts';
import { declarationBits, type Declaration } from '../../core/trace/tail.ts';
import type { KnownOfTrace } from '../header-of.ts';

/** What is known of a run before its first octet: the section header's comment, as one JSON object. */
export type CaptureAbout = Partial<KnownOfTrace>;

const version = 1;

/** What a section comment says: what a trace's header takes from it, and what the bench says of the run for its reports. */
export interface SectionComment {
  readonly about: CaptureAbout;
  /** As it was given to {@link aboutText}; nothing in it has been checked. */
  readonly run: unknown;
}

/**
 * The comment's text. `run` is what else is known of the run, for reports; any JSON. Throws a RangeError through the writer when it is
 * longer than an option can be.
 */
export function aboutText(about: CaptureAbout, run?: unknown): string {
  return JSON.stringify({ condisTrace: version, ...about, ...(run !== undefined && { run }) });
}

/**
 * Reads the comment of a capture. Keys that this version does not know are passed over. Refused with a Fault: no comment, one that
 * is no JSON object, another version, a value of the wrong type.
 */
export function readAbout(comment: string | undefined, place: Place): SectionComment {
  const object = parse(comment);
  if (object === undefined || object['condisTrace'] === undefined) {
    throw new Fault('capture-not-ours', 'a pcapng file, but no capture of condis-bench', {
      place, next: 'A capture has a comment with "condisTrace" in its section header.',
    });
  }
  if (object['condisTrace'] !== version) {
    const found = JSON.stringify(object['condisTrace']);
    const next = 'Read it with the version that wrote it.';
    throw new Fault('capture-version', `condisTrace ${found} is not version ${version}`, { place, next });
  }
  const { startedAt, scenario, device, tool, run } = object;
  if (startedAt !== undefined && typeof startedAt !== 'string') refuse('startedAt', 'a text', place);
  const about = {
    declares: readDeclares(object['declares'], place),
    ...(typeof startedAt === 'string' && { startedAt }),
    ...(scenario !== undefined && { scenario }),
    ...(device !== undefined && { device }),
    ...(tool !== undefined && { tool }),
  };
  return { about, run };
}

function readDeclares(value: unknown, place: Place): Partial<Record<Declaration, boolean>> {
  if (value === undefined) return {};
  if (!isObject(value)) return refuse('declares', 'an object', place);
  for (const [key, said] of Object.entries(value)) {
    if (!Object.hasOwn(declarationBits, key)) refuse(`declares.${key}`, 'a declaration', place);
    if (typeof said !== 'boolean') refuse(`declares.${key}`, 'true or false', place);
  }
  return value;
}

function refuse(key: string, wanted: string, place: Place): never {
  throw new Fault('capture-comment', `"${key}" in the section header's comment is not ${wanted}`, { place });
}

function parse(comment: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(comment ?? '');
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
