import type { Delay } from '../core/scenario/call-program.ts';
import type { PayloadReader, PayloadWriter } from './payload.ts';

/** A delay as LOAD carries it: a kind (8 bits), then its numbers. */
export function putDelay(out: PayloadWriter, delay: Delay): void {
  switch (delay.kind) {
    case 'fixed':
      out.u8(1);
      out.u64(delay.ns);
      break;
    case 'uniform':
      out.u8(2);
      out.u64(delay.minNs);
      out.u64(delay.maxNs);
      break;
    case 'normal':
      out.u8(3);
      out.u64(delay.meanNs);
      out.u64(delay.sigmaNs);
      break;
    case 'log-normal':
      out.u8(4);
      out.u64(delay.medianNs);
      out.f64(delay.sigma);
      break;
  }
}

/** What {@link putDelay} wrote; `undefined` where it makes no sense. */
export function readDelay(from: PayloadReader): Delay | undefined {
  const kind = from.u8();
  if (kind === 1) return { kind: 'fixed', ns: from.u64() };
  if (kind === 2) return { kind: 'uniform', minNs: from.u64(), maxNs: from.u64() };
  if (kind === 3) return { kind: 'normal', meanNs: from.u64(), sigmaNs: from.u64() };
  return kind === 4 ? { kind: 'log-normal', medianNs: from.u64(), sigma: from.f64() } : undefined;
}
