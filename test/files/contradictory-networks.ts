import type { BrokenFile } from './broken-scenarios.ts';

const s = 'summary: A call.\n';
const steps = 'steps:\n  - client: create VC\n  - client: make call\n  - client: close call\n  - client: delete VC\n';

/** Scenario files whose `network` is no fault, has no effect, or one that nobody can tell. */
export const contradictoryNetworks: readonly BrokenFile[] = [
  {
    what: 'a network fault of two kinds, and one of none',
    text: `${s}network:\n  - { duplicate: CONNECT, lose: CONNECT }\n  - { calls: 1 }\n`,
    faults: [['3:5 not-allowed', /one of `duplicate`, `delay` and `lose`/, /exactly one/], ['4:5 not-allowed', /one of/, /exactly one/]],
  },
  {
    what: 'a delay without a length, and a length without a delay',
    text: `${s}network:\n  - { delay: CONNECT }\n  - { lose: SETUP, by: 3 s }\n`,
    faults: [['3:14 not-allowed', /by how much/, /`by: 3 s`/], ['4:24 not-allowed', /only a delay/, /Take it out/]],
  },
  {
    what: 'a message that is misspelt',
    text: `${s}network:\n  - { duplicate: CONECT }\n`,
    faults: [['3:18 unknown-value', /`CONECT`/, /Did you mean `CONNECT`\?/]],
  },
  {
    what: 'a network fault of a call that is not made',
    text: `${s}calls: 4\nnetwork:\n  - { lose: SETUP, calls: [2, 5-9] }\n`,
    faults: [['4:27 not-allowed', /there is no call 5: the scenario makes 4/, /Raise `calls`/]],
  },
  {
    what: 'a message that no such call has',
    text: `${s}calls: 4\ncourse: [connects, networkRejects]\nnetwork:\n  - { lose: CONNECT, calls: [2, 4] }\n`,
    faults: [['5:13 not-allowed', /no call that it is for has a message CONNECT/, /other calls/]],
  },
  {
    what: 'a message of the device that is repeated',
    text: `${s}network:\n  - { duplicate: SETUP }\n`,
    faults: [['3:18 not-allowed', /no call that it is for has a message SETUP/, /Name a message/]],
  },
  {
    what: 'a loss that nobody sees',
    text: `${s}network:\n  - { lose: CONNECT ACKNOWLEDGE }\n`,
    faults: [['3:13 not-allowed', /nothing that a bench could see/, /Take it out/]],
  },
  {
    what: 'a delay that may or may not reach its timer',
    text: `${s}delays: { networkConnect: { uniform: [1 s, 4 s] } }\nnetwork:\n  - { delay: CONNECT, by: 7 s }\n`,
    faults: [['4:14 not-allowed', /whether CONNECT or T310 comes first/, /`by` at 10 s or above/]],
  },
  {
    what: 'a delay over two runs of a timer',
    text: `${s}network:\n  - { delay: CALL PROCEEDING, by: 9 s }\n`,
    faults: [['3:14 not-allowed', /T303 expires after 4 s, twice/, /below 8 s/]],
  },
  {
    what: 'a network that never sends CALL PROCEEDING, nor anything else',
    text: `${s}course: noConnect\nnetwork:\n  - { lose: CALL PROCEEDING }\n`,
    faults: [['4:13 not-allowed', /without CALL PROCEEDING/, /`course: noAnswer`/]],
  },
  {
    what: 'the answer about a party lost',
    text: `${s}multipoint: { parties: 1 }\nnetwork:\n  - { lose: ADD PARTY ACKNOWLEDGE }\n`,
    faults: [['4:13 not-allowed', /without ADD PARTY ACKNOWLEDGE/, /`answer: none`/]],
  },
  {
    what: 'the answer about a party beyond its timer',
    text: `${s}multipoint: { parties: 1 }\nnetwork:\n  - { delay: DROP PARTY ACKNOWLEDGE, by: 5 s }\n`,
    faults: [['4:14 not-allowed', /T398 expires after 4 s/, /Keep it below 4 s/]],
  },
  {
    what: 'two losses in one call',
    text: `${s}calls: 9\nnetwork:\n  - { lose: SETUP, calls: 2-4 }\n  - { delay: CONNECT, by: 1 s, calls: [1, 4-6] }\n`,
    faults: [['5:14 not-allowed', /call 4 has `lose: SETUP` already/, /its own `calls`/]],
  },
  {
    what: 'a message lost and repeated',
    text: `${s}network:\n  - { lose: CONNECT }\n  - { duplicate: CONNECT }\n`,
    faults: [['4:18 not-allowed', /CONNECT of call 1 is hit twice/, /its own `calls`/]],
  },
  {
    what: 'calls that fail from a time on',
    text: `${s}calls: 9\nnetwork:\n  - { lose: CONNECT, after: 20 ms }\n`,
    faults: [['4:29 not-allowed', /how many depends on the time/, /`expect: any`/]],
  },
  {
    what: 'calls that fail and are expected to be connected',
    text: `${s}expect: connected\nnetwork:\n  - { lose: CONNECT }\n`,
    faults: [['4:13 not-allowed', /`expect` says otherwise/, /Leave `expect` out/]],
  },
  {
    what: 'a lost message of calls on permanent VCs',
    text: `${s}call: { permanent: true }\nnetwork:\n  - { lose: SETUP }\n`,
    faults: [['4:3 not-allowed', /nothing is signalled/, /Take it out/]],
  },
  {
    what: 'a call that steps take for connected and that fails',
    text: `${s}network:\n  - { lose: CONNECT }\n${steps}`,
    faults: [['3:13 not-allowed', /the steps go on/, /network: not connect/]],
  },
  {
    what: 'an answer of the device to the network that is lost among steps',
    text: `${s}network:\n  - { lose: RELEASE COMPLETE }\n${steps}`.replace('client: close call', 'network: release'),
    faults: [['3:13 not-allowed', /a RELEASE COMPLETE of the device/, /Take it out/]],
  },
  {
    what: 'a message that no step brings about',
    text: `${s}network:\n  - { duplicate: ADD PARTY REJECT }\n${steps}`,
    faults: [['3:18 not-allowed', /message ADD PARTY REJECT/, /Name a message/]],
  },
];
