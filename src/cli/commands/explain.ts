import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { Fault } from '../../core/fault.ts';
import type { CaseRecord } from '../../core/scenario/case.ts';
import type { Verdict } from '../../core/verdict.ts';
import { suggestion } from '../../files/did-you-mean.ts';
import { actKinds, type BrokenAct } from '../../report/story/broken-acts.ts';
import type { StorySearch, SurveyedTrace } from '../../report/story/run-story.ts';
import type { CliContext } from '../context.ts';
import type { TraceSource } from '../trace-source.ts';

/** `explain RUN [FINDING]`: what was required, what happened, the events around it, where it is written. */
export function explainCommand(context: CliContext): Command {
  return new Command('explain')
    .description('explain the findings of a run and what else failed in it, or the typical call of a green one')
    .argument('<run>', 'a run folder, a capture or a trace file')
    .argument('[finding]', 'a finding (CC-15/1), a requirement (CC-15) or the number of a fault')
    .action(async (run: string, finding: string | undefined) => {
      const [{ traceSource }, { explainText }, { judgementWords }, { StorySearch }, { unkeptCallOf }] = await Promise.all([
        import('../trace-source.ts'), import('../explain-text.ts'), import('../judgement-words.ts'),
        import('../../report/story/run-story.ts'), import('../../report/story/unkept-call.ts'),
      ]);
      const source = await traceSource(run, context.cwd);
      if (!(await stat(source.path)).isFile()) {
        throw new Fault('not-read-twice', 'this is no regular file, and has to be read twice', {
          place: { file: source.shown }, next: 'Save it to a file first.',
        });
      }
      const { surveyed, asked, verdict } = await survey(source);
      const search = finding === undefined ? new StorySearch(surveyed, undefined, unkeptCallOf(asked, surveyed.survey))
        : new StorySearch(surveyed, chosen(finding, surveyed));
      await readAgain(source, search);
      const part = finding === undefined ? 'around' : 'whole-call';
      for (const line of explainText({ story: search.finish(), asked, verdict }, part, judgementWords, context.out)) context.out.line(line);
    });
}

/** What the events show, what the run was asked for beside that, and what both come to. */
async function survey(source: TraceSource): Promise<{ surveyed: SurveyedTrace; asked: CaseRecord; verdict: Verdict }> {
  const [
    { readTrace }, { TraceSurvey }, { CallCounter }, { CaptureFacts }, { caseOf }, { verdictOfRun }, { TraceWatch },
  ] = await Promise.all([
    import('../trace-source.ts'), import('../../report/story/run-story.ts'), import('../../bench/call-tally.ts'),
    import('../../bench/capture-facts.ts'), import('../../bench/case-of.ts'), import('../../report/run-report.ts'),
    import('../../bench/trace-watch.ts'),
  ]);
  const calls = new CallCounter();
  const facts = new CaptureFacts();
  const survey = new TraceSurvey((row) => calls.add(row));
  const watch = new TraceWatch(facts);
  const ending = await readTrace(source, watch.before(survey), undefined, facts);
  if (ending === undefined) throw new Error('reading stopped of itself');
  const surveyed = survey.finish(ending);
  const watched = watch.finish(ending.complete && !facts.interrupted && facts.faults.length === 0);
  const asked = caseOf({ facts, calls, surveyed, ...(watched !== undefined && { watched }) }, facts.faults);
  return { surveyed, asked, verdict: verdictOfRun(asked, facts.faults, facts.interrupted) };
}

async function readAgain(source: TraceSource, { gatherer }: StorySearch): Promise<void> {
  const { readTrace } = await import('../trace-source.ts');
  await readTrace(source, gatherer, async () => (gatherer.done ? 'stop' : undefined));
}

/** Which acts a word on the command line means. */
function chosen(word: string, surveyed: SurveyedTrace): (act: BrokenAct) => boolean {
  const wanted = word.toUpperCase();
  const means = (act: BrokenAct): boolean => String(act.fault) === word ||
    act.breaches.some(({ result, finding }) => result.id === wanted || finding.id === wanted);
  const acts = actKinds(surveyed.judgement).flatMap((kind) => kind.acts);
  if (acts.some(means)) return means;
  const known = new Set(acts.flatMap((act) => act.breaches.map(({ result }) => result.id)));
  const next = known.size === 0 ? 'It has no findings at all.' : suggestion(wanted, [...known]);
  throw new Fault('unknown-finding', `the run has no finding \`${word}\``, { next });
}
