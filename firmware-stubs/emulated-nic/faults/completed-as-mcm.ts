import { functionIds } from '../../../src/core/condis/functions.ts';
import type { EventEmitter } from '../event-emitter.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const completedAsMcm: FaultSpec = {
  name: 'completed-as-mcm',
  topology: ['cm'],
  requirement: ['CC-32', 'MM-11'],
  scenario: 'outgoing-call',
  summary: 'The stand-alone call manager completes NdisClMakeCall with NdisMCmMakeCallComplete.',

  standInFront({ computer: { probe } }) {
    callInstead(probe, functionIds.NdisCmMakeCallComplete, functionIds.NdisMCmMakeCallComplete);
  },
};

/** A driver calls another function in place of the right one; NDIS makes no difference between the twins. */
export function callInstead(probe: EventEmitter, right: number, wrong: number): void {
  const called = (fn: number): number => (fn === right ? wrong : fn);
  standInFront(probe, 'enterVc', (correct) => (thread, fn, role, vc, from) => correct(thread, called(fn), role, vc, from));
  standInFront(probe, 'leaveVc', (correct) => (thread, fn, role, vc, status) => correct(thread, called(fn), role, vc, status));
}
