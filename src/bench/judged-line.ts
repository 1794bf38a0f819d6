import { crc32 } from 'node:zlib';
import { mergeMap, type Observable, ReplaySubject, Subject } from 'rxjs';
import type { Fault } from '../core/fault.ts';
import type { Judgement } from '../core/judgement.ts';
import type { TraceConsumer } from '../core/trace/trace-reader.ts';
import { monotonicClock } from '../ports/monotonic-clock.ts';
import type { PortListener } from '../ports/port.ts';
import { RunInterpreter } from '../wire/capture/run-interpreter.ts';
import type { DeviceMessage } from './device-message.ts';
import { LiveJudging } from './live-judging.ts';
import type { PlannedRun } from './run-plan.ts';

/** One port whose events are judged as they arrive. */
export class JudgedLine {
  readonly messages$: Observable<DeviceMessage>;
  readonly lost$ = new ReplaySubject<Fault>(1);
  lastArrivedNs = monotonicClock.nowNs();
  readonly #judging = new LiveJudging();
  readonly #interpreter: RunInterpreter;
  readonly #heard: DeviceMessage[] = [];
  readonly #turns$ = new Subject<readonly DeviceMessage[]>();

  constructor(portName: string, declares: PlannedRun['scenario']['declares'], also: TraceConsumer | undefined) {
    this.messages$ = this.#turns$.pipe(mergeMap((messages) => messages));
    const heard = this.#heard;
    this.#interpreter = new RunInterpreter([portName], { declares }, both(this.#judging.consumer, also), [{
      hello: (hello) => void heard.push({ kind: 'hello', hello }),
      time: (time) => void heard.push({ kind: 'time', time }),
      state: (state) => void heard.push({ kind: 'state', state }),
      answer: (answer) => void heard.push({ kind: 'answer', answer }),
      malformed: (what) => void heard.push({ kind: 'malformed', what }),
    }], { crc32 });
  }

  get listener(): PortListener {
    return {
      received: ({ octets, arrivedNs }) => {
        this.lastArrivedNs = arrivedNs;
        this.#interpreter.received(0, octets, arrivedNs);
        this.#interpreter.flush();
        this.#turns$.next(this.#heard.splice(0));
      },
      ended: (reason) => {
        if (reason !== undefined) this.lost$.next(reason);
        this.#turns$.complete();
      },
    };
  }

  /** `undefined` where the device never said who it is. */
  finish(): Judgement | undefined {
    return this.#judging.finish(this.#interpreter.finish(true));
  }
}

function both(first: TraceConsumer, second: TraceConsumer | undefined): TraceConsumer {
  if (second === undefined) return first;
  return {
    header: (header) => {
      first.header(header);
      second.header(header);
    },
    batch: (batch) => {
      first.batch(batch);
      second.batch(batch);
    },
  };
}
