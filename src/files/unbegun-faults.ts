import type { Fault } from '../core/fault.ts';
import { eventNamed } from '../core/scenario/event-name.ts';
import type { Occasion } from '../core/scenario/fault-use.ts';
import { neverBegins, neverBeginsOnLine, type NeverBegins } from '../core/scenario/never-begins.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import type { Placing } from './issue-faults.ts';
import { lackingTopology } from './steps/expected-event.ts';

/** What among the faults of a scenario, those of the device and those of the line, can never begin. */
export function unbegunFaults(scenario: ScenarioSpec, file: Placing): Fault[] {
  const { faults, line } = scenario;
  const refuse = (list: 'faults' | 'line', i: number, on: Occasion | undefined, never: NeverBegins | undefined): Fault[] => {
    const why = unknownTo(scenario, on) ?? never;
    return why === undefined ? [] : [file.fault('never-begins', why.message, [list, i, why.key], why.next)];
  };
  return [
    ...faults.flatMap((use, i) => refuse('faults', i, use.on, neverBegins(use, scenario))),
    ...line.flatMap((fault, i) => {
      const { moment } = fault;
      return refuse('line', i, moment !== undefined && 'on' in moment ? moment.on : undefined, neverBeginsOnLine(fault, scenario));
    }),
  ];
}

/** An event that devices of one of the scenario's topologies do not have. */
function unknownTo({ topologies }: ScenarioSpec, on: Occasion | undefined): NeverBegins | undefined {
  const event = on === undefined ? undefined : eventNamed(on.event);
  const lacking = on === undefined || event === undefined ? undefined : lackingTopology(on.event, event, topologies);
  return lacking === undefined ? undefined : { key: 'on', ...lacking };
}
