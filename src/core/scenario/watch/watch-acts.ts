import { requests } from '../steps/acts.ts';
import { clientWideNumbers } from '../steps/client-wide.ts';

/** Numbers of acts with which a pass gets a VC or a call. */
export const createVc = requests['client: create VC'].number;
export const makeCall = requests['client: make call'].number;
export const networkCall = requests['network: call'].number;

/** Acts after which the drivers or the adapter are gone, as a set of their numbers. */
export const adapterWide = (1 << requests['callManager: unbind'].number) | (1 << requests['miniport: halt'].number);

/** Acts that concern all of the client, as a set: their events name no VC. */
export const clientWide = clientWideNumbers.reduce((set, number) => set | (1 << number), 0);

/** Acts with net buffer lists, as a set. */
export const withLists = (1 << requests['client: send'].number) | (1 << requests['network: send'].number);

/** What a pass can go on with when it has no VC. */
export const afterVc: readonly number[] = [createVc, networkCall, ...clientWideNumbers];

/** Events of a request that could also begin another one: by its number, the set of those others, until it is over. */
export const ownBeginnings = new Int32Array(32);
ownBeginnings[makeCall] = (1 << requests['client: modify QoS'].number) | (1 << requests['client: close call'].number);
// It has begun with SETUP, and is dispatched later.
ownBeginnings[networkCall] = 1 << networkCall;
// The notification of the family, and its opening inside.
const openFamily = requests['client: open address family'].number;
ownBeginnings[openFamily] = 1 << openFamily;
ownBeginnings[requests['network: release'].number] = 1 << requests['client: close call'].number;
ownBeginnings[requests['network: drop party'].number] = 1 << requests['client: drop party'].number;
