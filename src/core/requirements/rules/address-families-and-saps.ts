import type { Check } from '../engine/rule.ts';
import { openUpcall } from './shared.ts';

const completed = 'E NdisCmOpenAddressFamilyComplete';

const bind = 'E ProtocolBindAdapterEx';
const initialize = 'E MiniportInitializeEx';
const register = 'E NdisCmRegisterAddressFamilyEx';
const open = 'E NdisClOpenAddressFamilyEx';

/** Address families: rows AF-01 to AF-21. */
export const addressFamilyRules: readonly Check[] = [
  { id: 'AF-01', topology: 'cm', scope: 'af', on: register, when: 'inStart' },
  {
    id: 'AF-01', topology: 'cm', scope: 'af', on: register, when: 'outsideStart started', need: '!outsideStart', duty: 'register',
    message: 'the call manager registers its address family outside ProtocolBindAdapterEx',
  },
  {
    id: 'AF-01', topology: 'cm', scope: 'af', on: register, when: 'inStart', need: 'adapterOpen', duty: 'register', since: bind,
    show: [bind], message: 'the call manager registers its address family before NdisOpenAdapterEx has succeeded',
  },
  {
    id: 'AF-01', topology: 'cm', scope: 'af', on: 'R ProtocolBindAdapterEx', when: 'byCm success', need: 'registerTried',
    duty: 'register', since: bind, show: [bind], message: 'the call manager was bound and has registered no address family',
  },
  { id: 'AF-02', topology: 'mcm', scope: 'af', on: register, when: 'inStart' },
  {
    id: 'AF-02', topology: 'mcm', scope: 'af', on: register, when: 'outsideStart started', need: '!outsideStart', duty: 'register',
    message: 'the MCM registers its address family outside MiniportInitializeEx',
  },
  {
    id: 'AF-02', topology: 'mcm', scope: 'af', on: register, when: 'registerTried', need: '!registerTried', duty: 'register',
    since: initialize, show: [initialize, register], message: 'the MCM registers its address family a second time',
  },
  {
    id: 'AF-02', topology: 'mcm', scope: 'af', on: 'R MiniportInitializeEx', when: 'success', need: 'registerTried', duty: 'register',
    since: initialize, show: [initialize], message: 'the MCM was initialised and has registered no address family',
  },
  {
    id: 'AF-04', scope: 'af', on: open, when: 'registered', need: 'notified', duty: 'notify', show: ['R NdisCmRegisterAddressFamilyEx'],
    message: 'an address family was registered and ProtocolCoAfRegisterNotify was not called',
  },
  { id: 'AF-05', scope: 'af', on: open, when: 'inNotify' },
  {
    id: 'AF-05', scope: 'af', on: open, when: 'outsideNotify', need: '!outsideNotify', duty: 'open-place', excuse: 'notify',
    message: 'the client opens the address family outside ProtocolCoAfRegisterNotify',
  },
  { id: 'AF-06', scope: 'af', on: 'VC END', when: 'openPended', need: 'openCompleted', duty: 'open-complete', show: ['R ProtocolCmOpenAf'],
    message: 'ProtocolCmOpenAf pended and was never completed' },
  { id: 'AF-06', scope: 'af', on: completed, need: '!pending', message: 'the final status is NDIS_STATUS_PENDING' },
  {
    id: 'AF-08', scope: 'af', on: 'E NdisCoCreateVc', when: 'byClient !openReported', need: 'open', duty: 'open-af',
    message: 'a VC is created on an address family that is not open',
  },
  {
    id: 'AF-08', scope: 'af', on: 'E NdisCoCreateVc', when: 'byClient openReported openAsked', need: 'open', severity: 'self-check',
    duty: 'open-upcall', message: openUpcall,
  },
  {
    id: 'AF-08', scope: 'af', on: 'E NdisCoCreateVc', when: 'byClient openReported !openAsked', need: 'open', duty: 'open-af',
    message: 'a VC is created on an address family that the client has not asked to open',
  },
  { id: 'AF-09', scope: 'af', on: 'E NdisClCloseAddressFamily', when: '!hasVcs' },
  {
    id: 'AF-09', on: 'AF CLOSED', when: 'ofClient', need: '!exists', duty: 'leak', excuse: 'complete close-complete close-unacceptable',
    show: ['R NdisCoCreateVc'], message: 'an address family is closed while a VC of it exists',
  },
];
