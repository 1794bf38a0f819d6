import type { DelayName } from './call-program.ts';
import type { Course, CourseName } from './course.ts';

/**
 * How far a call gets. `offer`: SETUP is received. `answered`: the client answers an offer that it
 * has pended. `taken`: CONNECT is sent for a call that came in.
 * `setup`: SETUP is sent. `answer`: the network answers it. `decision`: the network connects or releases the call
 * after CALL PROCEEDING. `activation`: the call manager has the VC activated. `use`: the client uses the call. `release`: the system
 * under test releases it with RELEASE.
 */
export type CourseStage = 'offer' | 'answered' | 'taken' | 'setup' | 'answer' | 'decision' | 'activation' | 'use' | 'release';

const used: readonly CourseStage[] = ['setup', 'answer', 'decision', 'activation', 'use', 'release'];
/** Of calls that the network makes. */
const taken: readonly CourseStage[] = ['offer', 'taken', 'activation', 'use', 'release'];
const takenLater: readonly CourseStage[] = ['offer', 'answered', 'taken', 'activation', 'use', 'release'];
const refused: readonly CourseStage[] = ['offer', 'activation', 'release'];
const refusedLater: readonly CourseStage[] = ['offer', 'answered', 'activation', 'release'];
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
  incomingAccepted: taken,
  incomingPended: takenLater,
  incomingRejected: refused,
  incomingRejectedLater: refusedLater,
  incomingNotSupported: refused,
  incomingNotEstablished: ['offer', 'taken', 'activation'],
  incomingUnacknowledged: ['offer', 'taken', 'activation', 'release'],
  incomingAbandoned: ['offer', 'activation'],
  incomingParametersChanged: takenLater,
  incomingChangesRefused: refusedLater,
  incomingNetworkCloses: ['offer', 'taken', 'activation', 'use'],
  networkCloses: ['setup', 'answer', 'decision', 'activation', 'use'],
  networkClosesWithError: used,
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

/** The stages in which a delay passes; a delay that is not named here passes in every call, or not in calls alone. */
const stagesOfDelay: Readonly<Partial<Record<DelayName, readonly CourseStage[]>>> = {
  networkProceeding: ['answer', 'taken'], networkConnect: ['decision'], callManagerActivation: ['activation'],
  clientReaction: ['use', 'answered'], hold: ['use'], networkRelease: ['release'],
};

/** Whether a delay passes in a call of a course. */
export function passesIn(course: Pick<Course, 'name'>, delay: DelayName): boolean {
  return stagesOfDelay[delay]?.some((stage) => reaches(course, stage)) ?? true;
}

/** Whether a call of a course gets to a stage. */
export function reaches({ name }: Pick<Course, 'name'>, stage: CourseStage): boolean {
  return stages[name].includes(stage);
}
