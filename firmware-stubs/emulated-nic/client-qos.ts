import { functionIds } from '../../src/core/condis/functions.ts';
import { roleIds } from '../../src/core/condis/roles.ts';
import { fromIds } from '../../src/core/trace/event-record.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import type { CourseName } from '../../src/core/scenario/course.ts';
import type { Act } from './act.ts';
import type { Actors, ClientQosActs } from './actors.ts';
import type { ParametersSource } from './call-structures.ts';
import type { Call } from './call.ts';
import { Completion } from './completion.ts';
import type { Rates } from './rates.ts';
import { pending, success } from './statuses.ts';
import type { Thread } from './thread.ts';

/** Courses in which the client asks again for what it did not get. */
export const renegotiating: ReadonlySet<CourseName> = new Set(['parametersRenegotiated', 'renegotiationRefused']);

/** What the client does about the parameters of its calls. */
export class ClientQos implements ClientQosActs {
  readonly role = roleIds.client;
  readonly #actors: Actors;

  constructor(actors: Actors) {
    this.#actors = actors;
  }

  /** What the client thinks of the parameters that it got back, in the handler that got them. */
  *judgeParameters(thread: Thread, call: Call): Act {
    if (call.course.name === 'parametersUnacceptable') return yield* this.#actors.client.requestClose(thread, call);
    if (renegotiating.has(call.course.name)) yield* this.ask(thread, call, 'all');
  }

  /** Asks for other rates; when the answer is there, the call's `modified` is finished. */
  *ask(thread: Thread, call: Call, rates: Rates): Act {
    call.wantedRates = rates;
    call.modified = new Completion();
    const status = yield* this.#actors.ndis.qos.NdisClModifyCallQoS(thread, call);
    if (status !== pending) yield* this.ProtocolClModifyCallQoSComplete(thread, call, status, fromIds.self);
  }

  *await(thread: Thread, call: Call): Act<number> {
    return yield* call.modified.wait(thread);
  }

  *ProtocolClModifyCallQoSComplete(thread: Thread, call: Call, status: number, from: number): Act {
    const { probe, structures } = this.#actors.computer;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolClModifyCallQoSComplete, this.role, vc, from);
    enter.statusArgument(tailTags.argument, 'Status', status);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', call.vc.clientContext);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', structures.inForce(call));
    probe.emit();
    if (status !== success) yield* this.judgeRefusal(thread, call);
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolClModifyCallQoSComplete, this.role, vc);
    probe.emit();
    call.modified.finish(status, thread);
  }

  /** A change was refused: the parameters are those before, which the client may be able to do with. */
  *judgeRefusal(thread: Thread, call: Call): Act {
    if (renegotiating.has(call.course.name)) yield* this.#actors.client.requestClose(thread, call);
  }

  *ProtocolClIncomingCallQoSChange(thread: Thread, call: Call, parameters: ParametersSource): Act {
    const { probe } = this.#actors.computer;
    const vc = call.vc.handle;
    if (thread.step()) yield;
    const enter = probe.enterVc(thread, functionIds.ProtocolClIncomingCallQoSChange, this.role, vc);
    enter.handleArgument(tailTags.argument, 'ProtocolVcContext', call.vc.clientContext);
    enter.callParametersArgument(tailTags.argument, 'CallParameters', parameters());
    probe.emit();
    yield* this.judgeChange(thread, call);
    if (thread.step()) yield;
    probe.leaveVc(thread, functionIds.ProtocolClIncomingCallQoSChange, this.role, vc);
    probe.emit();
  }

  /** What the client thinks of a change that the network asks for: by returning it accepts. */
  *judgeChange(thread: Thread, call: Call): Act {
    if (call.course.name === 'networkModifyRenegotiated') yield* this.ask(thread, call, call.wantedRates);
    if (call.course.name === 'networkModifyUnacceptable') yield* this.#actors.client.requestClose(thread, call);
  }
}
