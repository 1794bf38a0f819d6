import { Fault } from '../core/fault.ts';

/** What a write, or an `open`, meets after an ordered `close`: code `port-closed`. */
export function portClosed(name: string): Fault {
  return new Fault('port-closed', `${name} is closed`);
}

/** Why a port is lost: code `port-lost`. */
export function portLost(name: string, how: string, cause?: unknown): Fault {
  return new Fault('port-lost', `${name} was lost: ${how}`, {
    next: 'See whether the device still has power, its cable sits, and nobody restarted it; then run again.',
    cause,
  });
}

/** What a write meets before `open` is done: code `port-not-open`. */
export function portNotOpen(name: string): Fault {
  return new Fault('port-not-open', `${name} is not open`);
}

/** What a second `open` meets: code `port-opened-once`. */
export function portOpenedOnce(name: string): Fault {
  return new Fault('port-opened-once', `${name} was opened before; a port is opened once`, { next: 'Make a new port.' });
}
