import { argumentIds } from './argument-names.ts';
import { functionIds } from './functions.ts';

/** The parameters that repeat an event's `vc`, `party`, `af` and `sap`, in this order. */
export const handleArguments = ['NdisVcHandle', 'NdisPartyHandle', 'NdisAfHandle', 'NdisSapHandle'] as const;

const { NdisVcHandle, NdisPartyHandle, NdisAfHandle, NdisSapHandle } = argumentIds;

/** By function number: the parameter that points to where the function writes the handle it creates. */
const createdBy: ReadonlyMap<number, number> = new Map<number, number>([
  [functionIds.NdisCoCreateVc, NdisVcHandle],
  [functionIds.NdisMCmCreateVc, NdisVcHandle],
  [functionIds.NdisClMakeCall, NdisPartyHandle],
  [functionIds.NdisClAddParty, NdisPartyHandle],
  [functionIds.NdisClOpenAddressFamilyEx, NdisAfHandle],
  [functionIds.NdisClRegisterSap, NdisSapHandle],
]);

/**
 * Whether a parameter (by number) of a function (by number) is a pointer to a handle yet to be created. What the tracer saw in
 * it before the call is then not the handle that the event is about.
 */
export function isCreatedHandle(fn: number, argument: number): boolean {
  return createdBy.get(fn) === argument;
}
