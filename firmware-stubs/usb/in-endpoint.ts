/** A transfer that the host waits for. */
interface Waiting {
  readonly sequence: number;
  readonly room: number;
  readonly done: (octets: Uint8Array) => void;
}

interface Sending {
  rest: Uint8Array;
  readonly taken: () => void;
}

/**
 * What a device sends over one endpoint. As on the wire, a transfer ends when it is full or after a packet that is not (USB 2.0, section
 * 5.8.3); each `send` ends with such a packet, an empty one where its last packet is full.
 */
export class InEndpoint {
  readonly #packetOctets: number;
  readonly #waiting: Waiting[] = [];
  #sending: Sending[] = [];

  constructor(packetOctets: number) {
    this.#packetOctets = packetOctets;
  }

  /** The host asks; `done` is called when there is something for it. */
  ask(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#serve();
  }

  /** Resolves when the host has taken the octets, or `clear` gave them up. They must not change before. */
  send(octets: Uint8Array): Promise<void> {
    if (octets.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#sending.push({ rest: octets, taken: resolve });
      this.#serve();
    });
  }

  /** Whether a transfer was there to be taken back. */
  cancel(sequence: number): boolean {
    const at = this.#waiting.findIndex((one) => one.sequence === sequence);
    if (at >= 0) this.#waiting.splice(at, 1);
    return at >= 0;
  }

  /** Gives up what was not taken. */
  clear(): void {
    const given = this.#sending;
    this.#sending = [];
    for (const { taken } of given) taken();
  }

  #serve(): void {
    while (this.#waiting.length > 0 && this.#sending.length > 0) {
      const [waiting, sending] = [this.#waiting.shift() as Waiting, this.#sending[0] as Sending];
      const octets = sending.rest.subarray(0, waiting.room);
      sending.rest = sending.rest.subarray(octets.length);
      // A transfer that is full to its last packet leaves the empty packet for the next.
      const isFull = octets.length === waiting.room && octets.length > 0;
      if (sending.rest.length === 0 && !(isFull && octets.length % this.#packetOctets === 0)) {
        this.#sending.shift();
        sending.taken();
      }
      waiting.done(octets);
    }
  }
}
