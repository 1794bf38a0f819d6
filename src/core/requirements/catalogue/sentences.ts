import type { Topology } from '../../condis/roles.ts';

/** One thing that a page says, with the requirements that it was made into. */
export interface PageSentence {
  /** Name of the page, as in {@link Requirement.source}. */
  readonly page: SentencePage;
  /** The one kind of call manager that the page speaks to; absent: both. */
  readonly topology?: Topology;
  /** Where on the page: paragraph (P) or part, and `s` with the number of the sentence in it. Unique on its page. */
  readonly anchor: string;
  /** What it says, in our words. */
  readonly says: string;
  /** Ids of the requirements that come from it; at least one. */
  readonly rows: readonly string[];
}

/** The two pages on which the bench is built, and the page of the miniport call manager's completion. */
export const sentencePages = ['making-a-call.md', 'nf-ndis-ndiscmmakecallcomplete', 'nf-ndis-ndismcmmakecallcomplete'] as const;
export type SentencePage = (typeof sentencePages)[number];

type Entry = readonly [anchor: string, says: string, ...rows: readonly string[]];

const makingACall: readonly Entry[] = [
  ['P1 figure cm-11', 'The steps of an outgoing call through a stand-alone call manager, in order.', 'MC-41'],
  ['P2 figure fig1-11', 'The steps of an outgoing call through an MCM, in order.', 'MC-42'],
  ['P3 bullet 1 s1', 'The client fills in call parameters before it makes a call.', 'MC-01'],
  ['P3 bullet 1 s2', 'The call is set up, and its media parameters are worked out, from those parameters.', 'MC-02'],
  ['P3 bullet 2', 'The client has a VC created before it makes a call.', 'MC-03'],
  ['P4', 'The client makes the call once the creation of the VC has succeeded.', 'MC-04'],
  ['P5 s1', 'The parameters passed are the structure that was filled in before.', 'MC-05'],
  ['P5 s2', 'The VC passed is the one created; the client sends on it and may receive on it.', 'MC-06', 'MC-07', 'MC-08'],
  ['P5 s3', 'For a multipoint call the client passes resident memory of its own for the first party.', 'MC-09', 'MC-10'],
  ['P6 s1', 'NDIS forwards the request to the call manager that shares the VC.', 'MC-11', 'MC-12'],
  ['P6 s2', 'The call manager validates the client\'s parameters.', 'MC-13'],
  ['P7 s1', 'The call manager exchanges signalling messages with the network.', 'MC-14'],
  ['P7 s2', 'A stand-alone call manager sends them through NDIS.', 'MC-15'],
  ['P7 s3', 'An MCM never sends through NDIS.', 'MC-16'],
  ['P7 s4', 'An MCM puts them on the network itself.', 'MC-17'],
  ['P8', 'The parameters may be changed while they are negotiated, and come back different.', 'MC-18', 'MC-19'],
  ['P9 s1', 'A party handle passed to the call manager marks a multipoint call.', 'MC-20'],
  ['P9 s2', 'For a multipoint call the call manager allocates what it needs for each party.', 'MC-21'],
  ['P10 s1', 'When the network is through, a stand-alone call manager has the call\'s VC activated.', 'MC-22', 'MC-24', 'MC-25'],
  ['P10 s2', 'When the network is through, an MCM reports its VC as activated.', 'MC-23'],
  ['P11 s1', 'The call is completed when the VC is ready for transfers, by either kind of call manager.', 'MC-26', 'MC-27'],
  ['P11 s2', 'By then the parameters are negotiated and the activation is finished.', 'MC-28', 'MC-29'],
  ['P12 s1', 'The completion carries the call\'s parameters.', 'MC-30'],
  ['P12 s2', 'A flag in them tells the client that they were changed.', 'MC-31'],
  ['P13 s1', 'NDIS tells the client that made the call.', 'MC-32', 'MC-33'],
  ['P13 s2', 'With that the call manager is through with the request.', 'MC-34'],
  ['P14 s1', 'After a success the client looks at the flag.', 'MC-35', 'MC-37'],
  ['P14 s2', 'Where it is set the client examines the parameters.', 'MC-36'],
  ['P15 s1', 'A client that accepts the parameters simply returns.', 'MC-38'],
  ['P15 s2', 'One that does not may ask for a change, where signalling allows it.', 'MC-39'],
  ['P15 s3', 'Where signalling does not allow it, the client closes the call.', 'MC-40'],
];

