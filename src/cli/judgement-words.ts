import { requirementById } from '../core/requirements/catalogue/catalogue.ts';
import { intervals } from '../core/timing/intervals.ts';
import type { JudgementWords } from './judgement-text.ts';

const questions = new Map(intervals.map((interval) => [interval.id, interval.question]));

/** The catalogue's words for requirements and intervals. */
export const judgementWords: JudgementWords = {
  requirement: requirementById,
  interval: (id) => questions.get(id) ?? '',
};
