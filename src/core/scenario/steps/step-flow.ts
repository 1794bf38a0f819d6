import type { Fault } from '../../fault.ts';
import { courseNames, courses } from '../course.ts';
import { factBits, factsOf, obstacle, type Obstacle } from './act-facts.ts';
import { requestTraits, type RequestName } from './acts.ts';
import type { AnsweredRequest } from './answered.ts';
import { atFirst, isSame, joined, type FlowState } from './flow-state.ts';
import { besideText, stepFault } from './step-fault.ts';
import { requestsOf, type StepNode } from './step-tree.ts';

/** What the calls of one pass through the steps come to on a correct device. */
export interface FlowResult {
  readonly faults: readonly Fault[];
  /** Calls that are connected, and that are not. */
  readonly connected: number;
  readonly failed: number;
  /** Whether it can be said beforehand: nothing is torn down that other calls use. */
  readonly isDecidable: boolean;
}

const call = factBits(['call']);
const gone = factBits(['gone']);
const clientVc = factBits(['clientVc']);

/**
 * Follows the steps as a correct device takes them, every request ending as it is answered, and says which step cannot be done where
 * it stands, which is never reached, and what is left open. `parties`: how many the scenario lists, `undefined` for point-to-point calls.
 */
export function flowOf(nodes: readonly StepNode[], parties: number | undefined): FlowResult {
  const flow = new Flow(parties);
  const end = flow.walk(nodes, atFirst);
  flow.leave(end);
  return { faults: flow.faults, connected: end.connected, failed: end.failed, isDecidable: (end.facts & gone) === 0 };
}

class Flow {
  readonly faults: Fault[] = [];
  private readonly parties: number | undefined;
  /** Said of a step that cannot be done again. */
  private again = '';

  constructor(parties: number | undefined) {
    this.parties = parties;
  }

  walk(nodes: readonly StepNode[], before: FlowState): FlowState {
    return nodes.reduce((state, node) => this.take(node, state), before);
  }

  /** What is open at the end stays open, and nothing after it can be taken down. */
  leave({ facts, callOf, vcOf, isLost }: FlowState): void {
    if ((facts & gone) !== 0 || isLost === true) return;
    if ((facts & call) !== 0 && callOf !== undefined) {
      this.say(callOf, 'call-left-open', 'the call is never closed', 'Add `client: close call` where it is to end.');
    } else if ((facts & clientVc) !== 0 && vcOf !== undefined) {
      this.say(vcOf, 'vc-left', 'the VC is never deleted', 'Add `client: delete VC` at the end.');
    }
  }

  private take(node: StepNode, state: FlowState): FlowState {
    switch (node.kind) {
      case 'wait':
        return state;
      case 'request':
        return this.request(node.request, state);
      case 'repeat':
        return this.repeat(node, state);
      case 'parallel':
        this.compare(node.strands);
        return joined(state, node.strands.map((strand) => this.walk(strand, state)));
      case 'branch':
        return this.branch(node, state);
    }
  }

  /** Steps that begin again as they began once before end as they ended then. */
  private repeat({ step: { times }, body }: StepNode & { kind: 'repeat' }, before: FlowState): FlowState {
    const again = this.again;
    const known = this.faults.length;
    let state = before;
    for (let time = 1; time <= times; time++) {
      const start = state;
      state = this.walk(body, start);
      if (this.faults.length > known) break;
      if (isSame(start, state)) {
        const left = times - time;
        const connected = state.connected + left * (state.connected - start.connected);
        const failed = state.failed + left * (state.failed - start.failed);
        state = { ...state, connected, failed };
        break;
      }
      this.again = ' again';
    }
    this.again = again;
    return state;
  }

  private branch({ step, met, otherwise }: StepNode & { kind: 'branch' }, state: FlowState): FlowState {
    const { last } = state;
    if (last === undefined) {
      this.faults.push(stepFault(step, 'branch-without-request', `nothing has ${step.condition} yet`, 'Put a request before it.'));
      return state;
    }
    const isMet = last.succeeded === (step.condition === 'succeeded');
    const [taken, other] = isMet ? [met, otherwise] : [otherwise, met];
    const [first] = other;
    if (last.otherwise !== undefined) {
      const { request } = last;
      this.walk(other, { ...state, ...last.otherwise, last: { request, succeeded: !last.succeeded } });
    } else if (first !== undefined) {
      const why = last.request.refusedBy ?? last.request.step;
      const message = `these steps are never reached: \`${why.act}\`${besideText(why, step)} lets \`${last.request.request}\` fail`;
      const place = first.kind === 'request' ? first.request.step : first.step;
      this.faults.push(stepFault(place, 'steps-unreachable', message, 'Take them out, or the answer.'));
    }
    return this.walk(taken, state);
  }

