import type { Topology } from '../../condis/roles.ts';
import type { Scope } from './facts.ts';
import type { Severity } from '../requirement.ts';

/**
 * One check of a requirement, as a family's file of rules writes it. Conditions are facts, separated by blanks, that must hold
 * together; `!` before a fact asks for the opposite. See `facts.ts` for the facts and `symbols.ts` for the symbols.
 */
export interface Check {
  /** The requirement. */
  readonly id: string;
  /** What the state is about; default `vc`. */
  readonly scope?: Scope;
  /** Symbols at which it is judged. */
  readonly on: string | readonly string[];
  /** Only in traces of this topology. */
  readonly topology?: Topology;
  /** The occurrence counts only under these conditions. */
  readonly when?: string;
  /** What must hold; absent: nothing, the occurrence passes. */
  readonly need?: string;
  /** State that must be known, else the occurrence is undecided. */
  readonly known?: string;
  /** Default: that of the catalogue's row. */
  readonly severity?: Severity;
  /** Rows that state the same duty share it, and so the number of the fault. Default: the row's id. */
  readonly duty?: string;
  /** Each occurrence is a broken act of its own, also several in one call. */
  readonly each?: boolean;
  /** Duties whose breach on the same VC explains this one; `*`: any. */
  readonly excuse?: string;
  /** Once this is broken, whatever else is suspected from there on is its consequence: of the object, or of the call that begins here. */
  readonly root?: 'object' | 'call';
  /** The act went to the wrong object: one other object misses it, and what is suspected there for that reason is a consequence. */
  readonly stray?: boolean;
  /** The window opens at this symbol; default: the creation of the object. `event`: the occurrence alone decides. */
  readonly since?: string;
  /** Symbols whose last occurrence is named as evidence before the deciding event. */
  readonly show?: readonly string[];
  /** A broken occurrence leaves open whether anything is wrong, for this reason. */
  readonly open?: string;
  /** Where the names of the symbols do not say it: whose events are needed. */
  readonly roles?: number;
  /** Only in traces that are (are not) declared TAPI. */
  readonly tapi?: boolean;
  /** Only in traces with this hook. */
  readonly hook?: 'source';
  /** What is wrong, in a sentence without a full stop. */
  readonly message?: string;
}

/** How state changes: at a symbol and under conditions, facts are set and cleared, and another symbol may be raised. */
export interface Transition {
  readonly scope?: Scope;
  readonly on: string | readonly string[];
  readonly topology?: Topology;
  /** Only in traces that do not see the client. */
  readonly blind?: boolean;
  readonly when?: string;
  readonly set?: string;
  readonly clear?: string;
  readonly raise?: string;
}
