import { callParametersChanged, findFieldOf, flagsField } from '../../../src/core/condis/call-parameters.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const offerChangedSilently: FaultSpec = {
  name: 'offer-changed-silently',
  topology: ['cm', 'mcm'],
  requirement: ['IC-09'],
  scenario: 'incoming-parameters-changed',
  summary: 'The client takes a call with other parameters than it was offered and does not set CALL_PARAMETERS_CHANGED.',

  standInFront({ computer: { structures } }) {
    standInFront(structures, 'answered', (correct) => (call) => {
      const words = correct(call).slice();
      const at = findFieldOf(words, 0, words.length, flagsField.group, flagsField.bit);
      words[at] = (words[at] as number) & ~callParametersChanged;
      return words;
    });
  },
};
