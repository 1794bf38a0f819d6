import test from 'ava';
import type { RunOutcome, RunPlan } from '../../src/bench/run-plan.ts';
import { definitions, table, wrap } from '../../src/cli/columns.ts';
import { durationText } from '../../src/report/duration-text.ts';
import { intervalTable } from '../../src/cli/interval-table.ts';
import { judgementText } from '../../src/cli/judgement-text.ts';
import { verdictSentence } from '../../src/report/verdict-sentence.ts';
import { judgementWords, type JudgementWords } from '../../src/cli/judgement-words.ts';
import { progressLine } from '../../src/cli/progress-line.ts';
import { ProgressView } from '../../src/cli/progress-view.ts';
import { summaryText } from '../../src/cli/summary.ts';
import { TextSink } from '../../src/cli/text-sink.ts';
import { asking } from '../report/report-kit.ts';
import { exitCodeOf, exitCodes } from '../../src/cli/exit-codes.ts';
import { verdicts } from '../../src/core/verdict.ts';
import { cli, folderWith, judgementOf, KeptStream, measurementOf, outcomeOf, passing, resultOf, usualFiles } from './fixtures.ts';

const sink = (): TextSink => new TextSink(new KeptStream(), {});
const words: JudgementWords = judgementWords;

test('a table is aligned and ends no line with spaces', (t) => {
  t.deepEqual(table([['a', '10', ''], ['long', '5', 'x']], ['left', 'right']), ['a     10', 'long   5  x']);
});

test('text is wrapped at spaces, never inside a word', (t) => {
  t.deepEqual(wrap('one two three', 9, '  '), ['  one two', '  three']);
  t.deepEqual(wrap('incomprehensibilities are long', 10), ['incomprehensibilities', 'are long']);
  t.deepEqual(wrap('', 10), []);
});

test('definitions put long names on a line of their own', (t) => {
  t.deepEqual(definitions([['a', 'one two'], ['bb', 'x']], 9), ['a   one', '    two', 'bb  x']);
  t.deepEqual(definitions([['x'.repeat(40), 'text']], 80), ['x'.repeat(40), `${' '.repeat(30)}text`]);
});

test('durations have three digits in the unit that fits', (t) => {
  for (const [ns, text] of [
    [0, '0 ns'], [999, '999 ns'], [1000, '1.00 us'], [12_340, '12.3 us'], [99_940, '99.9 us'], [99_960, '100 us'], [999_400, '999 us'],
    [999_600, '1.00 ms'], [1_234_567, '1.23 ms'], [1_500_000_000, '1.50 s'], [7_200_000_000_000, '7200 s'], [-2500, '-2.50 us'],
  ] as const) t.is(durationText(ns), text, String(ns));
});

test('an interval table fits its columns and marks host time', (t) => {
  const lines = intervalTable([measurementOf('TI-15', [1_500_000, 2_000_000]), measurementOf('TI-36', [4e5], 'host')], words.interval, 80);
  t.is(lines.length, 3);
  t.regex(lines[0] ?? '', /n +min +median +p95 +p99 +max$/);
  t.regex(lines[1] ?? '', /^TI-15 client-visible.* +2 +1\.50 ms +1\.50 ms +2\.00 ms/);
  for (const line of lines) t.true(line.length <= 80, line);
  t.regex(intervalTable([measurementOf('TI-36', [4e5], 'host')], () => 'activation', 100)[1] ?? '', /activation \(host clock\)/);
});

test('each verdict has its exit code and its sentence', (t) => {
  t.deepEqual(verdicts.map(exitCodeOf), [0, 3, 1, 4]);
  t.is(exitCodes.refused, 2);
  t.regex(verdictSentence(judgementOf('pass'), false), /can decide holds: 1\./);
  t.regex(verdictSentence(judgementOf('fail'), false), /1 requirement broken, by 1 fault\./);
  t.regex(verdictSentence(judgementOf('inconclusive'), false), /1 requirement left open/);
  t.regex(verdictSentence(judgementOf('inconclusive', { requirements: [resultOf('CC-16', 'vacuous', { triggered: 0 })] }), false), /no evidence/);
  t.regex(verdictSentence(judgementOf('error'), false), /1 duty of NDIS not seen/);
  const warned = judgementOf('fail', { requirements: [resultOf('MC-02', 'warn', { severity: 'should' })] });
  t.regex(verdictSentence(warned, true), /1 requirement broken/);
});

