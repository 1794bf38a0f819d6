import { decodeCallParameters, encodeCallParameters, type CallParameters } from '../../../src/core/condis/call-parameters.ts';
import { member } from '../call-structures.ts';
import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

/** Needs parameters of which the two directions have different ones. */
export const directionsExchanged: FaultSpec = {
  name: 'directions-exchanged',
  topology: ['cm', 'mcm'],
  requirement: ['CC-13', 'CC-29', 'MM-09'],
  scenario: 'cbr-call',
  summary: 'The call manager completes the call with the flow specifications of the two directions exchanged.',

  standInFront({ ndis }) {
    standInFront(ndis.calls, 'completeMakeCall', (correct) => function* (thread, call, status, parameters) {
      const isExchanged = status === success && parameters !== undefined;
      yield* correct(thread, call, status, isExchanged ? () => exchange(parameters()) : parameters);
    });
  },
};

function exchange(words: Int32Array): Int32Array {
  const parameters: CallParameters = decodeCallParameters(words, 0, words.length);
  const manager = member(parameters, 'CallMgrParameters');
  const flows = { Transmit: manager?.['Receive'], Receive: manager?.['Transmit'] };
  return encodeCallParameters({ ...parameters, CallMgrParameters: { ...manager, ...flows } });
}
