import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { TcpAddress } from '../../src/core/device/tcp-address.ts';
import { RecordingListener } from './recording-listener.ts';

/** A device that listens on loopback and keeps what it hears. */
export interface TcpPeer {
  readonly address: TcpAddress;
  readonly heard: RecordingListener;
  /** The newest connection. */
  readonly socket: Socket;
  /** Resolves when somebody is connected. */
  readonly connected: Promise<void>;
  /** Resolves when the kernel has the octets. */
  send(octets: Uint8Array): Promise<void>;
  /** Breaks off what is connected and listens no more. */
  close(): Promise<void>;
}

/** Listens at a port that the system chooses. */
export async function tcpPeer(host = '127.0.0.1'): Promise<TcpPeer> {
  const heard = new RecordingListener();
  const sockets: Socket[] = [];
  // Half-open: what the peer does when the other side has ended is the test's business.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('data', (octets: Buffer) => heard.received({ octets, arrivedNs: 0 }));
    socket.on('error', () => {});
  });
  const connected = once(server, 'connection').then(() => undefined);
  server.listen(0, host);
  await once(server, 'listening');
  const newest = (): Socket => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error('nobody is connected');
    return socket;
  };
  return {
    address: { host, port: (server.address() as AddressInfo).port },
    heard,
    get socket() {
      return newest();
    },
    connected,
    async send(octets) {
      await connected;
      await new Promise<void>((resolve, reject) => newest().write(octets, (error) => (error ? reject(error) : resolve())));
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
