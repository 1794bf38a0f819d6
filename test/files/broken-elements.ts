import type { BrokenFile } from './broken-scenarios.ts';

const s = 'summary: A call.\n';
const cbr = 'serviceCategory: CBR';

/** Scenario files whose call parameters are refused for what becomes information elements. */
export const brokenElements: readonly BrokenFile[] = [
  { what: 'an unknown AAL', text: `${s}call: { aal: AAL2 }\n`, faults: [['2:14 unknown-value', /cannot be `AAL2`/, /Did you mean `AAL0`|`AAL5`/]] },
  { what: 'details of an unknown AAL', text: `${s}call: { aal: { AAL2: {} } }\n`, faults: [['2:16 unknown-key', /`AAL2`/, /`AAL1`|There are/]] },
  { what: 'two AALs', text: `${s}call: { aal: { AAL5: {}, AAL3/4: {} } }\n`, faults: [['2:14 not-allowed', /one adaptation layer/, /Keep one/]] },
  { what: 'a rate without unit', text: `${s}call: { ${cbr}, aal: { AAL1: { cbrRate: 64 } } }\n`, faults: [['2:55 wrong-type', /`call.aal.AAL1.cbrRate` is `64`/, /carries its unit/]] },
  {
    what: 'a rate that has no code', text: `${s}call: { ${cbr}, aal: { AAL1: { cbrRate: 1500 kbit/s } } }\n`,
    faults: [['2:55 not-allowed', /no code for this rate/, /multiple of 64 kbit\/s/]],
  },
  { what: 'a rate out of range', text: `${s}call: { ${cbr}, aal: { AAL1: { cbrRate: 5000 Mbit/s } } }\n`, faults: [['2:55 not-allowed', /out of range/, /8 to 4194240 kbit\/s/]] },
  {
    what: 'voice at another rate', text: `${s}call: { ${cbr}, aal: { AAL1: { subtype: voice, cbrRate: 128 kbit/s } } }\n`,
    faults: [['2:71 not-allowed', /at 64 kbit\/s/, /another `subtype`/]],
  },
  { what: 'more octets than a cell has', text: `${s}call: { ${cbr}, aal: { AAL1: { partialFill: 48 octets } } }\n`, faults: [['2:59 not-allowed', /out of range/, /1 to 47 octets/]] },
  { what: 'an unknown clock', text: `${s}call: { ${cbr}, aal: { AAL1: { clockRecovery: srts } } }\n`, faults: [['2:61 unknown-value', /`srts`/, /`SRTS`/]] },
  { what: 'AAL1 for best effort', text: `${s}call:\n  aal: AAL1\n`, faults: [['3:8 not-allowed', /the category is UBR/, /`serviceCategory: CBR`/]] },
  {
    what: 'AAL1 for a variable bit rate',
    text: `${s}call:\n  serviceCategory: nrt-VBR\n  peakCellRate: 10 cells/s\n  sustainableCellRate: 5 cells/s\n  maxBurst: 5 cells\n  aal: AAL1\n`,
    faults: [['7:8 not-allowed', /the category is nrt-VBR/, /choose AAL5/]],
  },
  {
    what: 'too few cells for the stream', text: `${s}call: { ${cbr}, aal: AAL1, peakCellRate: { forward: 171 cells/s, backward: 170 cells/s } }\n`,
    faults: [['2:56 not-allowed', /171 cells\/s to carry 64 kbit\/s/, /171 cells\/s or more/]],
  },
  {
    what: 'a stream that takes more cells than can be said', text: `${s}call: { ${cbr}, aal: { AAL1: { cbrRate: 139264 kbit/s, partialFill: 1 octet } } }\n`,
    faults: [['2:36 not-allowed', /17408000 cells\/s so/, /`partialFill`/]],
  },
  { what: 'an SDU of AAL1', text: `${s}call: { ${cbr}, aal: AAL1, maxSdu: 40 octets }\n`, faults: [['2:50 not-allowed', /AAL1 has no SDU/, /Take it out/]] },
  { what: 'an SDU of AAL0', text: `${s}call: { aal: AAL0, maxSdu: 48 octets }\n`, faults: [['2:28 not-allowed', /AAL0 has no SDU/, /Take it out/]] },
  { what: 'a list longer than a cell', text: `${s}call: { ${cbr}, aal: AAL1 }\nsendSize: 48 octets\n`, faults: [['3:11 not-allowed', /SDU of 47 octets/, /what one cell carries/]] },
  {
    what: 'a course that leaves a stream too few cells', text: `${s}call: { ${cbr}, aal: AAL1 }\ncourse: parametersAccepted\n`,
    faults: [['3:9 not-allowed', /halves the rates, and AAL1 takes 171 cells\/s/, /342 cells\/s or more/]],
  },
  {
    what: 'a client that does', text: `${s}call: { ${cbr}, aal: AAL1, peakCellRate: 300 cells/s }\ncourse: incomingParametersChanged\n`,
    faults: [['3:9 not-allowed', /`incomingParametersChanged` halves/, /342/]],
  },
  {
    what: 'a step that leaves a stream too few cells',
    text: `${s}call: { ${cbr}, aal: AAL1, peakCellRate: 200 cells/s }\nsteps:\n  - client: create VC\n  - client: make call\n` +
      '  - client: modify QoS\n    peakCellRate: 150 cells/s\n  - client: close call\n  - client: delete VC\n',
    faults: [['6:5 too-few-cells', /leaves 150 cells\/s, and AAL1 takes 171/, /Raise `peakCellRate`/]],
  },
  {
    what: 'an answer that does',
    text: `${s}call: { ${cbr}, aal: AAL1 }\nsteps:\n  - client: create VC\n  - client: make call\n  - network: lower rates\n  - client: close call\n  - client: delete VC\n`,
    faults: [['6:5 too-few-cells', /leaves 86 cells\/s/, /another adaptation layer/]],
  },
  { what: 'identifiers the wrong way round', text: `${s}call: { aal: { AAL3/4: { lowestMid: 9, highestMid: 8 } } }\n`, faults: [['2:37 not-allowed', /above the highest/, /`highestMid`/]] },
  { what: 'an identifier of eleven bits', text: `${s}call: { aal: { AAL3/4: { highestMid: 1024 } } }\n`, faults: [['2:38 out-of-range', /`1024`/, /at most 1023/]] },
  { what: 'an unknown bearer class', text: `${s}call: { bearerClass: BCOB-B }\n`, faults: [['2:22 unknown-value', /`BCOB-B`/, /`BCOB-/]] },
  { what: 'BCOB-A for best effort', text: `${s}call:\n  bearerClass: BCOB-A\n`, faults: [['3:16 not-allowed', /BCOB-A does not go with category UBR/, /takes CBR .*UNI signalling 4\.0/]] },
  {
    what: 'BCOB-A for a variable bit rate',
    text: `${s}call: { bearerClass: BCOB-A, serviceCategory: rt-VBR, peakCellRate: 9 cells/s, sustainableCellRate: 5 cells/s, maxBurst: 5 cells }\n`,
    faults: [['2:22 not-allowed', /category rt-VBR/, /takes CBR/]],
  },
  {
    what: 'BCOB-C for a constant bit rate', text: `${s}call: { bearerClass: BCOB-C, ${cbr}, peakCellRate: 9 cells/s }\n`,
    faults: [['2:22 not-allowed', /category CBR/, /rt-VBR, nrt-VBR, ABR, UBR/]],
  },
  {
    what: 'a class that some combination of a matrix does not go with',
    text: `${s}matrix:\n  call.bearerClass: [BCOB-A, BCOB-X]\n  call.serviceCategory: [CBR, UBR]\ncall: { peakCellRate: 9 cells/s }\n`,
    faults: [['3:22 not-allowed', /BCOB-A does not go with category UBR/, /BCOB-X takes all/]],
  },
  { what: 'clipping in words', text: `${s}call: { susceptibleToClipping: yes }\n`, faults: [['2:32 wrong-type', /is `yes`/, /`true` or `false`/]] },
  { what: 'a subaddress of 21 octets', text: `${s}call: { calledSubaddress: "${'47'.repeat(21)}" }\n`, faults: [['2:27 malformed-value', /an NSAP subaddress: 1 to 20 octets/, /dots/]] },
  { what: 'half an octet', text: `${s}call: { callingSubaddress: "47a" }\n`, faults: [['2:28 malformed-value', /`47a`/, /Two digits an octet/]] },
  { what: 'a subaddress without quotes', text: `${s}call: { callingSubaddress: 4700 }\n`, faults: [['2:28 wrong-type', /`4700`/, /in quotes/]] },
  { what: 'a class of service beyond 4', text: `${s}call: { ${cbr}, peakCellRate: 9 cells/s, qosClass: 5 }\n`, faults: [['2:66 out-of-range', /`5`/, /at most 4/]] },
  { what: 'a class of service for best effort', text: `${s}call: { qosClass: 2 }\n`, faults: [['2:19 not-allowed', /best effort has class 0/, /`serviceCategory`/]] },
  { what: 'higher-layer information of two kinds', text: `${s}call: { bhli: { iso: "01", user: "02" } }\n`, faults: [['2:15 not-allowed', /of one kind/, /iso, user, vendor/]] },
  { what: 'a vendor with too little', text: `${s}call: { bhli: { vendor: "00a03e" } }\n`, faults: [['2:25 malformed-value', /7 octets/, /Two digits/]] },
  { what: 'no layer', text: `${s}call: { blli: {} }\n`, faults: [['2:15 not-allowed', /names no layer/, /`layer2: LLC`/]] },
  { what: 'SNAP without its octets', text: `${s}call: { blli: { layer3: SNAP } }\n`, faults: [['2:15 not-allowed', /go together/, /OUI and PID/]] },
  { what: 'a protocol of the other layer', text: `${s}call: { blli: { layer2: X.25 } }\n`, faults: [['2:25 unknown-value', /`X.25`/, /`X.25 link`|`X.75`/]] },
  {
    what: 'what is signalled on a permanent VC', text: `${s}call: { permanent: true, bearerClass: BCOB-C, calledSubaddress: "47" }\n`,
    faults: [['2:39 not-allowed', /is signalled/, /`permanent`/], ['2:65 not-allowed', /is signalled/, /Take it out/]],
  },
];
