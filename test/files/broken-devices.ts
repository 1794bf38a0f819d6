import type { BrokenFile } from './broken-scenarios.ts';

const s = 'summary: A NIC.\ntopology: cm\n';

/** Device files that are refused, as in `broken-scenarios.ts`. */
export const brokenDevices: readonly BrokenFile[] = [
  { what: 'nothing but a comment', text: '# nothing\n', faults: [['1:1 empty-file', /empty/, /summary/]] },
  { what: 'no ports', text: s, faults: [['1:1 missing-key', /missing key `ports`/, /Add `ports:`/]] },
  { what: 'an empty list of ports', text: `${s}ports: {}\n`, faults: [['3:8 not-allowed', /has a port/, /Add `main:`/]] },
  {
    what: 'two ports',
    text: `${s}ports:\n  main: { stub: { program: emulated-nic } }\n  second: { serial: { path: /dev/ttyS1 } }\n`,
    faults: [['5:11 not-allowed', /`second` is one too many/, /keep one/]],
  },
  {
    what: 'a port that is both',
    text: `${s}ports:\n  main: { stub: { program: emulated-nic }, serial: { path: /dev/ttyS1 } }\n`,
    faults: [['4:9 not-allowed', /either `serial` or `stub`/, /one of the two/]],
  },
  { what: 'a port that is neither', text: `${s}ports:\n  main: {}\n`, faults: [['4:9 not-allowed', /either/, /one of the two/]] },
  { what: 'a port without path', text: `${s}ports:\n  main: { serial: { baudRate: 9600 } }\n`, faults: [['4:19 missing-key', /`path`/, /Add `path:`/]] },
  {
    what: 'a misspelt setting',
    text: `${s}ports:\n  main:\n    serial: { path: /dev/ttyS1, baudrate: 9600 }\n`,
    faults: [['5:33 unknown-key', /`baudrate`/, /`baudRate`/]],
  },
  {
    what: 'a baud rate in words',
    text: `${s}ports:\n  main: { serial: { path: /dev/ttyS1, baudRate: fast } }\n`,
    faults: [['4:49 wrong-type', /`ports.main.serial.baudRate` is `fast`/, /a plain number/]],
  },
  {
    what: 'a baud rate out of range',
    text: `${s}ports:\n  main: { serial: { path: /dev/ttyS1, baudRate: 20 } }\n`,
    faults: [['4:49 out-of-range', /is `20`/, /at least 50/]],
  },
  {
    what: 'nine data bits',
    text: `${s}ports:\n  main: { serial: { path: /dev/ttyS1, dataBits: 9 } }\n`,
    faults: [['4:49 unknown-value', /cannot be `9`/, /There are: 5, 6, 7, 8|Did you mean/]],
  },
  { what: 'a port of an unknown kind', text: `${s}ports:\n  main: { usb: {} }\n`, faults: [['4:11 unknown-key', /`usb`/, /serial, stub|Did you mean/]] },
  {
    what: 'an unknown stub',
    text: `${s}ports:\n  main: { stub: { program: emulated-nick } }\n`,
    faults: [['4:28 unknown-value', /`emulated-nick`/, /`emulated-nic`/]],
  },
  {
    what: 'a port name that could be a path',
    text: `${s}ports:\n  ../main: { stub: { program: emulated-nic } }\n`,
    faults: [['4:3 malformed-name', /`..\/main` cannot be a name/, /letters, digits/]],
  },
  {
    what: 'both topologies',
    text: 'summary: A NIC.\ntopology: [cm, mcm]\nports:\n  main: { stub: { program: emulated-nic } }\n',
    faults: [['2:11 unknown-value', /a list of 2/, /cm, mcm/]],
  },
  {
    what: 'a control character in a path',
    text: `${s}ports:\n  main: { serial: { path: "/dev/tty\\e[2J" } }\n`,
    faults: [['4:27 malformed-value', /`ports.main.serial.path`/, /one line of text/]],
  },
];
