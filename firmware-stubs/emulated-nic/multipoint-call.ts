import type { MultipointProgram } from '../../src/core/scenario/call-program.ts';
import type { Act } from './act.ts';
import type { Actors } from './actors.ts';
import type { Call } from './call.ts';
import { Party } from './party.ts';
import { success } from './statuses.ts';
import type { Thread } from './thread.ts';

/** The parties of one connected multipoint call: they come, and go until one is left. */
export class MultipointCall {
  readonly #actors: Actors;
  readonly #call: Call;
  readonly #program: MultipointProgram;
  #joined: Party[];

  constructor(actors: Actors, call: Call, program: MultipointProgram) {
    this.#actors = actors;
    this.#call = call;
    this.#program = program;
    this.#joined = call.initialParty === undefined ? [] : [call.initialParty];
  }

  /** The client adds the parties, one after another. */
  *join(thread: Thread): Act {
    for (const [i, program] of this.#program.parties.entries()) {
      const party = new Party(i + 1, program);
      const status = yield* this.#actors.client.parties.add(thread, this.#call, party);
      if (status === success) this.#joined.push(party);
    }
    if (this.#program.lastParty === 'added') this.#call.lastParty = this.#joined.at(-1);
  }

  /** All but the last leave. */
  *leave(thread: Thread): Act {
    const { client, network } = this.#actors;
    for (const party of this.#joined) {
      if (party === this.#call.lastParty) continue;
      if (party.program?.droppedBy === 'network') {
        network.leave(thread, this.#call, party);
        yield* client.parties.dropAfterNetwork(thread, this.#call, party);
      } else yield* client.parties.drop(thread, this.#call, party);
    }
  }
}
