import { stringify } from 'yaml';
import { statusText } from '../core/condis/statuses.ts';
import type { Course } from '../core/scenario/course.ts';
import { delayNames } from '../core/scenario/call-program.ts';
import type { RecordedCall, RecordedParty } from '../core/scenario/recorded/recorded-call.ts';
import { exactText } from './exact-duration.ts';

/** The text of a scenario file that makes a recorded call again: what its events showed, and nothing that they did not. */
export function recordedScenarioText(call: RecordedCall, summary: string): string {
  const { delays: { hold, ...delays }, pended } = call;
  const times = delayNames.flatMap((name) => {
    const ns = name === 'hold' ? undefined : delays[name];
    return ns === undefined ? [] : [[name, exactText(ns)]];
  });
  const requests = Object.entries(pended).map(([request, isPended]) => [request, isPended ? 'pended' : 'synchronous']);
  const isConnected = hold !== undefined;
  const file = {
    summary,
    topology: call.topology,
    ...(call.course.name === 'connects' ? {} : { course: courseValue(call.course) }),
    ...callValue(call),
    ...(call.parties === undefined ? {} : { multipoint: multipointValue(call.parties) }),
    ...(isConnected ? { sends: call.sends, hold: exactText(hold) } : {}),
    ...(requests.length === 0 ? {} : { requests: Object.fromEntries(requests) as unknown }),
    ...(times.length === 0 ? {} : { delays: Object.fromEntries(times) as unknown }),
  };
  return stringify(file, { lineWidth: 0 });
}

function courseValue({ name, cause, status }: Course): unknown {
  if (cause !== undefined) return { [name]: { cause } };
  return status === undefined ? name : { [name]: { status: statusText(status) } };
}

function callValue({ setup, parties }: RecordedCall): object {
  const { called, calling, serviceCategory, peakCellRate, maxSdu } = setup;
  const rate = peakCellRate === undefined ? undefined : sides(peakCellRate, 'cells/s', parties !== undefined);
  const size = maxSdu === undefined ? undefined : sides(maxSdu, 'octets', parties !== undefined);
  const call = {
    ...(called === undefined ? {} : { called }),
    ...(calling === undefined ? {} : { calling }),
    ...(serviceCategory === undefined || rate === undefined ? {} : { serviceCategory, peakCellRate: rate }),
    ...(size === undefined ? {} : { maxSdu: size }),
  };
  return Object.keys(call).length === 0 ? {} : { call };
}

/** One value where both directions have the same, or where there is only one. */
function sides([forward, backward]: readonly [number, number], unit: string, isForwardOnly: boolean): unknown {
  if (isForwardOnly || forward === backward) return `${forward} ${unit}`;
  return { forward: `${forward} ${unit}`, backward: `${backward} ${unit}` };
}

function multipointValue(parties: readonly RecordedParty[]): object {
  return {
    parties: parties.map(({ called, answer, droppedBy }) => ({
      ...(called === undefined ? {} : { called }),
      ...(answer === 'accepted' ? {} : { answer }),
      ...(droppedBy === 'client' ? {} : { droppedBy }),
    })),
  };
}
