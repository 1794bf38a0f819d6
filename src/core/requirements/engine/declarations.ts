import type { TraceHeader } from '../../trace/header.ts';
import type { EventBatch } from '../../trace/event-batch.ts';
import { word } from '../../trace/event-record.ts';
import { declarationBits, findEntry, tailTags, type Declaration } from '../../trace/tail.ts';
import { vcColumn } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import { factPlace } from './facts.ts';

/** The fact that a declaration sets, and the value that sets it. */
const facts: readonly (readonly [declaration: Declaration, value: boolean, fact: string])[] = [
  ['inputValid', false, 'inputInvalid'],
  ['renegotiationAllowed', false, 'renegotiationForbidden'],
  ['returnedParametersAcceptable', false, 'unacceptable'],
  ['permanentVc', true, 'permanent'],
  ['multipoint', true, 'declaredMultipoint'],
  ['multipoint', false, 'declaredPointToPoint'],
];

/** What a scenario says of its calls: in the header for all, in an event for a VC's next one. */
export class Declarations {
  private readonly vc: Evaluator;
  private readonly given: number;
  private readonly values: number;

  constructor(header: TraceHeader, vc: Evaluator) {
    this.vc = vc;
    let given = 0;
    let values = 0;
    for (const [name, value] of Object.entries(header.declares)) {
      given |= declarationBits[name as Declaration];
      if (value) values |= declarationBits[name as Declaration];
    }
    this.given = given;
    this.values = values;
  }

  /** A `declare` event: it is about the next call on its VC. */
  note(batch: EventBatch, i: number): void {
    const start = batch.starts[i] as number;
    const row = this.vc.table.find(batch.words[start + word.vc] as number, batch.words[start + word.vc + 1] as number);
    const at = findEntry(batch.words, start, batch.ends[i] as number, tailTags.declares);
    if (row < 0 || at < 0) return;
    const { rows, stride } = this.vc.table;
    rows[row * stride + vcColumn.declared] = batch.words[at + 1] as number;
    rows[row * stride + vcColumn.declaredValues] = batch.words[at + 2] as number;
  }

  /** A call begins: what is declared of it becomes facts, and what was declared for it alone is used up. */
  apply(row: number): void {
    const base = row * this.vc.table.stride;
    const { rows } = this.vc.table;
    const own = rows[base + vcColumn.declared] as number;
    const given = this.given | own;
    const values = (this.values & ~own) | ((rows[base + vcColumn.declaredValues] as number) & own);
    rows[base + vcColumn.declared] = 0;
    for (const [name, value, fact] of facts) {
      const mask = declarationBits[name];
      const place = factPlace('vc', fact);
      this.vc.put(row, place.word, place.bit, (given & mask) !== 0 && ((values & mask) !== 0) === value);
    }
  }
}
