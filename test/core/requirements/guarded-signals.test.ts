import test from 'ava';
import type { CourseName } from '../../../src/core/scenario/course.ts';
import { defaultParty } from '../../../src/core/scenario/defaults.ts';
import { multipointProgram } from '../../firmware-stubs/recorded.ts';
import { having, judge, outcomeOf, type Line } from './judging.ts';
import { ModelTrace } from './model-trace.ts';

const trace = (course: CourseName): ModelTrace => new ModelTrace({ topology: 'cm', courses: [{ name: course, cause: 21 }], sends: 0 });

const parties = (): ModelTrace => {
  const added = { called: defaultParty(1).digits };
  return new ModelTrace(multipointProgram({
    parties: [{ ...added, answer: 'none', droppedBy: 'client' }, { ...added, answer: 'accepted', droppedBy: 'unanswered' }],
  }, { sends: 0 }));
};

/** A message without its octets is as good as one of which nothing but its name was seen. */
const empty = (m: ModelTrace, line: number): ModelTrace => m.blank(line, 'bytes');

/** What is done to the trace of a course, the rows that are red, the rows that warn. */
const mutants: readonly (readonly [what: string, m: () => ModelTrace, change: (m: ModelTrace) => ModelTrace, red: string, warned?: string])[] = [
  ['SETUP is not sent again', () => trace('noAnswer'), (m) => m.drop(m.at('tx SETUP', 2)), '', 'SG-05'],
  ['a silent call is given up without RELEASE', () => trace('noConnect'), (m) => m.drop(m.at('tx RELEASE'), m.at('rx RELEASE COMPLETE')), '', 'SG-06'],
  ['RELEASE is not answered', () => trace('networkReleases'), (m) => m.drop(m.at('tx RELEASE COMPLETE')), 'SG-07'],
  ['RELEASE is not sent again', () => trace('releaseUnanswered'), (m) => m.drop(m.at('tx RELEASE', 2)), '', 'SG-07'],
  ['an unanswered close is never completed', () => trace('releaseUnanswered'), (m) => {
    const first = m.at('E NdisCmDeactivateVc');
    return m.drop(...m.span(first, m.at('R NdisCoDeleteVc'))).drop(...m.span(m.at('R NdisCoDeleteVc'), m.at('R ProtocolUnbindAdapterEx')));
  }, 'CL-11 SG-07'],
  ['an unanswered party is never cleared', parties, (m) => {
    const first = m.at('E NdisCmAddPartyComplete');
    return m.drop(...m.span(first, m.at('R ProtocolUnbindAdapterEx')));
  }, 'MP-08 SG-10'],
  ['the first answer names no connection', () => trace('connects'), (m) => {
    const at = m.at('rx CALL PROCEEDING');
    const bytes = String(m.line(at)['bytes']);
    return m.edit(at, { bytes: `${bytes.slice(0, 14)}0000` });
  }, 'SG-03'],
  ['signalling runs elsewhere', () => trace('connects'), (m) => {
    const at = m.at('E NdisCmActivateVc');
    const text = JSON.stringify(m.line(at).args).replace('"Vci":5', '"Vci":6');
    return m.edit(at, { args: JSON.parse(text) as Record<string, unknown> });
  }, 'AV-04', 'SG-11'],
];

for (const [what, made, change, red, warned = ''] of mutants) {
  test(what, (t) => {
    t.deepEqual(having(judge(made().result), 'fail', 'self-check', 'warn', 'inconclusive'), [], 'without the change it is green');
    const results = judge(change(made()).result);
    t.is(having(results, 'fail', 'self-check').join(' '), red);
    t.is(having(results, 'warn').join(' '), warned);
  });
}

test('messages of which only the name was seen blame nobody', (t) => {
  for (const course of ['connects', 'noAnswer', 'noConnect', 'networkReleases', 'releaseUnanswered'] as const) {
    const m = trace(course);
    for (let line = 2, end = m.at('R ProtocolUnbindAdapterEx'); line < end; line++) if (m.line(line)['kind'] === 'signal') empty(m, line);
    const results = judge(m.result);
    t.deepEqual(having(results, 'fail', 'self-check', 'warn'), [], course);
    if (course === 'connects') t.is(outcomeOf(results, 'SG-03'), 'not-observed');
  }
});

test('two RELEASE that cross answer each other', (t) => {
  const m = trace('connects');
  const release: Line = { ...m.line(m.at('tx RELEASE')), dir: 'rx' };
  delete release['bytes'];
  delete release['nbl'];
  const at = m.at('rx RELEASE COMPLETE');
  const results = judge(m.drop(at).insert(at, release).result);
  t.is(outcomeOf(results, 'SG-07'), 'pass');
});
