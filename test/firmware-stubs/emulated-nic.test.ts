import test from 'ava';
import fc from 'fast-check';
import { expectedCalls } from '../../src/core/scenario/expectation.ts';
import { anyProgram } from './any-program.ts';
import { outline, pendedOnly, plainProgram, recordBytes, recorded, type Seen } from './recorded.ts';

/** Asserts that the lines occur in this order, others between them. */
function inOrder(lines: readonly string[], expected: readonly string[]): string | undefined {
  let at = -1;
  for (const line of expected) {
    const next = lines.indexOf(line, at + 1);
    if (next < 0) return `${line} does not follow ${at < 0 ? 'the beginning' : lines[at]}`;
    at = next;
  }
  return undefined;
}

test('a pended call on a stand-alone call manager goes through the steps of CM-1 and CM-3', (t) => {
  const { events, counts, isClosed } = recorded(plainProgram());
  const lines = outline(events);
  t.is(inOrder(lines, [
    'E ProtocolBindAdapterEx', 'R NdisOpenAdapterEx SUCCESS', 'E NdisCoCreateVc', 'E NdisCmActivateVc', 'E NdisCmRegisterAddressFamilyEx',
    'R ProtocolBindAdapterEx SUCCESS', 'E ProtocolCoAfRegisterNotify', 'E NdisClOpenAddressFamilyEx', 'E ProtocolCmOpenAf',
    'E NdisCoCreateVc', 'E ProtocolCoCreateVc', 'E MiniportCoCreateVc', 'R NdisCoCreateVc SUCCESS',
    'E NdisClMakeCall', 'E ProtocolCmMakeCall', 'E NdisCoSendNetBufferLists', 'E MiniportCoSendNetBufferLists', 'tx SETUP',
    'R ProtocolCmMakeCall PENDING', 'R NdisClMakeCall PENDING', 'rx CALL PROCEEDING', 'rx CONNECT', 'E ProtocolCoReceiveNetBufferLists',
    'tx CONNECT ACKNOWLEDGE', 'E NdisCmActivateVc', 'E MiniportCoActivateVc', 'R MiniportCoActivateVc PENDING', 'R NdisCmActivateVc PENDING',
    'E NdisMCoActivateVcComplete', 'E ProtocolCmActivateVcComplete ndis', 'E NdisCmMakeCallComplete', 'E ProtocolClMakeCallComplete ndis',
    'R NdisCmMakeCallComplete', 'E NdisCoSendNetBufferLists', 'E NdisMCoSendNetBufferListsComplete',
    'E ProtocolCoSendNetBufferListsComplete', 'E NdisMCoIndicateReceiveNetBufferLists', 'E NdisReturnNetBufferLists', 'E NdisClCloseCall',
    'E ProtocolCmCloseCall', 'tx RELEASE', 'R NdisClCloseCall PENDING', 'rx RELEASE COMPLETE', 'E NdisCmDeactivateVc',
    'E MiniportCoDeactivateVc', 'E NdisMCoDeactivateVcComplete', 'E ProtocolCmDeactivateVcComplete ndis', 'E NdisCmCloseCallComplete',
    'E ProtocolClCloseCallComplete ndis', 'R NdisCmCloseCallComplete', 'E NdisCoDeleteVc', 'E ProtocolCoDeleteVc', 'E MiniportCoDeleteVc',
    'R NdisCoDeleteVc SUCCESS', 'E NdisClCloseAddressFamily', 'E ProtocolCmCloseAf', 'E NdisCmCloseAddressFamilyComplete',
    'E ProtocolClCloseAfComplete ndis', 'E ProtocolUnbindAdapterEx', 'E NdisCmDeactivateVc', 'E NdisCoDeleteVc', 'R ProtocolUnbindAdapterEx SUCCESS',
  ]), undefined);
  t.deepEqual(counts, { offered: 1, completed: 1, failed: 0, abandoned: 0, open: 0 });
  t.true(isClosed);
});

