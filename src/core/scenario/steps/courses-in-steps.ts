import type { MultipointProgram, PartyAnswer, PartyDropper } from '../call-program.ts';
import { courseNames, courses, type Course } from '../course.ts';
import { isAnsweredByCourse, type AnsweredRequest } from './answered.ts';
import { requestsOf, treeOf } from './step-tree.ts';
import type { StepSpec } from './step.ts';

/** How the requests of some steps are answered, as calls that take courses and have parties would say it. */
export interface CoursesInSteps {
  readonly courses: readonly Course[];
  /** `undefined`: no step is about a party. */
  readonly multipoint?: MultipointProgram;
}

/** What the steps of a call bring about, each course once. */
export function coursesInSteps(steps: readonly StepSpec[]): CoursesInSteps {
  const requests = [...requestsOf(treeOf(steps, []))];
  const numbers = new Set(requests.filter(({ request }) => isAnsweredByCourse(request)).map(({ answer }) => answer));
  const parties = requests.flatMap(partyOf);
  return {
    courses: courseNames.filter((name) => numbers.has(courses[name].number)).map((name) => ({ name })),
    ...(parties.length > 0 && { multipoint: { parties, lastParty: 'initial' } }),
  };
}

/** The number of an answer, in the words of a party. */
const answers: readonly PartyAnswer[] = ['accepted', 'rejected', 'none'];

function partyOf({ request, answer }: AnsweredRequest): MultipointProgram['parties'] {
  const party = (given: PartyAnswer, droppedBy: PartyDropper): MultipointProgram['parties'] => [{ called: '', answer: given, droppedBy }];
  switch (request) {
    case 'client: add party':
      return party(answers[answer] ?? 'accepted', 'unanswered');
    case 'client: drop party':
      return party('accepted', answer === 0 ? 'client' : 'unanswered');
    case 'network: drop party':
      return party('accepted', 'network');
    default:
      return [];
  }
}
