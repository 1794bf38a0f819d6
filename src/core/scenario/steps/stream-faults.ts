import type { Fault } from '../../fault.ts';
import { cellsForRate } from '../aal1-rate.ts';
import type { CallSetupSpec } from '../scenario-spec.ts';
import { stepFault } from './step-fault.ts';
import { everyStep } from './step-parameters.ts';
import type { ActStep, StepSpec } from './step.ts';

/** Answers that leave a call half of its rates. */
const halving: ReadonlySet<ActStep['act']> = new Set<ActStep['act']>(['network: lower rates', 'client: lower rates']);

/** Acts after which a call has fewer cells a second than the stream on it takes, which AAL1 carries at a constant rate. */
export function streamFaults(steps: readonly StepSpec[], { elements, forward, backward }: CallSetupSpec): Fault[] {
  const aal = elements?.aal;
  if (aal?.kind !== 'AAL1') return [];
  const needed = cellsForRate(aal.kbitPerSecond, aal);
  const peaks = [forward, backward].map(({ peakCellRate }) => peakCellRate).filter((peak) => peak > 0);
  const half = Math.ceil(Math.min(...peaks) / 2);
  let before: ActStep | undefined;
  return [...everyStep(steps)].flatMap((step) => {
    if (step.kind !== 'act') return [];
    const isRetried = step.act === 'miniport: refuse activation' && before?.act === 'client: make call';
    const left = isRetried || halving.has(step.act) ? half : (step.parameters.peakCellRate ?? needed);
    before = step;
    if (left >= needed) return [];
    const next = 'Raise `peakCellRate`, or choose another adaptation layer.';
    const message = `leaves ${left} cells/s, and AAL1 takes ${needed} to carry ${aal.kbitPerSecond} kbit/s`;
    return [stepFault(step, 'too-few-cells', message, next)];
  });
}
