import type { BrokenFile } from './broken-scenarios.ts';

const s = 'summary: A call.\nsteps:\n';
const made = '  - client: create VC\n  - client: make call\n';
const end = '  - client: close call\n  - client: delete VC\n';
const gone = '  - client: delete VC\n';

/** Scenario files with an expectation that the steps above it leave no room for, refused as in `broken-scenarios.ts`. */
export const brokenExpectations: readonly BrokenFile[] = [
  {
    what: 'a message that comes before the one above it',
    text: `${s}${made}  - expect: CONNECT received\n  - expect: SETUP sent\n${end}`,
    faults: [['6:5 never-matches', /`SETUP sent` comes before `CONNECT received` \(line 5\)/, /`in any order`/]],
  },
  {
    what: 'a message that comes before the completion above it, with another between them',
    text: `${s}${made}  - expect: ProtocolClMakeCallComplete\n  - expect: ALERTING received\n    optional: true\n  - wait: 1 ms\n  - expect: CONNECT received\n${end}`,
    faults: [
      ['6:5 never-matches', /`ALERTING received` comes before `ProtocolClMakeCallComplete` \(line 5\)/, /above that one/],
      ['9:5 never-matches', /`CONNECT received` comes before `ProtocolClMakeCallComplete` \(line 5\)/, /above that one/],
    ],
  },
  {
    what: 'a handler that is entered before the return above it',
    text: `${s}${made}${end}  - expect: NdisCoDeleteVc returns\n  - expect: NdisCoDeleteVc\n`,
    faults: [['8:5 never-matches', /`NdisCoDeleteVc` comes before `NdisCoDeleteVc returns` \(line 7\)/, /above that one/]],
  },
  {
    what: 'a completion that comes once, twice',
    text: `${s}${made}  - expect: ProtocolClMakeCallComplete\n  - expect: ProtocolClMakeCallComplete\n    status: NDIS_STATUS_SUCCESS\n${end}`,
    faults: [['6:5 never-matches', /comes once after `client: make call` \(line 4\), and is expected above \(line 5\)/, /into one/]],
  },
  {
    what: 'a completion that comes once, twice in any order',
    text: `${s}${made}  - in any order: [{ expect: CONNECT received }, { expect: CONNECT received }]\n${end}`,
    faults: [['5:50 never-matches', /`CONNECT received` comes once/, /Take one of the two out/]],
  },
  {
    what: 'a completion that comes once, repeated',
    text: `${s}${made}  - repeat: 2\n    steps: [{ expect: ProtocolClMakeCallComplete }]\n${end}`,
    faults: [['6:13 never-matches', /comes once after .*each time that these steps are repeated/, /out of the repetition/]],
  },
  {
    what: 'what comes before, on one side of a branch',
    text: `${s}${made}  - expect: ProtocolClMakeCallComplete\n  - if: succeeded\n    then: [{ expect: SETUP sent }]\n${end}`,
    faults: [['7:12 never-matches', /`SETUP sent` comes before/, /above that one/]],
  },
  { what: 'no time at all', text: `${s}${made}  - expect: SETUP sent\n    within: 0 ns\n${end}`, faults: [['6:13 never-matches', /in no time/, /above 0 ns/]] },
  {
    what: 'two values of one argument',
    text: `${s}${made}  - expect: ProtocolClMakeCallComplete\n    status: NDIS_STATUS_SUCCESS\n    arguments: { Status: NDIS_STATUS_FAILURE }\n${end}`,
    faults: [['7:26 never-matches', /`status` and `Status` are the same argument/, /Take one of the two out/]],
  },
  {
    what: 'the success of a call that is rejected',
    text: `${s}${made}  - network: reject\n  - expect: ProtocolClMakeCallComplete\n    status: NDIS_STATUS_SUCCESS\n${gone}`,
    faults: [['6:5 never-matches', /cannot say NDIS_STATUS_SUCCESS: `network: reject` \(line 5\)/, /another status/]],
  },
  {
    what: 'another cause than the network gives',
    text: `${s}${made}  - network: reject\n    cause: user busy\n  - expect: RELEASE COMPLETE received\n    cause: 47\n${gone}`,
    faults: [['7:5 never-matches', /cannot carry cause 47: `network: reject` \(line 5\)/, /gives cause 17/]],
  },
  {
    what: 'another cause than the network releases with',
    text: `${s}${made}  - network: release\n  - expect: RELEASE received\n    cause: 47\n${gone}`,
    faults: [['6:5 never-matches', /cannot carry cause 47: `network: release` \(line 5\)/, /gives cause 16/]],
  },
];

/** Steps that look like those above and are right. */
export const soundExpectations: readonly (readonly [what: string, text: string])[] = [
  ['what comes before, in any order', `${s}${made}  - in any order: [{ expect: CONNECT received }, { expect: SETUP sent }]\n${end}`],
  ['what may not have been seen above', `${s}${made}  - expect: CONNECT received\n    optional: true\n  - expect: SETUP sent\n${end}`],
  ['the order of a faulty device', `faults: [completed-twice]\n${s}${made}  - expect: ProtocolClMakeCallComplete\n  - expect: ProtocolClMakeCallComplete\n${end}`],
  ['an enter and its return', `${s}${made}  - expect: NdisClMakeCall\n  - expect: NdisClMakeCall returns\n${end}`],
  ['SETUP sent again', `${s}${made}  - network: not answer\n  - expect: SETUP sent\n  - expect: SETUP sent\n${gone}`],
  ['an activation tried again', `topology: cm\n${s}${made}  - miniport: refuse activation\n  - expect: ProtocolCmActivateVcComplete\n  - expect: NdisCmActivateVc\n${end}`],
  ['a completion of each time', `${s}${made}  - repeat: 2\n    steps: [{ client: send }, { expect: ProtocolCoSendNetBufferListsComplete }]\n${end}`],
  ['several lists, one by one', `${s}${made}  - client: send\n    lists: 2\n  - expect: ProtocolCoSendNetBufferListsComplete\n  - expect: ProtocolCoSendNetBufferListsComplete\n${end}`],
  [
    'the same of two strands',
    `${s}${made}  - parallel: [[{ client: send }], [{ client: send }, { expect: ProtocolCoSendNetBufferListsComplete }]]\n  - expect: ProtocolCoSendNetBufferListsComplete\n${end}`,
  ],
];
