import type { Completion } from './completion.ts';
import type { Thread } from './thread.ts';

/** An address family that a client has open. */
export interface AddressFamily {
  readonly handle: number;
  readonly clientContext: number;
  callManagerContext: number;
  /** The call manager's work items about the family. */
  readonly worker: Thread;
  /** The client learnt the outcome of opening and of closing it. */
  readonly opened: Completion;
  readonly closed: Completion;
}
