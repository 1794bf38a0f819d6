import { callParametersOf } from '../../src/core/scenario/call-parameters-of.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import { plainCourses, traitsOf } from '../../src/core/scenario/course.ts';
import {
  defaultCalled, defaultDelays, defaultMaxSduOctets, defaultPended, defaultSendOctets, lineCellRate,
} from '../../src/core/scenario/defaults.ts';

const direction = { maxSduOctets: defaultMaxSduOctets, peakCellRate: lineCellRate };

/** The call program of a scenario that leaves everything to its defaults: one best-effort call; a SAP where calls come in. */
export function plainProgram(changes: Partial<CallProgram> = {}): CallProgram {
  const takesCalls = changes.courses?.some((course) => traitsOf(course).direction === 'incoming') === true;
  return {
    topology: 'cm',
    calls: 1,
    concurrency: 1,
    callsPerVc: 1,
    seed: 1,
    sends: 1,
    sendOctets: defaultSendOctets,
    pended: defaultPended,
    delays: defaultDelays,
    callParameters: callParametersOf({ called: defaultCalled, serviceCategory: 'UBR', forward: direction, backward: direction }),
    courses: plainCourses,
    addresses: { called: defaultCalled.digits },
    ...(takesCalls && { saps: [defaultCalled.digits] }),
    ...changes,
  };
}
