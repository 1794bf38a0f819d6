import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type NetConnectOpts, type Socket, type TcpNetConnectOpts } from 'node:net';
import { networkInterfaces } from 'node:os';
import test, { type ExecutionContext } from 'ava';
import { Fault } from '../../src/core/fault.ts';
import { portOf } from '../../src/ports/port-spec.ts';
import { type Connect, TcpPort } from '../../src/ports/tcp-port.ts';
import { needs } from '../needs.ts';
import { pattern } from './octet-patterns.ts';
import { RecordingListener } from './recording-listener.ts';
import { tcpPeer } from './tcp-peer.ts';
import { aWhile, idleShare, settling } from './waiting.ts';

const connectTimeoutMs = 5000;
const stallOctets = 16 * 1024 * 1024;

/** A port of 127.0.0.1 at which nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function refusal(t: ExecutionContext, port: TcpPort): Promise<Fault> {
  const near = new RecordingListener();
  const fault = await t.throwsAsync(port.open(near), { instanceOf: Fault });
  t.is(port.state, 'closed');
  t.truthy(fault.next);
  t.true(fault.message.includes(port.name));
  await port.close();
  t.is((await t.throwsAsync(port.write(Buffer.from('x')), { instanceOf: Fault }))?.code, 'port-closed');
  t.deepEqual(near.endings, []);
  return fault;
}

/** Connects with an answer to the search for a name that needs no network. */
function resolving(answer: NodeJS.ErrnoException | readonly string[]): Connect {
  return (options) => connect({
    ...(options as TcpNetConnectOpts),
    lookup: (_name, _options, done) => {
      const found = answer instanceof Error ? [] : answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      done(answer instanceof Error ? answer : null, found);
    },
  });
}

test.serial('nobody listens: refused, with a next step', async (t) => {
  const fault = await refusal(t, new TcpPort({ host: '127.0.0.1', port: await deadPort(), connectTimeoutMs }));
  t.is(fault.code, 'port-refused');
});

test.serial('a name that has no address', async (t) => {
  for (const code of ['ENOTFOUND', 'EAI_AGAIN']) {
    const connectSocket = resolving(Object.assign(new Error(`getaddrinfo ${code} nic-7`), { code }));
    const fault = await refusal(t, new TcpPort({ host: 'nic-7', port: 4000, connectTimeoutMs }, connectSocket));
    t.is(fault.code, 'port-host-not-found');
  }
});

test.serial('a name with two addresses is tried at both; where neither answers, that is one refusal in words', async (t) => {
  const peer = await tcpPeer();
  const port = new TcpPort({ ...peer.address, host: 'nic-7', connectTimeoutMs }, resolving(['127.0.0.2', '127.0.0.1']));
  const near = new RecordingListener();
  await port.open(near);
  await peer.send(pattern(1000));
  await near.until(1000);
  t.deepEqual(near.octets(), pattern(1000));
  await port.close();
  await peer.close();
  const dead = new TcpPort({ ...peer.address, host: 'nic-7', connectTimeoutMs }, resolving(['127.0.0.2', '127.0.0.1']));
  t.is((await refusal(t, dead)).code, 'port-refused');
});

for (const [code, expected] of [
  ['EHOSTUNREACH', 'port-unreachable'], ['ENETUNREACH', 'port-unreachable'], ['ETIMEDOUT', 'port-connect-timed-out'], ['EMFILE', 'port-open-failed'],
] as const) {
  test.serial(`an open that meets ${code} is the fault ${expected}`, async (t) => {
    const connectSocket: Connect = (options) => connect(options).destroy(Object.assign(new Error(`connect ${code}`), { code }));
    t.is((await refusal(t, new TcpPort({ host: '127.0.0.1', port: 9, connectTimeoutMs }, connectSocket))).code, expected);
  });
}

