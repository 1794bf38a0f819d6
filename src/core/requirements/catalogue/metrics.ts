import type { RequirementEntry } from '../requirement.ts';

/** Metrics that RFC 2761 and RFC 3116 define. They are recorded, never judged. */
export const metrics: readonly RequirementEntry[] = [
  {
    id: 'PM-01', actor: 'bench', observes: 'S', severity: 'info', modal: 'info',
    requirement: 'Connection Establishment Time: first SETUP octet sent by the caller to CONNECT received by the caller, seconds.',
    check: 'record S:SETUP tx .. S:CONNECT rx',
    source: 'rfc2761 2.2.4.2; rfc3116 3.4.1',
  },
  {
    id: 'PM-02', actor: 'bench', observes: 'S', severity: 'info', modal: 'info',
    requirement: 'CAC Denial Time: time for admission control to decide on rejection, seconds.',
    check: 'record S:SETUP tx .. S:RELEASE COMPLETE (or RELEASE) rx',
    source: 'rfc2761 2.2.4.1; rfc3116 3.4.1',
  },
  {
    id: 'PM-03', actor: 'bench', observes: 'S', severity: 'info', modal: 'info',
    requirement: 'Connection Teardown Time: RELEASE sent to RELEASE COMPLETE received, seconds.',
    check: 'record S:RELEASE tx .. S:RELEASE COMPLETE rx',
    source: 'rfc2761 2.2.4.3; rfc3116 3.4.2',
  },
];
