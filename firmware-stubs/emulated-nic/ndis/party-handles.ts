import type { RecordWriter } from '../../../src/core/trace/record-writer.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import type { Computer } from '../computer.ts';
import type { Party } from '../party.ts';
import { pending, success } from '../statuses.ts';

/** The in-parameter NdisPartyHandle: of a point-to-point call it is NULL. */
export function partyArgument(enter: RecordWriter, party: Party | undefined): void {
  if (party === undefined) enter.nullArgument(tailTags.argument, 'NdisPartyHandle');
  else enter.party(party.handle);
}

/** What NDIS writes into the client's variable: the handle with success, NULL with failure; pended, the completion handler gets it. */
export function writePartyHandle(leave: RecordWriter, party: Party | undefined, status: number): void {
  if (party !== undefined && status === success) leave.party(party.handle);
  else if (party === undefined || status !== pending) leave.nullArgument(tailTags.out, 'NdisPartyHandle');
}

/** A party is gone and everybody is through with it: NDIS may issue its handle again. */
export function giveHandleBack(computer: Computer, party: Party): void {
  if (party.handle === 0 || party.isForgotten) return;
  party.isForgotten = true;
  computer.partyHandles.giveBack(party.handle);
}