/** A listener that accepts nobody, its queue full: the system lets further connections wait. Needs no other machine. */
async function deafListener(t: ExecutionContext): Promise<number> {
  const code = `const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, server.address().port + '\\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;
  const child: ChildProcess = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => void child.kill('SIGKILL'));
  const [said] = (await once(child.stdout as NonNullable<typeof child.stdout>, 'data')) as [Buffer];
  const port = Number(said.toString());
  const fillers = Array.from({ length: 8 }, () => connect({ host: '127.0.0.1', port }).on('error', () => {}));
  t.teardown(() => fillers.forEach((socket) => socket.destroy()));
  await Promise.race(fillers.map((socket) => once(socket, 'connect')));
  await aWhile();
  return port;
}

const linuxTest = (title: string, body: (t: ExecutionContext) => Promise<void>): void =>
  needs(process.platform === 'linux', 'only on Linux is it known how to bring this about')(title, body);

linuxTest('nobody answers: given up after the time that its file allows', async (t) => {
  const fault = await refusal(t, new TcpPort({ host: '127.0.0.1', port: await deafListener(t), connectTimeoutMs: 150 }));
  t.is(fault.code, 'port-connect-timed-out');
  t.regex(fault.message, /within 150 ms/);
});

linuxTest('closed while it connects: it never opens, and nothing is left', async (t) => {
  const port = new TcpPort({ host: '127.0.0.1', port: await deafListener(t), connectTimeoutMs });
  const near = new RecordingListener();
  const opening = t.throwsAsync(port.open(near), { instanceOf: Fault });
  await aWhile();
  t.is(port.state, 'opening');
  await Promise.all([port.close(), port.close()]);
  t.is((await opening)?.code, 'port-closed');
  t.is(port.state, 'closed');
  t.deepEqual(near.endings, []);
});

test.serial('closed at once after open, or paused before it: neither confuses it', async (t) => {
  const peer = await tcpPeer();
  const closed = new TcpPort({ ...peer.address, connectTimeoutMs });
  const opening = t.throwsAsync(closed.open(new RecordingListener()), { instanceOf: Fault });
  await closed.close();
  t.is((await opening)?.code, 'port-closed');
  const near = new RecordingListener();
  const paused = new TcpPort({ ...peer.address, connectTimeoutMs });
  paused.pause();
  await paused.open(near);
  await paused.write(Buffer.from('x'));
  await peer.heard.until(1);
  await peer.send(pattern(5000));
  await aWhile();
  t.is(near.length, 0);
  paused.resume();
  await near.until(5000);
  await paused.close();
  await peer.close();
});

async function opened(t: ExecutionContext, connectSocket?: Connect) {
  const peer = await tcpPeer();
  const [port, near] = [new TcpPort({ ...peer.address, connectTimeoutMs }, connectSocket), new RecordingListener()];
  await port.open(near);
  await peer.connected;
  t.teardown(() => Promise.all([port.close(), peer.close()]));
  return { peer, port, near };
}

test.serial('a device that ends its side is lost, once, after the last of its octets', async (t) => {
  const { peer, port, near } = await opened(t);
  const last = pattern(300_000);
  peer.socket.end(last);
  const reason = await near.untilEnded();
  t.is(reason?.code, 'port-lost');
  t.regex(reason?.message ?? '', /^tcp:\/\/127\.0\.0\.1:\d+ was lost: the other end closed the connection$/);
  t.true(near.octets().equals(last));
  t.true((await t.throwsAsync(port.write(Buffer.from('x')), { instanceOf: Fault })) === reason);
  await aWhile();
  t.is(near.endings.length, 1);
  t.is(port.state, 'lost');
});

test.serial('a connection that is broken off is lost once, while idle and while octets go both ways', async (t) => {
  for (const busy of [false, true]) {
    const { peer, port, near } = await opened(t);
    const rejected: unknown[] = [];
    if (busy) {
      void peer.send(pattern(stallOctets)).catch(() => {});
      for (let i = 0; i < 40; i++) port.write(pattern(512 * 1024)).catch((fault: unknown) => rejected.push(fault));
      await near.until(1);
    }
    peer.socket.resetAndDestroy();
    const reason = await near.untilEnded();
    t.is(reason?.code, 'port-lost');
    t.regex(reason?.message ?? '', /broke the connection off$/);
    await port.close();
    await aWhile();
    t.deepEqual(near.endings, [reason]);
    t.true(rejected.every((fault) => fault === reason));
    t.is(rejected.length > 0, busy);
    t.true((await idleShare()) < 0.6);
  }
});

test.serial('paused, a loss waits behind the octets that came before it, and no core is burnt', async (t) => {
  const { peer, port, near } = await opened(t);
  port.pause();
  peer.socket.end(pattern(50_000));
  await aWhile();
  t.true((await idleShare()) < 0.6);
  t.deepEqual([near.length, near.endings.length, port.state], [0, 0, 'open']);
  port.resume();
  t.is((await near.untilEnded())?.code, 'port-lost');
  t.true(near.octets().equals(pattern(50_000)));
});

test.serial('a reader that stalls holds writes back and leaves the event loop free', async (t) => {
  const { peer, port } = await opened(t);
  peer.socket.pause();
  const first = settling(port.write(pattern(stallOctets)));
  const second = settling(port.write(Buffer.from('x')));
  let turns = 0;
  while (turns < 1000) turns += await new Promise<number>((resolve) => setImmediate(() => resolve(1)));
  t.deepEqual([first.settled, second.settled], [false, false]);
  peer.socket.resume();
  await peer.heard.until(stallOctets + 1);
  t.is(peer.heard.octets().at(-1), 0x78);
});

interface KernelSocket {
  readonly _handle: { readonly fd: number };
}

linuxTest('the kernel sends small writes at once and probes a silent line', async (t) => {
  let socket: Socket | undefined;
  await opened(t, (options: NetConnectOpts) => (socket = connect(options)));
  const { default: koffi } = await import('koffi');
  const getsockopt = koffi.load(null).func('int getsockopt(int fd, int level, int name, _Out_ int *value, _Inout_ uint32_t *length)');
  const option = (level: number, name: number): number => {
    const value = [0];
    t.is(getsockopt((socket as unknown as KernelSocket)._handle.fd, level, name, value, [4]), 0);
    return value[0] as number;
  };
  // linux: SOL_SOCKET 1, SO_KEEPALIVE 9; IPPROTO_TCP 6, TCP_NODELAY 1, TCP_KEEPIDLE 4 (s).
  t.deepEqual([option(1, 9), option(6, 1), option(6, 4)], [1, 1, 10]);
});

const hasIpv6 = Object.values(networkInterfaces()).some((each) => each?.some(({ address }) => address === '::1'));
needs(hasIpv6, 'this machine has no IPv6 loopback')('an IPv6 address is shown in brackets and reached without', async (t) => {
  const peer = await tcpPeer('::1');
  const near = new RecordingListener();
  const port = portOf({ kind: 'tcp', name: 'main', ...peer.address, connectTimeoutMs });
  t.true(port instanceof TcpPort);
  t.is(port.name, `tcp://[::1]:${peer.address.port}`);
  await port.open(near);
  await peer.send(Buffer.from('x'));
  await near.until(1);
  await port.close();
  await peer.close();
});

test.serial('opening and closing leaves no descriptor behind', async (t) => {
  const peer = await tcpPeer();
  t.teardown(() => peer.close());
  let heard = 0;
  const descriptors = async (): Promise<number> => (await readdir('/dev/fd')).length;
  const openOnce = async (): Promise<void> => {
    const port = new TcpPort({ ...peer.address, connectTimeoutMs });
    await port.open(new RecordingListener());
    await port.write(Buffer.from('x'));
    await peer.heard.until(++heard);
    await port.close();
    peer.socket.destroy();
    await once(peer.socket, 'close');
  };
  await openOnce();
  const before = await descriptors();
  for (let i = 0; i < 10; i++) await openOnce();
  t.true((await descriptors()) <= before + 1);
});
