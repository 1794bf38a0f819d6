import type { DelayName } from './call-program.ts';
import type { Course, CourseName } from './course.ts';

/**
 * How far a call gets. `setup`: SETUP is sent. `answer`: the network answers it. `decision`: the network connects or releases the call
 * after CALL PROCEEDING. `activation`: the call manager has the VC activated. `use`: the client uses the call. `release`: the system
 * under test releases it with RELEASE.
 */
export type CourseStage = 'setup' | 'answer' | 'decision' | 'activation' | 'use' | 'release';

const used: readonly CourseStage[] = ['setup', 'answer', 'decision', 'activation', 'use', 'release'];
const givenUp: readonly CourseStage[] = ['setup', 'answer', 'decision', 'activation', 'release'];

const stages: Readonly<Record<CourseName, readonly CourseStage[]>> = {
  connects: used,
  refusedAtOnce: [],
  refusedAfterPending: [],
  invalidParameters: [],
  networkRejects: ['setup', 'answer'],
  networkReleases: ['setup', 'answer', 'decision'],
  noAnswer: ['setup'],
  noConnect: ['setup', 'answer', 'release'],
  activationRetried: used,
  activationFails: givenUp,
  failsWhenActive: givenUp,
  parametersAccepted: used,
  parametersRenegotiated: used,
  parametersUnacceptable: givenUp,
  renegotiationRefused: givenUp,
  creationFails: [],
  clientModifies: used,
  clientModifyGrantedInPart: used,
  clientModifyRefused: used,
  clientModifyRefusedByMiniport: used,
  networkModifies: used,
  networkModifyRenegotiated: used,
  networkModifyUnacceptable: used,
  networkModifyRefusedByMiniport: used,
  releaseUnanswered: used,
  noPermanentVc: [],
};

/** The stage in which a delay passes; a delay that is not named here passes in every call, or not in calls alone. */
export const stageOfDelay: Readonly<Partial<Record<DelayName, CourseStage>>> = {
  networkProceeding: 'answer', networkConnect: 'decision', callManagerActivation: 'activation', clientReaction: 'use', hold: 'use',
  networkRelease: 'release',
};

/** Whether a call of a course gets to a stage. */
export function reaches({ name }: Pick<Course, 'name'>, stage: CourseStage): boolean {
  return stages[name].includes(stage);
}
