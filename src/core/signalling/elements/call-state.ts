import { elementIds } from '../element-ids.ts';
import { octetIndicator } from './octet-indicator.ts';

/** Call state (Q.2931, 4.5.10). The network side's N1 to N12 have the numbers of U1 to U12. */
export const callState = octetIndicator(elementIds['call state'], 'state', {
  meaning: 'state of the call, 0 to 63',
  values: {
    0: 'null', 1: 'call initiated', 3: 'outgoing call proceeding', 4: 'call delivered', 6: 'call present', 7: 'call received',
    8: 'connect request', 9: 'incoming call proceeding', 10: 'active', 11: 'release request', 12: 'release indication',
    13: 'modify request', 14: 'modify received', 61: 'restart request', 62: 'restart',
  },
}, 0x3f, 0);
