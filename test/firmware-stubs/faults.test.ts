import test from 'ava';
import { allFaults } from '../../firmware-stubs/emulated-nic/faults/all-faults.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import { outline, plainProgram, recorded, type Recorded, type Seen } from './recorded.ts';

const topologies: readonly Topology[] = ['cm', 'mcm'];

/** The names that differ between the twins. */
function namesOf(topology: Topology): { complete: string; activate: string } {
  const prefix = topology === 'cm' ? 'NdisCm' : 'NdisMCm';
  return { complete: `${prefix}MakeCallComplete`, activate: `${prefix}ActivateVc` };
}

function withFault(topology: Topology, fault: string, calls = 1): Recorded {
  return recorded(plainProgram({ topology, calls, concurrency: calls }), [fault]);
}

/** Index of an event of the client's VC, after the set-up of the drivers. */
function placeOf(events: readonly Seen[], kind: string, name: string): number {
  const begin = events.findIndex((event) => event.fn === 'NdisClMakeCall');
  return events.findIndex((event, i) => i >= begin && event.kind === kind && (event.fn === name || event.message === name));
}

for (const topology of topologies) {
  const { complete, activate } = namesOf(topology);

  test(`${topology}: activation-not-awaited reports success while the activation is pending`, (t) => {
    const { events, counts } = withFault(topology, 'activation-not-awaited');
    const pendedAt = placeOf(events, 'return', activate);
    const reportedAt = placeOf(events, 'enter', complete);
    const doneAt = placeOf(events, 'enter', 'ProtocolCmActivateVcComplete');
    t.is(events[pendedAt]?.status, 'NDIS_STATUS_PENDING');
    t.is(events[reportedAt]?.args?.['Status'], 'NDIS_STATUS_SUCCESS');
    t.true(pendedAt < reportedAt && reportedAt < doneAt);
    t.is(counts.completed, 1);
  });

  test(`${topology}: completed-twice completes each call twice`, (t) => {
    const { events, counts } = withFault(topology, 'completed-twice', 3);
    t.is(events.filter(({ kind, fn }) => kind === 'enter' && fn === complete).length, 6);
    t.is(counts.completed, 3);
  });

  test(`${topology}: call-never-completed leaves the client waiting, its VC and the address family open`, (t) => {
    const { events, counts, isClosed } = withFault(topology, 'call-never-completed', 2);
    t.false(events.some(({ fn }) => fn === complete || fn === 'NdisClCloseCall' || fn === 'NdisCoDeleteVc' || fn === 'NdisClCloseAddressFamily'));
    t.true(placeOf(events, 'enter', 'ProtocolCmActivateVcComplete') > 0);
    t.deepEqual(counts, { offered: 2, completed: 0, failed: 0, abandoned: 2, open: 0 });
    t.false(isClosed);
  });

  test(`${topology}: completion-pending-status completes with NDIS_STATUS_PENDING; the client closes what may exist`, (t) => {
    const { events, counts, isClosed } = withFault(topology, 'completion-pending-status');
    const completions = events.filter(({ kind, fn }) => kind === 'enter' && fn === complete);
    t.deepEqual(completions.map(({ args }) => args?.['Status']), ['NDIS_STATUS_PENDING']);
    t.false(events.some(({ kind, fn, by }) => kind === 'enter' && fn === 'NdisCoSendNetBufferLists' && by === 'client'));
    t.true(placeOf(events, 'enter', 'NdisClCloseCall') > 0);
    t.deepEqual(counts, { offered: 1, completed: 0, failed: 1, abandoned: 0, open: 0 });
    t.true(isClosed);
  });

  test(`${topology}: sends-before-connected sends on a VC that is not connected, and gets the list back with an error`, (t) => {
    const { events, counts } = withFault(topology, 'sends-before-connected');
    const sentAt = events.findIndex(({ kind, fn, by }) => kind === 'enter' && fn === 'NdisCoSendNetBufferLists' && by === 'client');
    t.true(sentAt > 0 && sentAt < placeOf(events, 'enter', complete));
    const sent = events[sentAt] as Seen;
    const back = events.find(({ kind, fn, nbl }) => kind === 'enter' && fn === 'NdisMCoSendNetBufferListsComplete' && nbl === sent.nbl && sent.vc !== undefined);
    t.truthy(back);
    const returned = events.slice(sentAt).find(({ kind, fn, vc }) => kind === 'enter' && fn === 'NdisMCoSendNetBufferListsComplete' && vc === sent.vc);
    t.is(returned?.args?.['Status'], 'NDIS_STATUS_VC_NOT_ACTIVATED');
    t.is(counts.completed, 1);
  });

  test(`${topology}: activated-before-connect activates once, before CONNECT`, (t) => {
    const { events, counts } = withFault(topology, 'activated-before-connect');
    const lines = outline(events.slice(placeOf(events, 'enter', 'NdisClMakeCall')));
    t.is(lines.filter((line) => line === `E ${activate}`).length, 1);
    t.true(lines.indexOf('rx CALL PROCEEDING') < lines.indexOf(`E ${activate}`));
    t.true(lines.indexOf(`E ${activate}`) < lines.indexOf('rx CONNECT'));
    t.true(lines.indexOf('rx CONNECT') < lines.indexOf(`E ${complete}`));
    t.is(counts.completed, 1);
  });

  test(`${topology}: negotiated-parameters-withheld gives the client its own parameters back`, (t) => {
    const { events, counts } = withFault(topology, 'negotiated-parameters-withheld');
    const given = events[placeOf(events, 'enter', 'NdisClMakeCall')]?.args?.['CallParameters'];
    t.deepEqual(events[placeOf(events, 'enter', complete)]?.args?.['CallParameters'], given);
    t.is(counts.completed, 1);
  });

  test(`${topology}: completion-without-parameters passes NULL with success`, (t) => {
    const { events, counts } = withFault(topology, 'completion-without-parameters');
    const at = placeOf(events, 'enter', complete);
    t.like(events[at]?.args, { Status: 'NDIS_STATUS_SUCCESS', CallParameters: null });
    t.is(counts.completed, 1);
  });
}

test('faults stand in front of each other: the second completion is pending, too', (t) => {
  const { events } = recorded(plainProgram(), ['completion-pending-status', 'completed-twice']);
  const completions = events.filter(({ kind, fn }) => kind === 'enter' && fn === 'NdisCmMakeCallComplete');
  t.deepEqual(completions.map(({ args }) => args?.['Status']), ['NDIS_STATUS_PENDING', 'NDIS_STATUS_PENDING']);
});

test('there are at least twenty faults, each with a name of its own, requirements and a sentence, in the order of their names', (t) => {
  const names = allFaults.map(({ name }) => name);
  t.true(names.length >= 20);
  t.deepEqual(names, [...new Set(names)].toSorted());
  for (const { name, topology, requirement, summary } of allFaults) {
    t.true(requirement.length > 0 && topology.length > 0 && summary.endsWith('.'), name);
  }
});
