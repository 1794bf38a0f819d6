import { flagsField, findFieldOf, permanentVc } from '../../../src/core/condis/call-parameters.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const permanentFlagWithheld: FaultSpec = {
  name: 'permanent-flag-withheld',
  topology: ['cm', 'mcm'],
  requirement: ['PV-04'],
  scenario: 'permanent-vc-by-address',
  summary: 'The call manager completes a call on a permanent VC without PERMANENT_VC in its parameters.',

  standInFront({ ndis }) {
    standInFront(ndis.calls, 'completeMakeCall', (correct) => function* (thread, call, status, parameters) {
      yield* correct(thread, call, status, parameters === undefined ? undefined : () => withoutFlag(parameters()));
    });
  },
};

function withoutFlag(parameters: Int32Array): Int32Array {
  const words = parameters.slice();
  const flags = findFieldOf(words, 0, words.length, flagsField.group, flagsField.bit);
  if (flags >= 0) words[flags] = (words[flags] as number) & ~permanentVc;
  return words;
}
