import { readFileSync } from 'node:fs';
import type { Behaviour, Measurement } from '../../../src/core/judgement.ts';
import { utf8Octets } from '../../../src/core/octets.ts';
import type { CallRow } from '../../../src/core/timing/call-row.ts';
import { intervalIndex } from '../../../src/core/timing/intervals.ts';
import { Meter } from '../../../src/core/timing/meter.ts';
import { Pairing } from '../../../src/core/trace/pairing.ts';
import { TraceReader } from '../../../src/core/trace/trace-reader.ts';

/** What the meter makes of a trace. */
export interface Measured {
  readonly measurements: readonly Measurement[];
  readonly rows: readonly CallRow[];
  readonly behaviour: Behaviour;
  /** Values of an interval in the order of their ends; none where it was not measured. */
  values(id: string): readonly number[];
  clock(id: string): 'device' | 'host' | undefined;
}

/** Measures the text of a trace file. */
export function measureText(text: string): Measured {
  const rows: CallRow[] = [];
  let pairing: Pairing | undefined;
  let meter: Meter | undefined;
  const reader = new TraceReader('test.trace.jsonl', {
    header(header) {
      pairing = new Pairing(header);
      meter = new Meter(header, pairing, (row) => rows.push(row));
    },
    batch(batch) {
      for (let i = 0; i < batch.count; i++) {
        pairing?.event(batch, i);
        meter?.event(batch, i);
      }
    },
  });
  reader.push(utf8Octets(text));
  reader.finish();
  if (meter === undefined) throw new Error('the trace has no header');
  const measurements = meter.finish();
  const find = (id: string) => measurements.find((measurement) => measurement.id === id);
  return {
    measurements, rows, behaviour: meter.behaviour(),
    values: (id) => find(id)?.values ?? [],
    clock: (id) => find(id)?.clock,
  };
}

/** Measures one of the example traces. */
export function measureExample(name: string): Measured {
  return measureText(readFileSync(new URL(`../../../../test/examples/${name}.trace.jsonl`, import.meta.url), 'utf8'));
}

/** An event as a trace file writes it. */
export type Line = Readonly<Record<string, unknown>>;

/** Measures events under a header; `cm` topology unless it says otherwise. */
export function measure(header: Line, events: readonly Line[]): Measured {
  const first = { condisTrace: 1, topology: 'cm', observes: ['calls', 'arguments', 'signalling'], ...header };
  return measureText([first, ...events].map((line) => `${JSON.stringify(line)}\n`).join(''));
}

export function enter(at: number, fn: string, by: string, more: Line = {}): Line {
  return { at, kind: 'enter', fn, by, ...more };
}

export function returned(at: number, fn: string, by: string, status: string | undefined, more: Line = {}): Line {
  return { at, kind: 'return', fn, by, ...(status === undefined ? {} : { status: `NDIS_STATUS_${status}` }), ...more };
}

export function signal(at: number, dir: 'tx' | 'rx', message: string, vc: string, more: Line = {}): Line {
  return { at, kind: 'signal', dir, message, vc, ...more };
}

export function status(name: string): Line {
  return { args: { Status: `NDIS_STATUS_${name}` } };
}

/** The value of an interval in a call's row, `undefined` where it was not measured. */
export function rowValue(row: CallRow | undefined, id: string): number | undefined {
  const value = row?.valuesNs[intervalIndex(id)];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

export function rowUncertainty(row: CallRow | undefined, id: string): number | undefined {
  const value = row?.uncertaintiesNs[intervalIndex(id)];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
