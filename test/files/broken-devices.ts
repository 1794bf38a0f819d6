import type { BrokenFile } from './broken-scenarios.ts';

const s = 'summary: A NIC.\ntopology: cm\n';

/** Device files that are refused, as in `broken-scenarios.ts`. */
export const brokenDevices: readonly BrokenFile[] = [
  { what: 'nothing but a comment', text: '# nothing\n', faults: [['1:1 empty-file', /empty/, /summary/]] },
  { what: 'no topology', text: 'summary: A NIC.\nports: { main: { serial: { path: /dev/ttyS9 } } }\n', faults: [['1:1 missing-key', /missing key `topology`/, /One of: cm, mcm/]] },
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
    faults: [['4:9 not-allowed', /one of `serial`, `usb`, `tcp` and `stub`/, /exactly one/]],
  },
  { what: 'a port that is neither', text: `${s}ports:\n  main: {}\n`, faults: [['4:9 not-allowed', /one of `serial`/, /exactly one/]] },
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
  { what: 'a port of an unknown kind', text: `${s}ports:\n  main: { can: {} }\n`, faults: [['4:11 unknown-key', /`can`/, /serial, usb, tcp, stub|Did you mean/]] },
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
  {
    what: 'a TCP port without address',
    text: `${s}ports:\n  main: { tcp: {} }\n`,
    faults: [['4:16 missing-key', /`address`/, /Add `address:`/]],
  },
  {
    what: 'an address without port',
    text: `${s}ports:\n  main: { tcp: { address: tcp://nic } }\n`,
    faults: [['4:27 not-allowed', /`ports.main.tcp.address`: the port is missing/, /tcp:\/\/HOST:PORT/]],
  },
  {
    what: 'a port number out of range',
    text: `${s}ports:\n  main:\n    tcp:\n      address: tcp://192.0.2.17:65536\n`,
    faults: [['6:16 not-allowed', /`65536` is no port/, /1 to 65535/]],
  },
  {
    what: 'credentials in an address',
    text: `${s}ports:\n  main: { tcp: { address: "tcp://root:toor@nic:4000" } }\n`,
    faults: [['4:27 not-allowed', /no user name or password/, /leave out/]],
  },
  {
    what: 'a path in an address',
    text: `${s}ports:\n  main: { tcp: { address: tcp://nic:4000/1 } }\n`,
    faults: [['4:27 not-allowed', /nothing may follow the port/, /Leave out the path/]],
  },
  {
    what: 'an address that is a number',
    text: `${s}ports:\n  main: { tcp: { address: 4000 } }\n`,
    faults: [['4:27 wrong-type', /is `4000`/, /a text/]],
  },
  {
    what: 'no time to connect',
    text: `${s}ports:\n  main: { tcp: { address: tcp://nic:4000, connectTimeout: 1 ms } }\n`,
    faults: [['4:59 not-allowed', /no sensible time/, /10 ms to 60 s/]],
  },
  {
    what: 'a time to connect without unit',
    text: `${s}ports:\n  main: { tcp: { address: tcp://nic:4000, connectTimeout: "5" } }\n`,
    faults: [['4:59 wrong-unit', /expected a duration/, /Units/]],
  },
  { what: 'a USB port without address', text: `${s}ports:\n  main: { usb: {} }\n`, faults: [['4:16 missing-key', /`address`/, /Add `address:`/]] },
  {
    what: 'a USB address that is a path',
    text: `${s}ports:\n  main: { usb: { address: /dev/bus/usb/001/002 } }\n`,
    faults: [['4:27 not-allowed', /`ports.main.usb.address`: the address does not begin with `usb:\/\/`/, /usb:\/\/VENDOR:PRODUCT/]],
  },
  {
    what: 'a product of five digits',
    text: `${s}ports:\n  main: { usb: { address: usb://1209:00001 } }\n`,
    faults: [['4:27 not-allowed', /`1209:00001` is no vendor and product/, /condis-bench ports/]],
  },
  {
    what: 'a serial number that is missing',
    text: `${s}ports:\n  main: { usb: { address: usb://1209:0001/ } }\n`,
    faults: [['4:27 not-allowed', /serial number after the slash is missing/, /usb:\/\/VENDOR:PRODUCT/]],
  },
  {
    what: 'the endpoints exchanged',
    text: `${s}ports:\n  main:\n    usb: { address: usb://1209:0001, inEndpoint: 0x02, outEndpoint: 0x81 }\n`,
    faults: [['5:50 out-of-range', /inEndpoint/, /at least 129/], ['5:69 out-of-range', /outEndpoint/, /at most 15/]],
  },
  {
    what: 'no transfers at all',
    text: `${s}ports:\n  main:\n    usb: { address: usb://1209:0001, transfers: 0 }\n`,
    faults: [['5:49 out-of-range', /`0`/, /at least 1/]],
  },
  {
    what: 'no time to write',
    text: `${s}ports:\n  main:\n    usb: { address: usb://1209:0001, writeTimeout: 1 ms }\n`,
    faults: [['5:52 not-allowed', /no sensible time/, /100 ms to 10 min/]],
  },
];
