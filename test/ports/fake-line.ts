import type { SerialLine } from '../../src/ports/serial-line.ts';

/** A serial line with modem lines and no hardware; everything that happens on it is the test's doing. */
export class FakeLine implements SerialLine {
  /** All that reached the line, in order. */
  readonly log: string[] = [];
  /** What the next write meets, when it is to fail. */
  writeError: Error | undefined;
  /** Whether writes wait for ever, as with a line that flow control holds. */
  stalls = false;
  hasModemLines = true;
  closeError: Error | undefined;
  #read: { resolve(result: { bytesRead: number }): void; reject(error: Error): void } | undefined;

  read(): Promise<{ bytesRead: number }> {
    return new Promise((resolve, reject) => { this.#read = { resolve, reject }; });
  }

  failRead(error: Error): void {
    this.#read?.reject(error);
  }

  /** A read of nothing. */
  hangUp(): void {
    this.#read?.resolve({ bytesRead: 0 });
  }

  async write(octets: Buffer): Promise<void> {
    if (this.writeError !== undefined) throw this.writeError;
    if (this.stalls) await new Promise(() => {});
    this.log.push(`write ${octets.length}`);
  }

  async drain(): Promise<void> {
    this.log.push('drain');
  }

  async set(lines: { readonly dtr: boolean; readonly rts: boolean }): Promise<void> {
    this.log.push(`set ${JSON.stringify(lines)}`);
  }

  async get(): Promise<{ cts: boolean; dsr: boolean; dcd: boolean }> {
    if (!this.hasModemLines) throw new Error('Error: Inappropriate ioctl for device, cannot get');
    return { cts: true, dsr: false, dcd: true };
  }

  async close(): Promise<void> {
    this.log.push('close');
    if (this.closeError !== undefined) throw this.closeError;
  }
}
