import type { BrokenFile } from './broken-scenarios.ts';

const s = 'summary: A call.\n';
const cm = `${s}topology: cm\ncalls: 9\n`;
const steps = `${s}calls: 9\nsteps:\n  - client: create VC\n  - repeat: 2\n    steps:\n      - client: make call\n      - client: close call\n  - client: delete VC\n`;

/** One fault of the device, and one of the line. */
const fault = (limits: string): string => `faults:\n  - { name: a, ${limits} }\n`;
const line = (limits: string): string => `line:\n  - { drop: 1 octet, ${limits} }\n`;

/** Scenario files whose faults can never begin, or say so in a way that cannot be read; as in `broken-scenarios.ts`. */
export const brokenFaults: readonly BrokenFile[] = [
  { what: 'a fault on a misspelt message', text: `${cm}${fault('on: CONECT received')}`, faults: [['5:20 unknown-message', /`CONECT`/, /Did you mean `CONNECT`\?/]] },
  { what: 'a fault on a message without direction', text: `${cm}${fault('on: CONNECT')}`, faults: [['5:20 direction-missing', /sent or received/, /`CONNECT received`/]] },
  { what: 'a fault on a misspelt function', text: `${cm}${fault('on: NdisClMakeCal')}`, faults: [['5:20 unknown-event', /no function, handler or message/, /`NdisClMakeCall`/]] },
  { what: 'a line fault on a misspelt function', text: `${cm}${line('on: NdisClMakeCal returns')}`, faults: [['5:26 unknown-event', /NdisClMakeCal returns/, /`NdisClMakeCall`/]] },
  {
    what: 'a fault on a function that devices of one topology do not have',
    text: `${s}${fault('on: NdisCmMakeCallComplete')}`,
    faults: [['3:20 never-begins', /does not exist on a device of topology mcm/, /`Ndis\[M\]CmMakeCallComplete`/]],
  },
  {
    what: 'a line fault on a function of the other kind of call manager',
    text: `${cm}${line('on: NdisMCmMakeCallComplete returns')}`,
    faults: [['5:26 never-begins', /topology cm/, /Did you mean `NdisCmMakeCallComplete`\?/]],
  },
  { what: 'a fault on an event that the courses never have', text: `${cm}course: networkRejects\n${fault('on: NdisClCloseCall')}`, faults: [['6:20 never-begins', /nothing in this scenario brings `NdisClCloseCall`/, /`client: close call`/]] },
  {
    what: 'a fault on an event that none of the calls that are meant has',
    text: `${cm}course: [connects, networkRejects, noAnswer]\n${fault('calls: [2, 5-6], on: NdisClCloseCall')}`,
    faults: [['6:37 never-begins', /nothing in the calls that are meant/, /It comes with/]],
  },
  { what: 'a line fault on a message that no step brings', text: `${steps}${line('on: ADD PARTY sent')}`, faults: [['11:26 never-begins', /`ADD PARTY sent`/, /`client: add party`/]] },
  { what: 'a fault on a message of a permanent VC', text: `${cm}call: { permanent: true }\n${fault('on: SETUP sent')}`, faults: [['6:20 never-begins', /nothing is signalled/, /function or handler/]] },
  { what: 'a fault in some calls on an event of none', text: `${cm}${fault('calls: 2, on: ProtocolCmOpenAf')}`, faults: [['5:30 never-begins', /belongs to no call/, /Leave `calls`/]] },
  { what: 'a count of nothing', text: `${cm}${fault('count: 2')}`, faults: [['5:23 not-allowed', /nothing is counted/, /Add `on:`/]] },
  { what: 'the noughth event', text: `${cm}${fault('on: SETUP sent, count: 0')}`, faults: [['5:39 out-of-range', /`0`/, /at least 1/]] },
  { what: 'a call of a pass where there are none', text: `${cm}${fault('callOfPass: 2')}`, faults: [['5:28 never-begins', /only a pass through `steps`/, /`calls` alone/]] },
  { what: 'a call of a pass that no pass makes', text: `${steps}${fault('callOfPass: 3')}`, faults: [['11:28 never-begins', /no call 3 in a pass: it makes 2 at most/, /from 1 to 2/]] },
  { what: 'a call of the line that is not made', text: `${cm}${line('on: SETUP sent, calls: 10')}`, faults: [['5:45 not-allowed', /there is no call 10/, /Raise `calls`/]] },
  {
    what: 'calls of passes at the same time, which the line cannot tell apart',
    text: `${steps}concurrency: 3\n${line('on: SETUP sent, callOfPass: 2')}`,
    faults: [['12:50 never-begins', /cannot be told on the line/, /Leave `concurrency` out/]],
  },
  {
    what: 'line faults at two times, and of calls without an event',
    text: `${cm}line:\n  - { drop: 1 octet, at: 1 ms, on: SETUP sent }\n  - { drop: 1 octet, after: 1 octet, calls: 3 }\n  - { drop: 1 octet, every: 9 octets, at: 1 ms }\n  - { drop: 1 octet, at: 5 octets }\n`,
    faults: [
      ['5:36 not-allowed', /`at` and `on` both say/, /Keep one/], ['6:45 not-allowed', /of which event, and there is none/, /Add `on:`/],
      ['7:43 not-allowed', /`every` and `at` both say/, /Keep one/], ['8:26 wrong-unit', /`5 octets`/, /ns, us, ms, s/],
    ],
  },
];
