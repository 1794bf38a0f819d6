import test from 'ava';
import type { CallRow } from '../../src/core/timing/call-row.ts';
import { intervalIndex, intervals } from '../../src/core/timing/intervals.ts';
import { actKinds, decidingLines, headOf, often, vcOf } from '../../src/report/story/broken-acts.ts';
import { CallSurvey, listedCalls } from '../../src/report/story/call-survey.ts';
import { callParametersText } from '../../src/report/story/call-parameters-text.ts';
import { ladderOf, rungText } from '../../src/report/story/ladder.ts';
import { splitOf } from '../../src/report/story/setup-split.ts';
import { StrideSample } from '../../src/report/story/stride-sample.ts';
import { verdictSentence } from '../../src/report/verdict-sentence.ts';
import { binsOf, drawnValues } from '../../src/report/html/distribution-svg.ts';
import { ticksOf } from '../../src/report/html/axis.ts';
import { judgementOf, resultOf } from '../cli/fixtures.ts';
import { exampleTrace, storyOf } from './report-kit.ts';

function row(call: number, valuesNs: Readonly<Record<string, number>>, topology: 'cm' | 'mcm' = 'cm'): CallRow {
  const values = new Float64Array(intervals.length).fill(NaN);
  for (const [id, ns] of Object.entries(valuesNs)) values[intervalIndex(id)] = ns;
  return {
    call, port: 'main', vc: `0x${call.toString(16)}`, topology, result: 'connected', startedNs: call * 1000, valuesNs: values,
    uncertaintiesNs: new Float64Array(intervals.length),
  };
}

const whole = { 'TI-15': 1000, 'TI-03': 10, 'TI-05': 50, 'TI-08': 600, 'TI-09': 40, 'TI-10': 5, 'TI-11': 200, 'TI-12': 5, 'TI-36': 220, 'TI-13': 30, 'TI-14': 20 };

test('set-up time goes to those who had it, and the parts add up', (t) => {
  const split = splitOf(row(1, whole));
  t.deepEqual(split, { totalNs: 1000, parts: { callManager: 120, network: 600, miniport: 200, ndis: 50, unsplit: 30 } });
});

test('on an MCM the activation is NDIS\'s, since the NIC was programmed before it', (t) => {
  const { 'TI-10': _to, 'TI-11': _miniport, 'TI-12': _from, ...rest } = whole;
  t.deepEqual(splitOf(row(1, rest, 'mcm'))?.parts, { callManager: 120, network: 600, miniport: 0, ndis: 250, unsplit: 30 });
});

test('an activation that nobody waited for is not counted to the set-up, and nothing is counted twice', (t) => {
  const { 'TI-13': _finishing, ...rest } = whole;
  t.deepEqual(splitOf(row(1, { ...rest, 'TI-11': 5000 }))?.parts, { callManager: 90, network: 600, miniport: 0, ndis: 30, unsplit: 280 });
  t.deepEqual(splitOf(row(1, { 'TI-15': 100, 'TI-08': 5000 }))?.parts, { callManager: 0, network: 100, miniport: 0, ndis: 0, unsplit: 0 });
  t.is(splitOf(row(1, { 'TI-08': 5000 })), undefined);
});

test('a survey of many calls keeps the first and the slowest, and finds the typical one', (t) => {
  const survey = new CallSurvey();
  // 7919 is prime: the times run through 0 to 999 in another order than the calls.
  for (let call = 1; call <= 1000; call++) survey.add(row(call, { 'TI-15': (call * 7919) % 1000 }));
  t.is(survey.calls, 1000);
  t.deepEqual(survey.first.map(({ call }) => call), Array.from({ length: listedCalls }, (_, i) => i + 1));
  t.deepEqual(survey.slowest.map(({ split }) => split.totalNs), Array.from({ length: listedCalls }, (_, i) => 999 - i));
  t.is((survey.typical(500)!.call * 7919) % 1000, 500);
  t.is(survey.sums.unsplit, 499_500);
  t.is(new CallSurvey().typical(5), undefined);
});

