import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { RunOutcome } from '../../src/bench/run-plan.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import { networkFaultText } from '../../src/core/scenario/network-fault.ts';
import { courseOfCall } from '../../src/core/scenario/course.ts';
import { inProcess, plannedRun, runToEnd, temporaryFolder } from '../bench/bench-harness.ts';
import { cli, device, folderWith, judgementOf, outcomeOf, resultOf, type FakeBench } from './fixtures.ts';

const devices = { 'devices/a-cm.yaml': device('cm'), 'devices/b-mcm.yaml': device('mcm') };

const emptyHeader = { condisTrace: 1, topology: 'cm', observes: ['calls'] };

/** What a program says of one call that a recording shows, too. */
function askedOf({ pended, multipoint, addresses, sends, callParameters }: CallProgram) {
  const { makeCall, closeCall } = pended;
  return { makeCall, closeCall, multipoint, addresses, sends, callParameters };
}

/** One call after another, so that calls are numbered as they were asked for. */
async function ran(
  t: ExecutionContext, scenario: string, topology: Topology, calls: number, faults: readonly string[] = [],
): Promise<{ outcome: RunOutcome; program: CallProgram }> {
  const planned = await plannedRun(scenario, topology, calls, faults);
  const program = { ...planned.program, concurrency: 1 };
  return { outcome: await runToEnd(temporaryFolder(t), { ...planned, program }, inProcess(topology)), program };
}

const others = [
  'incoming-call', 'incoming-pended', 'incoming-rejected', 'incoming-not-supported', 'incoming-not-established', 'incoming-abandoned', 'incoming-unacknowledged', 'incoming-parameters-changed',
  'incoming-changes-refused', 'incoming-network-closes', 'network-closes', 'network-closes-with-error', 'client-modifies',
  'client-modify-granted-in-part', 'client-modify-refused', 'client-modify-not-activated', 'network-modifies', 'network-modify-renegotiated',
  'network-modify-unacceptable', 'network-modify-not-activated', 'release-unanswered', 'permanent-vc', 'permanent-vc-by-address',
  'permanent-vc-missing',
];

test('what happened on the network to a recorded call happens in its replay', async (t) => {
  const outcomes: (readonly [scenario: string, networkFaults: readonly string[]])[] = [
    ['repeated-messages', ['duplicate CONNECT', 'duplicate RELEASE COMPLETE']],
    // SETUP comes before the call has a VC, by which a replay knows the call's events.
    ['repeated-messages', ['duplicate CONNECT ACKNOWLEDGE', 'duplicate RELEASE COMPLETE']],
    ['repeated-messages', ['duplicate CONNECT', 'duplicate RELEASE']],
    ['setup-lost', ['lose SETUP']],
  ];
  for (const [i, [scenario, networkFaults]] of outcomes.entries()) {
    const { outcome } = await ran(t, scenario, 'mcm', 3);
    const call = String(scenario === 'setup-lost' ? 1 : i + 1);
    const { plan, err } = await cli(['replay', outcome.folder, '--call', call], folderWith(devices));
    t.deepEqual(plan?.runs[0]?.program.networkFaults?.map(networkFaultText), networkFaults, err);
  }
});

for (const topology of ['cm', 'mcm'] as const) {
  for (const scenario of [...others, 'mixed-courses', 'multipoint-parties', 'multipoint-party-rejected', 'multipoint-party-leaves', 'synchronous-calls', 'cbr-call', 'bearer-classes', 'circuit-emulation']) {
    test(`each call of ${scenario} on a ${topology} becomes a scenario that makes the same call`, async (t) => {
      const { outcome, program } = await ran(t, scenario, topology, scenario === 'mixed-courses' ? 16 : 2);
      const cwd = folderWith(devices);
      let number = 0;
      for (let call = 1; call <= program.calls; call++) {
        const course = courseOfCall(program.courses, call);
        if (course.name === 'creationFails') continue;
        number++;
        const { plan, err, exitCode } = await cli(['replay', outcome.folder, '--call', String(number)], cwd);
        const again = plan?.runs[0]?.program;
        if (again === undefined) {
          t.fail(`call ${call}, ${course.name}: ${err}`);
          continue;
        }
        t.is(exitCode, 0);
        t.deepEqual(again.courses, [course], `call ${call}`);
        t.is(again.topology, topology);
        if (course.name === 'connects') t.like(askedOf(again), askedOf(program));
      }
      t.true(number > 0);
    });
  }
}

