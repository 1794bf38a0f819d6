import { stringify } from 'yaml';
import { statusText } from '../core/condis/statuses.ts';
import { traitsOf, type Course } from '../core/scenario/course.ts';
import { elementWords } from '../core/scenario/call-element-words.ts';
import { delayNames } from '../core/scenario/call-program.ts';
import type { RecordedCall, RecordedParty } from '../core/scenario/recorded/recorded-call.ts';
import { cellSduOf } from './call-elements-schema.ts';
import { exactText } from './exact-duration.ts';

/** The text of a scenario file that makes a recorded call again: what its events showed, and nothing that they did not. */
export function recordedScenarioText(call: RecordedCall, summary: string): string {
  const { delays: { hold, ...delays }, pended } = call;
  const times = delayNames.flatMap((name) => {
    const ns = name === 'hold' ? undefined : delays[name];
    return ns === undefined ? [] : [[name, exactText(ns)]];
  });
  const requests = Object.entries(pended).map(([request, isPended]) => [request, isPended ? 'pended' : 'synchronous']);
  const network = call.networkFaults.map(({ kind, message }) => ({ [kind]: message }));
  const isConnected = hold !== undefined;
  const file = {
    summary,
    topology: call.topology,
    ...(call.course.name === 'connects' ? {} : { course: courseValue(call.course) }),
    ...callValue(call),
    ...(call.parties === undefined ? {} : { multipoint: multipointValue(call.parties) }),
    ...(isConnected ? { sends: call.sends, hold: exactText(hold) } : {}),
    ...(network.length === 0 ? {} : { network: network as unknown }),
    ...(requests.length === 0 ? {} : { requests: Object.fromEntries(requests) as unknown }),
    ...(times.length === 0 ? {} : { delays: Object.fromEntries(times) as unknown }),
  };
  return stringify(file, { lineWidth: 0 });
}

function courseValue({ name, cause, status }: Course): unknown {
  if (cause !== undefined) return { [name]: { cause } };
  return status === undefined ? name : { [name]: { status: statusText(status) } };
}

function callValue({ setup, parties, course }: RecordedCall): object {
  const { called, calling, serviceCategory, peakCellRate, maxSdu, isPermanent, connection } = setup;
  // What is offered to the client of a call that comes in is what the caller asked for; the called address is the client's own.
  const isIncoming = traitsOf(course).direction === 'incoming';
  const directed = (value: readonly [number, number] | undefined, unit: string): unknown => {
    return value === undefined ? undefined : sides(value, unit, parties !== undefined);
  };
  const rates = serviceCategory === undefined || peakCellRate === undefined ? {} : {
    serviceCategory,
    peakCellRate: directed(peakCellRate, 'cells/s'),
    sustainableCellRate: directed(setup.sustainableCellRate, 'cells/s'),
    maxBurst: directed(setup.maxBurst, 'cells'),
    minimumCellRate: directed(setup.minimumCellRate, 'cells/s'),
  };
  const call = {
    called: isIncoming ? undefined : called,
    calling: isIncoming ? undefined : calling,
    ...rates,
    permanent: isPermanent ? true : undefined,
    connection: connection?.join('/'),
    ...elementWords(setup.elements),
    maxSdu: cellSduOf(setup.elements.aal) === undefined ? directed(maxSdu, 'octets') : undefined,
  };
  const given = Object.entries(call).filter(([, value]) => value !== undefined);
  return given.length === 0 ? {} : { call: Object.fromEntries(given) as unknown };
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
