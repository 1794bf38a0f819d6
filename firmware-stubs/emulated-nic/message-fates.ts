import { isAmong } from '../../src/core/scenario/fault-use.ts';
import type { NetworkFault } from '../../src/core/scenario/network-fault.ts';
import type { MessageName } from '../../src/core/signalling/message-types.ts';
import type { Call } from './call.ts';
import { wholeTicks } from './delays.ts';

/** What becomes of a message between the network and the system under test. */
export interface MessageFate {
  readonly copies: 0 | 1 | 2;
  /** How much later it is sent. */
  readonly laterTicks: number;
}

const usual: MessageFate = { copies: 1, laterTicks: 0 };
const lost: MessageFate = { copies: 0, laterTicks: 0 };

/** Says what a program wants to become of messages: of the first of each name in a call. */
export class MessageFates {
  readonly #faults: readonly NetworkFault[];
  readonly #passed = new WeakMap<Call, Set<MessageName>>();

  constructor(faults: readonly NetworkFault[] = []) {
    this.#faults = faults;
  }

  /** Of a message that the network sends at a tick. */
  received(call: Call, name: MessageName, atTicks: number): MessageFate {
    const fault = this.#next(call, name, atTicks);
    if (fault === undefined) return usual;
    if (fault.kind === 'lose') return lost;
    return fault.kind === 'duplicate' ? { copies: 2, laterTicks: 0 } : { copies: 1, laterTicks: wholeTicks(fault.byNs) };
  }

  /** Whether a message that the system under test has sent does not arrive. */
  isLost(call: Call, name: MessageName, atTicks: number): boolean {
    return this.#next(call, name, atTicks)?.kind === 'lose';
  }

  #next(call: Call, name: MessageName, atTicks: number): NetworkFault | undefined {
    if (this.#faults.length === 0) return undefined;
    const passed = this.#passed.get(call) ?? new Set();
    this.#passed.set(call, passed);
    if (passed.has(name)) return undefined;
    passed.add(name);
    return this.#faults.find((fault) => {
      return fault.message === name && isAmong(fault.calls, call.number) && atTicks >= wholeTicks(fault.afterNs ?? 0);
    });
  }
}
