import { decodeCallParameters, encodeCallParameters, type CallParameters } from '../../../src/core/condis/call-parameters.ts';
import { infoElementFields, informationElementsIn, type InformationElement } from '../../../src/core/condis/information-elements.ts';
import { signalledElement } from '../../../src/core/condis/signalled-elements.ts';
import { member } from '../call-structures.ts';
import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

/** Needs calls with a bearer class of the client's. */
export const bearerClassAsSignalled: FaultSpec = {
  name: 'bearer-class-as-signalled',
  topology: ['cm', 'mcm'],
  requirement: ['CC-13', 'CC-29', 'MM-09'],
  scenario: 'bearer-classes',
  summary: 'The call manager completes the call with the bearer class as it is signalled (BCOB-A 1), not as atm.h has it (0).',

  standInFront({ ndis }) {
    standInFront(ndis.calls, 'completeMakeCall', (correct) => function* (thread, call, status, parameters) {
      const isWrong = status === success && parameters !== undefined;
      yield* correct(thread, call, status, isWrong ? () => withSignalledClass(parameters()) : parameters);
    });
  },
};

function withSignalledClass(words: Int32Array): Int32Array {
  const parameters: CallParameters = decodeCallParameters(words, 0, words.length);
  const elements = informationElementsIn(parameters).map(asSignalled);
  const manager = member(parameters, 'CallMgrParameters');
  const specific = member(manager, 'CallMgrSpecific');
  const Parameters = { ...member(specific, 'Parameters'), ...infoElementFields(elements) };
  return encodeCallParameters({ ...parameters, CallMgrParameters: { ...manager, CallMgrSpecific: { ...specific, Parameters } } });
}

/** The low five bits of the element's first octet are its class. */
function asSignalled(element: InformationElement): InformationElement {
  if (element.type !== 'BroadbandBearerCapability') return element;
  const first = signalledElement(element)?.contents[0] ?? 0;
  return { ...element, fields: { ...element.fields, BearerClass: first & 0x1f } };
}
