import type { Fault } from '../../src/core/fault.ts';
import type { PortListener, ReceivedBatch } from '../../src/ports/port.ts';

/** Keeps all that a port says, and lets a test wait for it. */
export class RecordingListener implements PortListener {
  readonly parts: Buffer[] = [];
  readonly stamps: number[] = [];
  readonly endings: (Fault | undefined)[] = [];
  length = 0;
  readonly #waits: { readonly holds: () => boolean; readonly resolve: () => void }[] = [];

  received({ octets, arrivedNs }: ReceivedBatch): void {
    this.parts.push(Buffer.from(octets));
    this.stamps.push(arrivedNs);
    this.length += octets.length;
    this.#look();
  }

  ended(reason?: Fault): void {
    this.endings.push(reason);
    this.#look();
  }

  octets(): Buffer {
    return Buffer.concat(this.parts);
  }

  /** Resolves when so many octets have arrived in all. */
  until(length: number): Promise<void> {
    return this.#until(() => this.length >= length);
  }

  /** Resolves with the reason when the port has ended. */
  async untilEnded(): Promise<Fault | undefined> {
    await this.#until(() => this.endings.length > 0);
    return this.endings[0];
  }

  #until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waits.push({ holds, resolve });
      this.#look();
    });
  }

  #look(): void {
    for (const wait of this.#waits) if (wait.holds()) wait.resolve();
  }
}
