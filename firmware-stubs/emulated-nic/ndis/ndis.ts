import { functionIds } from '../../../src/core/condis/functions.ts';
import { roleIds } from '../../../src/core/condis/roles.ts';
import type { Act } from '../act.ts';
import type { Actors, NdisActs } from '../actors.ts';
import { success } from '../statuses.ts';
import type { Thread } from '../thread.ts';
import { NdisAddressFamilies } from './address-families.ts';
import { NdisCalls } from './calls.ts';
import { NdisIncomingCalls } from './incoming-calls.ts';
import { NdisLists } from './lists.ts';
import { NdisParties } from './parties.ts';
import { NdisQos } from './qos.ts';
import { NdisSaps } from './saps.ts';
import { NdisVcs } from './vcs.ts';

/**
 * NDIS: the functions that drivers call. Each is an act of the caller, on the caller's thread, that reaches the handlers of the
 * driver on the other side before it returns.
 */
export class Ndis implements NdisActs {
  readonly addressFamilies: NdisAddressFamilies;
  readonly calls: NdisCalls;
  readonly incomingCalls: NdisIncomingCalls;
  readonly lists: NdisLists;
  readonly parties: NdisParties;
  readonly qos: NdisQos;
  readonly saps: NdisSaps;
  readonly vcs: NdisVcs;
  readonly #actors: Actors;

  constructor(actors: Actors) {
    this.#actors = actors;
    this.addressFamilies = new NdisAddressFamilies(actors);
    this.calls = new NdisCalls(actors);
    this.incomingCalls = new NdisIncomingCalls(actors);
    this.lists = new NdisLists(actors);
    this.parties = new NdisParties(actors);
    this.qos = new NdisQos(actors);
    this.saps = new NdisSaps(actors);
    this.vcs = new NdisVcs(actors);
  }

  *NdisOpenAdapterEx(thread: Thread): Act<number> {
    const { probe } = this.#actors.computer;
    if (thread.step()) yield;
    probe.enter(thread, functionIds.NdisOpenAdapterEx, roleIds.cm);
    probe.emit();
    if (thread.step()) yield;
    probe.leave(thread, functionIds.NdisOpenAdapterEx, roleIds.cm, success);
    probe.emit();
    return success;
  }
}
