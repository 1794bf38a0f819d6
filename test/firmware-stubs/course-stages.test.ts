import test from 'ava';
import { reaches, type CourseStage } from '../../src/core/scenario/course-stages.ts';
import { courseNames, type CourseName } from '../../src/core/scenario/course.ts';
import { courseOf, outline, plainProgram, recorded } from './recorded.ts';

/** What shows in the events of a call that it got to a stage. */
const signs: Readonly<Record<CourseStage, RegExp>> = {
  offer: /^rx SETUP$/,
  answered: /^E NdisClIncomingCallComplete$/,
  taken: /^tx CONNECT$/,
  setup: /^tx SETUP$/,
  answer: /^rx (CALL PROCEEDING|RELEASE COMPLETE)$/,
  decision: /^rx (CONNECT|RELEASE)$/,
  activation: /^E NdisM?CmActivateVc$/,
  use: /^E NdisCoSendNetBufferLists client$/,
  release: /^tx RELEASE$/,
};

for (const topology of ['cm', 'mcm'] as const) {
  test(`a call gets as far as its course says (${topology})`, (t) => {
    const stages = Object.keys(signs) as CourseStage[];
    for (const name of courseNames) t.deepEqual(stagesSeen(name, topology), stages.filter((stage) => reaches({ name }, stage)), name);
  });
}

function stagesSeen(name: CourseName, topology: 'cm' | 'mcm'): CourseStage[] {
  const { events } = recorded(plainProgram({ topology, courses: [courseOf(name)], sends: 1 }));
  const begin = events.findIndex(({ fn, dir, message }) => fn === 'NdisClMakeCall' || (dir === 'rx' && message === 'SETUP'));
  const end = events.findIndex(({ kind, fn }, i) => i > begin && kind === 'enter' && /^NdisM?Cm?o?DeleteVc$/.test(fn ?? ''));
  const call = begin < 0 ? [] : events.slice(begin, end);
  const lines = call.flatMap((event) => (event.fn === 'NdisCoSendNetBufferLists' ? [`E ${event.fn} ${event.by}`] : outline([event])));
  // What the network says before any SETUP of ours is no answer to one.
  const isAnswer = (stage: CourseStage, i: number): boolean => (stage !== 'answer' && stage !== 'decision') || lines.indexOf('tx SETUP') === 0 ||
    lines.slice(0, i).includes('tx SETUP');
  return (Object.keys(signs) as CourseStage[]).filter((stage) => lines.some((line, i) => signs[stage].test(line) && isAnswer(stage, i)));
}
