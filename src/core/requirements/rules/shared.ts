/** Names of duties that several families of rules speak of. A duty breached once is one fault, however many rows state it. */

/** What may stand between a call manager and the completion of a call: faults of others, or of an earlier step. */
export const completionExcuses = 'miniport-activate activate-upcall forward-activate delete-pending close-before-delete';

/** Why a VC may not look active to NDIS although its call manager did its part. */
export const activationExcuses = 'activate-upcall forward-activate forward-make';

/** Why a VC may not look deactivated although its call manager did its part. */
export const deactivationExcuses = 'deactivate-upcall forward-deactivate miniport-deactivate forward-close';

/** Why a client may not have closed its call as far as the trace shows. */
export const closeExcuses = 'close-upcall forward-close make-upcall forward-make create';

/** A client that deletes its VC too early takes from the others what they still had to do. */
export const earlyDeletion = 'delete-pending close-before-delete';

/** Why a client may not have the handle of a party that is there: somebody was not given it, or not told how the call ended. */
export const noPartyHandle = 'party-handle party-told complete-party complete-status';

/** Why it may look as if a party had not joined that the client takes as there. */
export const unsettledAdd = 'add-complete add-status forward-add add-handle';

/** What NDIS left out where a client holds for over what the trace shows as there. */
export const unheard = 'forward-make make-upcall close-upcall add-upcall drop-upcall';

/** Why it may look as if a party were there that the client takes as gone. */
export const unsettledDrop = 'drop-complete drop-status forward-drop';

/** Why a completion that came before its request returned is not judged. */
export const unreturned = 'a call that it needs has not returned';

/** What NDIS did not do when a client creates a VC on an address family whose opening its call manager has completed. */
export const openUpcall = 'NdisCmOpenAddressFamilyComplete did not reach ProtocolClOpenAfCompleteEx';
