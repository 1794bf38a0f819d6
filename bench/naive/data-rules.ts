import type { Rule } from './rule.ts';

const dispatchLevel = 2;

/** Sending, receiving, and the IRQL at which functions are called. */
export const dataRules: readonly Rule[] = [
  { id: 'SD-01', check: ({ event: { kind, name, by }, vc }) => kind === 'enter' && name === 'NdisCoSendNetBufferLists' && by === 'client' &&
    vc?.call === 'closing' ? 'a send after NdisClCloseCall' : undefined },
  { id: 'SD-02', check: ({ event: { kind, name, vc, args } }) =>
    kind === 'enter' && name === 'NdisCoSendNetBufferLists' && args['SourceHandle'] !== vc
      ? 'SourceHandle is not the VC\'s handle' : undefined },
  { id: 'SD-03', check: ({ event: { kind, name, nbl }, vc }) => kind === 'enter' && name === 'NdisCoSendNetBufferLists' &&
    nbl !== undefined && vc?.sendsOutstanding.has(nbl) === true ? 'a list is sent that is still below' : undefined },
  { id: 'SD-04', check: ({ event: { kind, name }, around }) => kind === 'enter' && name === 'MiniportCoSendNetBufferLists' &&
    around.length > 0 && !around.some((call) => call.name === 'NdisCoSendNetBufferLists') ? 'nobody asked for the send' : undefined },
  { id: 'SD-12', check: ({ event: { kind, name, vc, args } }) => kind === 'enter' && name === 'NdisMCoIndicateReceiveNetBufferLists' &&
    args['SourceHandle'] !== vc ? 'SourceHandle is not the VC\'s handle' : undefined },
  { id: 'IR-01', check: ({ event: { kind, name, irql } }) =>
    kind === 'enter' && name.startsWith('NdisCm') && (irql ?? 0) > dispatchLevel ? 'called above DISPATCH_LEVEL' : undefined },
  { id: 'IR-02', check: ({ event: { kind, name, irql } }) =>
    kind === 'enter' && name.startsWith('NdisMCm') && (irql ?? 0) > dispatchLevel ? 'called above DISPATCH_LEVEL' : undefined },
  { id: 'IR-03', check: ({ event: { kind, name, irql } }) =>
    kind === 'enter' && name.startsWith('NdisCl') && (irql ?? 0) > dispatchLevel ? 'called above DISPATCH_LEVEL' : undefined },
  { id: 'IR-04', check: ({ event: { kind, name, irql } }) => kind === 'enter' && name.startsWith('NdisCo') && (irql ?? 0) > dispatchLevel
    ? 'called above DISPATCH_LEVEL' : undefined },
  { id: 'IR-05', check: ({ event: { kind, name, irql } }) =>
    kind === 'enter' && name.startsWith('NdisMCo') && (irql ?? 0) > dispatchLevel ? 'called above DISPATCH_LEVEL' : undefined },
  { id: 'IR-06', check: ({ event: { kind, name, irql } }) => kind === 'enter' && (name.startsWith('Protocol') ||
    name.startsWith('MiniportCo')) &&
    (irql ?? 0) > dispatchLevel ? 'a handler is entered above DISPATCH_LEVEL' : undefined },
];
