import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { type TcpAddress, tcpAddressText } from '../core/device/tcp-address.ts';
import type { Fault } from '../core/fault.ts';
import { callListener } from './listener-call.ts';
import { monotonicClock } from './monotonic-clock.ts';
import { portClosed, portLost, portNotOpen, portOpenedOnce } from './port-faults.ts';
import type { Port, PortListener, PortState } from './port.ts';
import { connectFault, connectionLoss, connectTimedOut } from './tcp-faults.ts';

/** A device that listens for a raw TCP connection: octets as they are, without telnet or RFC 2217 around them. */
export interface TcpPortOptions extends TcpAddress {
  /** What connecting may take, the search for the host's address included. */
  readonly connectTimeoutMs: number;
}

/** What makes a connection; a test gives its own. */
export type Connect = (options: NetConnectOpts) => Socket;

/** Most octets taken by one read. */
const readOctets = 64 * 1024;
/** A silent line is probed after this long, then every second; after ten unanswered probes the system declares it dead. */
const keepAliveDelayMs = 10_000;

/** A TCP connection to a device. */
export class TcpPort implements Port {
  /** `tcp://host:port` */
  readonly name: string;
  readonly controlLines = undefined;
  readonly #options: TcpPortOptions;
  readonly #connect: Connect;
  #state: PortState = 'new';
  #socket: Socket | undefined;
  #listener: PortListener | undefined;
  #paused = false;
  /** Why the port takes no more writes. */
  #over: Fault | undefined;
  /** Resolves when the socket is closed. */
  #gone: Promise<unknown> | undefined;

  constructor(options: TcpPortOptions, connectSocket: Connect = connect) {
    this.name = tcpAddressText(options);
    this.#options = options;
    this.#connect = connectSocket;
  }

  get state(): PortState {
    return this.#state;
  }

  open(listener: PortListener): Promise<void> {
    if (this.#state !== 'new') return Promise.reject(portOpenedOnce(this.name));
    this.#state = 'opening';
    this.#listener = listener;
    const socket = this.#newSocket();
    this.#socket = socket;
    if (this.#paused) socket.pause();
    const opened = new Promise<void>((resolve, reject) => {
      const { connectTimeoutMs } = this.#options;
      const timer = setTimeout(() => socket.destroy(connectTimedOut(this.name, connectTimeoutMs)), connectTimeoutMs);
      let failure: unknown;
      socket.on('error', (error) => {
        failure = error;
        this.#lose(connectionLoss(error), error);
      });
      socket.once('close', () => {
        clearTimeout(timer);
        this.#finish();
        // Where the connection stood this says nothing: `open` has resolved.
        reject(failure === undefined ? portClosed(this.name) : connectFault(this.name, failure));
      });
      socket.once('connect', () => {
        clearTimeout(timer);
        this.#state = 'open';
        // After the one above: whoever is told of the end finds the port in its last state.
        socket.once('close', () => callListener(() => listener.ended(this.#state === 'lost' ? this.#over : undefined)));
        resolve();
      });
    });
    // A device that will say nothing more is lost, whether it would still listen or not.
    socket.on('end', () => this.#lose('the other end closed the connection'));
    this.#gone = new Promise((resolve) => socket.once('close', resolve));
    return opened;
  }

  #newSocket(): Socket {
    const { host, port } = this.#options;
    const buffer = Buffer.allocUnsafe(readOctets);
    return this.#connect({
      host,
      port,
      // A command is a small write that waits for its answer: without this the system may hold it back for 40 ms and more.
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: keepAliveDelayMs,
      // Reads into one buffer and hands it over at once; a stream would read ahead of a paused listener and stamp late.
      onread: {
        buffer,
        callback: (length) => {
          this.#received(buffer.subarray(0, length));
          return true;
        },
      },
    });
  }

  #received(octets: Uint8Array): void {
    const arrivedNs = monotonicClock.nowNs();
    if (this.#state === 'open') callListener(() => this.#listener?.received({ octets, arrivedNs }));
  }

  write(octets: Uint8Array): Promise<void> {
    if (this.#over !== undefined) return Promise.reject(this.#over);
    const socket = this.#socket;
    if (this.#state !== 'open' || socket === undefined) return Promise.reject(portNotOpen(this.name));
    return new Promise((resolve, reject) => {
      socket.write(octets, (error) => {
        if (error) this.#lose(connectionLoss(error), error);
        // A write that was under way when its socket was destroyed is reported as done.
        if (this.#over === undefined) resolve();
        else reject(this.#over);
      });
    });
  }

  pause(): void {
    this.#paused = true;
    this.#socket?.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#socket?.resume();
  }

  async close(): Promise<void> {
    if (this.#state === 'new') {
      this.#state = 'closed';
      this.#over = portClosed(this.name);
    } else if (this.#state === 'opening' || this.#state === 'open') {
      this.#end('closing', portClosed(this.name));
    }
    await this.#gone;
  }

  /** The first sign of a loss counts; others follow it. */
  #lose(how: string, cause?: unknown): void {
    if (this.#state === 'open') this.#end('lost', portLost(this.name, how, cause));
  }

  #end(state: 'closing' | 'lost', reason: Fault): void {
    this.#state = state;
    this.#over = reason;
    this.#socket?.destroy();
  }

  #finish(): void {
    if (this.#state !== 'lost') this.#state = 'closed';
    this.#over ??= portClosed(this.name);
  }
}
