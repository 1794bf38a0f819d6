import test from 'ava';
import fc from 'fast-check';
import { tickHz } from '../../firmware-stubs/emulated-nic/delays.ts';
import { defaultCalled, defaultDelays } from '../../src/core/scenario/defaults.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import type { Course, CourseName } from '../../src/core/scenario/course.ts';
import { hexOctets } from '../../src/core/octets.ts';
import { compileSteps } from '../../src/core/scenario/steps/compile.ts';
import type { StepSpec } from '../../src/core/scenario/steps/step.ts';
import { decodeMessage } from '../../src/core/signalling/decode-message.ts';
import { messageJson } from '../../src/core/signalling/message-json.ts';
import { anySteps, clientWide } from '../core/scenario/steps/any-steps.ts';
import { act, close, compiled, create, make, parallel, remove, repeat, send, wait, when } from '../core/scenario/steps/building.ts';
import { bad, idsOf, judged } from './judging.ts';
import { courseOf, multipointProgram, outline, party, pendedOnly, plainProgram, recordBytes, recorded } from './recorded.ts';

const hold = { kind: 'fixed', ns: 20_000_000 } as const;

/** A program of calls that take steps. */
function stepping(steps: readonly StepSpec[], changes: Partial<CallProgram> = {}): CallProgram {
  const { program, needsSaps } = compiled(steps);
  return plainProgram({ sends: 0, steps: program, ...(needsSaps && { saps: [defaultCalled.digits] }), ...changes });
}

/** The steps of a call as the courses have it. */
function call(...answers: StepSpec[]): StepSpec[] {
  return [create(), make(), ...answers, send(2), wait(hold.ns), close(), remove()];
}

test('a call in steps is to the octet the call that its course makes', (t) => {
  const changes = { calls: 12, concurrency: 3, delays: { ...defaultDelays, hold }, topology: 'mcm' } as const;
  t.is(recordBytes(stepping(call(), changes)), recordBytes(plainProgram({ ...changes, sends: 2 })));
  const rejecting = [create(), make(), act('network: reject', { cause: 17 }), remove()];
  t.is(recordBytes(stepping(rejecting, changes)), recordBytes(plainProgram({ ...changes, courses: [courseOf('networkRejects')] })));
  const renegotiated = call(act('network: lower rates'), act('client: renegotiate'));
  t.is(recordBytes(stepping(renegotiated, changes)), recordBytes(plainProgram({ ...changes, sends: 2, courses: [courseOf('parametersRenegotiated')] })));
});

test('the network releases a call in steps as in the course that has it', (t) => {
  const changes = { calls: 6, concurrency: 2, delays: { ...defaultDelays, hold } };
  const released = [create(), make(), send(2), wait(hold.ns), act('network: release', { cause: 17 }), remove()];
  for (const topology of ['cm', 'mcm'] as const) {
    const inCourse = plainProgram({ ...changes, topology, sends: 2, courses: [courseOf('networkCloses')] });
    t.is(recordBytes(stepping(released, { ...changes, topology })), recordBytes(inCourse), topology);
  }
  const withParties = [create(), make(), act('client: add party', { party: 1 }), act('client: drop party', { party: 0 }), act('network: release', { cause: 38 }), remove()];
  const { multipoint: _, ...plain } = multipointProgram({}, { sends: 0 });
  const program = { ...plain, steps: compiled(withParties, ['493012']).program };
  t.deepEqual(recorded(program).counts, { offered: 1, completed: 1, failed: 0, abandoned: 0, open: 0 });
  t.deepEqual(idsOf(judged(program, [], { multipoint: true }), ...bad), []);
});

