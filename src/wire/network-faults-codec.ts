import type { CallRange } from '../core/scenario/fault-use.ts';
import { faultyMessages, networkFaultKinds, type NetworkFault } from '../core/scenario/network-fault.ts';
import { messageTypes } from '../core/signalling/message-types.ts';
import type { PayloadReader, PayloadWriter } from './payload.ts';

/** What happens to messages on the network, as LOAD carries it. */
export function putNetworkFaults(out: PayloadWriter, faults: readonly NetworkFault[]): void {
  for (const { kind, message, byNs, calls = [], afterNs = 0 } of faults) {
    out.u8(networkFaultKinds.indexOf(kind) + 1);
    out.u8(messageTypes[message]);
    out.u16(calls.length);
    out.u64(byNs);
    out.u64(afterNs);
    for (const [first, last] of calls) {
      out.u32(first);
      out.u32(last);
    }
  }
}

/** What {@link putNetworkFaults} wrote; `undefined` where it makes no sense. */
export function readNetworkFaults(from: PayloadReader): readonly NetworkFault[] | undefined {
  const faults: NetworkFault[] = [];
  while (from.left > 0) {
    const kind = networkFaultKinds[from.u8() - 1];
    const type = from.u8();
    const ranges = from.u16();
    const byNs = from.u64();
    const afterNs = from.u64();
    const message = faultyMessages.find((name) => messageTypes[name] === type);
    const calls = readRanges(from, ranges);
    const hasTimes = Number.isSafeInteger(byNs) && Number.isSafeInteger(afterNs) && (kind === 'delay') === (byNs > 0);
    if (kind === undefined || message === undefined || calls === undefined || !hasTimes) return undefined;
    faults.push({ kind, message, byNs, ...(calls.length > 0 && { calls }), ...(afterNs > 0 && { afterNs }) });
  }
  return faults.length > 0 ? faults : undefined;
}

function readRanges(from: PayloadReader, count: number): readonly CallRange[] | undefined {
  const ranges: CallRange[] = [];
  for (let i = 0; i < count && !from.short; i++) {
    const first = from.u32();
    const last = from.u32();
    if (first === 0 || last < first) return undefined;
    ranges.push([first, last]);
  }
  return ranges;
}
