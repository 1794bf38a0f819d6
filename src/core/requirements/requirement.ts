import type { Topology } from '../condis/roles.ts';

/**
 * How much a broken requirement weighs, as the bench settles it; `self-check` is a duty of NDIS, so a breach first means a broken
 * trace.
 */
export type Severity = 'must' | 'should' | 'may' | 'self-check' | 'info';

/** The verb of the page itself, before the bench settled the severity. */
export type Modal = 'must' | 'should' | 'may' | 'info';

/**
 * What a check has to see: T calls and returns with handles and status, A arguments, S signalling, M memory, Q IRQL. D stands for
 * what no trace can show.
 */
export type ObservationClass = 'T' | 'A' | 'S' | 'M' | 'Q' | 'D';

/** A requirement as its family's file writes it. */
export interface RequirementEntry {
  readonly id: string;
  /** Whose duty it is, in the catalogue's words. */
  readonly actor: string;
  /** Letters of {@link ObservationClass}. */
  readonly observes: string;
  /** Of a row whose clauses weigh differently, the strictest. */
  readonly severity: Severity;
  readonly modal: Modal;
  /** The page's strength in full, where one word does not say it. */
  readonly severityText?: string;
  /** A permission, or something only recorded: it never makes a finding. Absent: rows of severity may and info are guards. */
  readonly guard?: true;
  /** The one topology that the row speaks of; absent: both. */
  readonly topology?: Topology;
  readonly requirement: string;
  /**
   * The check in the catalogue's notation: `E f` enter, `R f->s` return, `S:` signalling message, `PRE(X <- Y)` every X has an
   * earlier Y, `RESP(X -> Y)` every X is followed by Y, `NEVER`, `ARG`, `RET`, `NEST`, `CNT`, `IF(condition : check)`.
   */
  readonly check: string;
  /** Page and passage. Names beginning nf- and nc- are pages of the driver interface, the others of the network design guide. */
  readonly source: string;
}

/** A requirement with what follows from its entry and its family. */
export interface Requirement {
  readonly id: string;
  /** Name of the family, e.g. `making-a-call`. */
  readonly family: string;
  readonly actor: string;
  readonly observes: readonly ObservationClass[];
  readonly severity: Severity;
  readonly modal: Modal;
  readonly severityText: string;
  readonly guard: boolean;
  /** Nothing a trace could show decides it: class D alone. */
  readonly manual: boolean;
  /** From one of the two pages on which the bench is built: making-a-call.md and the page of NdisCmMakeCallComplete. */
  readonly seed: boolean;
  /**
   * `cm` and `mcm`: the row is about that kind of call manager and vacuous in a trace of the other. A row is of one topology where
   * its actor is, or where its check names only functions that the other topology does not have.
   */
  readonly topology: Topology | 'both';
  readonly requirement: string;
  readonly check: string;
  readonly source: string;
}

/** Requirements about one operation, in the catalogue's order. */
export interface RequirementFamily {
  readonly name: string;
  readonly title: string;
  readonly seed: boolean;
  readonly entries: readonly RequirementEntry[];
}

/** Fills in what an entry leaves to its family and to defaults. */
export function requirementOf(entry: RequirementEntry, family: RequirementFamily): Requirement {
  return {
    id: entry.id,
    family: family.name,
    actor: entry.actor,
    observes: [...entry.observes] as ObservationClass[],
    severity: entry.severity,
    modal: entry.modal,
    severityText: entry.severityText ?? entry.modal,
    guard: entry.guard ?? (entry.severity === 'may' || entry.severity === 'info'),
    manual: entry.observes === 'D',
    seed: family.seed,
    topology: entry.topology ?? 'both',
    requirement: entry.requirement,
    check: entry.check,
    source: entry.source,
  };
}
