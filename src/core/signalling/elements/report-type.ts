import { elementIds } from '../element-ids.ts';
import { octetIndicator } from './octet-indicator.ts';

/** Broadband report type (Q.2963.1). */
export const reportType = octetIndicator(elementIds['broadband report type'], 'report', {
  meaning: 'what is reported or asked for',
  values: {
    1: 'modification confirmation', 2: 'clock recovery confirmation', 4: 'end-to-end connection availability',
    5: 'request of end-to-end connection availability', 6: 'completion of end-to-end connection',
  },
}, 0xff, 0);