test('a stride sample is evenly spaced and never larger than its limit', (t) => {
  const sample = new StrideSample(8);
  for (let value = 0; value < 100; value++) {
    sample.add(value);
    t.true(sample.values.length <= 8);
    t.deepEqual([...sample.values], Array.from({ length: sample.values.length }, (_, i) => i * sample.stride));
  }
  t.is(sample.stride, 16);
});

test('findings of one fault are one act, acts that break the same in the same words are one kind, the gravest first', (t) => {
  const finding = (id: string, fault: number | undefined, line: number, message: string) => ({
    id, severity: 'must' as const, ...(fault !== undefined && { fault }), events: [line, line + 1], vc: `0x${line}`, message,
  });
  const kinds = actKinds(judgementOf('fail', {
    requirements: [
      resultOf('MC-01', 'warn', { findings: [finding('MC-01/1', 9, 5, 'w')] }),
      resultOf('MC-26', 'fail', { findingsTotal: 2, findings: [finding('MC-26/1', 1, 30, 'a'), finding('MC-26/2', 2, 20, 'a')] }),
      resultOf('CC-15', 'fail', { findings: [finding('CC-15/1', 1, 30, 'b'), finding('CC-15/2', 2, 20, 'b')] }),
      resultOf('AV-12', 'inconclusive', { findings: [finding('AV-12/1', undefined, 1, 'o')] }),
    ],
  }));
  t.deepEqual(kinds.map((kind) => kind.acts.map((act) => act.fault)), [[2, 1], [undefined], [9]]);
  t.deepEqual(kinds.map(often), ['2 times', 'once', 'once']);
  const [first] = kinds[0]!.acts;
  t.is(headOf(first!).result.id, 'MC-26');
  t.deepEqual(decidingLines(first!), [20, 21]);
  t.is(vcOf(first!), '0x20');
});

test('findings that are counted and not listed are not told as if there were none', (t) => {
  const finding = { id: 'CC-15/1', severity: 'must', fault: 1, events: [2], message: 'a' } as const;
  const judgement = judgementOf('fail', { requirements: [resultOf('CC-15', 'fail', { findingsTotal: 6000, findings: [finding] })] });
  t.deepEqual(actKinds(judgement).map(often), ['at least 1 time']);
  t.is(verdictSentence(judgement, false), '1 requirement broken, by 1 fault or more.');
});

test('a finding\'s call is found again with the creation of its VC, also after other calls', (t) => {
  const story = storyOf(exampleTrace('cc15-before-activation-done-cm'));
  const [told] = story.kinds;
  const names = told!.shown.call!.events.map(({ name, kind }) => `${kind} ${name}`);
  t.is(names[0], 'enter NdisCoCreateVc');
  t.true(names.includes('return NdisCoCreateVc'));
  t.true(names.includes('enter NdisClMakeCall'));
  t.is(names.at(-1), 'return NdisCoDeleteVc');
  for (const line of told!.shown.lines) t.true(told!.shown.call!.events.some((event) => event.line === line), String(line));
  t.deepEqual(told!.shown.events.map(({ line }) => line), [...told!.shown.lines]);
});

test('of a VC that is used again each call is told apart', (t) => {
  const lines = ['{"condisTrace":1,"topology":"cm","observes":["calls"]}'];
  const event = (kind: string, fn: string, by: string, more = ''): void => {
    lines.push(`{"at":${lines.length * 1000},"kind":"${kind}","fn":"${fn}","by":"${by}","thread":1,"vc":"0x10"${more}}`);
  };
  for (let call = 0; call < 3; call++) {
    event('enter', 'NdisClMakeCall', 'client');
    event('return', 'NdisClMakeCall', 'client', ',"status":"NDIS_STATUS_PENDING"');
    for (let wait = 0; wait < call; wait++) event('enter', 'NdisX', 'client');
    event('enter', 'ProtocolClMakeCallComplete', 'client', ',"args":{"Status":"NDIS_STATUS_SUCCESS"}');
  }
  const { typical } = storyOf(`${lines.join('\n')}\n`);
  // The median of three set-ups is the second call's.
  t.is(typical?.place.call, 2);
  t.deepEqual(typical?.call.events.map(({ line }) => line), [5, 6, 7, 8]);
});

