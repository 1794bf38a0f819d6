import fc from 'fast-check';
import { hexText } from '../../../src/core/octets.ts';
import type { AalSpec, CallElementsSpec } from '../../../src/core/scenario/call-elements.ts';

const hex = (least: number, most: number) => fc.uint8Array({ minLength: least, maxLength: most }).map(hexText);
const sscs = fc.constantFrom('none', 'SSCOP assured', 'SSCOP non-assured', 'frame relay');
const aal: fc.Arbitrary<AalSpec> = fc.oneof(
  fc.record({
    kind: fc.constant('AAL1'), subtype: fc.constantFrom('none', 'circuit transport', 'high-quality audio', 'video'),
    kbitPerSecond: fc.oneof(fc.constantFrom(8, 56, 64, 1544, 2048, 139_264), fc.integer({ min: 1, max: 65_535 }).map((n) => n * 64)),
    clockRecovery: fc.constantFrom('none', 'SRTS', 'adaptive'), errorCorrection: fc.constantFrom('none', 'loss', 'delay'),
    blockOctets: fc.integer({ min: 1, max: 65_535 }), filledOctets: fc.integer({ min: 32, max: 47 }),
  }, { requiredKeys: ['kind', 'subtype', 'kbitPerSecond', 'clockRecovery', 'errorCorrection'] }),
  fc.record({ kind: fc.constant('AAL3/4'), sscs, lowestMid: fc.nat(500), highestMid: fc.integer({ min: 500, max: 1023 }) }),
  fc.record({ kind: fc.constant('AAL5'), sscs: sscs.filter((one) => one !== 'none') }),
);
/** What the client of a call of constant bit rate may pass, whatever its rate is; no stream takes more cells than a descriptor holds. */
export const anyElements: fc.Arbitrary<CallElementsSpec> = fc.record({
  bearer: fc.constantFrom(
    { bearerClass: 'BCOB-A', susceptibleToClipping: false }, { bearerClass: 'BCOB-A', susceptibleToClipping: true },
    { bearerClass: 'BCOB-X', susceptibleToClipping: true },
  ),
  aal, calledSubaddress: hex(1, 20), callingSubaddress: hex(1, 20), qosClass: fc.integer({ min: 1, max: 4 }),
  bhli: fc.oneof(
    fc.record({ by: fc.constantFrom('iso', 'user'), octets: hex(1, 8) }), fc.record({ by: fc.constant('vendor'), octets: hex(7, 7) }),
  ),
  blli: fc.oneof(
    fc.record({ layer2: fc.constantFrom('LLC', 'Q.922', 'ISO 7776'), layer3: fc.constantFrom('X.25', 'ISO 8473', 'IP') }),
    fc.record({ layer3: fc.constant('SNAP'), snap: hex(5, 5) }),
  ),
}, { requiredKeys: [] });
