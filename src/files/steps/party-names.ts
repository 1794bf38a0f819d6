import type { Fault } from '../../core/fault.ts';
import { parameterRanges, type ActName } from '../../core/scenario/steps/acts.ts';
import { defaultParty } from '../../core/scenario/defaults.ts';
import type { AtmAddress, StepParty } from '../../core/scenario/scenario-spec.ts';
import { suggestion } from '../did-you-mean.ts';
import type { ActFile } from './step-forms.ts';
import { faultAt, inside, type WrittenValue } from './written-value.ts';

/** The party that is called with the call itself. */
const initialParty = 'initial';
const [, most] = parameterRanges.party;

interface NamedParty {
  readonly first: WrittenValue;
  called: AtmAddress | undefined;
  joins: boolean;
}

/** The parties of a scenario by the names that its steps give them, in the order in which they are first named. */
export class PartyNames {
  private readonly parties = new Map<string, NamedParty>();
  private isInitialSpokenOf = false;

  /** The place of the party that an act names, from 1; 0 is the initial one. */
  placeOf(step: WrittenValue, act: ActName, file: ActFile, faults: Fault[]): number {
    const at = inside(step, 'party');
    const name = String(file.party);
    const joins = act === 'client: add party';
    if (name === initialParty) {
      this.isInitialSpokenOf = true;
      if (joins) {
        const next = 'Give the party that is added another name; the initial one joins with the call.';
        faults.push(faultAt(at, 'not-allowed', 'the initial party joins with the call itself', next));
      }
      return 0;
    }
    let party = this.parties.get(name);
    if (party === undefined) this.parties.set(name, party = { first: at, called: undefined, joins: false });
    const place = [...this.parties.keys()].indexOf(name) + 1;
    if (place === most + 1) {
      faults.push(faultAt(at, 'out-of-range', `\`${name}\` is one party too many`, `Allowed: ${most} beside the initial one.`));
    }
    if (!joins) return place;
    party.joins = true;
    if (file.called !== undefined && party.called !== undefined && file.called.digits !== party.called.digits) {
      const next = 'Give this party another name, or the same address.';
      faults.push(faultAt(inside(step, 'called'), 'not-allowed', `\`${name}\` has another address already`, next));
    }
    party.called ??= file.called;
    return place;
  }

  /** Parties that leave and never join. */
  strangers(): Fault[] {
    const known = [...this.parties].filter(([, { joins }]) => joins).map(([name]) => name);
    return [...this.parties].filter(([, { joins }]) => !joins).map(([name, { first }]) => {
      return faultAt(first, 'unknown-party', `no step adds a party \`${name}\``, suggestion(name, [...known, initialParty]));
    });
  }

  /** Whether any step speaks of a party. */
  get isSpokenOf(): boolean {
    return this.isInitialSpokenOf || this.parties.size > 0;
  }

  /** Who they are, in order. */
  get inOrder(): StepParty[] {
    return [...this.parties].map(([name, { called }], i) => ({ ...called ?? defaultParty(i + 1), name }));
  }
}
