import { Fault } from '../core/fault.ts';

/** Why a TCP connection did not come about, as codes of Node and of the operating system, and what to say of it. The first that fits. */
const refusals: readonly { readonly codes: RegExp; readonly code: string; readonly what: string; readonly next: string }[] = [
  {
    codes: /^ECONNREFUSED$/,
    code: 'port-refused',
    what: 'nobody listens there',
    next: 'See whether the device, or the program that serves its line, is running, and whether this is its port.',
  },
  {
    codes: /^(ENOTFOUND|EAI_)/,
    code: 'port-host-not-found',
    what: 'its host has no address',
    next: 'See whether the name is spelt as the network knows it, or write the address in numbers.',
  },
  {
    codes: /^ETIMEDOUT$/,
    code: 'port-connect-timed-out',
    what: 'it did not answer',
    next: 'See whether the device has power and its network cable sits, and whether a firewall is between; `connectTimeout` allows more.',
  },
  {
    codes: /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/,
    code: 'port-unreachable',
    what: 'no way leads there',
    next: 'See whether this machine is on the network of the device, and whether the address is right.',
  },
];

/** Turns what was said when a connection did not come about into a Fault that says what to do. */
export function connectFault(name: string, error: unknown): Fault {
  if (error instanceof Fault) return error;
  const codes = codesOf(error);
  const refusal = refusals.find((each) => codes.some((code) => each.codes.test(code)));
  if (refusal !== undefined) {
    return new Fault(refusal.code, `${name} cannot be reached: ${refusal.what}`, { next: refusal.next, cause: error });
  }
  return new Fault('port-open-failed', `${name} cannot be reached: ${errorText(error)}`, {
    next: 'See whether the address is right and this machine is on the network of the device.',
    cause: error,
  });
}

/** What a connection meets that nobody answered in time: code `port-connect-timed-out`. */
export function connectTimedOut(name: string, limitMs: number): Fault {
  const { code, next } = refusals.find((each) => each.codes.test('ETIMEDOUT')) as (typeof refusals)[number];
  return new Fault(code, `${name} cannot be reached: it did not answer within ${limitMs} ms`, { next });
}

/** What ended a connection that stood, in words. */
export function connectionLoss(error: unknown): string {
  const [code] = codesOf(error);
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'the other end broke the connection off';
  if (code === 'ETIMEDOUT') return 'the other end does not answer any more';
  return `the connection failed: ${errorText(error)}`;
}

/** A name with several addresses fails with one error that holds those of all attempts and has no words of its own. */
function codesOf(error: unknown): string[] {
  const errors = error instanceof AggregateError ? error.errors : [error];
  return errors.map((each) => String((each as NodeJS.ErrnoException).code));
}

function errorText(error: unknown): string {
  return (error as Error).message || codesOf(error).join(', ');
}
