import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { loopback, stubArguments } from '../../firmware-stubs/emulated-nic/arguments.ts';
import { openTcpLine, type TcpLine } from '../../firmware-stubs/tcp/tcp-line.ts';
import { readTcpAddress } from '../../src/core/device/tcp-address.ts';
import { Fault } from '../../src/core/fault.ts';

/** A line and what it has heard, with waits for more. */
async function ear(t: ExecutionContext) {
  const happenings: string[] = [];
  const waits: (() => void)[] = [];
  const happened = (what: string): void => {
    happenings.push(what);
    for (const wake of waits.splice(0)) wake();
  };
  const line = await openTcpLine(loopback, { received: (octets) => happened(String(octets)), hungUp: () => happened('hung up') });
  t.teardown(() => line.close());
  const until = async (what: string): Promise<void> => {
    while (!happenings.includes(what)) await new Promise<void>((resolve) => waits.push(resolve));
  };
  return { line, happenings, until };
}

async function call(t: ExecutionContext, line: TcpLine): Promise<Socket> {
  const address = readTcpAddress(line.name);
  if ('problem' in address) throw new Error(address.problem);
  const socket = connect(address);
  t.teardown(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

test('it listens on loopback alone unless told otherwise, and says at which port', async (t) => {
  const { line } = await ear(t);
  t.regex(line.name, /^tcp:\/\/127\.0\.0\.1:[1-9]\d*$/);
});

test('one after another: the next is heard when the one before has left, and hears nothing that was meant for it', async (t) => {
  const { line, happenings, until } = await ear(t);
  await line.write(Buffer.from('to nobody'));
  const first = await call(t, line);
  first.write('one');
  await until('one');
  await line.write(Buffer.from('for one'));
  t.is(String((await once(first, 'data'))[0]), 'for one');
  // The second comes while the first is there, and what it says waits.
  const second = await call(t, line);
  second.write('two');
  first.destroy();
  await until('two');
  t.deepEqual(happenings, ['one', 'hung up', 'two']);
  await line.write(Buffer.from('for two'));
  t.is(String((await once(second, 'data'))[0]), 'for two');
});

test('who comes while the line is in use is turned away unheard; who is served does not notice', async (t) => {
  const { line, happenings, until } = await ear(t);
  const first = await call(t, line);
  first.write('one');
  await until('one');
  const others = await Promise.all([call(t, line), call(t, line)]);
  others[0]?.write('two');
  await Promise.all(others.map((socket) => once(socket.resume().on('error', () => {}), 'close')));
  first.write('still one');
  await until('still one');
  t.deepEqual(happenings, ['one', 'still one']);
});

test('a client that ends its side or breaks off has hung up; closing disconnects who is there', async (t) => {
  const { line, happenings, until } = await ear(t);
  const ending = await call(t, line);
  ending.end('bye');
  await until('hung up');
  t.deepEqual(happenings.splice(0), ['bye', 'hung up']);
  const breaking = await call(t, line);
  breaking.write('hi');
  await until('hi');
  breaking.resetAndDestroy();
  await until('hung up');
  const last = await call(t, line);
  const closed = once(last.resume(), 'close');
  await Promise.all([line.close(), closed]);
  const refused = once(connect(readTcpAddress(line.name) as { host: string; port: number }), 'connect');
  t.is((await t.throwsAsync<NodeJS.ErrnoException>(refused))?.code, 'ECONNREFUSED');
});

test('a port that is taken, and a host that is not this machine, are refused with a next step', async (t) => {
  const { line } = await ear(t);
  const listener = { received() {}, hungUp() {} };
  for (const address of [readTcpAddress(line.name), { host: '192.0.2.1', port: 0 }]) {
    const fault = await t.throwsAsync(openTcpLine(address as { host: string; port: number }, listener), { instanceOf: Fault });
    t.is(fault?.code, 'no-tcp-line');
    t.truthy(fault?.next);
  }
});

test('--tcp takes an address or none', (t) => {
  const lineOf = (...words: string[]) => {
    const given = stubArguments(['--topology', 'cm', ...words]);
    return given.does === 'serve' ? given.line : undefined;
  };
  t.is(lineOf(), 'pty');
  t.deepEqual(lineOf('--tcp'), { host: '127.0.0.1', port: 0 });
  t.deepEqual(lineOf('--tcp', '--pace', 'real'), { host: '127.0.0.1', port: 0 });
  t.deepEqual(lineOf('--tcp', '[::1]:4000'), { host: '::1', port: 4000 });
  t.deepEqual(lineOf('--tcp=tcp://0.0.0.0:4000'), { host: '0.0.0.0', port: 4000 });
  for (const words of [['--tcp', '4000'], ['--tcp', '127.0.0.1'], ['--tcp', '--stdio'], ['--tcp', 'a@b:1']]) {
    t.is(t.throws(() => lineOf(...words), { instanceOf: Fault })?.code, 'bad-arguments', words.join(' '));
  }
});
