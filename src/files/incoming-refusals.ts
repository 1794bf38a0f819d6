import type { Pendable } from '../core/scenario/call-program.ts';
import { traitsOf, type Course } from '../core/scenario/course.ts';
import type { Refusal } from './refusal.ts';

/** The keys of a scenario file that say what calls come in, and for whom. */
interface IncomingKeys {
  readonly course?: readonly Course[] | undefined;
  readonly saps?: readonly { readonly digits: string }[] | undefined;
  readonly multipoint?: unknown;
  readonly steps?: unknown;
  readonly close?: string | undefined;
  readonly requests?: Readonly<Partial<Record<Pendable, string>>> | undefined;
}

/** What contradicts itself where calls come in, or are closed by another than the client; `called` is the number they are for. */
export function incomingRefusals({ course = [], saps, multipoint, steps, close, requests }: IncomingKeys, called: string): Refusal[] {
  const refusals: Refusal[] = [];
  const incoming = course.find((one) => traitsOf(one).direction === 'incoming');
  if (incoming !== undefined && multipoint !== undefined) {
    const next = 'Take `multipoint` out, or choose another course.';
    refusals.push([['multipoint'], `the calls that come in with course \`${incoming.name}\` are point-to-point`, next]);
  }
  if (incoming !== undefined && saps?.every(({ digits }) => digits !== called) === true) {
    const next = 'Add the address of `call.called`, or leave `saps` out.';
    refusals.push([['saps'], `the calls that come in with course \`${incoming.name}\` are for an address that is not among them`, next]);
  }
  const closed = course.find((one) => traitsOf(one).closedBy !== undefined);
  if (closed !== undefined && close === 'client') {
    const next = 'Take `close` out, or choose another course.';
    refusals.push([['close'], `a call of course \`${closed.name}\` is not closed by the client first`, next]);
  }
  // Steps are read by themselves.
  if (incoming === undefined && saps === undefined && steps === undefined) {
    for (const request of ['registerSap', 'deregisterSap'] as const) {
      if (requests?.[request] === undefined) continue;
      const next = 'Take it out, or name SAPs with the key `saps`.';
      refusals.push([['requests', request], 'no SAP is registered in this scenario', next]);
    }
  }
  return refusals;
}
