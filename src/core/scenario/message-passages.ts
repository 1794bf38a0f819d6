import type { DelayName, MultipointProgram } from './call-program.ts';
import { reaches } from './course-stages.ts';
import { traitsOf, type Course, type CourseName } from './course.ts';
import type { FaultyMessage } from './network-fault.ts';
import type { UniTimer } from './uni-timers.ts';

/** How a message comes to pass in a call: who waits for it, and what follows where it does not come. */
export interface MessagePassage {
  /** `sent` by the system under test, or `received` by it. */
  readonly direction: 'sent' | 'received';
  /** The timer of the system under test that runs until the message arrives, or until it is answered; absent: none. */
  readonly guard?: UniTimer;
  /** What passes meanwhile; of a message that is sent, nothing. */
  readonly waits: readonly DelayName[];
  /** When the timer expires: the request is `repeated`, or the call, or the party, `given up`. */
  readonly expiry?: 'repeated' | 'given up';
  /** Where the message is lost: the network sends it again after a timer of its own, or the next message comes after these delays. */
  readonly whenLost?: { readonly resentAfter: UniTimer } | { readonly nextAfter: readonly DelayName[] } | { readonly instead: string };
}

const received = { direction: 'received' } as const;
const sent = { direction: 'sent', waits: [] } as const;

/** Courses in which the network answers a change of parameters, and how. */
const modifyAnswers: Readonly<Partial<Record<CourseName, FaultyMessage>>> = {
  parametersRenegotiated: 'MODIFY ACKNOWLEDGE', renegotiationRefused: 'MODIFY REJECT', clientModifies: 'MODIFY ACKNOWLEDGE',
  clientModifyGrantedInPart: 'MODIFY ACKNOWLEDGE', clientModifyRefused: 'MODIFY REJECT',
  clientModifyRefusedByMiniport: 'MODIFY ACKNOWLEDGE',
};

/** How the first message of a name comes to pass in a call of a course; `undefined`: not at all, or it makes no difference there. */
export function passageOf(course: Course, message: FaultyMessage, multipoint: MultipointProgram | undefined): MessagePassage | undefined {
  switch (message) {
    case 'SETUP':
      return setup(course);
    case 'CALL PROCEEDING':
      return proceeding(course);
    case 'CONNECT':
      return connect(course);
    case 'CONNECT ACKNOWLEDGE':
      return acknowledge(course);
    case 'RELEASE':
      return release(course);
    case 'RELEASE COMPLETE':
      return releaseComplete(course);
    case 'MODIFY REQUEST':
      return course.name.startsWith('networkModif') ? unguarded : undefined;
    case 'MODIFY ACKNOWLEDGE':
    case 'MODIFY REJECT':
      return modifyAnswers[course.name] === message ? unguarded : undefined;
    default:
      return reaches(course, 'use') ? ofParty(message, multipoint) : undefined;
  }
}

/** A change of parameters, which no timer of this model guards. */
const unguarded: MessagePassage = {
  ...received, waits: [], whenLost: { instead: 'No timer of this model guards a change of parameters: duplicate it, or leave it.' },
};

function isIncoming(course: Course): boolean {
  return traitsOf(course).direction === 'incoming';
}

function setup(course: Course): MessagePassage | undefined {
  if (isIncoming(course)) return { ...received, waits: [], whenLost: { resentAfter: 'T303' } };
  if (!reaches(course, 'setup') || course.name === 'noAnswer') return undefined;
  return { ...sent, guard: 'T303', expiry: 'repeated' };
}

function proceeding(course: Course): MessagePassage | undefined {
  if (isIncoming(course)) return sent;
  if (!reaches(course, 'answer') || course.name === 'networkRejects') return undefined;
  const guarded = { ...received, guard: 'T303', waits: ['networkProceeding'], expiry: 'repeated' } as const;
  const instead = 'Use `course: noAnswer`: nothing follows CALL PROCEEDING in this one.';
  return { ...guarded, whenLost: reaches(course, 'decision') ? { nextAfter: ['networkProceeding', 'networkConnect'] } : { instead } };
}

