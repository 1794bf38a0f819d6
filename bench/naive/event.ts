import { functionName } from '../../src/core/condis/functions.ts';
import { roleName } from '../../src/core/condis/roles.ts';
import { statusText } from '../../src/core/condis/statuses.ts';
import { messageName } from '../../src/core/signalling/message-types.ts';
import { decodeTail } from './tail.ts';
import { handleAt, type Value } from './value.ts';

export type EventKind = 'enter' | 'return' | 'signal' | 'alloc' | 'free' | 'declare' | 'gap' | 'note' | 'end';
const kinds: readonly EventKind[] = ['enter', 'return', 'signal', 'alloc', 'free', 'declare', 'gap', 'note', 'end'];

/** One thing that the probe saw. */
export interface ProbeEvent {
  readonly kind: EventKind;
  readonly tick: bigint | undefined;
  /** The function of an enter or return, the message of a signal. */
  readonly name: string;
  readonly by: string | undefined;
  readonly from: 'ndis' | 'self' | undefined;
  readonly direction: 'tx' | 'rx' | undefined;
  readonly irql: number | undefined;
  readonly vc: string | undefined;
  readonly nbl: string | undefined;
  readonly thread: number | undefined;
  readonly status: string | undefined;
  readonly args: Readonly<Record<string, Value>>;
  readonly out: Readonly<Record<string, Value>>;
}

const present = { tick: 0x01, vc: 0x02, object: 0x1c, nbl: 0x0c, thread: 0x20, status: 0x40, irql: 0x80 } as const;

/** The event behind the payload of an EVENT frame. */
export function toEvent(payload: Buffer): ProbeEvent {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  const number = view.getUint16(0, true);
  const kind = kinds[view.getUint8(2) - 1] as EventKind;
  const presence = view.getUint16(4, true);
  const detail = view.getUint8(7);
  const isCall = kind === 'enter' || kind === 'return';
  const { args, out } = decodeTail(view, payload);
  return {
    kind,
    tick: presence & present.tick ? view.getBigUint64(8, true) : undefined,
    name: (isCall ? functionName(number) : kind === 'signal' ? messageName(number) : undefined) ?? '',
    by: roleName(view.getUint8(3)),
    from: kind === 'enter' ? ([undefined, 'ndis', 'self'] as const)[detail] : undefined,
    direction: kind === 'signal' ? ([undefined, 'tx', 'rx'] as const)[detail] : undefined,
    irql: presence & present.irql ? view.getUint8(6) : undefined,
    vc: presence & present.vc ? handleAt(view, 16) : undefined,
    nbl: (presence & present.object) === present.nbl ? handleAt(view, 24) : undefined,
    thread: presence & present.thread ? view.getUint32(32, true) : undefined,
    status: presence & present.status ? statusText(view.getUint32(36, true)) : undefined,
    args,
    out,
  };
}
