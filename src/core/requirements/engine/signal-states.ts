import type { Transition } from './rule.ts';

/** Facts about what the timers of signalling guard, which end with the call. */
export const guardedFacts =
  'proceedingSeen answerSeen alertingSeen setupTwice setupConnection networkReleased releaseTwice releaseAnswered releaseHeard ' +
  'releaseHeardAnswered';

/** What the timers T303, T308 and T310 guard: requests, their answers, and what comes where there is none. */
export const guardedSignals: readonly Transition[] = [
  { on: 'S SETUP tx', when: 'setupSent', set: 'setupTwice' },
  { on: 'S SETUP tx', when: 'connectionThere', set: 'setupConnection' },
  { on: ['S CALL PROCEEDING rx', 'S ALERTING rx', 'S CONNECT rx'], set: 'answerSeen' },
  { on: 'S CALL PROCEEDING rx', set: 'proceedingSeen' },
  { on: 'S ALERTING rx', set: 'alertingSeen' },
  { on: ['S RELEASE rx', 'S RELEASE COMPLETE rx'], when: '!releaseSent', set: 'networkReleased' },
  { on: 'S RELEASE tx', when: 'releaseSent', set: 'releaseTwice' },
  // Two RELEASE that cross on their way answer each other.
  { on: ['S RELEASE rx', 'S RELEASE COMPLETE rx'], when: 'releaseSent', set: 'releaseAnswered' },
  { on: 'S RELEASE tx', when: 'releaseHeard', set: 'releaseAnswered releaseHeardAnswered' },
  { on: 'S RELEASE rx', set: 'releaseHeard' },
  { on: 'S RELEASE rx', when: 'releaseSent', set: 'releaseHeardAnswered' },
  { on: 'S RELEASE COMPLETE tx', set: 'releaseHeardAnswered' },
];
