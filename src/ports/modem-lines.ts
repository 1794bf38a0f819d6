import { Fault } from '../core/fault.ts';
import type { ControlLines } from './port.ts';
import type { SerialLine } from './serial-line.ts';

/**
 * The modem lines of a serial port. The operating system sets all of them at once, so the state of those that a caller does not
 * name is kept here; opening a port raises DTR and RTS.
 */
export class ModemLines implements ControlLines {
  readonly #line: SerialLine;
  #dtr = true;
  #rts = true;
  #last: Promise<void> = Promise.resolve();

  /** The lines of an open port, or `undefined` where it has none: a pseudo-terminal does not. */
  static async of(line: SerialLine): Promise<ModemLines | undefined> {
    try {
      await line.get();
    } catch {
      return undefined;
    }
    return new ModemLines(line);
  }

  private constructor(line: SerialLine) {
    this.#line = line;
  }

  set(lines: { readonly dtr?: boolean; readonly rts?: boolean }): Promise<void> {
    this.#dtr = lines.dtr ?? this.#dtr;
    this.#rts = lines.rts ?? this.#rts;
    const state = { dtr: this.#dtr, rts: this.#rts };
    const done = this.#last.then(() => this.#line.set(state)).catch((error: unknown) => { throw failed('set', error); });
    this.#last = done.catch(() => {});
    return done;
  }

  async get(): Promise<{ readonly cts: boolean; readonly dsr: boolean; readonly dcd: boolean }> {
    try {
      const { cts, dsr, dcd } = await this.#line.get();
      return { cts, dsr, dcd };
    } catch (error) {
      throw failed('read', error);
    }
  }
}

function failed(what: string, cause: unknown): Fault {
  return new Fault('control-lines-failed', `the control lines could not be ${what}: ${(cause as Error).message}`, { cause });
}