test('a pended call on a miniport call manager goes through the steps of MCM-1 and MCM-3', (t) => {
  const { events } = recorded(plainProgram({ topology: 'mcm' }));
  const lines = outline(events);
  t.is(inOrder(lines, [
    'E MiniportInitializeEx', 'E NdisMCmRegisterAddressFamilyEx', 'R MiniportInitializeEx SUCCESS', 'E ProtocolCoAfRegisterNotify',
    'E NdisCoCreateVc', 'E ProtocolCoCreateVc', 'R NdisCoCreateVc SUCCESS', 'E NdisClMakeCall', 'E ProtocolCmMakeCall', 'tx SETUP',
    'R NdisClMakeCall PENDING', 'rx CALL PROCEEDING', 'rx CONNECT', 'tx CONNECT ACKNOWLEDGE', 'E NdisMCmActivateVc',
    'R NdisMCmActivateVc PENDING', 'E ProtocolCmActivateVcComplete ndis', 'E NdisMCmMakeCallComplete',
    'E ProtocolClMakeCallComplete ndis', 'E NdisCoSendNetBufferLists', 'E NdisClCloseCall', 'tx RELEASE', 'rx RELEASE COMPLETE',
    'E NdisMCmDeactivateVc', 'R NdisMCmDeactivateVc SUCCESS', 'E ProtocolCmDeactivateVcComplete self', 'E NdisMCmCloseCallComplete',
    'E ProtocolClCloseCallComplete ndis', 'E NdisCoDeleteVc', 'E ProtocolCoDeleteVc', 'R NdisCoDeleteVc SUCCESS', 'R MiniportHaltEx',
  ]), undefined);
  t.deepEqual(lines.filter((line) => /MiniportCo(Create|Activate|Deactivate|Delete)Vc|NdisCm/.test(line)), []);
  t.true(events.every((event) => event.fn !== 'NdisCoSendNetBufferLists' || event.by === 'client'));
});

test('with nothing pended every driver runs its own completion handlers and the call is up when NdisClMakeCall returns', (t) => {
  const { events } = recorded(plainProgram({ pended: pendedOnly() }));
  const lines = outline(events);
  t.is(inOrder(lines, [
    'R ProtocolCmOpenAf SUCCESS', 'E ProtocolClOpenAfCompleteEx self', 'E NdisClMakeCall', 'E ProtocolCmMakeCall', 'tx SETUP', 'rx CONNECT',
    'E NdisCmActivateVc', 'R MiniportCoActivateVc SUCCESS', 'R NdisCmActivateVc SUCCESS', 'E ProtocolCmActivateVcComplete self',
    'R ProtocolCmMakeCall SUCCESS', 'R NdisClMakeCall SUCCESS', 'E ProtocolClMakeCallComplete self', 'E NdisClCloseCall', 'tx RELEASE',
    'rx RELEASE COMPLETE', 'R NdisCmDeactivateVc SUCCESS', 'E ProtocolCmDeactivateVcComplete self', 'R NdisClCloseCall SUCCESS',
    'E ProtocolClCloseCallComplete self', 'E NdisCoDeleteVc', 'R ProtocolCmCloseAf SUCCESS', 'E ProtocolClCloseAfComplete self',
  ]), undefined);
  t.deepEqual(lines.filter((line) => line.includes('PENDING') || line.includes('ndis')), []);
  t.deepEqual(lines.filter((line) => /Ndis\w*(MakeCall|CloseCall|ActivateVc|AddressFamily)Complete/.test(line)), []);
});

test('functions nest on their thread, and a handler runs on the thread of the call that reaches it', (t) => {
  const { events } = recorded(plainProgram({ calls: 12, concurrency: 4, sends: 3 }));
  const open = new Map<number, string[]>();
  for (const { kind, fn, thread } of events) {
    if (thread === undefined || fn === undefined) continue;
    const stack = open.get(thread) ?? [];
    open.set(thread, stack);
    if (kind === 'enter') stack.push(fn);
    else t.is(stack.pop(), fn);
  }
  t.true([...open.values()].every((stack) => stack.length === 0));
  t.true(open.size > 12);
});

test('the octets are Q.2931 messages of one call reference, and the connection identifier is the one that is activated', (t) => {
  const { events } = recorded(plainProgram({ calls: 2, concurrency: 2 }));
  const vc = events.find((event) => event.message === 'SETUP')?.vc;
  const messages = events.filter((event) => event.kind === 'signal' && event.vc === vc);
  t.deepEqual(messages.map(({ dir, bytes }) => [dir, bytes]), [
    ['tx', '09030000010580003f58800009058c23e48123e4840059800009840563b7850563b7be5e8000029080708000158239000000000000000000000000111111111111005c8000020000'],
    ['rx', '0903800001028000095a8000058800000020'],
    ['rx', '0903800001078000095a8000058800000020'],
    ['tx', '09030000010f800000'],
    ['tx', '09030000014d800006088000028090'],
    ['rx', '09038000015a800006088000028290'],
  ]);
  const activated = events.find((event) => event.fn === 'NdisCmActivateVc' && event.vc === vc);
  t.like(activated?.args, { CallParameters: { MediaParameters: { MediaSpecific: { Parameters: { ConnectionId: { Vpi: 0, Vci: 32 } } } } } });
});

test('the completion gives back the client\'s own buffer, with what was negotiated in it and the flag that says so', (t) => {
  const { events } = recorded(plainProgram());
  const parametersAt = (fn: string): Record<string, unknown> =>
    events.find((event) => event.kind === 'enter' && event.fn === fn)?.args?.['CallParameters'] as Record<string, unknown>;
  const made = parametersAt('NdisClMakeCall');
  const completed = parametersAt('ProtocolClMakeCallComplete');
  t.is(completed['address'], made['address']);
  t.is(made['Flags'], 0);
  t.is(completed['Flags'], 2);
  t.notDeepEqual(completed['MediaParameters'], made['MediaParameters']);
  t.deepEqual(completed['CallMgrParameters'], made['CallMgrParameters']);
});