  private request(request: AnsweredRequest, state: FlowState): FlowState {
    const name = request.request;
    const inTheWay = state.isLost === true ? undefined : obstacle(name, state.facts);
    if (inTheWay !== undefined) this.outOfOrder(request, inTheWay, state);
    const isLost = inTheWay !== undefined || state.isLost === true;
    const { brings, ends } = factsOf(name);
    const parties = isLost ? state.parties : this.partiesAfter(request, state);
    const failing = { facts: state.facts & ~ends, parties: (ends & call) !== 0 ? 0 : state.parties };
    const succeeding = { facts: failing.facts | brings, parties };
    return {
      ...state,
      ...(request.succeeds ? succeeding : failing),
      ...countsAfter(request, state),
      last: { request, succeeded: request.succeeds, ...(request.succeeds && { otherwise: failing }) },
      ...(isLost && { isLost }),
      ...((brings & call) !== 0 && { callOf: request }),
      ...((brings & clientVc) !== 0 && { vcOf: request }),
    };
  }

  private partiesAfter(request: AnsweredRequest, { parties }: FlowState): number {
    const { party: change, brings, ends } = requestTraits(request.request);
    if (change !== undefined) return this.changed(request, change, parties);
    if (brings.includes('call')) return this.parties === undefined ? 0 : 1;
    if (!ends.includes('call')) return parties;
    if ((parties & (parties - 1)) !== 0 && !brings.includes('gone')) {
      this.say(request, 'parties-left', 'more than one party is left on the call', 'Let all but one of them leave before.');
    }
    return 0;
  }

  private changed(request: AnsweredRequest, change: 'joins' | 'leaves', parties: number): number {
    const { party } = request.step.parameters;
    if (this.parties === undefined) {
      this.say(request, 'no-parties', 'the calls of this scenario have one party', 'List those that can join under `parties`.');
      return parties;
    }
    if (party === undefined || party > this.parties || (change === 'joins' && party === 0)) {
      this.say(request, 'unknown-party', 'the scenario does not list this party', 'Name one that stands under `parties`.');
      return parties;
    }
    const bit = 1 << party;
    const isThere = (parties & bit) !== 0;
    if (change === 'joins' && isThere) this.say(request, 'party-there', 'the party is on the call already', 'Let it leave before.');
    else if (change === 'leaves' && !isThere) this.say(request, 'party-not-there', 'the party is not on the call', 'Add it before.');
    else if (change === 'leaves' && parties === bit) {
      this.say(request, 'last-party', 'the last party of a call cannot be dropped', 'Close the call: the party goes with it.');
    }
    return change === 'joins' ? parties | bit : parties & ~bit;
  }

  /** Only one of several strands may change what the others rest on. */
  private compare(strands: readonly (readonly StepNode[])[]): void {
    const changing = strands.map((strand) => [...requestsOf(strand)].find(({ request }) => changes(request)));
    const [first, second] = changing.filter((request) => request !== undefined);
    if (first !== undefined && second !== undefined) this.contradict(first, second, 'change the call');
    const seen = new Map<number, AnsweredRequest>();
    for (const strand of strands) {
      const own = [...requestsOf(strand)].filter(({ request }) => requestTraits(request).party !== undefined);
      for (const request of own) {
        const before = seen.get(request.step.parameters.party ?? 0);
        if (before !== undefined) this.contradict(before, request, 'change the same party');
      }
      for (const request of own) seen.set(request.step.parameters.party ?? 0, request);
    }
  }

  private contradict(first: AnsweredRequest, second: AnsweredRequest, what: string): void {
    const where = besideText(first.step, second.step);
    const message = `\`${second.request}\` and \`${first.request}\`${where} ${what} at the same time`;
    this.say(second, 'strands-contradict', message, 'Put them into one strand, one after the other.');
  }

  private outOfOrder(request: AnsweredRequest, { why, next }: Obstacle, { last }: FlowState): void {
    const refusal = last?.request.refusedBy;
    const because = refusal === undefined ? '' : `, because of \`${refusal.act}\`${besideText(refusal, request.step)}`;
    const message = `\`${request.request}\` cannot be done here${this.again}: ${why}${because}`;
    this.say(request, 'step-out-of-order', message, next);
  }

  private say({ step }: AnsweredRequest, code: string, message: string, next: string): void {
    this.faults.push(stepFault(step, code, message, next));
  }
}

function changes(name: RequestName): boolean {
  const { brings, ends } = factsOf(name);
  return brings !== 0 || ends !== 0;
}

function countsAfter({ request, answer }: AnsweredRequest, { connected, failed }: FlowState): Pick<FlowState, 'connected' | 'failed'> {
  if (request === 'network: call') return { connected: connected + 1, failed };
  if (request !== 'client: make call') return { connected, failed };
  const name = courseNames.find((one) => courses[one].number === answer);
  const isConnected = name !== undefined && courses[name].outcome === 'connected';
  return isConnected ? { connected: connected + 1, failed } : { connected, failed: failed + 1 };
}
