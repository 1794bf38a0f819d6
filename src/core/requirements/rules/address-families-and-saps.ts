import type { Check } from '../engine/rule.ts';
import { openUpcall } from './shared.ts';

const completed = 'E NdisCmOpenAddressFamilyComplete';

/** Address families: rows AF-01 to AF-21. */
export const addressFamilyRules: readonly Check[] = [
  { id: 'AF-06', scope: 'af', on: 'VC END', when: 'openPended', need: 'openCompleted', duty: 'open-complete', show: ['R ProtocolCmOpenAf'],
    message: 'ProtocolCmOpenAf pended and was never completed' },
  { id: 'AF-06', scope: 'af', on: completed, need: '!pending', message: 'the final status is NDIS_STATUS_PENDING' },
  {
    id: 'AF-08', scope: 'af', on: 'E NdisCoCreateVc', when: 'byClient !openReported', need: 'open', duty: 'open-af',
    message: 'a VC is created on an address family that is not open',
  },
  {
    id: 'AF-08', scope: 'af', on: 'E NdisCoCreateVc', when: 'byClient openReported', need: 'open', severity: 'self-check',
    duty: 'open-upcall', message: openUpcall,
  },
  { id: 'AF-09', scope: 'af', on: 'E NdisClCloseAddressFamily', when: '!hasVcs' },
  {
    id: 'AF-09', on: 'AF CLOSED', when: 'ofClient', need: '!exists', duty: 'leak', excuse: 'complete close-complete close-unacceptable',
    show: ['R NdisCoCreateVc'], message: 'an address family is closed while a VC of it exists',
  },
];
