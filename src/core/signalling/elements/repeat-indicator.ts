import { elementIds } from '../element-ids.ts';
import { octetIndicator } from './octet-indicator.ts';

/** Broadband repeat indicator (Q.2931, 4.5.19): how the elements of one kind that follow it are meant. */
export const repeatIndicator = octetIndicator(elementIds['broadband repeat indicator'], 'repetition', {
  meaning: 'meaning of the repetition', values: { 2: 'prioritised list, highest first', 10: 'stack (PNNI)' },
}, 0x0f, 0x80);