test('parties come and go in steps as in a program of parties', (t) => {
  const parties = ['493012', '4989123'];
  const steps = [
    create(), make(), act('client: add party', { party: 1 }), act('client: add party', { party: 2 }), act('network: reject', { cause: 3 }),
    send(), wait(hold.ns), act('client: drop party', { party: 0 }), close(), remove(),
  ];
  const changes = { calls: 4, concurrency: 2, delays: { ...defaultDelays, hold } };
  const { multipoint: __, ...pointToPoint } = multipointProgram({}, { ...changes, sends: 0 });
  const both = [
    create(), make(), act('client: add party', { party: 1 }), act('client: add party', { party: 2 }), send(), wait(hold.ns),
    act('client: drop party', { party: 1 }), act('network: drop party', { party: 2 }), close(), remove(),
  ];
  const listed = [party(1, { called: '493012' }), party(2, { called: '4989123', droppedBy: 'network' })];
  t.is(
    recordBytes({ ...pointToPoint, steps: compiled(both, parties).program }), recordBytes(multipointProgram({ parties: listed }, changes)),
  );
  const program = multipointProgram({}, { sends: 0, delays: { ...defaultDelays, hold } });
  const { multipoint: _, ...plain } = program;
  const { events, counts, isClosed } = recorded({ ...plain, steps: compiled(steps, parties).program });
  const lines = outline(events);
  t.deepEqual(lines.filter((line) => / (ADD|DROP) PARTY/.test(line)), [
    'tx ADD PARTY', 'rx ADD PARTY ACKNOWLEDGE', 'tx ADD PARTY', 'rx ADD PARTY REJECT', 'tx DROP PARTY', 'rx DROP PARTY ACKNOWLEDGE',
  ]);
  const reject = events.find(({ message }) => message === 'ADD PARTY REJECT');
  const { elements } = messageJson(decodeMessage(hexOctets(reject?.bytes ?? '') as Uint8Array));
  t.like(elements.find(({ name }) => name === 'cause'), { cause: 3 });
  t.like(counts, { offered: 1, completed: 1, failed: 0 });
  t.true(isClosed);
  const leaving = [create(), make(), act('client: add party', { party: 1 }), act('network: drop party', { party: 1 }), close(), remove()];
  const left = recorded({ ...plain, steps: compiled(leaving, parties).program });
  t.true(outline(left.events).includes('E ProtocolClIncomingDropParty'));
  t.true(left.isClosed);
});

test('strands run beside each other on threads of their own', (t) => {
  const steps = [create(), make(), parallel([send(3)], [send(2)], [wait(), act('network: send', { lists: 2 })]), close(), remove()];
  const { events, counts, isClosed } = recorded(stepping(steps, { calls: 4, concurrency: 2 }));
  t.like(counts, { offered: 4, completed: 4 });
  t.true(isClosed);
  const sends = events.filter(({ kind, fn }) => kind === 'enter' && fn === 'NdisCoSendNetBufferLists');
  const ofClient = sends.filter(({ by }) => by === 'client');
  t.is(ofClient.length, 4 * 5);
  t.is(new Set(ofClient.map((event) => (event as { thread?: number }).thread)).size, 4);
  const returned = events.filter(({ kind, fn }) => kind === 'enter' && fn === 'NdisReturnNetBufferLists');
  t.true(returned.length >= 4 * 4);
});

test('what is in flight comes back before the call is closed, and nothing is sent after', (t) => {
  const steps = [create(), make(), parallel([wait(1000), close()], [repeat(20, send(3))]), remove()];
  for (const topology of ['cm', 'mcm'] as const) {
    const { counts, isClosed } = recorded(stepping(steps, { topology, calls: 6, concurrency: 3 }));
    t.like(counts, { completed: 6, failed: 0 });
    t.true(isClosed);
    t.deepEqual(idsOf(judged(stepping(steps, { topology, calls: 6, concurrency: 3 })), ...bad), []);
  }
});

test('a branch follows what the device did, also where it did what nobody told it', (t) => {
  const steps = (): StepSpec[] => [create(), make(), when('failed', [wait()], [send(), close()]), remove()];
  const good = outline(recorded(stepping(steps())).events);
  t.true(good.includes('E NdisClCloseCall'));
  const broken = recorded(stepping(steps()), ['refusal-taken-for-success']);
  t.like(broken.counts, { offered: 1, completed: 1 });
});

test('every answer is played on both devices, pended or not, and the judge finds nothing', (t) => {
  const answers: StepSpec[][] = [
    [act('callManager: refuse')], [act('callManager: refuse later')], [act('callManager: refuse parameters')],
    [act('network: reject')], [act('network: release instead')], [act('network: not answer')], [act('network: not connect')],
    [act('miniport: refuse activation', { times: 2 })], [act('callManager: give up')],
    [act('network: lower rates'), act('client: refuse rates')],
    [act('network: lower rates'), act('client: renegotiate'), act('network: refuse')],
  ];
  for (const topology of ['cm', 'mcm'] as const) {
    for (const pended of [plainProgram().pended, pendedOnly('openAddressFamily')]) {
      for (const given of answers) {
        if (given[0]?.kind === 'act' && given[0].act === 'callManager: refuse later' && !pended.makeCall) continue;
        const program = stepping([repeat(2, create(), make(), ...given, remove())], { topology, pended, calls: 3, concurrency: 2 });
        t.deepEqual(idsOf(judged(program), ...bad), [], JSON.stringify([topology, given.map((step) => step.kind === 'act' && step.act)]));
      }
    }
  }
});

