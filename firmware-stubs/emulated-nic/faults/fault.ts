import type { Topology } from '../../../src/core/condis/roles.ts';
import type { Actors } from '../actors.ts';

/** A way in which a driver breaks its duty: a behaviour that stands in front of the correct one. */
export interface FaultSpec {
  readonly name: string;
  /** The devices that can have it. */
  readonly topology: readonly Topology[];
  /** The requirements that it breaks. */
  readonly requirement: readonly string[];
  /** A scenario that shows it. */
  readonly scenario: string;
  /** One sentence: what the driver does wrong. */
  readonly summary: string;
  standInFront(actors: Actors): void;
}

/** Puts a behaviour in front of an act of an actor. `behaviour` gets the act as it was and gives the one that takes its place. */
export function standInFront<Actor extends object, Name extends keyof Actor>(
  actor: Actor, name: Name, behaviour: (correct: Actor[Name]) => Actor[Name],
): void {
  const correct = actor[name];
  actor[name] = behaviour((typeof correct === 'function' ? correct.bind(actor) : correct) as Actor[Name]);
}
