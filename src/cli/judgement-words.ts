import { requirementById } from '../core/requirements/catalogue/catalogue.ts';
import type { Requirement } from '../core/requirements/requirement.ts';
import { intervals } from '../core/timing/intervals.ts';

/** What is looked up beside a judgement, in the catalogue. */
export interface JudgementWords {
  readonly requirement: (id: string) => Requirement | undefined;
  readonly interval: (id: string) => string;
}

const questions = new Map(intervals.map((interval) => [interval.id, interval.question]));

/** The catalogue's words for requirements and intervals. */
export const judgementWords: JudgementWords = {
  requirement: requirementById,
  interval: (id) => questions.get(id) ?? '',
};
