import { messageTypes } from '../../src/core/signalling/message-types.ts';
import type { Act } from './act.ts';
import type { Call } from './call.ts';
import { HandlePool } from './handle-pool.ts';
import type { SignallingOctets } from './net-buffer-list.ts';
import { success } from './statuses.ts';
import type { Thread } from './thread.ts';
import { timers } from './timers.ts';
import { VcControl } from './vc-control.ts';

/** What either kind of call manager does to release a call, and to have it released. */
export abstract class ReleaseControl extends VcControl {
  protected readonly callReferences = new HandlePool(1, 1);

  /** Puts a message of a call on the network. */
  protected abstract sendMessage(thread: Thread, call: Call, message: SignallingOctets): Act;
  /** The call is released; the request to close it, which was pended, is completed. */
  protected abstract finishClose(thread: Thread, call: Call): Act;

  /** RELEASE, and T308 until it is answered. */
  protected *releaseCall(thread: Thread, call: Call, cause?: number): Act {
    call.releaseCause = cause;
    yield* this.sendRelease(thread, call, cause);
    if (this.#isNeverAnswered(call)) return this.startTimer(timers.t308, call, this.releaseUnanswered(call.lane.worker, call));
    // Where the answer is late the worker may be the one that waits for it.
    const { receive } = call.lane;
    if (call.expires('t308')) this.startTimer(timers.t308, call, this.releaseUnanswered(receive, call), receive);
  }

  protected *sendRelease(thread: Thread, call: Call, cause?: number): Act {
    const octets = this.actors.computer.messages.release(call, cause);
    yield* this.sendMessage(thread, call, { type: messageTypes.RELEASE, octets });
  }

  /** T308 expires for the first time. */
  *releaseUnanswered(thread: Thread, call: Call): Act {
    yield* this.sendRelease(thread, call, call.releaseCause);
    if (this.#isNeverAnswered(call)) this.startTimer(timers.t308, call, this.releaseUnansweredAgain(thread, call));
  }

  #isNeverAnswered(call: Call): boolean {
    return call.course.name === 'releaseUnanswered' && call.isClosing;
  }

  /** T308 expires for the second time: the call is cleared. */
  *releaseUnansweredAgain(thread: Thread, call: Call): Act {
    if (thread.step()) yield;
    this.forgetReference(call);
    this.endRelease(thread, call);
  }

  /** The network has no such call any more. */
  protected endRelease(thread: Thread, call: Call): void {
    call.released.finish(success, thread);
    const { worker } = call.lane;
    if (call.isClosing && call.lane.pended.closeCall) worker.start(this.finishClose(worker, call), call.random);
  }

  /** The call reference may be used again. */
  protected forgetReference(call: Call): void {
    // The reference of a call that the network makes is the network's.
    if (call.callReference > 0 && !call.isIncoming) this.callReferences.giveBack(call.callReference);
    call.callReference = 0;
  }

  /** Something happens, on the call manager's worker thread unless another is given, when a time is over. */
  protected startTimer(ticks: number, call: Call, expiry: Act, thread = call.lane.worker): void {
    thread.start(expiry, call.random, this.actors.computer.scheduler.nowTicks + ticks);
  }
}
