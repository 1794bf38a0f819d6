import { callParametersOf } from '../../src/core/scenario/call-parameters-of.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import { defaultCalled, defaultDelays, defaultMaxSduOctets, defaultPended, lineCellRate } from '../../src/core/scenario/defaults.ts';

const direction = { maxSduOctets: defaultMaxSduOctets, peakCellRate: lineCellRate };

/** A call program as the plainest scenario gives it, changed where the test says so. */
export function programWith(changes: Partial<CallProgram> = {}): CallProgram {
  return {
    topology: 'cm',
    calls: 1,
    concurrency: 1,
    callsPerVc: 1,
    seed: 1,
    sends: 1,
    sendOctets: 1500,
    pended: defaultPended,
    delays: defaultDelays,
    callParameters: callParametersOf({ called: defaultCalled, serviceCategory: 'UBR', forward: direction, backward: direction }),
    addresses: { called: defaultCalled.digits },
    ...changes,
  };
}
