import type { BrokenFile } from './broken-scenarios.ts';

const s = 'summary: A call.\n';

/** Scenario files whose keys are right one by one and make no sense together. */
export const contradictoryScenarios: readonly BrokenFile[] = [
  { what: 'a topology twice', text: `${s}topology: [cm, cm]\n`, faults: [['2:16 not-allowed', /twice/, /once/]] },
  {
    what: 'more courses than calls',
    text: `${s}course: [connects, noAnswer]\n`,
    faults: [['2:20 not-allowed', /no call gets to this course: the one call takes/, /Raise `calls` to 2/]],
  },
  {
    what: 'more courses than several calls',
    text: `${s}calls: 3\ncourse:\n  - connects\n  - noAnswer\n  - noConnect\n  - networkRejects: { cause: user busy }\n`,
    faults: [['7:5 not-allowed', /the 3 calls take/, /Raise `calls` to 4/]],
  },
  { what: 'more calls on a VC than in all', text: `${s}calls: 2\ncallsPerVc: 3\n`, faults: [['3:13 not-allowed', /3 calls on a VC, of 2/, /Raise `calls`/]] },
  {
    what: 'VCs for several calls that carry one each',
    text: `${s}calls: 4\nconcurrency: 4\ncallsPerVc: 2\n`,
    faults: [['4:13 not-allowed', /a VC of its own/, /above `concurrency`/]],
  },
  {
    what: 'VCs used again after calls that all fail',
    text: `${s}calls: 4\ncallsPerVc: 2\ncourse: noAnswer\n`,
    faults: [['3:13 not-allowed', /no VC is used again/, /Take it out/]],
  },
  { what: 'sends on calls that all fail', text: `${s}sends: 2\ncourse: networkRejects\n`, faults: [['2:8 not-allowed', /nothing is sent/, /`connects`/]] },
  {
    what: 'a hold of calls that the client closes at once',
    text: `${s}course: parametersUnacceptable\nhold: 5 ms\n`,
    faults: [['3:7 not-allowed', /comes into use/, /Take it out/]],
  },
  { what: 'a size of lists that are never sent', text: `${s}sends: 0\nsendSize: 100 octets\n`, faults: [['3:11 not-allowed', /`sends` is 0/, /Raise `sends`/]] },
  {
    what: 'an answer to AddParty in a point-to-point call',
    text: `${s}requests:\n  makeCall: pended\n  addParty: synchronous\n`,
    faults: [['4:13 not-allowed', /no party is added/, /multipoint: \{ parties: 1 \}/]],
  },
  {
    what: 'an answer to DropParty where nobody is added',
    text: `${s}multipoint: {}\nrequests: { dropParty: synchronous }\n`,
    faults: [['3:24 not-allowed', /no party is added/, /parties: 1/]],
  },
  {
    what: 'an answer to SETUP after T303',
    text: `${s}delays:\n  networkProceeding: 4 s\n`,
    faults: [['3:22 not-allowed', /up to 4 s, but T303 expires after 4 s and SETUP is sent again: no such call goes as `connects`/, /below 4 s, or use `course: noAnswer`/]],
  },
  {
    what: 'a CONNECT after T310',
    text: `${s}expect: connected\ndelays:\n  networkConnect: { uniform: [9 s, 10.5 s] }\n`,
    faults: [['4:19 not-allowed', /up to 10\.5 s, but T310 expires after 10 s and the call is released/, /below 10 s, or use `course: noConnect`/]],
  },
  {
    what: 'a CONNECT long after T310',
    text: `${s}delays: { networkConnect: 100 s }\n`,
    faults: [['2:27 not-allowed', /up to 100 s, but T310 expires after 10 s/, /below 10 s/]],
  },
  {
    what: 'a CONNECT that comes after T310 now and then',
    text: `${s}delays: { networkConnect: { log-normal: { median: 2 s, sigma: 0.6 } } }\n`,
    faults: [['2:27 not-allowed', /up to 12\.1 s, but T310/, /below 10 s/]],
  },
  {
    what: 'a RELEASE in place of CONNECT after T310',
    text: `${s}course: networkReleases\ndelays: { networkConnect: { normal: { mean: 7 s, sigma: 1 s } } }\n`,
    faults: [['3:27 not-allowed', /up to 10 s, but T310.*goes as `networkReleases`/, /below 10 s/]],
  },
  {
    what: 'a RELEASE COMPLETE after T308',
    text: `${s}delays: { networkRelease: 31 s }\n`,
    faults: [['2:27 not-allowed', /T308 expires after 30 s and RELEASE is sent again/, /below 30 s\.$/]],
  },
  {
    what: 'an answer to DROP PARTY after T398',
    text: `${s}multipoint: { parties: 1 }\ndelays: { networkRelease: 5 s }\n`,
    faults: [['3:27 not-allowed', /T398 expires after 4 s/, /below 4 s\.$/]],
  },
  {
    what: 'a time to connect of calls that nobody answers',
    text: `${s}course: noAnswer\ndelays:\n  networkConnect: 5 ms\n`,
    faults: [['4:19 not-allowed', /passes in no call of course `noAnswer`/, /Take it out/]],
  },
  {
    what: 'an answer to SETUP where none is sent',
    text: `${s}calls: 2\ncourse: [refusedAtOnce, creationFails]\ndelays: { networkProceeding: 5 ms }\n`,
    faults: [['4:30 not-allowed', /`refusedAtOnce`, `creationFails`/, /Take it out/]],
  },
  {
    what: 'a rate that cannot be halved',
    text: `${s}call:\n  peakCellRate: { forward: 2 cells/s, backward: 1 cells/s }\ncourse: parametersAccepted\n`,
    faults: [['3:17 not-allowed', /`parametersAccepted` halves the rates/, /2 cells\/s or more/]],
  },
  {
    what: 'a declaration that the course belies',
    text: `${s}course: invalidParameters\ndeclares: { inputValid: true }\n`,
    faults: [['3:25 not-allowed', /`invalidParameters` declares `false`/, /Take it out/]],
  },
  {
    what: 'a permanent VC under signalled calls',
    text: `${s}declares: { permanentVc: true }\n`,
    faults: [['2:26 not-allowed', /signalled/, /switched VCs/]],
  },
  {
    what: 'more device time than a trace can hold',
    text: `${s}calls: 1000000\nhold: 3600 s\n`,
    faults: [['2:8 not-allowed', /104 days/, /fewer calls/]],
  },
  {
    what: 'two contradictions',
    text: `${s}sends: 3\nhold: 1 s\ncourse: noAnswer\n`,
    faults: [['2:8 not-allowed', /nothing is sent/, /Take it out/], ['3:7 not-allowed', /nothing is sent or held/, /Take it out/]],
  },
  { what: 'a limit on parties that never join', text: 'summary: A call.\nlimits: { TI-31: { max: 1 s } }\n', faults: [['2:11 never-comes-true', /TI-31 is measured in no call of this scenario: nothing brings `NdisClAddParty`/, /Take it out/]] },
  { what: 'a limit on an answer that never comes', text: 'summary: A call.\ncourse: noAnswer\nlimits: { TI-06: { max: 1 s } }\n', faults: [['3:11 never-comes-true', /`CALL PROCEEDING received`/, /a course that does/]] },
  { what: 'a limit on calls that never come in', text: 'summary: A call.\nlimits: { TI-28: { max: 1 s }, TI-15: { max: 5 s } }\n', faults: [['2:11 never-comes-true', /`SETUP received`/, /Take it out/]] },
  {
    what: 'limits on what the steps never do',
    text: 'summary: A call.\nlimits: { TI-33: { max: 1 s }, TI-21: { max: 1 s }, TI-36: { max: 1 s } }\nsteps: [{ client: create VC }, { client: make call }, { network: reject }, { client: delete VC }]\n',
    faults: [['2:11 never-comes-true', /TI-33.*`NdisClModifyCallQoS`/, /Take it out/], ['2:32 never-comes-true', /TI-21.*`NdisClCloseCall`/, /Take it out/]],
  },
  { what: 'a limit on signalling for permanent VCs', text: 'summary: A call.\ncall: { permanent: true }\nlimits: { TI-23: { max: 1 s } }\n', faults: [['3:11 never-comes-true', /`RELEASE sent`/, /Take it out/]] },
];
