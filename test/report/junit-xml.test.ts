import test from 'ava';
import { requirementFamilies } from '../../src/core/requirements/catalogue/catalogue.ts';
import { junitXml } from '../../src/report/junit-xml.ts';
import { exampleTrace, reportOfTrace } from './report-kit.ts';

const red = exampleTrace('cc15-before-activation-done-cm');

/** The test case of a family, from its start tag to its end tag. */
function caseOf(xml: string, name: string): string {
  return xml.split('<testcase ').find((each) => each.includes(` name="${name}">`)) ?? '';
}

test('one test case a family, with the ids of its requirements as properties', (t) => {
  const xml = junitXml(reportOfTrace(red));
  t.is(xml.match(/<testcase /g)?.length, requirementFamilies.length);
  for (const { title, entries } of requirementFamilies) {
    const each = caseOf(xml, title);
    for (const { id } of entries) t.true(each.includes(`<property name="${id}" value="`), id);
  }
});

test('a broken must is a failure that tells requirement, page and lines; the counts are those of the cases', (t) => {
  const xml = junitXml(reportOfTrace(red));
  t.regex(caseOf(xml, 'NdisCmMakeCallComplete'), /<failure type="fail" message="CC-15 fail[^"]*">CC-15 fail \(must\): SUCCESS is reported only when/);
  t.regex(caseOf(xml, 'NdisCmMakeCallComplete'), /source: nf-ndis-ndiscmmakecallcomplete Remarks 1\n {2}CC-15\/1: success is reported while the VC is not active \(lines \d+/);
  const [, tests, failures, errors, skipped] = /<testsuites tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)">/.exec(xml) ?? [];
  t.is(Number(tests), requirementFamilies.length);
  t.is(Number(failures), xml.match(/<failure /g)?.length ?? 0);
  t.is(Number(errors), xml.match(/<error /g)?.length ?? 0);
  t.is(Number(skipped), xml.match(/<skipped /g)?.length ?? 0);
});

test('what is open is an error of type inconclusive, what was never put to the test is skipped with the reason', (t) => {
  const xml = junitXml(reportOfTrace(exampleTrace('gap-hides-completion')));
  t.regex(xml, /<error type="inconclusive" message="[A-Z]{2}-\d+ inconclusive/);
  t.regex(caseOf(xml, 'Metrics with normative definitions'), /<skipped message="\d+ guard: never a finding"\/>/);
  t.regex(caseOf(xml, 'NdisMCmMakeCallComplete'), /<skipped message="\d+ vacuous: its trigger never occurred"\/>/);
});

test('a run that went wrong is red though every requirement held', (t) => {
  const green = exampleTrace('cm1-pended-octets');
  t.false(junitXml(reportOfTrace(green)).includes('<failure'));
  const failed = junitXml(reportOfTrace(green, {}, { expectations: [{ what: 'calls closed', expected: 2, seen: 1, verdict: 'fail' }] }));
  t.regex(failed, /name="The run itself">\n {3}<failure type="fail" message="Expected 2 calls closed, saw 1\.">/);
  const broken = junitXml(reportOfTrace(green, { faults: [{ code: 'port-lost', message: 'gone' }] }));
  t.regex(broken, /<error type="error" message="gone \[port-lost\]">/);
  const stopped = junitXml(reportOfTrace(green, { interrupted: true }));
  t.regex(stopped, /<error type="inconclusive" message="the run was interrupted">/);
});