const ndisCmMakeCallComplete: readonly Entry[] = [
  ['summary', 'The function reports the final status of a request that was pended.', 'CC-01', 'CC-02'],
  ['Syntax', 'It returns nothing.', 'CC-14'],
  ['param Status', 'The status is final: success or any code but the pending one.', 'CC-03', 'CC-04'],
  ['param NdisVcHandle s1', 'The VC is the client\'s, by the handle that the call manager\'s create handler was given.', 'CC-05'],
  ['param NdisVcHandle s2', 'It is the VC whose context the make-call handler was given.', 'CC-06'],
  ['param NdisPartyHandle s1', 'The party is the first one, by the handle that the make-call handler was given.', 'CC-07'],
  ['param NdisPartyHandle s2', 'For a point-to-point call it is NULL.', 'CC-08'],
  ['param CallMgrPartyContext s1', 'The context is resident memory for the party; NULL without a party.', 'CC-09', 'CC-10'],
  ['param CallMgrPartyContext s2', 'NDIS hands it back with every later request about the party.', 'CC-11'],
  ['param CallMgrPartyContext s3', 'For a point-to-point call NDIS disregards it.', 'CC-12'],
  ['param CallParameters', 'With success the parameters are those that the connection was set up with.', 'CC-13'],
  ['Remarks 1 s1', 'Success is reported only when the miniport is ready for data on the VC.', 'CC-15'],
  ['Remarks 1 s2', 'Ready means: negotiated with the network, and activated with success.', 'CC-16', 'CC-17'],
  ['Remarks 2 s1', 'A request that was pended must be completed.', 'CC-18'],
  ['Remarks 2 s2', 'Until success is reported the client cannot use the VC.', 'CC-19'],
  ['Remarks 3 s1', 'Also after a failure NDIS and the client keep their resources until the client was told.', 'CC-20', 'CC-21'],
  ['Remarks 3 s2', 'A failure that is not completed leaks, and the VC cannot be deleted.', 'CC-22', 'CC-23'],
  ['Remarks 4 s1', 'With an error the party handle is dead from the moment of the call.', 'CC-24'],
  ['Remarks 4 s2', 'What was allocated for the party may go once the function has returned.', 'CC-25'],
  ['Remarks 4 s3', 'The VC is then deleted, and the call manager releases what it held for it.', 'CC-26', 'CC-27'],
  ['Remarks 5 s1', 'The call manager may change the client\'s parameters.', 'CC-28'],
  ['Remarks 5 s2', 'What it changed has to stand in the buffer of the completion.', 'CC-29'],
  ['Remarks 5 s3', 'A client that does not accept the changes closes the call, and its VC is deleted.', 'CC-30', 'CC-31'],
  ['Remarks 6 s1', 'Only a stand-alone call manager may call the function.', 'CC-32'],
  ['Remarks 6 s2', 'An MCM calls the macro of its own instead.', 'CC-33'],
  ['Requirements: IRQL', 'It is called at DISPATCH_LEVEL or lower.', 'CC-34'],
  ['Requirements: DDI rule', 'It is subject to the compliance rule about the IRQL of call managers.', 'CC-35'],
  ['Requirements: platform', 'Which systems, header and library have it.', 'CC-36'],
];

const ndisMCmMakeCallComplete: readonly Entry[] = [
  ['summary', 'The macro reports the final status of a request that was pended.', 'MM-02'],
  ['param _S_', 'The status is final: success or any code but the pending one.', 'MM-01'],
  ['param _VH_', 'The VC is the client\'s, by the handle that the create handler was given.', 'MM-02', 'CV-14'],
  ['param _PH_ s1', 'The party is the first one, by the handle that the make-call handler was given.', 'MM-04'],
  ['param _PH_ s2', 'For a point-to-point call it is NULL.', 'MM-04'],
  ['param _CC_ s1', 'The context is the MCM\'s for the party; NULL without a party.', 'MM-04'],
  ['param _CC_ s2', 'NDIS hands it back with every later request about the party.', 'CC-11'],
  ['param _CC_ s3', 'With an error NDIS disregards it.', 'MM-05'],
  ['param _CP_', 'With success the parameters are those that the connection was set up with.', 'MM-09'],
  ['Remarks 1 s1', 'Success is reported only when the MCM is ready for data on the VC.', 'MM-03'],
  ['Remarks 1 s2', 'Ready means: negotiated with the network, the NIC set up, and NDIS told of the activation.', 'MM-03'],
  ['Remarks 2 s1', 'A request that was pended must be completed.', 'MM-02'],
  ['Remarks 2 s2', 'Until success is reported the client cannot use the VC.', 'MM-08'],
  ['Remarks 3 s1', 'Also after a failure the client keeps its resources until it was told.', 'CC-20'],
  ['Remarks 3 s2', 'A failure that is not completed leaks, and the VC cannot be deleted.', 'MM-10'],
  ['Remarks 4 s1', 'After an error the party handle is dead when the macro returns.', 'MM-06'],
  ['Remarks 4 s2', 'What was allocated for the party may go after that.', 'MM-07'],
  ['Remarks 4 s3', 'The VC is then deleted, and the MCM releases what it held for it.', 'MK-16', 'DV-06'],
  ['Remarks 5 s1', 'The MCM may change the client\'s parameters.', 'MC-18'],
  ['Remarks 5 s2', 'What it changed has to stand in the buffer of the completion.', 'MM-09'],
  ['Remarks 5 s3', 'A client that does not accept the changes closes the call, and its VC is deleted.', 'CC-30', 'CC-31'],
  ['Remarks 6 s1', 'Only an MCM may call the macro.', 'MM-11'],
  ['Remarks 6 s2', 'A stand-alone call manager calls the function of its own instead.', 'CC-32'],
  ['Requirements: IRQL', 'It is called at DISPATCH_LEVEL or lower.', 'IR-02'],
  ['Requirements: DDI rule', 'It is subject to the compliance rule about the IRQL of MCMs.', 'IR-02'],
];

const pages: readonly { readonly page: SentencePage; readonly topology?: Topology; readonly entries: readonly Entry[] }[] = [
  { page: 'making-a-call.md', entries: makingACall },
  { page: 'nf-ndis-ndiscmmakecallcomplete', topology: 'cm', entries: ndisCmMakeCallComplete },
  { page: 'nf-ndis-ndismcmmakecallcomplete', topology: 'mcm', entries: ndisMCmMakeCallComplete },
];

/**
 * Every sentence of the three pages, in their order; titles, cross references and lists of related pages left out. Where a sentence
 * of the miniport call manager's page has no row of its own, it stands with the rows of other families that state its duty.
 */
export const pageSentences: readonly PageSentence[] = pages.flatMap(({ entries, ...page }) =>
  entries.map(([anchor, says, ...rows]) => ({ ...page, anchor, says, rows })),
);
