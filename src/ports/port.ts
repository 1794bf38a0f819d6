import type { Fault } from '../core/fault.ts';

/** What one read delivered, stamped once, at the edge. */
export interface ReceivedBatch {
  /** Valid only during the call that hands it over: a listener that keeps the octets copies them. */
  readonly octets: Uint8Array;
  /** Nanoseconds of the host's monotonic clock when the read returned; a safe integer. */
  readonly arrivedNs: number;
}

/** `lost`: the device or the line went away. Only `closed` and `lost` are final; a port is opened once. */
export type PortState = 'new' | 'opening' | 'open' | 'closing' | 'closed' | 'lost';

/** Hears what a port has to say. Exactly one `ended` follows every successful `open`. */
export interface PortListener {
  received(batch: ReceivedBatch): void;
  /** No octets follow. `reason` is given when the port was lost, and absent after an ordered `close`. */
  ended(reason?: Fault): void;
}

/** Lines beside the data, where a port has them. */
export interface ControlLines {
  /** Sets the lines named and leaves the others as they are. */
  set(lines: { readonly dtr?: boolean; readonly rts?: boolean }): Promise<void>;
  get(): Promise<{ readonly cts: boolean; readonly dsr: boolean; readonly dcd: boolean }>;
}

/**
 * One debug channel: octets in and out, nothing interpreted. Every implementation passes the contract suite in
 * `test/ports/port-contract.ts`.
 */
export interface Port {
  /** What people call it: a path, an address. */
  readonly name: string;
  readonly state: PortState;
  /** Present while the port is open and has control lines. */
  readonly controlLines: ControlLines | undefined;
  /**
   * Opens the port and delivers to the listener from then on. Rejects with a Fault that says what to do. What a listener throws does
   * not harm the port; it surfaces as an uncaught exception.
   */
  open(listener: PortListener): Promise<void>;
  /**
   * Resolves when the octets have left this process, in the order of the calls; they must not change before. Rejects with a Fault
   * after close or loss, also when it was under way.
   */
  write(octets: Uint8Array): Promise<void>;
  /** Stops (starts again) delivery and reading, so that the kernel's buffer fills and the sender waits. No octet is lost by it. */
  pause(): void;
  resume(): void;
  /** Idempotent; resolves when nothing is left open, also when the port is lost already. */
  close(): Promise<void>;
}
