import { functionIds } from '../../condis/functions.ts';
import type { Check } from '../engine/rule.ts';

const passive = new Set(['NdisCmNotifyCloseAddressFamily', 'NdisCmRegisterAddressFamilyEx', 'NdisClOpenAddressFamilyEx',
  'ProtocolClOpenAfCompleteEx',
  'ProtocolCoAfRegisterNotify']);
/** Functions of the adapter's life, about which these rows say nothing. */
const outside = new Set(['ProtocolBindAdapterEx', 'ProtocolUnbindAdapterEx']);

/** The enters of all functions whose names begin so, those at PASSIVE_LEVEL apart. */
function levels(id: string, prefix: RegExp, more: Partial<Check> = {}): Check[] {
  const names = Object.keys(functionIds).filter((name) => prefix.test(name) && !outside.has(name));
  const low = names.filter((name) => passive.has(name)).map((name) => `E ${name}`);
  const rest = names.filter((name) => !passive.has(name)).map((name) => `E ${name}`);
  const shared = { id, duty: 'irql', each: true, ...more };
  return [
    { ...shared, on: rest, need: 'dispatchOrLower', message: 'entered above DISPATCH_LEVEL' },
    ...(low.length === 0 ? [] : [{ ...shared, on: low, need: 'passive', message: 'not entered at PASSIVE_LEVEL' }]),
  ];
}

/** IRQL: rows IR-01 to IR-07. */
export const irqlRules: readonly Check[] = [
  ...levels('IR-01', /^NdisCm/, { topology: 'cm' }),
  ...levels('IR-02', /^NdisCm/, { topology: 'mcm' }),
  ...levels('IR-03', /^NdisCl/),
  ...levels('IR-04', /^NdisCo(CreateVc|DeleteVc|SendNetBufferLists)$/),
  ...levels('IR-05', /^NdisMCo/),
  // NDIS runs a handler at the level of the call that it is made for.
  ...levels('IR-06', /^(Protocol|MiniportCo)/, { duty: 'irql-handler', excuse: 'irql' }),
  {
    id: 'IR-07', on: ['E NdisCoSendNetBufferLists', 'E NdisMCoSendNetBufferListsComplete', 'E NdisMCoIndicateReceiveNetBufferLists'],
    when: 'dispatchFlag', need: 'dispatch', duty: 'irql-flag', each: true, message: 'the DISPATCH_LEVEL flag is set at another IRQL',
  },
];
