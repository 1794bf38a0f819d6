import { readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { RunOutcome } from '../../src/bench/run-plan.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import { inProcess, plannedRun, runToEnd, temporaryFolder } from '../bench/bench-harness.ts';
import { exampleTrace } from '../report/report-kit.ts';
import { cli, folderWith } from './fixtures.ts';

async function ran(t: ExecutionContext, topology: Topology, calls: number, faults: readonly string[] = []): Promise<RunOutcome> {
  return runToEnd(temporaryFolder(t), await plannedRun('outgoing-call', topology, calls, faults), inProcess(topology));
}

/** Runs a command line on a run's folder from the folder it stands in. */
async function on(outcome: RunOutcome, command: string, ...words: readonly string[]) {
  return cli([command, basename(outcome.folder), ...words], dirname(outcome.folder));
}

test('explain tells of each kind of finding what was required, what happened and where it is written, at 80 columns', async (t) => {
  const { exitCode, out, err } = await on(await ran(t, 'cm', 5, ['activation-not-awaited']), 'explain');
  t.is(exitCode, 0);
  t.is(err, '');
  t.regex(out, /^FAIL {2}outgoing-call on emulated-cm\n\d+ requirements broken, by 5 faults\.\n\n1\. The call is reported/);
  t.regex(out, / {2}CC-15 {2}must +SUCCESS is reported only when the miniport is ready/);
  t.regex(out, /Source: nf-ndis-ndiscmmakecallcomplete Remarks 1\n +Here: success is reported while the VC is not active\.\n/);
  t.regex(out, /What happened \(fault 1, VC 0x[0-9a-f]+, lines \d+, \d+\)\n {4}line {9}ms {2}cl {2}nd {2}cm {2}mp {2}nw\n/);
  t.regex(out, /\n\* +\d+ +\d+\.\d{3} {2}\| {3}\|<--\| {3}\| {3}\| {2}NdisCmActivateVc\n/);
  t.regex(out, /\n\* +\d+ +\d+\.\d{3} {2}\| {3}\|<--\| {3}\| {3}\| {2}NdisCmMakeCallComplete SUCCESS\n/);
  for (const line of out.split('\n')) t.true(line.length <= 80 && line === line.trimEnd(), line);
});

test('explain takes a finding, a requirement or the number of a fault, and then draws the whole call', async (t) => {
  const run = await ran(t, 'mcm', 3, ['activation-not-awaited']);
  const [byFinding, byRequirement, byFault] = [await on(run, 'explain', 'mm-03/2'), await on(run, 'explain', 'MM-03'), await on(run, 'explain', '2')];
  t.is(byFinding.out, byFault.out);
  t.regex(byFinding.out, /What happened \(fault 2,/);
  t.regex(byFinding.out, /NdisCoCreateVc[^]*SETUP[^]*NdisMCmMakeCallComplete SUCCESS[^]*NdisCoDeleteVc/);
  t.regex(byRequirement.out, /What happened \(fault 1,/);
  const unknown = await on(run, 'explain', 'MM-99');
  t.is(unknown.exitCode, 2);
  t.regex(unknown.err, /the run has no finding `MM-99` \[unknown-finding\]\n {2}There are: MC-27, MC-29, MM-03\./);
  t.regex((await on(run, 'explain', 'MM-04')).err, /Did you mean `MM-03`\?/);
});

test('explain shows the typical call of a green run, and reads a trace file as well as a folder', async (t) => {
  const run = await ran(t, 'mcm', 5);
  const green = await on(run, 'explain');
  t.regex(green.out, /^PASS {2}outgoing-call on emulated-mcm\nEvery requirement[^]*\n\nThe call whose set-up time is nearest to the median of [\d.]+ ms: call \d,/);
  t.regex(green.out, / {2}\| {3}\| {3}\|==>\| {2}SETUP\n/);
  t.regex(green.out, /\ncl client, nd NDIS, mc MCM, nw network\.\n/);
  t.regex((await on(run, 'explain', 'CC-15')).err, /It has no findings at all\./);
  const folder = folderWith({ 'a.jsonl': exampleTrace('gap-hides-completion') });
  const gap = await cli(['explain', 'a.jsonl'], folder);
  t.is(gap.exitCode, 0);
  t.regex(gap.out, /^INCONCLUSIVE/);
  t.regex(gap.out, /~~~~~ {2}events may be missing here: /);
});

test('report makes both reports again, octet for octet, with the record and without it', async (t) => {
  for (const faults of [[], ['activation-not-awaited']]) {
    const run = await ran(t, 'cm', 4, faults);
    const files = ['report.html', 'junit.xml'].map((name) => join(run.folder, name));
    const before = files.map((file) => readFileSync(file, 'utf8'));
    for (const gone of [...files, join(run.folder, 'record.json')]) {
      rmSync(gone);
      const { exitCode, out } = await on(run, 'report');
      t.is(exitCode, 0);
      t.is(out, ['report.html', 'junit.xml'].map((name) => `${join(basename(run.folder), name)}\n`).join(''));
      t.deepEqual(files.map((file) => readFileSync(file, 'utf8')), before);
    }
  }
});

test('a report that the record knows more of is as red when made again', async (t) => {
  const run = await runToEnd(temporaryFolder(t), await plannedRun('outgoing-call', 'cm', 1), inProcess('cm', { arriving: () => undefined }));
  const file = join(run.folder, 'report.html');
  const before = readFileSync(file, 'utf8');
  t.regex(before, /data-verdict="error"/);
  t.regex(before, /The run is not whole: the device did not answer HELLO within 1000 ms, 3 times/);
  await on(run, 'report');
  t.is(readFileSync(file, 'utf8'), before);
});

test('report refuses what is no run folder', async (t) => {
  const folder = folderWith({ 'a.jsonl': exampleTrace('gap-hides-completion'), 'empty/x': '' });
  const trace = await cli(['report', 'a.jsonl'], folder);
  t.is(trace.exitCode, 2);
  t.regex(trace.err, /a\.jsonl: this is no run folder \[no-run-folder\]/);
  t.regex((await cli(['report', 'empty'], folder)).err, /\[no-capture\]/);
  t.regex((await cli(['report', 'none'], folder)).err, /\[file-not-found\]/);
});

test('requirements ID names the rules that decide a row, or says who does', async (t) => {
  const { out } = await cli(['requirements', 'MC-22'], folderWith({}));
  t.regex(out, /source {8}making-a-call\.md P10\ndecided by {4}at MKDONE when success, it needs activateTried; else: the call\n {14}succeeded/);
  t.regex((await cli(['requirements', 'MC-35'], folderWith({}))).out, /decided by {4}a person\n$/);
  t.regex((await cli(['requirements', 'MC-08'], folderWith({}))).out, /decided by {4}nothing: it is never a finding\n$/);
  for (const line of out.split('\n')) t.true(line.length <= 80, line);
});

test('explain numbers the parties of a multipoint call by the whole call, and says what the numbers mean', async (t) => {
  const outcome = await runToEnd(temporaryFolder(t), await plannedRun('multipoint-party-leaves', 'cm', 1, ['party-leave-unreported']), inProcess('cm'));
  const around = await on(outcome, 'explain');
  t.regex(around.out, /MP-24 {2}must +Remote drop[^]*\n\* +\d+ +\d+\.\d{3} {2}\| {3}\| {3}\|<======\| {2}DROP PARTY p2\n/);
  t.regex(around.out, /\np1 initial party of the call, p2 and so on those added, in that order\.\n/);
  const whole = await on(outcome, 'explain', 'MP-24');
  t.regex(whole.out, /ProtocolCmMakeCall p1\n[^]*ProtocolCmAddParty p2\n[^]*ADD PARTY p2\n[^]*ProtocolClAddPartyComplete SUCCESS p3\n/);
  for (const line of `${around.out}${whole.out}`.split('\n')) t.true(line.length <= 80 && !line.endsWith('…'), line);
});
