import { readFileSync } from 'node:fs';
import type { RequirementResult } from '../../../src/core/judgement.ts';
import { utf8Octets } from '../../../src/core/octets.ts';
import { Monitor } from '../../../src/core/requirements/monitor.ts';
import { Pairing } from '../../../src/core/trace/pairing.ts';
import { TraceReader } from '../../../src/core/trace/trace-reader.ts';

/** A line of a trace. */
export type Line = Record<string, unknown> & { args?: Record<string, unknown>; out?: Record<string, unknown> };

const examples = new URL('../../../../test/examples/', import.meta.url);

/** The lines of an example; index 0 is the header, so that event n of the file is `lines[n - 1]`. */
export function example(name: string): Line[] {
  const text = readFileSync(new URL(`${name}.trace.jsonl`, examples), 'utf8');
  return text.trimEnd().split('\n').map((line) => JSON.parse(line) as Line);
}

/** Judges lines; where they carry no `at`, or one smaller than the line before, it is a microsecond after that. */
export function judge(lines: readonly Line[], made: (monitor: Monitor) => void = () => undefined): RequirementResult[] {
  let at = 0;
  const text = lines.map((line, index) => {
    if (index === 0) return JSON.stringify(line);
    const own = line['at'];
    at = typeof own === 'number' && own >= at ? own : at + 1000;
    return JSON.stringify({ ...line, at });
  });
  return judgeText(`${text.join('\n')}\n`, made);
}

/** `made` is handed the monitor before the first event. */
export function judgeText(text: string, made: (monitor: Monitor) => void = () => undefined): RequirementResult[] {
  let pairing: Pairing | undefined;
  let monitor: Monitor | undefined;
  const reader = new TraceReader('test.trace.jsonl', {
    header: (header) => {
      pairing = new Pairing(header);
      monitor = new Monitor(header, pairing);
      made(monitor);
    },
    batch: (batch) => {
      for (let i = 0; i < batch.count; i++) {
        (pairing as Pairing).event(batch, i);
        (monitor as Monitor).event(batch, i);
      }
    },
  });
  reader.push(utf8Octets(text));
  return (monitor as Monitor).finish(reader.finish());
}

/** Ids of the results with one of these outcomes, in the catalogue's order. */
export function having(results: readonly RequirementResult[], ...outcomes: readonly string[]): string[] {
  return results.filter((result) => outcomes.includes(result.outcome)).map((result) => result.id);
}

export function outcomeOf(results: readonly RequirementResult[], id: string): string {
  return results.find((result) => result.id === id)?.outcome ?? 'absent';
}

/** Numbers of the faults found. */
export function faultsOf(results: readonly RequirementResult[]): number[] {
  const numbers = results.flatMap((result) => result.findings.map((finding) => finding.fault)).filter((fault) => fault !== undefined);
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}

/** Changes to a trace, by the line numbers of the file it comes from. */
export class Mutation {
  private readonly lines: (Line | undefined)[];
  private readonly before = new Map<number, Line[]>();

  constructor(lines: readonly Line[]) {
    this.lines = lines.map((line) => structuredClone(line));
  }

  line(number: number): Line {
    return this.lines[number - 1] as Line;
  }

  drop(...numbers: readonly number[]): this {
    for (const number of numbers) this.lines[number - 1] = undefined;
    return this;
  }

  /** Keys of the event; those of `args` and `out` are merged into what is there. */
  edit(number: number, change: Line): this {
    const line = this.lines[number - 1] as Line;
    const { args, out, ...rest } = change;
    Object.assign(line, rest);
    if (args !== undefined) line.args = { ...line.args, ...args };
    if (out !== undefined) line.out = { ...line.out, ...out };
    return this;
  }

  /** Takes keys away from an event. */
  blank(number: number, ...keys: readonly string[]): this {
    const line = this.lines[number - 1] as Line;
    for (const key of keys) {
      delete line[key];
      delete line.args?.[key];
      delete line.out?.[key];
    }
    return this;
  }

  insert(number: number, ...lines: readonly Line[]): this {
    this.before.set(number, [...(this.before.get(number) ?? []), ...lines.map((line) => structuredClone(line))]);
    return this;
  }

  /** Moves lines in front of another. */
  move(from: readonly number[], to: number): this {
    const moved = from.map((number) => this.lines[number - 1] as Line);
    this.drop(...from);
    return this.insert(to, ...moved.map((line) => without(line, 'at')));
  }

  /** A copy of lines in front of another. */
  copy(from: readonly number[], to: number, change: Line = {}): this {
    return this.insert(to, ...from.map((number) => ({ ...without(this.lines[number - 1] as Line, 'at'), ...change })));
  }

  get result(): Line[] {
    return this.lines.flatMap((line, index) => [...(this.before.get(index + 1) ?? []), ...(line === undefined ? [] : [line])]);
  }
}

/** A line without some of its keys. */
export function without(line: Line, ...keys: readonly string[]): Line {
  return Object.fromEntries(Object.entries(line).filter(([key]) => !keys.includes(key)));
}