function connect(course: Course): MessagePassage | undefined {
  if (isIncoming(course)) {
    const isAnswered = reaches(course, 'taken') && course.name !== 'incomingUnacknowledged';
    return isAnswered ? { ...sent, guard: 'T313', expiry: 'given up' } : undefined;
  }
  if (!reaches(course, 'decision') || course.name === 'networkReleases') return undefined;
  return { ...received, guard: 'T310', waits: ['networkConnect'], expiry: 'given up' };
}

function acknowledge(course: Course): MessagePassage | undefined {
  if (!isIncoming(course)) return reaches(course, 'activation') ? sent : undefined;
  if (!reaches(course, 'taken') || course.name === 'incomingNotEstablished' || course.name === 'incomingUnacknowledged') return undefined;
  return { ...received, guard: 'T313', waits: ['networkProceeding'], expiry: 'given up' };
}

function release(course: Course): MessagePassage | undefined {
  if (course.name === 'networkReleases') {
    const instead = 'Use `course: noConnect`: T310 expires before the network sends RELEASE again.';
    return { ...received, guard: 'T310', waits: ['networkConnect'], expiry: 'given up', whenLost: { instead } };
  }
  if (course.name === 'incomingNotEstablished') {
    const instead = 'Use `course: incomingUnacknowledged`: T313 expires before the network sends RELEASE again.';
    return { ...received, guard: 'T313', waits: ['networkProceeding'], expiry: 'given up', whenLost: { instead } };
  }
  if (traitsOf(course).closedBy === 'network') return { ...received, waits: [], whenLost: { resentAfter: 'T308' } };
  return reaches(course, 'release') && course.name !== 'releaseUnanswered' ? { ...sent, guard: 'T308', expiry: 'repeated' } : undefined;
}

function releaseComplete(course: Course): MessagePassage | undefined {
  const { name } = course;
  if (name === 'networkRejects') return { ...received, guard: 'T303', waits: ['networkProceeding'], expiry: 'repeated' };
  if (name === 'networkReleases' || name === 'incomingNotEstablished' || traitsOf(course).closedBy === 'network') return sent;
  if (!reaches(course, 'release') || name === 'releaseUnanswered') return undefined;
  return { ...received, guard: 'T308', waits: ['networkRelease'], expiry: 'repeated' };
}

/** Messages about parties; what becomes of one whose message is lost, the key `multipoint` says. */
function ofParty(message: FaultyMessage, multipoint: MultipointProgram | undefined): MessagePassage | undefined {
  if (multipoint === undefined) return undefined;
  const accepted = multipoint.parties.filter(({ answer }) => answer === 'accepted');
  const dropped = multipoint.lastParty === 'added' ? ['client', ...accepted.slice(0, -1).map(droppedBy)] : accepted.map(droppedBy);
  const addLost = { instead: 'Give the party `answer: none`, so that T399 expires.' };
  const dropLost = { instead: 'Give the party `droppedBy: unanswered`, so that T398 expires.' };
  const added = { ...received, guard: 'T399', waits: ['networkConnect'], whenLost: addLost } as const;
  switch (message) {
    case 'ADD PARTY ACKNOWLEDGE':
      return accepted.length > 0 ? added : undefined;
    case 'ADD PARTY REJECT':
      return multipoint.parties.some(({ answer }) => answer === 'rejected') ? added : undefined;
    case 'DROP PARTY ACKNOWLEDGE':
      return dropped.includes('client') ? { ...received, guard: 'T398', waits: ['networkRelease'], whenLost: dropLost } : undefined;
    default:
      return dropped.includes('network') ? { ...received, waits: [], whenLost: dropLost } : undefined;
  }
}

function droppedBy(party: MultipointProgram['parties'][number]): string {
  return party.droppedBy;
}
