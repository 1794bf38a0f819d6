import { elementIds } from '../element-ids.ts';
import { octetIndicator } from './octet-indicator.ts';

/** Endpoint state (Q.2971): the state of one party of a point-to-multipoint call. */
export const endpointState = octetIndicator(elementIds['endpoint state'], 'state', {
  meaning: 'state of the party, 0 to 63',
  values: {
    0: 'null', 1: 'ADD PARTY initiated', 4: 'alerting delivered', 6: 'ADD PARTY received', 7: 'alerting received', 10: 'active',
    11: 'DROP PARTY initiated', 12: 'DROP PARTY received',
  },
}, 0x3f, 0);
