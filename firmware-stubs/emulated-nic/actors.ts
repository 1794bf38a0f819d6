import type { Topology } from '../../src/core/condis/roles.ts';
import type { CallControl } from './call-control.ts';
import type { Client } from './client.ts';
import type { Computer } from './computer.ts';
import type { Miniport } from './miniport.ts';
import type { Ndis } from './ndis/ndis.ts';
import type { Network } from './network.ts';

/** Who acts in the model. Each reaches the others through this, as drivers reach each other through NDIS. */
export interface Actors {
  readonly topology: Topology;
  readonly computer: Computer;
  readonly ndis: Ndis;
  readonly client: Client;
  /** The stand-alone call manager, or the call control of the miniport call manager. */
  readonly callManager: CallControl;
  /** The miniport, or the miniport half of the miniport call manager. */
  readonly miniport: Miniport;
  readonly network: Network;
}