test('any legal steps end on either device, are accounted for, leave nothing open, are judged well, and go the same way again', (t) => {
  const property = fc.property(anySteps, fc.constantFrom('cm' as const, 'mcm' as const), fc.boolean(), fc.nat(0xffff), (steps, topology, isPended, seed) => {
    const { faults, program } = compileSteps(steps);
    t.deepEqual(faults.map((fault) => fault.describe()), []);
    const pended = isPended ? plainProgram().pended : pendedOnly('openAddressFamily');
    const calls = plainProgram({
      sends: 0, steps: program, saps: [defaultCalled.digits], topology, pended, seed, calls: 4, concurrency: 2,
    });
    const { counts, isClosed } = recorded(calls);
    t.is(counts.offered, 4);
    t.is(counts.completed + counts.failed, 4);
    t.true(isClosed);
    t.is(recordBytes(calls), recordBytes(calls));
    t.deepEqual(idsOf(judged(calls), ...bad), []);
  });
  fc.assert(property, { numRuns: 40 });
});

test('a step says how drivers answer what it leads to, and the rest goes as the program says', (t) => {
  const changes = { calls: 4, concurrency: 2, delays: { ...defaultDelays, hold } };
  const { pended } = plainProgram();
  for (const topology of ['cm', 'mcm'] as const) {
    // A stand-alone call manager activates its VC to the switch as the program says, too.
    const own = topology === 'cm' ? {} : { activateVc: false };
    const made = { ...make(), requests: { ...own, makeCall: false } } as StepSpec;
    const closed = { ...close(), requests: { closeCall: false } } as StepSpec;
    const inSteps = stepping([create(), made, send(2), wait(hold.ns), closed, remove()], { ...changes, topology });
    const synchronous = { ...pended, ...own, makeCall: false, closeCall: false };
    t.is(recordBytes(inSteps), recordBytes(plainProgram({ ...changes, topology, sends: 2, pended: synchronous })), topology);
  }
  const twice = [create(), { ...make(), requests: { activateVc: false } } as StepSpec, close(), make(), close(), remove()];
  const lines = outline(recorded(stepping(twice)).events);
  t.is(lines.filter((line) => line === 'E MiniportCoActivateVc').length, 3);
  t.is(lines.filter((line) => line === 'E NdisMCoActivateVcComplete').length, 2);
  const sap = [act('client: deregister SAP'), { ...act('client: register SAP'), requests: { registerSap: false } } as StepSpec];
  t.is(outline(recorded(stepping(sap)).events).filter((line) => line === 'E NdisCmRegisterSapComplete').length, 1);
});

test('what concerns the whole client is done on either device, pended or not, between calls and while one is open', (t) => {
  const property = fc.property(fc.array(fc.oneof(anySteps, clientWide), { minLength: 1, maxLength: 3 }), fc.constantFrom('cm' as const, 'mcm' as const), fc.boolean(), (all, topology, isPended) => {
    const steps = [...all.flat(), act('client: deregister SAP'), wait(), act('client: register SAP')];
    const pended = isPended ? plainProgram().pended : pendedOnly('openAddressFamily');
    const program = stepping(steps, { topology, pended, calls: 2, concurrency: 1 });
    const { counts, isClosed } = recorded(program);
    t.is(counts.completed + counts.failed, 2);
    t.true(isClosed);
    t.deepEqual(idsOf(judged(program), ...bad), []);
  });
  fc.assert(property, { numRuns: 25 });
  const closing = [create(), make(), close(), remove(), act('client: close address family')];
  const { events, isClosed } = recorded(stepping(closing));
  t.true(isClosed);
  t.is(events.filter(({ kind, fn }) => kind === 'enter' && fn === 'NdisClCloseAddressFamily').length, 1);
  t.throws(() => recorded(stepping(closing, { calls: 2, concurrency: 2 })), { instanceOf: RangeError, message: /row 4: act 10 concerns all calls, of which 2/ });
});

