import { functionIdLimit, functionName } from '../condis/functions.ts';
import { statusCodes } from '../condis/statuses.ts';
import type { Behaviour, FunctionBehaviour } from '../judgement.ts';

/** TI-35: how requests ended and how often drivers tried again, counted while the trace passes. */
export class BehaviourCounts {
  private readonly synchronous = new Float64Array(functionIdLimit);
  private readonly pended = new Float64Array(functionIdLimit);
  private readonly activationsPerCall = new Map<number, number>();
  private activationRetries = 0;
  private setupRetries = 0;

  /** A return with a status. Functions without a number are not counted here: the judgement lists them as not modelled. */
  returned(fn: number, status: number): void {
    if (fn >= functionIdLimit) return;
    const counts = status === statusCodes.NDIS_STATUS_PENDING ? this.pended : this.synchronous;
    counts[fn] = (counts[fn] as number) + 1;
  }

  /** An activation asked for after a failed one of the same call. */
  activationRetried(): void {
    this.activationRetries++;
  }

  /** A call is over, or the trace. `setups` are the SETUP messages that were sent for it. */
  callEnded(activations: number, setups: number): void {
    this.activationsPerCall.set(activations, (this.activationsPerCall.get(activations) ?? 0) + 1);
    if (setups > 1) this.setupRetries += setups - 1;
  }

  behaviour(): Behaviour {
    const functions: FunctionBehaviour[] = [];
    for (let id = 0; id < functionIdLimit; id++) {
      const fn = functionName(id);
      const synchronous = this.synchronous[id] as number;
      const pended = this.pended[id] as number;
      if (fn !== undefined && synchronous + pended > 0) functions.push({ fn, synchronous, pended });
    }
    const histogram = [...this.activationsPerCall].toSorted(([a], [b]) => a - b);
    return {
      functions,
      activationsPerCall: histogram.map(([number, count]) => ({ number, count })),
      activationRetries: this.activationRetries,
      setupRetries: this.setupRetries,
    };
  }
}