test('faults are counted where they broke something, once each; a cut recording is told as one', (t) => {
  const finding = (id: string, fault?: number) => ({ id: `${id}/1`, severity: 'must' as const, events: [1], message: 'x', ...(fault === undefined ? {} : { fault }) });
  const found = (id: string, outcome: 'fail' | 'inconclusive' | 'warn', fault?: number) =>
    resultOf(id, outcome, { findingsTotal: 1, findings: [finding(id, fault)] });
  const requirements = [found('CC-15', 'fail', 1), found('CC-17', 'fail', 1), found('CC-18', 'inconclusive'), found('MC-02', 'warn', 2)];
  t.is(verdictSentence(judgementOf('fail', { requirements }), false), '2 requirements broken, by 1 fault.');
  t.is(verdictSentence(judgementOf('fail', { requirements }), true), '3 requirements broken, by 2 faults.');
  const many = [resultOf('CC-15', 'fail', { findingsTotal: 5000, findings: [finding('CC-15', 1)] })];
  t.is(verdictSentence(judgementOf('fail', { requirements: many }), false), '1 requirement broken, by 1 fault or more.');
  t.regex(verdictSentence({ ...judgementOf('pass'), verdict: 'inconclusive' }, false), /breaks off/);
});

test('a judgement names requirement, page, lines, VC and counts, and what a device says cannot steer the terminal', (t) => {
  const finding = { id: 'CC-15/1', severity: 'must', fault: 1, events: [70], vc: '0x1', message: 'too \u001b[31mearly' } as const;
  const many = resultOf('CC-15', 'fail', { findingsTotal: 5000, findings: Array.from({ length: 9 }, () => finding) });
  const judgement = judgementOf('fail', {
    requirements: [many, resultOf('CC-16', 'inconclusive', { reason: 'a gap' })], gapsTotal: 2, orphans: 1, notModelled: [{ fn: 'NdisX\u0007', count: 3 }],
  });
  const text = judgementText(judgement, false, words, new Map([[70, ' 1.00 ms  cm        enter NdisX']]), sink()).join('\n');
  t.regex(text, /^FAIL {2}1 requirement broken, by 1 fault or more\./);
  t.regex(text, /CC-15 fail \(must\), 5000 findings\n {2}SUCCESS is reported only when/);
  t.regex(text, /Source: nf-ndis-ndiscmmakecallcomplete/);
  t.regex(text, /CC-15\/1: line 70, VC 0x1, fault 1\n {4}too \ufffd\[31mearly\n {8}70 {3}1\.00 ms {2}cm {8}enter NdisX\n/);
  t.is(text.match(/enter NdisX/g)?.length, 1);
  t.regex(text, /… and 4997 more/);
  t.regex(text, /CC-16 inconclusive \(must\), 0 findings\n[^]*a gap/);
  t.regex(text, /0 passed, 1 failed, 1 inconclusive, 0 vacuous, 0 not observed/);
  t.regex(text, /Gaps: 2\./);
  t.regex(text, /Returns without an enter: 1\./);
  t.regex(text, /NdisX\ufffd \(3\)/);
  for (const line of text.split('\n')) t.true(line.length <= 80, line);
});

async function planOf(): Promise<RunPlan> {
  const { plan } = await cli(['run', 'calls'], folderWith(usualFiles), passing);
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

test('a summary tells each run and then the worst of them', async (t) => {
  const plan = await planOf();
  const expectations = [{ what: 'calls connected', expected: 10, seen: 9, verdict: 'fail' }] as const;
  const outcomes: RunOutcome[] = [
    { ...outcomeOf(plan, 0, 'pass'), folder: 'runs/a' }, { ...outcomeOf(plan, 1, 'fail', { asked: asking(judgementOf('fail'), { expectations }) }), folder: 'runs/b' },
  ];
  const text = summaryText(outcomes.map((outcome) => ({ outcome, evidence: new Map() })), 'fail', words, sink()).join('\n');
  t.regex(text, /PASS {2}a-cm, scenario calls\n {2}Every requirement/);
  t.regex(text, /FAIL {2}b-mcm, scenario calls/);
  t.regex(text, /Expected 10 calls connected, saw 9\./);
  t.regex(text, /CC-15 fail \(must\)[^]*lines 67, 70/);
  t.regex(text, /TI-36 activation +2 +400 us/);
  t.regex(text, /TI-15 call set-up +2 +1\.50 ms/);
  t.regex(text, /\n {2}Recorded in runs\/b\n\nFAIL {2}2 runs, the worst counts\.$/);
  for (const line of text.split('\n')) t.true(line.length <= 80, line);
});

test('a summary shows three requirements, and how to see the others in 80 columns', async (t) => {
  const plan = await planOf();
  const folder = 'runs/20261121T171329Z-outgoing-call-emulated-mcm-5c7379';
  const judgement = judgementOf('fail', { requirements: ['CC-15', 'CC-17', 'MC-26', 'MC-29', 'AV-12'].map((id) => resultOf(id, 'fail')) });
  const text = summaryText([{ outcome: { ...outcomeOf(plan, 0, 'fail', { judgement }), folder }, evidence: new Map() }], 'fail', words, sink());
  t.deepEqual(text.filter((line) => line.length > 80), []);
  const at = text.indexOf('  … and 2 more requirements:');
  t.is(text[at + 1], `    condis-bench explain ${folder}`);
  const unrecorded = { ...outcomeOf(plan, 0, 'error'), recorded: false };
  t.is(summaryText([{ outcome: unrecorded, evidence: new Map() }], 'error', words, sink()).at(-1), '  Nothing is recorded.');
});

const progress = { stage: 'run', port: '/dev/pts/3', callsDone: 120, events: 4000, findings: 1, lost: 0 } as const;

test('a progress line names port, stage, calls, rate and findings', (t) => {
  const facts = { device: 'emulated-cm', deviceWidth: 12, calls: 200, runningMs: 500 };
  t.is(progressLine(progress, facts, 100), 'emulated-cm   /dev/pts/3    run          120/200 calls     240/s  1 finding');
  t.regex(progressLine({ ...progress, callsDone: 200 }, { ...facts, runningMs: 2008 }, 100), / 100\/s /);
  t.is(progressLine({ ...progress, lost: 7, findings: 0 }, { ...facts, runningMs: 0 }, 100).slice(-24), '            0 findings  7 lost'.slice(-24));
  t.is(progressLine(progress, facts, 20).length, 20);
  const longPort = { ...progress, port: 'tcp://127.0.0.1:40000' };
  t.is(progressLine(longPort, facts, 72), 'emulated-cm  tcp://127.0.0.1:40000  run  120/200 calls  240/s  1 finding');
  t.is(
    progressLine({ ...progress, port: '/dev/serial/by-id/usb-Debug_Adapter_0001-if00-port0' }, facts, 79),
    'emulated-cm  …bug_Adapter_0001-if00-port0  run  120/200 calls  240/s  1 finding',
  );
  t.is(
    progressLine({ ...progress, callsDone: 1000 }, { ...facts, device: 'emulated-mcm synchronous-activation', deviceWidth: 40, calls: 1000 }, 79),
    'emulated-mcm synchronous-…  /dev/pts/3  run  1000/1000 calls  2000/s  1 finding',
  );
});

test('without a terminal progress is plain lines when the calls begin and end, and every five seconds', async (t) => {
  const stream = new KeptStream();
  let now = 0;
  const view = new ProgressView(await planOf(), new TextSink(stream, {}), () => now);
  view.progress(0, { ...progress, stage: 'hello' });
  view.progress(0, progress);
  view.progress(0, { ...progress, callsDone: 130 });
  now = 6000;
  view.progress(0, { ...progress, callsDone: 140 });
  view.progress(0, { ...progress, stage: 'settle' });
  view.progress(0, { ...progress, stage: 'close' });
  view.notice(1, 'port\u001b[2J is slow');
  t.deepEqual(stream.text.split('\n').map((line) => line.replaceAll(/ +/g, ' ').replace(/ calls.*/, '')), [
    'a-cm /dev/pts/3 run 120/10', 'a-cm /dev/pts/3 run 140/10', 'a-cm /dev/pts/3 close 120/10', 'b-mcm: port\ufffd[2J is slow', '',
  ]);
});

test('on a terminal the lines are rewritten, not on a CI server', async (t) => {
  const plan = await planOf();
  const stream = new KeptStream();
  stream.isTTY = true;
  let now = 0;
  const view = new ProgressView(plan, new TextSink(stream, {}), () => now);
  view.progress(0, progress);
  now = 50;
  const before = stream.text;
  view.progress(0, { ...progress, callsDone: 121 });
  t.is(stream.text, before);
  now = 200;
  view.progress(0, { ...progress, callsDone: 122 });
  t.regex(stream.text.slice(before.length), /^\u001b\[2A\u001b\[Ja-cm .*122\/10 calls.*\nb-mcm .*\n$/);
  t.false(new TextSink(stream, { CI: 'true' }).live);
  t.false(new TextSink(stream, { TERM: 'dumb' }).live);
});

test('colour is for terminals whose user has not refused it', (t) => {
  const stream = new KeptStream();
  t.is(new TextSink(stream, {}).style('red', 'x'), 'x');
  stream.isTTY = true;
  t.is(new TextSink(stream, {}).style('red', 'x'), '\u001b[31mx\u001b[39m');
  t.is(new TextSink(stream, { NO_COLOR: '1' }).style('red', 'x'), 'x');
});

test('a closed pipe swallows what follows; another error of the stream is not hidden', async (t) => {
  const stream = new KeptStream();
  const text = new TextSink(stream, {});
  stream.full = true;
  text.write('a');
  const drained = text.drained();
  stream.emit('drain');
  await drained;
  stream.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  text.write('b');
  await text.drained();
  t.true(text.closed);
  t.is(stream.text, 'a');
  const broken = Object.assign(new Error('write EIO'), { code: 'EIO' });
  t.throws(() => stream.emit('error', broken), { message: 'the output could not be written: write EIO' });
});
