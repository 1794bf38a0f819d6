/** Scenario files that are refused: the text, then for each fault `line:column code`, and a piece of its message and of its hint. */
export interface BrokenFile {
  readonly what: string;
  readonly text: string;
  readonly faults: readonly (readonly [place: string, message: RegExp, next: RegExp])[];
}

const s = 'summary: A call.\n';

export const brokenScenarios: readonly BrokenFile[] = [
  { what: 'an empty file', text: '', faults: [['1:1 empty-file', /empty/, /summary/]] },
  { what: 'a list', text: '- a\n- b\n', faults: [['1:1 wrong-type', /the file is a list of 2/, /keys with values/]] },
  { what: 'no summary', text: 'calls: 2\n', faults: [['1:1 missing-key', /missing key `summary`/, /Add `summary:`/]] },
  { what: 'a misspelt key', text: `${s}cals: 2\n`, faults: [['2:1 unknown-key', /unknown key `cals`/, /Did you mean `calls`\?/]] },
  {
    what: 'two unknown keys, one like nothing',
    text: `${s}concurency: 2\nzzzzzz: 1\n`,
    faults: [
      ['2:1 unknown-key', /`concurency`/, /`concurrency`/],
      ['3:1 unknown-key', /`zzzzzz`/, /There are: summary, topology, calls/],
    ],
  },
  { what: 'a misspelt delay', text: `${s}delays:\n  networkConect: 5 ms\n`, faults: [['3:3 unknown-key', /`networkConect`/, /`networkConnect`/]] },
  { what: 'hold under delays', text: `${s}delays:\n  hold: 5 ms\n`, faults: [['3:3 unknown-key', /`hold`/, /There are: betweenCalls/]] },
  { what: 'a duration without unit', text: `${s}hold: 5\n`, faults: [['2:7 wrong-type', /`hold` is `5`/, /carries its unit/]] },
  { what: 'a duration in text without unit', text: `${s}hold: "5"\n`, faults: [['2:7 wrong-unit', /expected a duration/, /Units: ns, us, ms, s/]] },
  { what: 'an unknown unit', text: `${s}hold: 5 min\n`, faults: [['2:7 wrong-unit', /`5 min`/, /Units: ns, us, ms, s/]] },
  { what: 'half a nanosecond', text: `${s}hold: 0.5 ns\n`, faults: [['2:7 not-allowed', /finer than can be kept/, /coarser/]] },
  { what: 'a duration out of range', text: `${s}hold: 2 ms\ndelays: { dispatch: 4000 s }\n`, faults: [['3:21 not-allowed', /out of range/, /0 ns to 3600 s/]] },
  { what: 'no calls', text: `${s}calls: 0\n`, faults: [['2:8 out-of-range', /`calls` is `0`/, /at least 1/]] },
  { what: 'half a call', text: `${s}calls: 1.5\n`, faults: [['2:8 wrong-type', /`calls` is `1.5`/, /a whole number/]] },
  { what: 'a seed beyond 32 bits', text: `${s}seed: 4294967296\n`, faults: [['2:7 out-of-range', /`4294967296`/, /at most 4294967295/]] },
  { what: 'too many at once', text: `${s}calls: 5\nconcurrency: 6\n`, faults: [['3:14 not-allowed', /6 calls at once, of 5/, /Raise `calls`/]] },
  { what: 'an unknown topology', text: `${s}topology: cmm\n`, faults: [['2:11 unknown-value', /cannot be `cmm`/, /Did you mean `cm`\?/]] },
  { what: 'an unknown topology in a list', text: `${s}topology: [cm, mcn]\n`, faults: [['2:16 unknown-value', /`mcn`/, /`mcm`/]] },
  {
    what: 'an unknown answer',
    text: `${s}requests:\n  activateVc: async\n`,
    faults: [['3:15 unknown-value', /`requests.activateVc` cannot be `async`/, /pended, synchronous/]],
  },
  { what: 'an unknown request', text: `${s}requests:\n  activateVC: pended\n`, faults: [['3:3 unknown-key', /`activateVC`/, /`activateVc`/]] },
  {
    what: 'an unknown distribution',
    text: `${s}hold: { gauss: { mean: 1 ms, sigma: 1 ms } }\n`,
    faults: [['2:9 unknown-key', /unknown key `gauss`/, /There are: uniform, normal, log-normal/]],
  },
  {
    what: 'a distribution with a missing part',
    text: `${s}hold:\n  normal: { mean: 1 ms }\n`,
    faults: [['3:11 missing-key', /missing key `sigma`/, /Add `sigma:`/]],
  },
  { what: 'bounds the wrong way round', text: `${s}hold: { uniform: [3 ms, 1 ms] }\n`, faults: [['2:18 not-allowed', /lower bound/, /smaller duration first/]] },
  { what: 'one bound', text: `${s}hold: { uniform: [3 ms] }\n`, faults: [['2:18 out-of-range', /`hold.uniform` is a list of 1/, /at least 2 entries/]] },
  {
    what: 'a unit on the sigma of a logarithm',
    text: `${s}hold: { log-normal: { median: 5 ms, sigma: 1 ms } }\n`,
    faults: [['2:44 wrong-type', /`hold.log-normal.sigma` is `1 ms`/, /a plain number/]],
  },
  { what: 'CBR without a rate', text: `${s}call:\n  serviceCategory: CBR\n`, faults: [['3:20 not-allowed', /peak cell rate/, /Add `peakCellRate/]] },
  {
    what: 'a variable bit rate without a burst',
    text: `${s}call: { serviceCategory: rt-VBR, peakCellRate: 10 cells/s, sustainableCellRate: 5 cells/s }\n`,
    faults: [['2:26 not-allowed', /rt-VBR needs a maximum burst size/, /`maxBurst: 100 cells`/]],
  },
  {
    what: 'a sustainable rate of a constant bit rate',
    text: `${s}call:\n  serviceCategory: CBR\n  peakCellRate: 10 cells/s\n  sustainableCellRate: 5 cells/s\n`,
    faults: [['5:24 not-allowed', /category CBR has no sustainable cell rate/, /AverageCellRate of ATM_FLOW_PARAMETERS/]],
  },
  {
    what: 'a minimum above the peak',
    text: `${s}call:\n  serviceCategory: ABR\n  peakCellRate: { forward: 10 cells/s, backward: 5 cells/s }\n  minimumCellRate: 6 cells/s\n`,
    faults: [['5:20 not-allowed', /above the peak cell rate/, /MinimumCellRate is at most PeakCellRate/]],
  },
  { what: 'a burst out of range', text: `${s}call:\n  maxBurst: 16777216 cells\n`, faults: [['3:13 not-allowed', /out of range/, /24 bits of the traffic descriptor/]] },
  { what: 'a cell rate in bits', text: `${s}call:\n  peakCellRate: 2 Mbit/s\n`, faults: [['3:17 wrong-unit', /a cell rate/, /Units: cells\/s/]] },
  {
    what: 'one direction of two',
    text: `${s}call:\n  peakCellRate: { forward: 10 cells/s }\n`,
    faults: [['3:17 missing-key', /missing key `backward`/, /Add `backward:`/]],
  },
  { what: 'a VCI that there is none of', text: `${s}call: { permanent: true, connection: 0/70000 }\n`, faults: [['2:38 not-allowed', /no VPI \(0 to 255\) and VCI/, /^$/]] },
  { what: 'permanent VCs beyond the last VCI', text: `${s}calls: 3\nconcurrency: 3\ncall: { permanent: true, connection: 0/65534 }\n`, faults: [['4:38 not-allowed', /3 calls at once need as many VCIs/, /lower VCI/]] },
  { what: 'an SDU beyond AAL5', text: `${s}call: { maxSdu: 70000 octets }\n`, faults: [['2:17 not-allowed', /out of range/, /1 to 65535 octets/]] },
  { what: 'an address without quotes', text: `${s}call:\n  called: 493012345678\n`, faults: [['3:11 wrong-type', /`call.called`/, /an address stands in quotes/]] },
  { what: 'a short NSAP address', text: `${s}call:\n  called: "39.1111"\n`, faults: [['3:11 malformed-value', /40 hex digits/, /dots/]] },
  {
    what: 'an NSAP address with an octet too many',
    text: `${s}call: { called: "390000000000000000000000001111111111110099" }\n`,
    faults: [['2:17 not-allowed', /this one 42/, /20 octets/]],
  },
  { what: 'sends larger than the SDU', text: `${s}sendSize: 9000 octets\ncall:\n  maxSdu: 1500 octets\n`, faults: [['2:11 not-allowed', /SDU of 1500/, /maxSdu/]] },
  { what: 'an unknown declaration', text: `${s}declares: { multiPoint: true }\n`, faults: [['2:13 unknown-key', /`multiPoint`/, /`multipoint`/]] },
  {
    what: 'a misspelt key of a party',
    text: `${s}multipoint:\n  parties:\n    - {}\n    - answr: rejected\n`,
    faults: [['5:7 unknown-key', /unknown key `answr`/, /Did you mean `answer`\?/]],
  },
  { what: 'an unknown answer to a party', text: `${s}multipoint:\n  parties: [{ answer: refused }]\n`, faults: [['3:23 unknown-value', /cannot be `refused`/, /accepted, rejected/]] },
  { what: 'parties in words', text: `${s}multipoint: { parties: two }\n`, faults: [['2:24 wrong-type', /`multipoint.parties` is `two`/, /a plain number/]] },
  { what: 'parties instead of their number or list', text: `${s}multipoint: 3\n`, faults: [['2:13 wrong-type', /`multipoint` is `3`/, /keys with values/]] },
  { what: 'too many parties', text: `${s}multipoint: { parties: 101 }\n`, faults: [['2:24 out-of-range', /`101`/, /at most 100/]] },
  {
    what: 'a party that is rejected and dropped',
    text: `${s}multipoint:\n  parties:\n    - { answer: rejected, droppedBy: network }\n`,
    faults: [['4:38 not-allowed', /never joins/, /Take out `droppedBy`/]],
  },
  {
    what: 'a last party that is dropped',
    text: `${s}multipoint:\n  parties: [{}, { droppedBy: client }, { answer: rejected }]\n  lastParty: added\n`,
    faults: [['3:30 not-allowed', /closed with this party/, /stays until the call is closed/]],
  },
  { what: 'no party for the last', text: `${s}multipoint:\n  lastParty: added\n`, faults: [['3:14 not-allowed', /no party is added/, /`parties: 1`/]] },
  {
    what: 'a backward direction of a multipoint call',
    text: `${s}multipoint: {}\ncall: { maxSdu: { forward: 100 octets, backward: 100 octets } }\n`,
    faults: [['3:17 not-allowed', /nothing backward/, /forward/]],
  },
  {
    what: 'a multipoint call declared otherwise',
    text: `${s}multipoint: {}\ndeclares: { multipoint: false }\n`,
    faults: [['3:25 not-allowed', /contradicts/, /Take it out/]],
  },
  {
    what: 'a point-to-point call declared multipoint',
    text: `${s}declares: { multipoint: true }\n`,
    faults: [['2:25 not-allowed', /contradicts/, /`multipoint`/]],
  },
  { what: 'a declaration in words', text: `${s}declares: { tapi: yes }\n`, faults: [['2:19 wrong-type', /`declares.tapi` is `yes`/, /`true` or `false`/]] },
  { what: 'a key twice', text: `${s}calls: 1\ncalls: 2\n`, faults: [['3:1 duplicate-key', /unique/, /keep one/]] },
  { what: 'a tab as indent', text: `${s}call:\n\taal: AAL5\n`, faults: [['3:1 yaml-syntax', /tab/i, /spaces/]] },
  { what: 'an open bracket', text: `${s}topology: [cm, mcm\n`, faults: [['3:1 yaml-syntax', /flow/i, /bracket/]] },
  { what: 'two documents', text: `${s}---\n${s}`, faults: [['2:1 yaml-syntax', /a second document/i, /one document/]] },
  { what: 'a tag', text: 'summary: !secret A call.\n', faults: [['1:10 yaml-syntax', /tag/i, /Tags/]] },
  {
    what: 'aliases of aliases',
    text: `a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n`,
    faults: [['1:1 too-many-aliases', /aliases/, /At most 50/]],
  },
  { what: 'a key that means something to JavaScript', text: `${s}__proto__: { calls: 3 }\n`, faults: [['2:1 unknown-key', /`__proto__`/, /There are/]] },
  { what: 'a misspelt course', text: `${s}course: networkReject\n`, faults: [['2:9 unknown-value', /`networkReject`/, /Did you mean `networkRejects`\?/]] },
  { what: 'a misspelt course in a list', text: `${s}course: [connects, noanswer]\n`, faults: [['2:20 unknown-value', /`course.1`/, /`noAnswer`/]] },
  {
    what: 'a misspelt course with a cause',
    text: `${s}course: { networkRejecs: { cause: 17 } }\n`,
    faults: [['2:11 unknown-key', /`networkRejecs`/, /Did you mean `networkRejects`\?/]],
  },
  {
    what: 'a course that gives no cause',
    text: `${s}course: [connects, { noAnswer: { cause: 3 } }]\n`,
    faults: [['2:22 unknown-key', /`noAnswer`/, /There are: refusedAtOnce, refusedAfterPending, networkRejects, networkReleases/]],
  },
  { what: 'a misspelt cause key', text: `${s}course: { networkRejects: { caus: 2 } }\n`, faults: [['2:29 unknown-key', /`caus`/, /`cause`/]] },
  { what: 'a misspelt cause', text: `${s}course: { networkRejects: { cause: user bussy } }\n`, faults: [['2:36 unknown-value', /`user bussy`/, /`user busy`/]] },
  { what: 'a cause beyond seven bits', text: `${s}course: { networkRejects: { cause: 128 } }\n`, faults: [['2:36 out-of-range', /`128`/, /at most 127/]] },
  {
    what: 'a status that ProtocolCmMakeCall does not have',
    text: `${s}course: { refusedAtOnce: { status: NDIS_STATUS_FAILURE } }\n`,
    faults: [['2:36 unknown-value', /`NDIS_STATUS_FAILURE`/, /NDIS_STATUS_RESOURCES/]],
  },
  {
    what: 'two courses for one call',
    text: `${s}course: { networkRejects: {}, networkReleases: {} }\n`,
    faults: [['2:9 not-allowed', /one course/, /Write a list/]],
  },
  { what: 'no course at all', text: `${s}course: []\n`, faults: [['2:9 out-of-range', /a list of 0/, /at least 1/]] },
  {
    what: 'an expectation that the course cannot meet',
    text: `${s}course: [connects, noAnswer]\nexpect: connected\n`,
    faults: [['3:9 not-allowed', /`noAnswer` ends failed/, /Leave `expect` out/]],
  },
  {
    what: 'a late refusal of what is answered at once',
    text: `${s}requests: { makeCall: synchronous }\ncourse: refusedAfterPending\n`,
    faults: [['3:9 not-allowed', /cannot refuse it later/, /`refusedAtOnce`/]],
  },
  { what: 'a summary over two lines', text: 'summary: "A\\ncall."\n', faults: [['1:10 malformed-value', /`summary`/, /one line/]] },
  {
    what: 'an expectation of an unknown requirement',
    text: `${s}expect:\n  requirements:\n    CC-155: fail\n`,
    faults: [['4:5 unknown-requirement', /there is no requirement `CC-155`/, /Did you mean `CC-15`\?/]],
  },
  {
    what: 'an expectation of something that is no requirement at all',
    text: `${s}expect: { requirements: { activation: fail } }\n`,
    faults: [['2:27 unknown-requirement', /`activation`/, /`condis-bench requirements` lists them/]],
  },
  {
    what: 'an unknown outcome',
    text: `${s}expect:\n  requirements:\n    CC-15: failed\n`,
    faults: [['4:12 unknown-value', /`expect.requirements.CC-15` cannot be `failed`/, /Did you mean `fail`\?/]],
  },
  {
    what: 'an expectation of a requirement that a person decides, of a permission, of one without a rule',
    text: `${s}expect:\n  requirements:\n    MC-35: fail\n    MC-08: fail\n    AV-06: fail\n`,
    faults: [
      ['4:5 never-comes-true', /MC-35 is for a person to decide/, /Take it out/],
      ['5:5 never-comes-true', /MC-08 is a permission/, /Take it out/],
      ['6:5 never-comes-true', /AV-06 has no rule yet/, /Take it out/],
    ],
  },
  {
    what: 'an expectation of a requirement of the other topology',
    text: `${s}topology: cm\nexpect: { requirements: { MM-03: fail } }\n`,
    faults: [['3:27 never-comes-true', /MM-03 is about devices of topology mcm/, /Take it out: it can never come true/]],
  },
  {
    what: 'an expectation that only one of two topologies can meet',
    text: `${s}expect: { requirements: { MM-03: fail } }\n`,
    faults: [['2:27 never-comes-true', /MM-03 is about devices of topology mcm/, /Write `topology: mcm`/]],
  },
  {
    what: 'a must that is to end with a warning',
    text: `${s}topology: cm\nexpect:\n  requirements: { CC-15: warn }\n`,
    faults: [['4:26 never-comes-true', /CC-15 cannot end as warn/, /It can end as: pass, fail\./]],
  },
  { what: 'a misspelt key of expect', text: `${s}expect: { requirement: {} }\n`, faults: [['2:11 unknown-key', /`requirement`/, /Did you mean `requirements`\?/]] },
  { what: 'calls that end in no known way', text: `${s}expect: conected\n`, faults: [['2:9 unknown-value', /`conected`/, /Did you mean `connected`\?/]] },
  {
    what: 'calls that are to end as they cannot, beside requirements',
    text: `${s}topology: cm\ncourse: noAnswer\nexpect:\n  calls: connected\n  requirements: { CC-22: pass }\n`,
    faults: [['5:10 not-allowed', /a call of course `noAnswer` ends failed/, /Leave `expect.calls` out/]],
  },
  { what: 'a limit on an unknown interval', text: `${s}limits:\n  TI-155: { max: 5 ms }\n`, faults: [['3:3 unknown-key', /`TI-155`/, /Did you mean `TI-15`\?/]] },
  { what: 'a limit on an unknown statistic', text: `${s}limits:\n  TI-15: { p59: 5 ms }\n`, faults: [['3:12 unknown-key', /`p59`/, /Did you mean `p95`\?/]] },
  { what: 'a limit without unit', text: `${s}limits: { TI-15: { max: 5 } }\n`, faults: [['2:25 wrong-type', /`limits.TI-15.max` is `5`/, /carries its unit/]] },
  { what: 'a limit below zero', text: `${s}limits: { TI-15: { max: -5 ms } }\n`, faults: [['2:25 below-zero', /`-5 ms`, which is below zero/, /no sign/]] },
  { what: 'an interval without any limit', text: `${s}limits:\n  TI-15: {}\n`, faults: [['3:10 not-allowed', /no limit is given/, /Add one of: min, median, p95, p99, max/]] },
  {
    what: 'percentiles out of order',
    text: `${s}limits:\n  TI-15: { max: 30 ms, p95: 50 ms }\n  TI-36: { p99: 1 ms, median: 2 ms }\n`,
    faults: [
      ['3:17 limits-out-of-order', /`limits.TI-15.max`: is less than `p95`/, /min, median, p95, p99, max/],
      ['4:17 limits-out-of-order', /`limits.TI-36.p99`: is less than `median`/, /min, median/],
    ],
  },
  {
    what: 'a limit on an interval that an MCM does not have',
    text: `${s}limits:\n  TI-11: { max: 2 ms }\n`,
    faults: [['3:3 never-comes-true', /TI-11 is measured on devices of topology cm alone/, /Write `topology: cm`/]],
  },
  {
    what: 'a limit called documented where no document has one, another one, or another number',
    text: `${s}limits:\n  TI-36: { max: 2 ms, documented: T303 }\n  TI-06: { max: 4 s, documented: T310 }\n  TI-32: { max: 5 s, documented: T398 }\n`,
    faults: [
      ['3:35 not-allowed', /no document limits TI-36/, /the lab's own policy/],
      ['4:34 not-allowed', /`T310` does not limit TI-06/, /there is: T303\./],
      ['5:34 not-allowed', /none of the limits on TI-32 is a number of T398/, /Documented is: 4 s\. Any other number is lab policy/],
    ],
  },
  {
    what: 'a fault in a range of calls that runs backwards',
    text: `${s}calls: 5\nfaults:\n  - { name: a, calls: 9-7 }\n  - { name: a, calls: [2, 6] }\n`,
    faults: [['4:23 not-allowed', /`9-7` is no range of calls/, /The first comes first/]],
  },
  {
    what: 'a fault in a call that is not made',
    text: `${s}calls: 5\nfaults:\n  - a\n  - { name: a, calls: [2, 6] }\n`,
    faults: [['5:23 not-allowed', /there is no call 6: the scenario makes 5/, /Raise `calls`/]],
  },
  {
    what: 'a fault from a moment without its unit, and one without a name',
    text: `${s}faults:\n  - { name: a, after: 10 }\n  - { calls: 1 }\n`,
    faults: [['3:23 wrong-type', /after/, /carries its unit/], ['4:5 missing-key', /`name`/, /Add `name:`/]],
  },
  {
    what: 'line faults that are two at once, none, at no time, without end, and too long',
    text: `${s}line:\n  - { drop: 1 octet, flip: 1 octet, after: 9 octets }\n  - { after: 9 octets }\n  - { drop: 1 octet }\n` +
      '  - { drop: 9 octets, every: 9 octets }\n  - { delay: 61 s, after: 1 octet }\n  - { drop: 12, after: 9 octets }\n',
    faults: [
      ['3:5 not-allowed', /one of `drop`, `flip` and `delay`/, /exactly one/], ['4:5 not-allowed', /one of `drop`, `flip` and `delay`/, /exactly one/],
      ['5:5 not-allowed', /nothing says when it happens/, /Add `after: 4096 octets`, `every:`, `at:` or `on:`/], ['6:30 not-allowed', /would never end/, /Raise `every`/],
      ['7:14 not-allowed', /longer than a device is waited for/, /up to 60 s/], ['8:13 wrong-type', /line/, /carries its unit/],
    ],
  },
];
