import { reaches } from '../course-stages.ts';
import { courseNames, courses } from '../course.ts';
import { laterNs } from '../network-fault-effect.ts';
import type { ScenarioSpec } from '../scenario-spec.ts';
import { middleNs, typicalReleaseNs, typicalRunNs, typicalSetUpNs } from '../typical-time.ts';
import type { AnsweredRequest } from './answered.ts';
import { coursesInSteps } from './courses-in-steps.ts';
import { treeOf, type StepNode } from './step-tree.ts';

type Delays = ScenarioSpec['delays'];

/** What all of a scenario takes, about, in nanoseconds of the device's clock. */
export function typicalScenarioNs(scenario: ScenarioSpec): number {
  const { steps, calls, concurrency, delays } = scenario;
  if (steps === undefined) return typicalRunNs(scenario);
  const later = laterNs({ ...scenario, ...coursesInSteps(steps), inSteps: true });
  return Math.ceil(calls / concurrency) * sumNs(treeOf(steps, []), delays, true) + later / concurrency;
}

function sumNs(nodes: readonly StepNode[], delays: Delays, hasSucceeded: boolean): number {
  let ns = 0;
  let succeeded = hasSucceeded;
  for (const node of nodes) {
    ns += nodeNs(node, delays, succeeded);
    if (node.kind === 'request') succeeded = node.request.succeeds;
  }
  return ns;
}

function nodeNs(node: StepNode, delays: Delays, hasSucceeded: boolean): number {
  switch (node.kind) {
    case 'request':
      return requestNs(node.request, delays);
    case 'wait':
      return middleNs(node.step.delay);
    case 'repeat':
      return node.step.times * sumNs(node.body, delays, hasSucceeded);
    case 'parallel':
      return Math.max(...node.strands.map((strand) => sumNs(strand, delays, hasSucceeded)));
    case 'branch': {
      const isMet = hasSucceeded === (node.step.condition === 'succeeded');
      return sumNs(isMet ? node.met : node.otherwise, delays, hasSucceeded);
    }
  }
}

function requestNs({ request, answer, succeeds }: AnsweredRequest, delays: Delays): number {
  switch (request) {
    case 'client: make call': {
      const name = courseNames.find((each) => courses[each].number === answer) ?? 'connects';
      return typicalSetUpNs(delays, { name }) + (!succeeds && reaches({ name }, 'release') ? typicalReleaseNs(delays) : 0);
    }
    case 'network: call':
      return typicalSetUpNs(delays, { name: 'connects' }) - middleNs(delays.networkProceeding);
    case 'client: add party':
    case 'client: modify QoS':
      return middleNs(delays.callManagerSetup) + middleNs(delays.networkConnect);
    case 'network: modify':
    case 'client: drop party':
    case 'network: drop party':
      return middleNs(delays.networkRelease);
    case 'client: close call':
    case 'network: release':
      return typicalReleaseNs(delays);
    case 'client: send':
    case 'network: send':
      return middleNs(delays.transmission);
    case 'client: create VC':
    case 'client: delete VC':
    case 'client: open address family':
    case 'client: close address family':
    case 'client: register SAP':
    case 'client: deregister SAP':
    case 'callManager: unbind':
    case 'miniport: halt':
      return 0;
  }
}
