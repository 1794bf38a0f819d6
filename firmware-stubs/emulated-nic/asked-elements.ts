import { informationElementsIn, type InformationElementType } from '../../src/core/condis/information-elements.ts';
import { signalledElement } from '../../src/core/condis/signalled-elements.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import type { SignallingElement } from '../../src/core/signalling/message.ts';

/** The information elements that the client passes with its call parameters, as they are signalled. */
export interface AskedElements {
  /** The element of a type; what `chosen` makes where the client gives none; nothing where either is not signalled. */
  or(type: InformationElementType, chosen?: () => SignallingElement): SignallingElement[];
}

/** What of a program's InfoElements its call manager signals. */
export function askedElements({ callParameters }: CallProgram): AskedElements {
  const given = informationElementsIn(callParameters);
  return {
    or(type, chosen) {
      const asked = given.find((one) => one.type === type);
      const signalled = asked === undefined ? chosen?.() : signalledElement(asked);
      return signalled === undefined ? [] : [signalled];
    },
  };
}