test('memory that is taken is given back, by whom it was taken', (t) => {
  const { events } = recorded(plainProgram({ calls: 6, concurrency: 3, callsPerVc: 2 }));
  const live = new Map<string, string>();
  for (const { kind, address = '', by = '' } of events) {
    if (kind === 'alloc') t.false(live.has(address));
    if (kind === 'alloc') live.set(address, by);
    if (kind === 'free') t.is(live.get(address), by);
    if (kind === 'free') live.delete(address);
  }
  t.is(live.size, 0);
});

test('several calls on a VC: it is created once, and reused only when it is closed and deactivated', (t) => {
  const lines = outline(recorded(plainProgram({ calls: 4, callsPerVc: 4 })).events);
  t.is(lines.filter((line) => line === 'E ProtocolCoCreateVc').length, 1);
  t.is(lines.filter((line) => line === 'E NdisClMakeCall').length, 4);
  const second = lines.indexOf('E NdisClMakeCall', lines.indexOf('E NdisClMakeCall') + 1);
  t.true(lines.slice(0, second).includes('E ProtocolClCloseCallComplete ndis'));
});

test('the same program gives the same bytes, another seed others', (t) => {
  const program = plainProgram({ calls: 40, concurrency: 7 });
  t.is(recordBytes(program), recordBytes(program));
  t.not(recordBytes(program), recordBytes({ ...program, seed: 2 }));
});

/** Per VC of single calls: ticks from its first event to each later one, in the order of the calls. */
function lives(events: readonly Seen[], calls: number): string[] {
  const byReference = new Map<string, Seen[]>();
  for (const event of events) {
    if (event.vc === undefined || event.nbl !== undefined) continue;
    const life = byReference.get(event.vc) ?? [];
    byReference.set(event.vc, life);
    life.push(event);
  }
  const lived: string[] = [];
  for (const life of byReference.values()) {
    for (let from = life.findIndex(isMakeCall); from >= 0; ) {
      const next = life.findIndex((event, i) => i > from && isMakeCall(event));
      const one = life.slice(from, next < 0 ? undefined : next);
      const until = one.findIndex((event) => event.fn === 'ProtocolClCloseCallComplete');
      const began = (life[from] as Seen).tick;
      lived.push(one.slice(0, until).map(({ kind, fn, message, tick }) => `${kind} ${fn ?? message} ${tick - began}`).join('\n'));
      from = next;
    }
  }
  return lived.length === calls ? lived.toSorted() : [];
}

function isMakeCall({ kind, fn }: Seen): boolean {
  return kind === 'enter' && fn === 'NdisClMakeCall';
}

test('how long each step of a call takes does not depend on how many calls run beside it', (t) => {
  const alone = lives(recorded(plainProgram({ calls: 30, concurrency: 1 })).events, 30);
  t.is(alone.length, 30);
  t.is(new Set(alone).size, 30);
  t.deepEqual(lives(recorded(plainProgram({ calls: 30, concurrency: 30 })).events, 30), alone);
  t.deepEqual(lives(recorded(plainProgram({ calls: 30, concurrency: 7, callsPerVc: 2 })).events, 30), alone);
});

test('stopped in the middle, it begins no call and ends those under way', (t) => {
  const { events, counts, isClosed } = recorded(plainProgram({ calls: 1000, concurrency: 10 }), [], (nic, count) => {
    if (count > 3000) nic.stop();
  });
  t.true(counts.offered > 10 && counts.offered < 1000);
  t.deepEqual(counts, { offered: counts.offered, completed: counts.offered, failed: 0, abandoned: 0, open: 0 });
  t.is(events.filter(isMakeCall).length, counts.offered);
  t.true(isClosed);
});

test('any program ends: every call is completed or fails as its course says, nothing is left open, time never runs backwards', (t) => {
  fc.assert(fc.property(anyProgram, (program) => {
    const { events, counts, isClosed } = recorded(program);
    const { connected: completed } = expectedCalls(program);
    t.deepEqual(counts, { offered: program.calls, completed, failed: program.calls - completed, abandoned: 0, open: 0 });
    t.true(isClosed);
    t.true(events.every((event, i) => i === 0 || event.tick >= (events[i - 1] as Seen).tick));
    const enters = events.filter(({ kind }) => kind === 'enter').length;
    t.is(events.filter(({ kind }) => kind === 'return').length, enters);
    t.is(events.filter(({ kind }) => kind === 'alloc').length, events.filter(({ kind }) => kind === 'free').length);
  }), { numRuns: 60 });
});
