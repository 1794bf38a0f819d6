import test from 'ava';
import { reportPage } from '../../src/report/html/report-page.ts';
import { exampleTrace, noLosses, reportOfTrace } from './report-kit.ts';
import { faultsOfPage, readMarkup } from './markup-check.ts';

const red = exampleTrace('cc15-before-activation-done-cm');
const green = exampleTrace('cm1-pended-octets');

/** The text of a page, tags taken out. */
function textOf(page: string): string {
  return readMarkup(page).texts.join(' ').replaceAll(/\s+/g, ' ');
}

for (const name of ['cc15-before-activation-done-cm', 'cm1-pended-octets', 'cm5-multipoint', 'gap-hides-completion', 'mcm1-activation-pended', 'ports-fault-undecidable']) {
  test(`the page of ${name} is well formed, loads nothing, names what it shows, and is the same when made again`, (t) => {
    const report = reportOfTrace(exampleTrace(name));
    const page = reportPage(report);
    t.deepEqual(faultsOfPage(page), []);
    t.is(reportPage(reportOfTrace(exampleTrace(name))), page);
    const { tags } = readMarkup(page);
    t.is(tags.filter((tag) => tag.name === 'script' && !tag.closing).length, 1);
    t.is(tags.filter((tag) => tag.attributes.has('data-outcome') && tag.name === 'tr').length, report.story.judgement.requirements.length);
    t.true(page.length < 1_000_000);
  });
}

test('a red page tells requirement, page, events and call of each finding', (t) => {
  const page = reportPage(reportOfTrace(red));
  const text = textOf(page);
  t.regex(text, /fail outgoing-call on emulated-cm \d+ requirements broken, by 1 fault\./);
  t.regex(text, /CC-15 must Required: SUCCESS is reported only when the miniport is ready for data on the VC\. nf-ndis-ndiscmmakecallcomplete Remarks 1/);
  t.regex(text, /What happened: Success is reported while the VC is not active\./);
  t.regex(page, /<tr class="decides"><th scope="row" class="num line"><span aria-hidden="true">\u25c6 <\/span><span class="hidden">decides: <\/span>\d+/);
  t.regex(page, /<g class="call decides"><rect class="band"/);
  t.regex(text, /Client NDIS Call manager Miniport Network|Call manager/);
  t.regex(page, /<html lang="en" data-verdict="fail">/);
});

test('a green page shows the call of the median, and says that there are no findings', (t) => {
  const text = textOf(reportPage(reportOfTrace(green)));
  t.regex(text, /pass outgoing-call on emulated-cm Every requirement that this trace can decide holds/);
  t.regex(text, /Findings None: no requirement that was put to the test was broken or left open\./);
  t.regex(text, /The call whose set-up time is nearest to the median of [\d.]+ (ms|\u00b5s): call 1, on VC 0x/);
  t.regex(text, /SETUP.*CALL PROCEEDING.*CONNECT/);
  t.regex(text, /Losses and gaps None: every frame/);
});

test('a gap is told with its line, and what it leaves open', (t) => {
  const text = textOf(reportPage(reportOfTrace(exampleTrace('gap-hides-completion'))));
  t.regex(text, /inconclusive outgoing-call on emulated-cm \d+ requirements? left open/);
  t.regex(text, /Gaps What a gap may hide is inconclusive: it never fails a device, and never passes one\. Line Port Why Events lost \d+ main/);
});

test('calls that are to fail are told as expected, calls that are not go without saying', (t) => {
  const told = (expected: number, seen: number): string => {
    const verdict = expected === seen ? 'pass' : 'fail';
    return textOf(reportPage(reportOfTrace(green, {}, { expectations: [{ what: 'calls failed', expected, seen, verdict }] })));
  };
  t.regex(told(1, 1), /1 connected, as expected/);
  t.notRegex(told(1, 0), /as expected/);
  t.notRegex(told(0, 0), /as expected/);
});

test('what befell the run decides the verdict too, and is told', (t) => {
  const page = reportPage(reportOfTrace(green, {
    interrupted: true,
    faults: [{ code: 'port-lost', message: 'the port has gone' }], losses: { ...noLosses, lostFrames: 7 }, stalls: 2,
  }, { expectations: [{ what: 'calls connected', expected: 3, seen: 1, verdict: 'fail' }] }));
  const text = textOf(page);
  t.regex(page, /data-verdict="error"/);
  t.regex(text, /Expected 3 calls connected, saw 1\./);
  t.regex(text, /The run is not whole: the port has gone port-lost/);
  t.regex(text, /The run was interrupted/);
  t.regex(text, /7 frames missing in the numbering 2 stalls of the bench itself/);
});

test('a trace without events makes a page all the same', (t) => {
  const page = reportPage(reportOfTrace('{"condisTrace":1,"topology":"mcm","observes":["calls"]}\n', { about: {}, ports: [], startedAt: undefined }));
  t.deepEqual(faultsOfPage(page), []);
  t.regex(textOf(page), /inconclusive .* No requirement was put to the test: no evidence is never a pass\..*No call was seen\..*Nothing was measured\./);
});

test('the style and script of the page are those that its policy allows', async (t) => {
  const page = reportPage(reportOfTrace(green));
  const { createHash } = await import('node:crypto');
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? '';
  t.regex(policy, /^default-src 'none'; /);
  for (const [element, directive] of [['style', 'style-src'], ['script', 'script-src']] as const) {
    const text = new RegExp(`<${element}>([^]*?)</${element}>`).exec(page)?.[1] ?? '';
    t.true(policy.includes(`${directive} 'sha256-${createHash('sha256').update(text).digest('base64')}'`), element);
  }
});