test('the call that broke something is taken where none is named, and what it broke is compared with what its replay breaks', async (t) => {
  const { outcome } = await ran(t, 'outgoing-call', 'cm', 5, ['activation-not-awaited']);
  const cwd = folderWith(devices);
  const broken = outcome.judgement?.requirements.filter(({ outcome: one }) => one === 'fail').map(({ id }) => id) ?? [];
  t.true(broken.includes('CC-15'));
  const breaksOne: FakeBench = (plan) => {
    const judgement = judgementOf('fail', { requirements: [resultOf('CC-15', 'fail'), resultOf('CC-16', 'warn'), resultOf('CC-17', 'pass')] });
    return plan.runs.map((_, run) => outcomeOf(plan, run, 'fail', { judgement }));
  };
  const { exitCode, out } = await cli(['replay', outcome.folder, '--json'], cwd, breaksOne);
  t.is(exitCode, 1);
  const { replay } = JSON.parse(out) as { replay: unknown };
  t.like(replay, { call: 1, again: ['CC-15'], notAgain: broken.filter((id) => id !== 'CC-15'), onlyNow: ['CC-16'] });
  const text = (await cli(['replay', outcome.folder], cwd, breaksOne)).out;
  t.regex(text, /^Call 1 of .*, VC 0x[0-9a-f]+, is made again as runs\/replays\/.*\/call-1\.yaml\.\n/);
  t.regex(text, /\nBroken again: CC-15\.\n/);
  t.regex(text, /\nBroken now, not when it was recorded: CC-16\.\n$/);
});

test('the scenario of a replay is a file to keep: it is not written over once it was changed', async (t) => {
  const { outcome } = await ran(t, 'outgoing-call', 'mcm', 2);
  const cwd = folderWith(devices);
  const words = ['replay', outcome.folder, '--call', '2', '--out', 'here'];
  t.regex((await cli(words, cwd)).out, /The recorded call broke nothing, nor did its replay\.\n$/);
  t.is((await cli(words, cwd)).exitCode, 0);
  const file = join(cwd, 'here', 'replays', basename(outcome.folder), 'call-2.yaml');
  const text = readFileSync(file, 'utf8');
  t.regex(text, /^summary: Call 2 of .* again\.\ntopology: mcm\n/);
  writeFileSync(file, `${text}seed: 7\n`);
  const { exitCode, err } = await cli(words, cwd);
  t.is(exitCode, 2);
  t.regex(err, /the scenario of this replay was changed since it was written \[replay-changed\]/);
});

test('a replay is kept and run under an absolute path, too', async (t) => {
  const { outcome } = await ran(t, 'outgoing-call', 'mcm', 1);
  const elsewhere = folderWith({});
  const { exitCode, out, err } = await cli(['replay', outcome.folder, '--out', elsewhere], folderWith(devices));
  t.is(err, '');
  t.is(exitCode, 0);
  const file = join(elsewhere, 'replays', basename(outcome.folder), 'call-1.yaml');
  t.true(out.includes(`is made again as ${file}.\n`), out);
  t.true(existsSync(file));
});

test('what cannot be replayed is refused: a call that is not there, a recording without calls', async (t) => {
  const { outcome } = await ran(t, 'outgoing-call', 'cm', 2);
  const cwd = folderWith({ ...devices, 'empty.jsonl': `${JSON.stringify(emptyHeader)}\n` });
  const unknown = await cli(['replay', outcome.folder, '--call', '9'], cwd);
  t.is(unknown.exitCode, 2);
  t.regex(unknown.err, /there is no call 9 \[unknown-call\]\n {2}It has 2; their numbers stand in measurements\.csv\./);
  const empty = await cli(['replay', 'empty.jsonl'], cwd);
  t.is(empty.exitCode, 2);
  t.regex(empty.err, /empty\.jsonl: there is no call in it \[no-call\]/);
});
