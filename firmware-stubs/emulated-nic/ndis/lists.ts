import { functionIds } from '../../../src/core/condis/functions.ts';
import { objectKinds } from '../../../src/core/trace/event-record.ts';
import type { RecordWriter } from '../../../src/core/trace/record-writer.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import type { Act } from '../act.ts';
import type { Actors } from '../actors.ts';
import type { NetBufferList } from '../net-buffer-list.ts';
import type { Thread } from '../thread.ts';
import type { ReturnableList } from '../transfer.ts';

/** NDIS functions that move net buffer lists. */
export class NdisLists {
  readonly #actors: Actors;

  constructor(actors: Actors) {
    this.#actors = actors;
  }

  *NdisCoSendNetBufferLists(thread: Thread, list: NetBufferList): Act {
    const { computer, miniport } = this.#actors;
    const { role } = list.owner;
    if (thread.step()) yield;
    const enter = this.#about(computer.probe.enter(thread, functionIds.NdisCoSendNetBufferLists, role), list);
    enter.handleArgument(tailTags.argument, 'SourceHandle', list.vc.handle);
    enter.unsignedArgument(tailTags.argument, 'SendFlags', thread.levelFlag);
    computer.probe.emit();
    yield* miniport.MiniportCoSendNetBufferLists(thread, list);
    if (thread.step()) yield;
    this.#about(computer.probe.leave(thread, functionIds.NdisCoSendNetBufferLists, role), list);
    computer.probe.emit();
  }

  *NdisMCoSendNetBufferListsComplete(thread: Thread, list: NetBufferList, status: number): Act {
    const { computer, miniport } = this.#actors;
    if (thread.step()) yield;
    const enter = this.#about(computer.probe.enter(thread, functionIds.NdisMCoSendNetBufferListsComplete, miniport.role), list);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.unsignedArgument(tailTags.argument, 'SendCompleteFlags', thread.levelFlag);
    computer.probe.emit();
    yield* list.owner.ProtocolCoSendNetBufferListsComplete(thread, list, status);
    if (thread.step()) yield;
    this.#about(computer.probe.leave(thread, functionIds.NdisMCoSendNetBufferListsComplete, miniport.role), list);
    computer.probe.emit();
    list.owner.sendLists.giveBack(list.handle);
  }

  *NdisMCoIndicateReceiveNetBufferLists(thread: Thread, list: NetBufferList): Act {
    const { computer, miniport } = this.#actors;
    if (thread.step()) yield;
    const enter = this.#about(computer.probe.enter(thread, functionIds.NdisMCoIndicateReceiveNetBufferLists, miniport.role), list);
    enter.handleArgument(tailTags.argument, 'SourceHandle', list.vc.handle);
    enter.unsignedArgument(tailTags.argument, 'CoReceiveFlags', thread.levelFlag);
    computer.probe.emit();
    yield* list.owner.ProtocolCoReceiveNetBufferLists(thread, list);
    if (thread.step()) yield;
    this.#about(computer.probe.leave(thread, functionIds.NdisMCoIndicateReceiveNetBufferLists, miniport.role), list);
    computer.probe.emit();
  }

  *NdisReturnNetBufferLists(thread: Thread, list: ReturnableList): Act {
    const { computer, miniport } = this.#actors;
    const { role } = list.owner;
    if (thread.step()) yield;
    const enter = computer.probe.enter(thread, functionIds.NdisReturnNetBufferLists, role);
    enter.object(objectKinds.nbl, list.handle);
    enter.unsignedArgument(tailTags.argument, 'ReturnFlags', thread.levelFlag);
    computer.probe.emit();
    yield* miniport.MiniportReturnNetBufferLists(thread, list);
    if (thread.step()) yield;
    computer.probe.leave(thread, functionIds.NdisReturnNetBufferLists, role).object(objectKinds.nbl, list.handle);
    computer.probe.emit();
    computer.receiveLists.giveBack(list.handle);
  }

  #about(record: RecordWriter, list: NetBufferList): RecordWriter {
    record.vc(list.vc.handle);
    record.object(objectKinds.nbl, list.handle);
    return record;
  }
}
