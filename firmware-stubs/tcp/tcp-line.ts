import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { type TcpAddress, tcpAddressText } from '../../src/core/device/tcp-address.ts';
import { Fault } from '../../src/core/fault.ts';

/** Hears what comes through the line. */
export interface TcpLineListener {
  /** The octets are the listener's to keep. */
  received(octets: Uint8Array): void;
  /** Nobody is connected any more; the next one may come. What was written and not read is lost. */
  hungUp(): void;
}

/** The device's end of a line over TCP: it listens, and serves one client at a time. */
export interface TcpLine {
  /** `tcp://host:port`, the port as the system chose it. */
  readonly name: string;
  /** Resolves when the kernel has taken the octets, in the order of the calls, or when there is nobody to hear them. */
  write(octets: Uint8Array): Promise<void>;
  /** Disconnects whoever is connected and listens no more. */
  close(): Promise<void>;
}

/**
 * How long somebody who comes while the line is in use is kept waiting before being turned away, ms. Of one who leaves and one who
 * comes right after, the second may be seen first.
 */
const handOverMs = 250;

/** Listens at an address. Rejects with a Fault `no-tcp-line` where that is not possible. */
export async function openTcpLine(address: TcpAddress, listener: TcpLineListener): Promise<TcpLine> {
  const callers = new Callers(listener);
  const server = createServer({ noDelay: true, keepAlive: true }, (socket) => callers.add(socket));
  await listening(server, address);
  const { port } = server.address() as AddressInfo;
  return {
    name: tcpAddressText({ host: address.host, port }),
    write: (octets) => callers.write(octets),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      callers.disconnect();
    }),
  };
}

function listening(server: Server, address: TcpAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error) => reject(
      new Fault('no-tcp-line', `cannot listen at ${tcpAddressText(address)}: ${error.message}`, {
        next: 'Choose an address of this machine and a port that nobody uses; port 0 lets the system choose.',
        cause: error,
      }),
    ));
    server.listen({ ...address, exclusive: true });
  });
}

/** Those who are connected: one is served, others wait for a moment. */
class Callers {
  readonly #listener: TcpLineListener;
  /** In the order in which they came. */
  readonly #connected = new Set<Socket>();
  #served: Socket | undefined;

  constructor(listener: TcpLineListener) {
    this.#listener = listener;
  }

  add(socket: Socket): void {
    this.#connected.add(socket);
    // A connection that breaks is closed as one that ends: there is nobody to tell.
    socket.on('error', () => {});
    socket.on('close', () => this.#left(socket));
    if (this.#served === undefined) {
      this.#serve(socket);
      return;
    }
    setTimeout(() => {
      if (this.#served !== socket) socket.destroy();
    }, handOverMs);
  }

  write(octets: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      if (this.#served === undefined) resolve();
      else this.#served.write(octets, () => resolve());
    });
  }

  disconnect(): void {
    for (const socket of this.#connected) socket.destroy();
  }

  #serve(socket: Socket): void {
    this.#served = socket;
    socket.on('data', (octets: Buffer) => this.#listener.received(octets));
    // A client that will say nothing more has hung up, as one that closes a serial port.
    socket.on('end', () => socket.destroy());
  }

  #left(socket: Socket): void {
    this.#connected.delete(socket);
    if (this.#served !== socket) return;
    this.#served = undefined;
    this.#listener.hungUp();
    const next = [...this.#connected].find((each) => !each.destroyed);
    if (next !== undefined) this.#serve(next);
  }
}
