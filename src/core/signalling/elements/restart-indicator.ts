import { elementIds } from '../element-ids.ts';
import { octetIndicator } from './octet-indicator.ts';

/** Restart indicator (Q.2931, 4.5.20). */
export const restartIndicator = octetIndicator(elementIds['restart indicator'], 'restartClass', {
  meaning: 'what is restarted',
  values: { 0: 'the VC indicated', 1: 'all VCs of the VPC', 2: 'all VCs of the signalling entity' },
}, 0x07, 0x80);