test('parameters change in mid-call in steps as in a course, to any rate', (t) => {
  const changes = { calls: 6, concurrency: 3, delays: { ...defaultDelays, hold }, sends: 1 } as const;
  const made = (change: StepSpec[], end: StepSpec[]): StepSpec[] => [create(), make(), send(), ...change, ...end, remove()];
  const ending = (): StepSpec[] => [send(), wait(hold.ns), close()];
  const as = (name: CourseName, ...steps: StepSpec[]): void => {
    const program = stepping(made(steps, name === 'networkModifyUnacceptable' ? [] : ending()), { ...changes, sends: 0 });
    t.is(recordBytes(program), recordBytes(plainProgram({ ...changes, courses: [{ name }] })), name);
    t.like(recorded(program).counts, { completed: 6 });
  };
  as('clientModifies', act('client: modify QoS'));
  as('clientModifyGrantedInPart', act('client: modify QoS'), act('network: grant in part'));
  as('clientModifyRefused', act('client: modify QoS'), act('network: refuse'));
  as('clientModifyRefusedByMiniport', act('client: modify QoS'), act('miniport: refuse activation'));
  as('networkModifies', act('network: modify'));
  as('networkModifyRenegotiated', act('network: modify'), act('client: renegotiate'));
  as('networkModifyUnacceptable', act('network: modify'), act('client: refuse rates'));
  as('networkModifyRefusedByMiniport', act('network: modify'), act('miniport: refuse activation'));
  const rates = [20_000, 5_000, 300_000].map((peakCellRate) => act('client: modify QoS', { peakCellRate }));
  const changing = stepping([create(), make(), ...rates, act('network: modify', { peakCellRate: 777 }), close(), remove()]);
  t.deepEqual(idsOf(judged(changing), ...bad), []);
  const asked = recorded(changing).events.filter(({ kind, fn }) => kind === 'enter' && fn === 'NdisClModifyCallQoS');
  t.deepEqual(asked.map((event) => /"PeakCellRate":(\d+)/.exec(JSON.stringify(event))?.[1]), ['20000', '5000', '300000']);
});

test('calls come in, and are released by the network, in steps as in a course', (t) => {
  const changes = { calls: 6, concurrency: 3, delays: { ...defaultDelays, hold }, sends: 1, saps: [defaultCalled.digits] } as const;
  const used = (end: StepSpec): StepSpec[] => [send(), wait(hold.ns), end];
  const as = (course: Course, ...steps: StepSpec[]): void => {
    const program = stepping(steps, { ...changes, sends: 0 });
    t.is(recordBytes(program), recordBytes(plainProgram({ ...changes, courses: [course] })), course.name);
  };
  const offered = (): StepSpec => act('network: call');
  as({ name: 'incomingAccepted' }, offered(), ...used(close()));
  as({ name: 'incomingPended' }, offered(), act('client: accept later'), ...used(close()));
  as({ name: 'incomingRejected' }, offered(), act('client: reject'));
  as({ name: 'incomingRejectedLater', status: 0xc0000001 }, offered(), act('client: reject later', { status: 0xc0000001 }));
  as({ name: 'incomingRejectedLater' }, offered(), act('client: reject later'));
  as({ name: 'incomingNotSupported' }, offered(), act('client: take no calls'));
  as({ name: 'incomingNotEstablished', cause: 3 }, offered(), act('network: release instead', { cause: 3 }));
  as({ name: 'incomingAbandoned', cause: 16 }, offered(), act('network: give up', { cause: 16 }));
  as({ name: 'incomingParametersChanged' }, offered(), act('client: lower rates'), ...used(close()));
  as({ name: 'incomingChangesRefused' }, offered(), act('client: lower rates'), act('callManager: give up'));
  as({ name: 'incomingNetworkCloses', cause: 41 }, offered(), ...used(act('network: release', { cause: 41 })));
  as({ name: 'networkCloses', cause: 41 }, create(), make(), ...used(act('network: release', { cause: 41 })), remove());
});

test('timers of signalling expire where steps say that nothing answers', (t) => {
  const lasting = (steps: StepSpec[], parties?: string[]): number => {
    const { multipoint: _, ...program } = multipointProgram({}, { sends: 0 });
    const { events, counts } = recorded({ ...program, steps: compiled(steps, parties).program });
    t.is(counts.completed, 1);
    return Math.round((events.at(-1)?.tick ?? 0) / tickHz);
  };
  t.is(lasting([create(), make(), close(), act('network: not answer'), remove()]), 60);
  const add = (): StepSpec => act('client: add party', { party: 1 });
  t.is(lasting([create(), make(), add(), act('network: not answer'), close(), remove()], ['1']), 14);
  t.is(lasting([create(), make(), add(), act('client: drop party', { party: 0 }), act('network: not answer'), close(), remove()], ['1']), 4);
});

test('a program with an act that the device cannot do is refused', (t) => {
  const { program } = compiled([create(), make(), close(), remove()]);
  const rows = program.rows.with(3, 1 | (25 << 8));
  t.throws(() => recorded(plainProgram({ steps: { ...program, rows } })), { instanceOf: RangeError, message: /row 1: this device cannot do act 25/ });
});
