import { isIPv6 } from 'node:net';
import test from 'ava';
import fc from 'fast-check';
import { readTcpAddress, tcpAddressText } from '../../../src/core/device/tcp-address.ts';

test('names, IPv4 and IPv6 addresses are read, and written as they were', (t) => {
  for (const [text, host, port] of [
    ['tcp://127.0.0.1:4000', '127.0.0.1', 4000],
    ['tcp://nic-7:1', 'nic-7', 1],
    ['tcp://lab_3.example.:65535', 'lab_3.example.', 65535],
    ['tcp://[::1]:80', '::1', 80],
    ['tcp://[fe80::1%eth0]:80', 'fe80::1%eth0', 80],
    ['tcp://[::ffff:192.0.2.1]:80', '::ffff:192.0.2.1', 80],
  ] as const) {
    t.deepEqual(readTcpAddress(text), { host, port });
    t.is(tcpAddressText({ host, port }), text);
  }
  t.deepEqual(readTcpAddress('TCP://h:007'), { host: 'h', port: 7 });
  t.deepEqual(readTcpAddress('tcp://127.0.0.1:0', 0), { host: '127.0.0.1', port: 0 });
});

for (const [text, problem, next] of [
  ['', /does not begin with `tcp:/, /tcp:\/\/HOST:PORT/],
  ['192.0.2.17:4000', /does not begin with `tcp:/, /tcp:\/\/HOST:PORT/],
  ['rfc2217://nic:4000', /`rfc2217` is no way/, /raw TCP/],
  ['telnet://nic:23', /`telnet` is no way/, /not telnet/],
  ['tcp://nic', /port is missing/, /no usual one/],
  ['tcp://nic:', /port is missing/, /no usual one/],
  ['tcp://:4000', /host is missing/, /HOST:PORT/],
  ['tcp://nic:0', /`0` is no port/, /from 1 to 65535/],
  ['tcp://nic:65536', /`65536` is no port/, /from 1 to 65535/],
  ['tcp://nic:-1', /`-1` is no port/, /whole numbers/],
  ['tcp://nic:4e3', /`4e3` is no port/, /whole numbers/],
  ['tcp://nic: 4000', /` 4000` is no port/, /whole numbers/],
  ['tcp://root:secret@nic:4000', /^an address holds no user name or password$/, /leave out/],
  ['tcp://nic:4000/', /nothing may follow the port/, /path/],
  ['tcp://nic:4000/port/1', /nothing may follow/, /path/],
  ['tcp://nic:4000?baud=9600', /nothing may follow/, /ends with the port/],
  ['tcp://nic:4000#1', /nothing may follow/, /ends with the port/],
  ['tcp://2001:db8::17:4000', /where the host ends/, /in brackets/],
  ['tcp://[::1', /where the host ends/, /in brackets/],
  ['tcp://[::1]4000', /where the host ends/, /in brackets/],
  ['tcp://[]:4000', /no IPv6 address/, /tcp:\/\/\[2001/],
  ['tcp://[1::2::3]:4000', /no IPv6 address/, /tcp:\/\/\[2001/],
  ['tcp://[nic]:4000', /no IPv6 address/, /tcp:\/\/\[2001/],
  ['tcp://300.1.1.1:4000', /`300.1.1.1` is no IPv4 address/, /HOST:PORT/],
  ['tcp://10.1:4000', /`10.1` is no IPv4 address/, /HOST:PORT/],
  ['tcp://nic 7:4000', /`nic 7` is no host name/, /HOST:PORT/],
  ['tcp://-nic:4000', /no host name/, /HOST:PORT/],
  ['tcp://a..b:4000', /no host name/, /HOST:PORT/],
  [`tcp://${'a'.repeat(64)}:4000`, /no host name/, /HOST:PORT/],
  ['tcp://nic\n:4000', /no host name/, /HOST:PORT/],
] as const) {
  test(`refused: ${JSON.stringify(text)}`, (t) => {
    const reading = readTcpAddress(text);
    if ('host' in reading) return t.fail(JSON.stringify(reading));
    t.regex(reading.problem, problem);
    t.regex(reading.next, next);
  });
}

test('what is an IPv6 address is what Node takes for one, but for a zone with a colon in it', (t) => {
  const nearly = fc.string({ unit: fc.constantFrom(...'0123456789abcdefF:.%z'), maxLength: 24 });
  fc.assert(fc.property(fc.oneof(fc.ipV6(), nearly), (text) => {
    const read = 'host' in readTcpAddress(`tcp://[${text}]:1`);
    t.is(read, isIPv6(text) && !/%.*:/.test(text), text);
  }), { numRuns: 2000 });
});

test('every IPv4 address is read', (t) => {
  fc.assert(fc.property(fc.ipV4(), fc.integer({ min: 1, max: 65535 }), (host, port) => {
    t.deepEqual(readTcpAddress(tcpAddressText({ host, port })), { host, port });
  }));
});
