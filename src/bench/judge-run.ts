import { Fault } from '../core/fault.ts';
import type { Judgement } from '../core/judgement.ts';
import type { TraceConsumer } from '../core/trace/trace-reader.ts';
import { monotonicClock } from '../ports/monotonic-clock.ts';
import { DeviceLink } from './device-link.ts';
import { JudgedLine } from './judged-line.ts';
import type { ReachDevice } from './reached-device.ts';
import { runPhases } from './run-phases.ts';
import type { PlannedRun } from './run-plan.ts';

/**
 * Carries a run out and gives what its events show; nothing is recorded. `heard`, where given, takes the events, too. Rejects with the
 * Fault that kept the run from being whole.
 */
export type JudgeRun = (planned: PlannedRun, signal: AbortSignal, heard?: TraceConsumer) => Promise<Judgement>;

/**
 * The run's life without its folder: the same conversation, the same interpretation, no capture. `said` is handed what a stub
 * writes beside its line.
 */
export async function judgeRun(
  planned: PlannedRun, reach: ReachDevice, signal: AbortSignal, said: (line: string) => void, heard?: TraceConsumer,
): Promise<Judgement> {
  const { device, scenario, program } = planned;
  const reached = await reach(device, planned.faults, said);
  const { port } = reached;
  try {
    const line = new JudgedLine(device.port.name, scenario.declares, heard);
    await port.open(line.listener);
    try {
      await runPhases({
        link: new DeviceLink(line.messages$, line.lost$, (octets) => port.write(octets)),
        program,
        lastArrivedNs: () => line.lastArrivedNs,
        nowNs: () => monotonicClock.nowNs(),
        entered: () => undefined,
        greeted: () => undefined,
        calibrated: () => undefined,
        signal,
      });
    } finally {
      await port.close();
    }
    const judgement = line.finish();
    if (judgement !== undefined) return judgement;
    throw new Fault('nothing-judged', `device ${device.name} sent nothing that can be judged`, {
      place: { file: device.file }, next: 'Look with `condis-bench run` at what it says.',
    });
  } finally {
    await reached.release();
  }
}
