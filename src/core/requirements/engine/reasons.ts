import { doubts } from './columns.ts';

/** Why a suspicion is left open, in the words of a finding. */
export const orderReason = 'events of two ports are closer than their uncertainties';
export const gapReason = (line: number): string => `a gap at line ${line} may explain it`;

/** The reason behind facts that are not known (bits of `doubts`); `gapLine` is that of the last gap. */
export function doubtReason(why: number, gapLine: number): string {
  if ((why & doubts.gap) !== 0) return gapReason(gapLine);
  return (why & doubts.order) !== 0 ? orderReason : 'an event that may explain it does not say which object it is about';
}
