import { Completion } from './completion.ts';
import { success } from './statuses.ts';
import type { Thread } from './thread.ts';

/** What has to be known of a received list to return it. */
export interface ReturnableList {
  readonly handle: number;
  readonly owner: { readonly role: number };
}

/** The client's book of what moves on a call. */
export class Transfer {
  /** Lists handed to NDIS and not yet back. */
  outstanding = 0;
  /** Lists that the called party is to send and has not sent yet. */
  answersDue = 0;
  /** Lists received and not yet returned. */
  readonly received: ReturnableList[] = [];
  #changed = new Completion();

  /** Finished by the next {@link note}. */
  get changed(): Completion {
    return this.#changed;
  }

  /** Something came back or came in. */
  note(by: Thread): void {
    const changed = this.#changed;
    this.#changed = new Completion();
    changed.finish(success, by);
  }
}
