import { elementIds } from '../element-ids.ts';
import { octetIndicator } from './octet-indicator.ts';

const note = {
  meaning: 'codeset of what follows',
  values: { 0: 'Q.2931', 4: 'ISO/IEC', 5: 'national', 6: 'local network', 7: 'user specific' },
};

/** Broadband locking shift (Q.2931, 4.5.3): all elements after it are of another codeset. */
export const lockingShift = octetIndicator(elementIds['broadband locking shift'], 'nextCodeset', note, 0x07, 0x80);
/** Broadband non-locking shift (Q.2931, 4.5.4): the next element alone is of another codeset. */
export const nonLockingShift = octetIndicator(elementIds['broadband non-locking shift'], 'nextCodeset', note, 0x07, 0x80);
