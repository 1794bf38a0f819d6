/** CO_CALL_PARAMETERS: as a trace file writes it, as the words of an event record, compared, and looked up in those words. */
export { decodeCallParameters, encodeCallParameters, type CallParameters } from './call-parameter-codec.ts';
export { comparison, compareCallParameters, type Comparison } from './call-parameter-comparison.ts';
export { callParametersChanged, permanentVc } from './call-parameter-groups.ts';
export { connectionIdField, findAddress, findFieldOf, findStructure, flagsField, lookup } from './call-parameter-lookup.ts';
