import type { ProbeEvent } from './event.ts';

/** A duration of the catalogue: from one event to another on the same VC. */
interface Interval {
  readonly id: string;
  readonly from: (event: ProbeEvent) => boolean;
  readonly to: (event: ProbeEvent) => boolean;
}

/** Enter of one of several functions. */
const entered = (...names: readonly string[]) => (event: ProbeEvent): boolean => event.kind === 'enter' && names.includes(event.name);
const returned = (...names: readonly string[]) => (event: ProbeEvent): boolean => event.kind === 'return' && names.includes(event.name);
const signalled = (name: string, direction: 'tx' | 'rx') => (event: ProbeEvent): boolean =>
  event.kind === 'signal' && event.name === name && event.direction === direction;

const activate = entered('NdisCmActivateVc', 'NdisMCmActivateVc');
const activated = entered('ProtocolCmActivateVcComplete');
const deactivate = entered('NdisCmDeactivateVc', 'NdisMCmDeactivateVc');
const deactivated = entered('ProtocolCmDeactivateVcComplete');
const completed = entered('NdisCmMakeCallComplete', 'NdisMCmMakeCallComplete');
const closed = entered('NdisCmCloseCallComplete', 'NdisMCmCloseCallComplete');

const intervals: readonly Interval[] = [
  { id: 'TI-02', from: entered('NdisClMakeCall'), to: returned('NdisClMakeCall') },
  { id: 'TI-03', from: entered('NdisClMakeCall'), to: entered('ProtocolCmMakeCall') },
  { id: 'TI-04', from: entered('ProtocolCmMakeCall'), to: returned('ProtocolCmMakeCall') },
  { id: 'TI-05', from: entered('ProtocolCmMakeCall'), to: signalled('SETUP', 'tx') },
  { id: 'TI-06', from: signalled('SETUP', 'tx'), to: signalled('CALL PROCEEDING', 'rx') },
  { id: 'TI-07', from: signalled('CALL PROCEEDING', 'rx'), to: signalled('CONNECT', 'rx') },
  { id: 'TI-08', from: signalled('SETUP', 'tx'), to: signalled('CONNECT', 'rx') },
  { id: 'TI-09', from: signalled('CONNECT', 'rx'), to: activate },
  { id: 'TI-10', from: entered('NdisCmActivateVc'), to: entered('MiniportCoActivateVc') },
  { id: 'TI-11', from: entered('MiniportCoActivateVc'), to: entered('NdisMCoActivateVcComplete') },
  { id: 'TI-12', from: entered('NdisMCoActivateVcComplete'), to: activated },
  { id: 'TI-13', from: activated, to: completed },
  { id: 'TI-14', from: completed, to: entered('ProtocolClMakeCallComplete') },
  { id: 'TI-15', from: entered('NdisClMakeCall'), to: entered('ProtocolClMakeCallComplete') },
  { id: 'TI-16', from: entered('ProtocolClMakeCallComplete'), to: entered('NdisCoSendNetBufferLists') },
  { id: 'TI-17', from: signalled('CONNECT', 'rx'), to: signalled('CONNECT ACKNOWLEDGE', 'tx') },
  { id: 'TI-21', from: entered('NdisClCloseCall'), to: entered('ProtocolClCloseCallComplete') },
  { id: 'TI-22', from: entered('ProtocolCmCloseCall'), to: signalled('RELEASE', 'tx') },
  { id: 'TI-23', from: signalled('RELEASE', 'tx'), to: signalled('RELEASE COMPLETE', 'rx') },
  { id: 'TI-24', from: signalled('RELEASE COMPLETE', 'rx'), to: deactivate },
  { id: 'TI-25', from: deactivate, to: deactivated },
  { id: 'TI-26', from: deactivated, to: closed },
  { id: 'TI-27', from: entered('NdisCoDeleteVc'), to: returned('NdisCoDeleteVc') },
  { id: 'TI-36', from: activate, to: activated },
  { id: 'TI-37', from: signalled('CONNECT', 'rx'), to: activated },
];

/** Durations in ticks, by the number of the interval. */
export type Durations = Readonly<Record<string, number[]>>;

/** Measures every interval on every VC. */
export class IntervalTimers {
  readonly durations: Durations = Object.fromEntries(intervals.map(({ id }) => [id, []]));
  private readonly starts = new Map(intervals.map(({ id }) => [id, new Map<string, bigint>()]));

  next(event: ProbeEvent): void {
    const { vc, tick } = event;
    if (vc === undefined || tick === undefined) return;
    for (const { id, from, to } of intervals) {
      const starts = this.starts.get(id) as Map<string, bigint>;
      const start = starts.get(vc);
      if (start !== undefined && to(event)) {
        this.durations[id]?.push(Number(tick - start));
        starts.delete(vc);
      }
      if (from(event)) starts.set(vc, tick);
    }
  }
}
