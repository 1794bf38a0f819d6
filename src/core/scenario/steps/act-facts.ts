import { callFacts, neededFacts, requests, type CallFact, type NeededFact, type RequestName, type RequestTraits } from './acts.ts';

/** The facts of a call as a set: bit n is the n-th of `callFacts`. */
export function factBits(facts: readonly CallFact[]): number {
  return facts.reduce((bits, fact) => bits | (1 << callFacts.indexOf(fact)), 0);
}

/** What an act asks of the facts of a call, and does to them, as sets. */
export interface ActFacts {
  readonly needs: number;
  readonly lacks: number;
  readonly brings: number;
  readonly spoils: number;
  readonly ends: number;
}

/** Nothing can be done where the drivers are gone. */
const gone = factBits(['gone']);

/** The sets of a request. */
export function factsOf(name: RequestName): ActFacts {
  const { needs, lacks, brings, spoils = [], ends }: RequestTraits = requests[name];
  return {
    needs: factBits(needs), lacks: factBits(lacks) | gone, brings: factBits(brings), spoils: factBits(spoils), ends: factBits(ends),
  };
}

/** What stands in the way of an act, and what to do about it. */
export interface Obstacle {
  readonly why: string;
  readonly next: string;
}

/** What stands in the way of an act while these facts hold; `undefined` where it can begin. */
export function obstacle(name: RequestName, facts: number): Obstacle | undefined {
  const { needs, lacks } = factsOf(name);
  const there = callFacts.find((_, bit) => (lacks & facts & (1 << bit)) !== 0);
  const missing = neededFacts.find((fact) => (needs & ~facts & factBits([fact])) !== 0);
  if (there !== undefined) return name === 'client: close address family' && useOfFamily.has(there) ? familyInUse : presence[there];
  return missing === undefined ? undefined : absence[missing];
}

/** What stands in the way of closing an address family, and which facts say so. */
const familyInUse: Obstacle = {
  why: 'a call or a VC of it is left', next: 'Put what closes the call, and `client: delete VC` where the VC is the client\'s, before it.',
};
const useOfFamily: ReadonlySet<CallFact> = new Set<CallFact>(['call', 'clientVc', 'managerVc']);

const vcIsThere: Obstacle = { why: 'there is a VC already', next: 'Delete that one before it.' };
const presence: Readonly<Record<CallFact, Obstacle>> = {
  clientVc: vcIsThere,
  managerVc: vcIsThere,
  call: { why: 'a call is open', next: 'Put `client: close call` before it.' },
  spoilt: { why: 'a call on this VC has failed, and the VC can only be deleted', next: 'Delete the VC and create another before it.' },
  familyClosed: { why: 'the address family is closed', next: 'Put `client: open address family` before it.' },
  sapless: { why: 'the client has no SAP registered', next: 'Put `client: register SAP` before it.' },
  gone: { why: 'the drivers are gone', next: 'Take it out: after `callManager: unbind` and `miniport: halt` nothing can be done.' },
};

const absence: Readonly<Record<NeededFact, Obstacle>> = {
  clientVc: { why: 'the client has no VC', next: 'Put `client: create VC` before it.' },
  familyClosed: {
    why: 'the address family is open: a scenario begins with it', next: 'Take it out, or put `client: close address family` before it.',
  },
  sapless: {
    why: 'the SAPs are registered: a scenario begins with them', next: 'Take it out, or put `client: deregister SAP` before it.',
  },
  call: { why: 'no call is connected', next: 'Put `client: make call` before it, and what closes the call after it.' },
};
