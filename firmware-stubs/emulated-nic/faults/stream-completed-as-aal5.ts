import { decodeCallParameters, encodeCallParameters, type CallParameters } from '../../../src/core/condis/call-parameters.ts';
import { aalTypes } from '../../../src/core/condis/information-elements.ts';
import { member } from '../call-structures.ts';
import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

/** Needs calls over another adaptation layer than AAL5. */
export const streamCompletedAsAal5: FaultSpec = {
  name: 'stream-completed-as-aal5',
  topology: ['cm', 'mcm'],
  requirement: ['CC-13', 'CC-29', 'MM-09'],
  scenario: 'circuit-emulation',
  summary: 'The call manager completes the call with media parameters that say AAL5, whatever adaptation layer its VC was activated for.',

  standInFront({ ndis }) {
    standInFront(ndis.calls, 'completeMakeCall', (correct) => function* (thread, call, status, parameters) {
      const isWrong = status === success && parameters !== undefined;
      yield* correct(thread, call, status, isWrong ? () => withAal5(parameters()) : parameters);
    });
  },
};

function withAal5(words: Int32Array): Int32Array {
  const parameters: CallParameters = decodeCallParameters(words, 0, words.length);
  const media = member(parameters, 'MediaParameters');
  const specific = member(media, 'MediaSpecific');
  const Parameters = { ...member(specific, 'Parameters'), AALType: aalTypes.AAL5 };
  return encodeCallParameters({ ...parameters, MediaParameters: { ...media, MediaSpecific: { ...specific, Parameters } } });
}
