import fc from 'fast-check';
import { delayNames, pendableNames, type CallProgram, type Delay, type DelayName, type Pendable } from '../../src/core/scenario/call-program.ts';
import { everyCourse, plainProgram } from './recorded.ts';

const delay: fc.Arbitrary<Delay> = fc.oneof(
  fc.record({ kind: fc.constant('fixed' as const), ns: fc.nat(1_000_000) }),
  fc.record({ kind: fc.constant('uniform' as const), minNs: fc.nat(1000), maxNs: fc.integer({ min: 1000, max: 1_000_000 }) }),
  fc.record({ kind: fc.constant('normal' as const), meanNs: fc.nat(1_000_000), sigmaNs: fc.nat(1_000_000) }),
  fc.record({ kind: fc.constant('log-normal' as const), medianNs: fc.nat(1_000_000), sigma: fc.double({ min: 0, max: 2, noNaN: true }) }),
);

/** A few calls of any courses, anything pended or not, with any delays. */
export const anyProgram: fc.Arbitrary<CallProgram> = fc.record({
  topology: fc.constantFrom('cm' as const, 'mcm' as const),
  calls: fc.integer({ min: 1, max: 12 }),
  concurrency: fc.integer({ min: 1, max: 14 }),
  callsPerVc: fc.integer({ min: 1, max: 4 }),
  seed: fc.nat(0xffffffff),
  sends: fc.nat(4),
  courses: fc.array(fc.constantFrom(...everyCourse), { minLength: 1, maxLength: 4 }),
  pended: fc.record(Object.fromEntries(pendableNames.map((name) => [name, fc.boolean()])) as Record<Pendable, fc.Arbitrary<boolean>>),
  delays: fc.record(Object.fromEntries(delayNames.map((name) => [name, delay])) as Record<DelayName, typeof delay>),
}).map((changes) => plainProgram(changes));
