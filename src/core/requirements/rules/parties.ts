import type { Check } from '../engine/rule.ts';

const added = 'E NdisCmAddPartyComplete';
const dropped = 'E NdisCmDropPartyComplete';

/** Parties of multipoint calls: rows MP-01 to MP-28. */
export const partyRules: readonly Check[] = [
  {
    id: 'MP-07', scope: 'party', on: 'R ProtocolCmAddParty', need: 'documented',
    message: 'ProtocolCmAddParty returned a status that is not documented',
  },
  {
    id: 'MP-08', scope: 'party', on: 'PARTY END', when: 'addPended', need: 'addCompleted', duty: 'add-complete', each: true,
    show: ['R ProtocolCmAddParty'], message: 'ProtocolCmAddParty pended and was never completed',
  },
  { id: 'MP-08', scope: 'party', on: added, need: '!pending', message: 'the final status is NDIS_STATUS_PENDING' },
  {
    id: 'MP-09', scope: 'party', on: added, when: 'success', need: '!cmPartyContextNull',
    message: 'a party was added without CallMgrPartyContext',
  },
  {
    id: 'MP-20', scope: 'party', on: 'PARTY END', when: 'dropPended', need: 'dropCompleted', duty: 'drop-complete', each: true,
    show: ['R ProtocolCmDropParty'], message: 'ProtocolCmDropParty pended and was never completed',
  },
  { id: 'MP-20', scope: 'party', on: dropped, need: '!pending', message: 'the final status is NDIS_STATUS_PENDING' },
];
