import { elementIds } from '../element-ids.ts';
import { octetIndicator } from './octet-indicator.ts';

/** Leaf initiated join parameters (UNI 4.0). */
export const leafInitiatedJoinParameters = octetIndicator(elementIds['leaf initiated join parameters'], 'screening', {
  meaning: 'whether the root hears of a leaf that joins', values: { 0: 'network join without root notification' },
}, 0x0f, 0x80, true);
