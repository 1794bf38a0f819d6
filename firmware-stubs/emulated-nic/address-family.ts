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
  /** The client was told that it has to close it, and the call manager that the client has done so. */
  readonly notice: Completion;
  readonly noticeAnswered: Completion;
  /** VCs that clients have created on it and not deleted, and the end of the last of them. */
  vcs: number;
  emptied: Completion;
}
