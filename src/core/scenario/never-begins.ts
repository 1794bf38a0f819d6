import { eventNamed } from './event-name.ts';
import type { FaultUse } from './fault-use.ts';
import type { LineFault } from './line-fault.ts';
import { requestsIn } from './requests-in.ts';
import type { ScenarioSpec } from './scenario-spec.ts';
import { compileSteps } from './steps/compile.ts';
import { canFollow, requestsBringing } from './steps/possible-events.ts';
import type { StepSpec } from './steps/step.ts';

/** Which limit of a fault keeps it from ever beginning, why, and what to write. */
export interface NeverBegins {
  readonly key: 'calls' | 'callOfPass' | 'on';
  readonly message: string;
  readonly next: string;
}

/** Messages travel in net buffer lists, too: the lists of a call are not the only ones. */
const anyLists = /NetBufferLists/;

/** Why a fault with such limits can never begin in a scenario; `undefined` where it may. */
export function neverBegins(
  { calls, callOfPass, on }: Pick<FaultUse, 'calls' | 'callOfPass' | 'on'>, scenario: ScenarioSpec,
): NeverBegins | undefined {
  if (callOfPass !== undefined) {
    const { steps } = scenario;
    if (steps === undefined) {
      const next = 'Write `calls` alone: without `steps` each call is one by itself.';
      return { key: 'callOfPass', message: 'only a pass through `steps` makes several calls', next };
    }
    const most = mostCalls(steps);
    if (callOfPass > most) {
      const next = most === 0 ? 'Take it out.' : `Name one of them, from 1 to ${most}.`;
      return { key: 'callOfPass', message: `there is no call ${callOfPass} in a pass: it makes ${most} at most`, next };
    }
  }
  const event = on === undefined ? undefined : eventNamed(on.event);
  if (event === undefined || on === undefined || anyLists.test(on.event)) return undefined;
  if (scenario.permanentVc !== undefined && event.kind === 'signal') {
    return { key: 'on', message: 'nothing is signalled on a permanent VC', next: 'Name a function or handler.' };
  }
  const requests = requestsIn(scenario, calls);
  if (requests.some(({ request, answers }) => canFollow(event, request, answers))) return undefined;
  const bringing = requestsBringing(event);
  const isLimited = calls !== undefined || callOfPass !== undefined;
  if (bringing.length === 0) {
    if (!isLimited) return undefined;
    return { key: 'on', message: `\`${on.event}\` belongs to no call`, next: 'Leave `calls` and `callOfPass` out.' };
  }
  const next = `It comes with: ${bringing.map((name) => `\`${name}\``).join(', ')}.`;
  const where = isLimited ? 'the calls that are meant' : 'this scenario';
  return { key: 'on', message: `nothing in ${where} brings \`${on.event}\` about`, next };
}

/** The same of a line fault. On the line calls are told by their events alone, so that not every call of a pass can be told. */
export function neverBeginsOnLine({ moment }: LineFault, scenario: ScenarioSpec): NeverBegins | undefined {
  if (moment === undefined || 'atNs' in moment) return undefined;
  const { calls, callOfPass } = moment;
  const { steps, concurrency } = scenario;
  const never = neverBegins(moment, scenario);
  if (never !== undefined || steps === undefined || (calls === undefined && callOfPass === undefined)) return never;
  const key = callOfPass === undefined ? 'calls' : 'callOfPass';
  const inPass = callsInPass(scenario);
  if (inPass === undefined) {
    const message = 'which call of which pass one is cannot be told on the line';
    return { key, message, next: 'Leave it out: not every pass makes the same calls.' };
  }
  if (inPass > 1 && concurrency > 1) {
    const message = `passes that make ${inPass} calls each go on at the same time: whose call one is cannot be told on the line`;
    return { key, message, next: 'Leave `concurrency` out, or this.' };
  }
  return undefined;
}

/** How many calls each pass through the steps of a scenario makes on a correct device; `undefined` where that differs. */
export function callsInPass({ steps, parties }: ScenarioSpec): number | undefined {
  if (steps === undefined) return undefined;
  const most = mostCalls(steps);
  const { calls } = compileSteps(steps, parties?.map(({ digits }) => digits));
  const made = calls === undefined ? most : calls.connected + calls.failed;
  return made >= 1 && (calls !== undefined || most === 1) ? made : undefined;
}

/** How many calls a pass makes at most, whatever becomes of them. */
function mostCalls(steps: readonly StepSpec[]): number {
  return steps.reduce((sum, step) => {
    switch (step.kind) {
      case 'act':
        return sum + (step.act === 'client: make call' || step.act === 'network: call' ? 1 : 0);
      case 'repeat':
        return sum + step.times * mostCalls(step.steps);
      case 'parallel':
        return sum + step.strands.reduce((all, strand) => all + mostCalls(strand), 0);
      case 'branch':
        return sum + Math.max(mostCalls(step.met), mostCalls(step.otherwise));
      default:
        return sum;
    }
  }, 0);
}
