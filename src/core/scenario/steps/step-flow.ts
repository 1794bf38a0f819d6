import type { Fault } from '../../fault.ts';
import { factBits, factsOf, obstacle, type Obstacle } from './act-facts.ts';
import { requestTraits } from './acts.ts';
import type { AnsweredRequest } from './answered.ts';
import { atFirst, isSame, joined, type FlowState } from './flow-state.ts';
import { besideText, stepFault } from './step-fault.ts';
import type { StepNode } from './step-tree.ts';
import type { ActStep } from './step.ts';
import { strandFaults } from './strand-faults.ts';

/** What the calls of one pass through the steps come to on a correct device. */
export interface FlowResult {
  readonly faults: readonly Fault[];
  /** Calls that are connected, and that are not. */
  readonly connected: number;
  readonly failed: number;
  /** Whether it can be said beforehand: nothing is torn down that other calls use. */
  readonly isDecidable: boolean;
  /** Given: at the end something is closed or deregistered that was there at the beginning; the step that did so. */
  readonly leavesClosed?: ActStep;
}

const call = factBits(['call']);
const gone = factBits(['gone']);
const ofCall = factBits(['call', 'managerVc']);
const clientVc = factBits(['clientVc']);
const closed = factBits(['familyClosed', 'sapless']);

/**
 * Follows the steps as a correct device takes them, every request ending as it is answered, and says which step cannot be done where
 * it stands, which is never reached, and what is left open. `parties`: how many the scenario lists, `undefined` for point-to-point calls.
 */
export function flowOf(nodes: readonly StepNode[], parties: number | undefined): FlowResult {
  const flow = new Flow(parties);
  const end = flow.walk(nodes, atFirst);
  flow.leave(end);
  const { facts, connected, failed, closedBy } = end;
  const isDecidable = (facts & gone) === 0;
  const leavesClosed = (facts & closed) !== 0 && isDecidable ? closedBy?.step : undefined;
  return { faults: flow.faults, connected, failed, isDecidable, ...(leavesClosed !== undefined && { leavesClosed }) };
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
        this.faults.push(...strandFaults(node.strands));
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
    const { brings, spoils, ends } = factsOf(name);
    this.compareWithParties(request);
    const parties = isLost ? state.parties : this.partiesAfter(request, state);
    const kept = state.facts & ~ends;
    const isOver = request.closes === true || (ends & call) !== 0;
    const failing = { facts: request.closes === true ? kept & ~ofCall : kept | spoils, parties: isOver ? 0 : state.parties };
    const succeeding = { facts: kept | brings, parties };
    return {
      ...state,
      ...(request.succeeds ? succeeding : failing),
      ...countsAfter(request, state),
      last: { request, succeeded: request.succeeds, ...(request.succeeds && { otherwise: failing }) },
      ...(isLost && { isLost }),
      ...((brings & call) !== 0 && { callOf: request }),
      ...((brings & clientVc) !== 0 && { vcOf: request }),
      ...((brings & closed) !== 0 && { closedBy: request }),
    };
  }

  private compareWithParties(request: AnsweredRequest): void {
    if (this.parties === undefined) return;
    if (request.request === 'network: send') {
      this.say(request, 'nothing-backward', 'a point-to-multipoint call carries no data to the client', 'Take it out.');
    } else if (request.request === 'network: call') {
      this.say(request, 'point-to-point', 'a call that comes in has no further parties', 'Take it, or the parties, out.');
    }
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

  private outOfOrder(request: AnsweredRequest, { why, next }: Obstacle, { last }: FlowState): void {
    const refusal = last?.request.refusedBy;
    const isReleased = request.request === 'client: close call' && last?.request.request === 'network: release' && last.succeeded;
    const isClosed = request.request === 'client: close call' && refusal?.act === 'client: refuse rates';
    const because = refusal !== undefined ? `, because of \`${refusal.act}\`${besideText(refusal, request.step)}`
      : isReleased ? ' any more: the client closes a call that the network releases when it is told' : '';
    const message = `\`${request.request}\` cannot be done here${this.again}: ${why}${because}`;
    this.say(request, 'step-out-of-order', message, isReleased || isClosed ? 'Take it out.' : next);
  }

  private say({ step }: AnsweredRequest, code: string, message: string, next: string): void {
    this.faults.push(stepFault(step, code, message, next));
  }
}

function countsAfter({ request, connects }: AnsweredRequest, { connected, failed }: FlowState): Pick<FlowState, 'connected' | 'failed'> {
  if (request !== 'client: make call' && request !== 'network: call') return { connected, failed };
  return connects ? { connected: connected + 1, failed } : { connected, failed: failed + 1 };
}