test('a ladder names the parties of a multipoint call in the order in which they came, also where an event names the party alone', (t) => {
  const trace = exampleTrace('cm5-multipoint');
  // The tracer of the client knows parties by their handle alone.
  const [header, ...lines] = trace.trimEnd().split('\n') as [string, ...string[]];
  const bare = lines.map((line) => (/"fn":"(NdisClDropParty|ProtocolClDropPartyComplete)"/.test(line) ? line.replace('"vc":"0x1001",', '') : line));
  for (const text of [trace, `${[header, ...bare].join('\n')}\n`]) {
    const { typical, header: read } = storyOf(text);
    const ladder = ladderOf(typical!.call.events, read.topology, new Set());
    const texts = ladder.rungs.map((rung) => rungText(rung, ladder)).filter((one) => /Party|MakeCall|CloseCall/.test(one));
    t.deepEqual(texts.filter((one) => /^(ProtocolCm(Make|Add|Drop|Close)|NdisClDrop)\w* p/.test(one)), [
      'ProtocolCmMakeCall p1', 'ProtocolCmAddParty p2', 'ProtocolCmAddParty p3', 'NdisClDropParty p2', 'ProtocolCmDropParty p2',
      'NdisClDropParty p1', 'ProtocolCmDropParty p1', 'ProtocolCmCloseCall p3',
    ]);
    t.true(texts.includes('NdisCmAddPartyComplete SUCCESS p3'));
  }
});

test('a ladder has a rung a call, a return with a status and a message; data is folded, a deciding event never', (t) => {
  const { typical, header } = storyOf(exampleTrace('mcm1-activation-pended'));
  const { events } = typical!.call;
  const ladder = ladderOf(events, header.topology, new Set());
  t.deepEqual(ladder.lanes, ['client', 'ndis', 'mcm', 'network']);
  const setup = ladder.rungs.find((rung) => rungText(rung, ladder) === 'SETUP');
  t.like(setup, { kind: 'signal', from: 2, to: 3 });
  t.like(ladder.rungs.find((rung) => rungText(rung, ladder) === 'CONNECT'), { from: 3, to: 2 });
  t.like(ladder.rungs.find((rung) => rung.kind === 'call' && rung.event.name === 'NdisClMakeCall'), { from: 0, to: 1 });
  t.like(ladder.rungs.find((rung) => rung.kind === 'call' && rung.event.name === 'ProtocolCmMakeCall'), { from: 1, to: 2 });
  t.like(ladder.rungs.find((rung) => rung.kind === 'return' && rung.event.name === 'ProtocolCmMakeCall'), { from: 2, to: 1 });
  const data = events.filter(({ name }) => name.includes('SendNetBufferLists'));
  const folded = ladder.rungs.filter((rung) => rung.kind === 'folded');
  t.is(folded.length > 0, data.length >= 3);
  const deciding = new Set([data[0]?.line ?? 0]);
  t.true(data.length === 0 || ladderOf(events, header.topology, deciding).rungs.some((rung) => rung.kind !== 'folded' && rung.event.line === data[0]!.line));
});

test('call parameters are told in the few words that tell one call from another', (t) => {
  t.is(callParametersText(null), 'NULL');
  t.is(callParametersText({}), 'given');
  t.is(callParametersText({ address: '0x10', Flags: 2, MediaParameters: { MediaSpecific: { Parameters: { Transmit: { PeakCellRate: 5 }, Receive: { PeakCellRate: 6 } } } } }),
    'at 0x10, Flags 2, PCR 5/6');
});

test('an axis has round numbers, bins hold every value, and outliers do not press the others together', (t) => {
  t.deepEqual(ticksOf(0, 10, 5), [0, 2, 4, 6, 8, 10]);
  t.deepEqual(ticksOf(7, 7, 5), [7]);
  t.is(binsOf([1, 2, 3, 4, 5], 1, 5).reduce((sum, count) => sum + count, 0), 5);
  const values = [...Array.from({ length: 199 }, (_, i) => i + 1), 100_000];
  const drawn = drawnValues(values, { p99: 198, max: 100_000 });
  t.deepEqual([drawn.axisEndNs, drawn.beyond], [297, 1]);
  t.is(drawnValues([1, 100_000], { p99: 100_000, max: 100_000 }).axisEndNs, 100_000);
});
