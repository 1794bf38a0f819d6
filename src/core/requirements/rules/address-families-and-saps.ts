import type { Check } from '../engine/rule.ts';
import { openUpcall } from './shared.ts';

const completed = 'E NdisCmOpenAddressFamilyComplete';

const bind = 'E ProtocolBindAdapterEx';
const initialize = 'E MiniportInitializeEx';
const register = 'E NdisCmRegisterAddressFamilyEx';
const open = 'E NdisClOpenAddressFamilyEx';

const close = 'E NdisClCloseAddressFamily';
const cmClosed = 'R ProtocolCmCloseAf';
const noticed = 'R ProtocolClNotifyCloseAf';
const stopped = ['R ProtocolUnbindAdapterEx', 'R MiniportHaltEx'];
/** What a client does with an address family. */
const uses = ['E NdisCoCreateVc', 'E NdisClRegisterSap', close];

const unnoticed = {
  scope: 'af', on: stopped, need: 'noticed', duty: 'notice', excuse: 'close-af-complete',
  message: 'the call manager goes and has not notified the client of an open address family',
} as const;

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
  { id: 'AF-07', scope: 'af', on: 'E ProtocolClOpenAfCompleteEx', when: 'clientOpenPended' },
  {
    id: 'AF-07', scope: 'af', on: uses, when: 'byClient clientOpenPended !openReported', need: '!clientOpenPended', duty: 'open-af',
    show: ['R NdisClOpenAddressFamilyEx'], message: 'the client goes on while the opening of its address family is pending',
  },
  { id: 'AF-10', scope: 'af', on: close, when: '!closing' },
  {
    id: 'AF-10', scope: 'af', on: uses, when: 'byClient closing', need: '!closing', duty: 'use-after-close', each: true,
    show: [close], message: 'the client uses the handle of an address family that it has closed',
  },
  { id: 'AF-11', scope: 'af', on: noticed, when: 'closing' },
  {
    id: 'AF-11', scope: 'af', on: 'VC END', when: 'inNotice clientClosePended', need: '!inNotice', duty: 'close-af-wait',
    excuse: 'close-af-complete', show: ['E ProtocolClNotifyCloseAf', 'R NdisClCloseAddressFamily'],
    message: 'the client closes its address family in ProtocolClNotifyCloseAf, which does not return',
  },
  {
    id: 'AF-12', scope: 'af', on: cmClosed, when: 'callsAtClose !notAccepted', need: 'pending', duty: 'close-af-early',
    show: [close], message: 'ProtocolCmCloseAf closed an address family that has calls',
  },
  {
    id: 'AF-12', scope: 'af', on: cmClosed, when: 'callsAtClose notAccepted', need: '!notAccepted', severity: 'should',
    duty: 'close-af-refused', show: [close], message: 'ProtocolCmCloseAf refused where it could have pended',
  },
  {
    id: 'AF-12', scope: 'af', on: 'VC END', when: 'cmClosePended', need: 'cmCloseCompleted', duty: 'close-af-complete', show: [cmClosed],
    message: 'ProtocolCmCloseAf pended and was never completed',
  },
  {
    id: 'AF-13', scope: 'af', on: close, when: 'noticed', need: '!hasVcs', duty: 'notice-order', show: ['E ProtocolClNotifyCloseAf'],
    message: 'the client closes the address family before the VCs on it',
  },
  {
    id: 'AF-14', scope: 'af', on: 'VC END', when: 'noticePended', need: 'noticeAnswered', duty: 'notice-answer', show: [noticed],
    message: 'ProtocolClNotifyCloseAf pended and NdisClNotifyCloseAddressFamilyComplete was never called',
  },
  { id: 'AF-15', when: 'openAtStop !gone', ...unnoticed },
  // Closed by the client in the meantime, of its own accord.
  { id: 'AF-15', when: 'openAtStop gone', ...unnoticed },
];
