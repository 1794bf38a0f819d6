import { factBits, factsOf } from './act-facts.ts';
import { requests, requestTraits, type RequestName } from './acts.ts';

/** What is known of acts, as columns: by the number of the act, which is below this. */
export const actLimit = 64;

/** Sets of facts: what the act needs and lacks, brings, spoils and ends. */
export const needs = new Int32Array(actLimit);
export const lacks = new Int32Array(actLimit);
export const brings = new Int32Array(actLimit);
export const spoils = new Int32Array(actLimit);
export const ends = new Int32Array(actLimit);

/** What the act does to the party that it names: {@link joins}, {@link leaves}, or 0 where it names none. */
export const partyChange = new Int8Array(actLimit);
export const joins = 1;
export const leaves = 2;

/** 1: a call in which the act fails has failed. */
export const decides = new Uint8Array(actLimit);

/** The fact that a call is connected, and with it what goes with the call, as sets. */
export const callFact = factBits(['call']);
export const ofCall = factBits(['call', 'managerVc']);

/** The fact that the drivers or the adapter are gone. */
export const goneFact = factBits(['gone']);

for (const name of Object.keys(requests) as RequestName[]) {
  const { number, party, decides: isDeciding } = requestTraits(name);
  const facts = factsOf(name);
  needs[number] = facts.needs;
  lacks[number] = facts.lacks;
  brings[number] = facts.brings;
  spoils[number] = facts.spoils;
  ends[number] = facts.ends;
  partyChange[number] = party === undefined ? 0 : party === 'joins' ? joins : leaves;
  decides[number] = isDeciding === true ? 1 : 0;
}
